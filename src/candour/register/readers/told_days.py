"""Days told by their distance from the day a page came out: `on Wednesday`, `yesterday`, `earlier this month`."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from candour.register.readers.written_date import WrittenDate

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
TOLD = re.compile(
    rf"\b(?P<lead>on|last|next|this|until|by|since) (?P<weekday>{WEEKDAY})\b(?! (?:to|until|-)| and \w+day)"
    r"|\b(?P<near>yesterday|today|tomorrow)\b(?!')"
    r"|\b(?P<which>last|this|next) month\b",
    re.ASCII,
)
CUES = ("day", "month", "tomorrow")
TO_COME = re.compile(
    r"\b(?:will|due|expected|scheduled|set to|begins?|starts?|takes? place|(?:is|are) to|is being held|appears?)\b",
    re.ASCII,
)
BESIDE = re.compile(
    r"\W*(?:(?:early |late )?(?:morning|afternoon|evening|night|lunchtime))?\W*(?:the |\w+day,? )?", re.ASCII
)
BACK = 60
BEFORE = re.compile(
    rf"(?P<weekday>{WEEKDAY})(?: (?:morning|afternoon|evening|night))?\W{{1,3}}(?:the )?$", re.ASCII
)
YEARS_ON = 4


def told_days(
    plain: str, start: int, end: int, now: str, known: Sequence[WrittenDate]
) -> Iterator[WrittenDate]:
    """Worked out from `now`, the day of the page; nothing where a date stands beside the words, or an older one before them."""
    if not any(plain.find(cue, start, end) >= 0 for cue in CUES):
        return
    day = date.fromisoformat(now)
    for found in TOLD.finditer(plain, start, end):
        if any(_beside(found, one, plain) for one in known) or _of_a_story(found, known, day):
            continue
        value = _value(found, day, plain[max(start, found.start() - BACK) : found.start()])
        yield WrittenDate(value, found.start(), found.end(), inferred=True, worked_out=True)


def in_right_year(written: WrittenDate, plain: str) -> WrittenDate | None:
    """`Tuesday 2 August` without a year: the first year from the likely one on in which that day is a Tuesday."""
    named = BEFORE.search(plain, max(0, written.start - 16), written.start)
    if not named or written.width < 3:
        return written
    day = date.fromisoformat(written.value)
    for later in range(YEARS_ON):
        moved = _moved(day, later)
        if moved and WEEKDAYS[moved.weekday()] == named["weekday"]:
            return written if not later else written.on(moved.isoformat())
    return None


def _moved(day: date, years: int) -> date | None:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return None


def _beside(found: re.Match[str], written: WrittenDate, plain: str) -> bool:
    """`On Thursday evening (9 February)` is the date in brackets."""
    first, last = sorted([(found.start(), found.end()), (written.start, written.end)])
    return last[0] < first[1] or BESIDE.fullmatch(plain, first[1], last[0]) is not None


def _of_a_story(found: re.Match[str], known: Sequence[WrittenDate], day: date) -> bool:
    """`He was arrested on 3 March; on Tuesday he …`: the Tuesday is that of the story."""
    told = [one for one in known if one.end <= found.start() and one.width == 3 and not one.worked_out]
    return any((day - date.fromisoformat(one.value)).days > 14 for one in told)


def _value(found: re.Match[str], day: date, before: str) -> str:
    if found["which"]:
        return _month(day, {"last": -1, "this": 0, "next": 1}[found["which"]])
    if found["near"]:
        away = {"yesterday": -1, "today": 0, "tomorrow": 1}[found["near"]]
        return (day + timedelta(days=away)).isoformat()
    ahead = found["lead"] == "next" or (found["lead"] != "last" and bool(TO_COME.search(before)))
    away = (WEEKDAYS.index(found["weekday"]) - day.weekday()) % 7
    if ahead:
        return (day + timedelta(days=away or 7)).isoformat()
    back = (-away) % 7
    return (day - timedelta(days=7 if found["lead"] == "last" and not back else back)).isoformat()


def _month(day: date, away: int) -> str:
    months = day.year * 12 + day.month - 1 + away
    return f"{months // 12}-{months % 12 + 1:02}"
