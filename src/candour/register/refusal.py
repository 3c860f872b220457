"""The errors of this room's writes: sentences that say what to do and quote nothing."""


class SourceRefused(ValueError):
    """A file, an address or a judgement that cannot be taken as it is; `field` is the question it answers, if one."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class AlteredSource(RuntimeError):
    """A kept file that is missing, or is no longer the file that was captured."""


class NotReached(SourceRefused):
    """The site did not answer as it should; the sentence says how."""


class NotAllowed(SourceRefused):
    """The site's robots.txt, or a rule of ours, forbids asking for this address."""
