"""The one error of this room's writes."""


class EvidenceRefused(ValueError):
    """The act does not fit what the record says of the exhibit; the message says what to do."""
