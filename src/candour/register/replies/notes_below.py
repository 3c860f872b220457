"""A row of words below a table: told of as a note, so that its empty cells are no numbers held back."""

import re
from collections.abc import Sequence

from candour.register.replies.periods import UNKNOWN, Unsettled, YearBasis, read_period
from candour.register.replies.tables import Held, as_written

NOTE = re.compile(
    r"(?:notes?|nb|source|sources|key|caveats?|data|figures?|please note)\b|[*†‡•]|\[", re.IGNORECASE
)
LONG = 60  # characters that no name of a row has


def is_note(words: Sequence[Held], period: Held) -> bool:
    """Of a row without a number: no time that is known stands in it, and it begins as notes do or is as long."""
    if period is not None and not _may_be_time(period):
        return True
    said = next((as_written(one).strip() for one in words if one not in {None, ""}), "")
    return period is None and (len(said) > LONG or NOTE.match(said) is not None)


def _may_be_time(period: Held) -> bool:
    read = read_period(period, YearBasis.CALENDAR)
    return not isinstance(read, Unsettled) or read.why != UNKNOWN
