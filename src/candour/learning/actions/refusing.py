"""The one error of this room's writes."""


class RecommendationRefused(ValueError):
    """The step does not fit what the record says of the recommendation; the message says what to do."""
