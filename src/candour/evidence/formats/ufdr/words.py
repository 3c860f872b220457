"""How a report writes times, lengths of time and the words of closed lists; the lists are in `tables/ufdr.toml`."""

import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

from candour.evidence.formats.whatsapp.time_words import read_table
from candour.evidence.records import TIMELESS, Certainty, When, Zone

_LENGTH = re.compile(r"(?:(\d{1,8})\.)?(\d{1,8}):(\d\d):(\d\d)(?:\.\d+)?")
_YEAR_FIRST = re.compile(r"\d{4}-\d\d-\d\d")
_NOBODY = "00000000-0000-0000-0000-000000000000"


@cache
def _section(name: str) -> dict[str, str]:
    table: dict[str, Any] = read_table("ufdr.toml")[name]
    return {word.lower(): of for of, words in table.items() if of != "confidence" for word in words}


def word_of(section: str, written: str | None) -> str | None:
    """What a word of the report stands for; None where no list holds it."""
    return _section(section).get("".join((written or "").lower().split()))


def likely_word(section: str, written: str | None) -> tuple[str | None, bool]:
    """The same, and whether public sources bear it out."""
    seen = word_of(section, written)
    return (seen, True) if seen is not None else (word_of(f"{section}_expected", written), False)


def when_of(written: str | None) -> When:
    """A moment in the form of ISO 8601; without offset it is kept as the clock it shows. Any other form stays as written."""
    if written is None:
        return TIMELESS
    try:
        moment = datetime.fromisoformat(written.strip())
        utc = moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        no_such_time = _YEAR_FIRST.match(written.strip()) is not None
        certainty = Certainty.IMPOSSIBLE if no_such_time else Certainty.AMBIGUOUS
        return When(written[:40], None, None, Zone.UNKNOWN, certainty)
    zone = Zone.OFFSET if utc is not None else Zone.UNKNOWN
    return When(written, moment.replace(tzinfo=None), utc, zone, Certainty.CERTAIN)


def seconds_of(written: str | None) -> int | None:
    """Whole seconds of `00:00:33.609`, `1.02:03:04` (a day and more) or a bare number; the fraction is left out."""
    text = (written or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    found = _LENGTH.fullmatch(text)
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def named(identifier: str | None) -> str | None:
    """An identifier that stands for something: reports write noughts where there is none."""
    return None if identifier is None or identifier.strip() == _NOBODY else identifier
