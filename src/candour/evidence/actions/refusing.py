"""The one error of this room's writes, and what is said to the second of two who write at the same moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.utils.translation import gettext as _


class EvidenceRefused(ValueError):
    """The act does not fit what the record says of the exhibit; the message says what to do."""


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Rows are numbered from what was there when the writer looked: the second to save is told, and nothing is saved."""
    try:
        yield
    except IntegrityError as clash:
        if "unique" not in str(clash).lower():
            raise
        raise EvidenceRefused(
            _(
                "Somebody else saved something here at the same moment, so yours was not saved. "
                "What you entered still stands below: look at it and save it again."
            )
        ) from None
