"""The answer to "may I?": a refusal with its reason and the law or rule it rests on, and the one way to raise it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True)
class Refusal:
    """Why not, as a sentence for the person refused. `source` is a legislation.gov.uk path, or says whose rule it is."""

    text: str | Promise
    source: str


class NotPermitted(PermissionDenied):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.text))
        self.refusal = refusal


def require(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise NotPermitted(refusal)
