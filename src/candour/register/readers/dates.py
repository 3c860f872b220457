"""Dates as people write them, to `2022`, `2022-07` or `2022-07-14`: never more than was written."""

import re
from collections.abc import Iterator
from datetime import date

from candour.register.readers.told_days import in_right_year, told_days
from candour.register.readers.written_date import WrittenDate

MONTHS = "january february march april may june july august september october november december".split()
WELSH = "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split()
MONTH = r"(?P<m{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\.?"
YEAR = r"(?P<y{n}>(?:19[89]|20[0-4])\d)"
DAY = r"(?P<d{n}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
RANGE = r"(?:(?P<r{n}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: [a-z]{{3,9}})? ?(?:-|to|and|until|,) ?)?"
FORMS = (
    RANGE + DAY + r"(?: of)? " + MONTH + r",? " + YEAR,
    MONTH
    + r" (?P<r{n}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)? ?(?:-|to|and) ?"
    + DAY
    + r"(?!\d)(?:,? "
    + YEAR
    + r")?",
    MONTH + r" " + DAY + r",? " + YEAR,
    r"(?P<y{n}>20[0-4]\d)-(?P<mm{n}>0[1-9]|1[0-2])-(?P<d{n}>[0-2]\d|3[01])",
    r"(?P<d{n}>[0-2]?\d|3[01])[/.](?P<mm{n}>0?[1-9]|1[0-2])[/.](?P<y{n}>(?:20)?[0-4]\d)",
    RANGE + DAY + r"(?: of)? " + MONTH + r"(?! ?\d)",
    MONTH + r" " + DAY + r"(?= ?[,.;)]| (?:and|at|when|after|for|in|to|last|this)\b|$)",
    MONTH + r",? (?:of )?" + YEAR,
    MONTH + r" (?P<rel{n}>last year|this year)",
    r"(?:in|during|last|until|since) (?P<alone{n}>)"
    + MONTH
    + r"(?!\w)(?! (?:last|this) year)(?! ?\d)(?! (?:and|to|or|until) (?:\d{{1,2}} )?[a-z]{{3,9}} \d)",
    r"(?:in|during|since|of|by|late|early|mid|spring|summer|autumn|winter|,|until|year|from|between) ?(?P<bare{n}>(?:19[89]|20[0-4])\d)",
)
BEGINS = (
    r"(?=[\d,]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ion|chw|maw|ebr|mai|meh|gor|aws|med|hyd|tac|rha|"
    r"in\b|dur|las|unt|sin|of\b|by\b|lat|ear|mid|spr|sum|aut|win|yea|fro|bet)"
)
WRITTEN = re.compile(
    BEGINS
    + r"(?:\b|(?<=[a-z])(?=\d))(?:"
    + "|".join(f"(?:{form.format(n=n)})" for n, form in enumerate(FORMS))
    + r")(?![\d/])(?!\.\d)",
    re.ASCII,
)
MONTH_ALONE = re.compile(MONTH.format(n=""), re.ASCII)
YEAR_ALONE = re.compile(r"\b20[0-4]\d\b(?!/\d)", re.ASCII)
YEAR_WITHIN = 1500
LEAD = 24
WHOLE_DAY = len("2020-01-31")
MAY_BE_DATE = re.compile(
    r"\d|\b(?:last|this) year|\b(?:in|during|last|until|since) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.ASCII,
)


def dates_in(
    plain: str, start: int = 0, end: int | None = None, *, year: int | None = None, now: str | None = None
) -> Iterator[WrittenDate]:
    """Dates in small-letter text; a day or month without a year is the last one up to `now`, or of `year`.

    Where `now` is a whole day, days told by their distance from it count as well.
    """
    stop = len(plain) if end is None else end
    found = list(_written(plain, start, stop, year, now))
    if now and len(now) == WHOLE_DAY:
        found += told_days(plain, start, stop, now, tuple(found))
    yield from sorted(found, key=lambda one: one.start)


def _written(plain: str, start: int, stop: int, year: int | None, now: str | None) -> Iterator[WrittenDate]:
    first = MAY_BE_DATE.search(plain, start, stop)
    if not first:
        return
    for found in WRITTEN.finditer(plain, max(start, first.start() - LEAD), stop):
        written = _read(found, year, now)
        written = in_right_year(written, plain) if written and written.inferred else written
        if written:
            yield written


def first_date(plain: str, start: int, end: int, *, year: int | None = None) -> WrittenDate | None:
    return next(dates_in(plain, start, end, year=year), None)


def month_number(word: str) -> int:
    """English months from their first three letters on, Welsh ones in full."""
    if word in WELSH:
        return WELSH.index(word) + 1
    return next(place for place, month in enumerate(MONTHS, 1) if month.startswith(word[:3]))


def year_before(plain: str, place: int) -> int | None:
    """The last year written before a place: the one that a day without a year most likely belongs to."""
    found = plain.rfind("20", max(0, place - YEAR_WITHIN), place)
    while found >= 0:
        year = YEAR_ALONE.match(plain, found, place)
        if year:
            return int(year[0])
        found = plain.rfind("20", max(0, place - YEAR_WITHIN), found + 1)
    return None


def _read(found: re.Match[str], year: int | None, now: str | None) -> WrittenDate | None:
    parts = {name.rstrip("0123456789"): value for name, value in found.groupdict().items() if value}
    if "bare" in parts:
        return WrittenDate(parts["bare"], found.end() - 4, found.end())
    month = int(parts["mm"]) if "mm" in parts else month_number(parts["m"])
    day = int(parts["d"]) if "d" in parts else None
    if "rel" in parts:
        return _relative(found, month, parts["rel"], now)
    stated = int(parts["y"]) if "y" in parts else _year_up_to(now, month, day) or year
    if stated is None:
        return None
    full = stated + 2000 if stated < 100 else stated
    value = _iso(full, month, day)
    one_month = "r" in parts and len(MONTH_ALONE.findall(found[0])) == 1
    begins = _iso(full, month, int(parts["r"])) if one_month else ""
    return (
        WrittenDate(value, found.start(), found.end(), inferred="y" not in parts, begins=begins)
        if value
        else None
    )


def _year_up_to(now: str | None, month: int, day: int | None) -> int | None:
    """The year of the last such month or day that had come by `now`."""
    if not now or len(now) < 7:
        return None
    written = f"{month:02}-{day:02}" if day else f"{month:02}"
    return int(now[:4]) - (written > now[5 : 5 + len(written)])


def _relative(found: re.Match[str], month: int, said: str, now: str | None) -> WrittenDate | None:
    if not now:
        return None
    meant = int(now[:4]) - said.startswith("last")
    return WrittenDate(f"{meant}-{month:02}", found.start(), found.end(), inferred=True)


def _iso(year: int, month: int, day: int | None) -> str:
    """Empty where the calendar has no such day."""
    if day is None:
        return f"{year}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
