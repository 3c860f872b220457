"""The period that a figure is for. A bare year or a split year settles nothing: a person says which year is meant."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from candour.register.replies.figures import normalised

MONTHS = "january february march april may june july august september october november december".split()
MONTH = (
    "(?P<{0}>"
    + "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS)
    + "|sept)\\.?"
)
MONTH_YEAR = re.compile(MONTH.format("m") + r"[ -]?(?P<y>\d{4})")
NUMBER_MONTH = re.compile(r"(?P<y>\d{4})[-/](?P<m>0?[1-9]|1[0-2])|(?P<m2>0?[1-9]|1[0-2])[-/](?P<y2>\d{4})")
MONTH_SPAN = re.compile(
    MONTH.format("m1") + r" (?P<y1>\d{4}) ?(?:to|-|until) ?" + MONTH.format("m2") + r" (?P<y2>\d{4})"
)
DAY = r"(\d{{1,2}})(?:st|nd|rd|th)? {0} (\d{{4}})|(\d{{1,2}})[./](\d{{1,2}})[./](\d{{4}})|(\d{{4}})-(\d\d)-(\d\d)"
YEAR = re.compile(r"(?:19|20)\d\d")
SPLIT = re.compile(
    r"(?P<stated>fy|f/y|financial year|fiscal year)? ?(?P<a>(?:19|20)?\d\d)[/-](?P<b>(?:20)?\d\d)"
)
YEARS = re.compile(r"(?P<a>(?:19|20)\d\d) ?(?:to|-) ?(?P<b>(?:19|20)\d\d)")
SHORT_SPAN = re.compile(
    MONTH.format("m1")
    + r"[ -]?'?(?P<y1>\d\d) ?(?:to|-|until) ?"
    + MONTH.format("m2")
    + r"[ -]?'?(?P<y2>\d\d)"
)
WITHIN_YEAR = re.compile(MONTH.format("m1") + r" ?(?:to|-|until) ?" + MONTH.format("m2") + r" (?P<y>\d{4})")
YEAR_ENDING = re.compile(
    r"(?:year ending|year ended|year to|ye|y/e|(?:12|twelve) months to)(?: (?:28|29|30|31)(?:st|th)?)? ?"
    + MONTH.format("m")
    + r" (?P<y>\d{4})"
)
SO_FAR = re.compile(r"(?:19|20)\d\d(?:[/-](?:20)?\d\d)?,? ?\(?(?:ytd|to date|so far|year to date)\)?")
QUARTER = re.compile(r"q[1-4],? ?(?:19|20)\d\d(?:[/-](?:20)?\d\d)?|(?:19|20)\d\d(?:[/-](?:20)?\d\d)? ?q[1-4]")
CALENDAR_STATED = re.compile(r"(?:cy|calendar year) ?((?:19|20)\d\d)|((?:19|20)\d\d) ?\(?calendar year\)?")


class YearBasis(StrEnum):
    """Which year a bare year means: a person's answer, for one column of one reply."""

    CALENDAR = "calendar"
    FROM_APRIL = "from-april"
    TO_MARCH = "to-march"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both counted in."""

    start: date
    end: date

    def within(self, other: "Period") -> bool:
        return other.start <= self.start and self.end <= other.end

    def apart_from(self, other: "Period") -> bool:
        return self.end < other.start or other.end < self.start


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What is written does not say which days it covers; `why` is a sentence."""

    why: str


WhichPeriod: TypeAlias = Period | Unsettled
UNKNOWN = "it is no period that is known here"
WHICH_YEAR = "it does not say whether it is a calendar year or a year from April; say which"


def read_period(written: object, basis: YearBasis | None = None) -> WhichPeriod:
    match written:
        case datetime():
            return Period(written.date(), written.date())
        case date():
            return Period(written, written)
        case float() if written.is_integer():
            return _text(str(int(written)), basis)
        case None:
            return Unsettled("no period is written")
        case _:
            return _text(normalised(str(written)), basis)


def _text(text: str, basis: YearBasis | None) -> WhichPeriod:
    try:
        return _months(text) or _years(text, basis) or _days(text) or Unsettled(_why_unknown(text))
    except ValueError:
        return Unsettled("it names a day or a year that does not exist")


def _months(text: str) -> Period | None:
    span = MONTH_SPAN.fullmatch(text)
    if span:
        first = _month(int(span["y1"]), _numbered(span["m1"]))
        return _in_order(first, _month(int(span["y2"]), _numbered(span["m2"])))
    within = WITHIN_YEAR.fullmatch(text)
    if within:
        first = _month(int(within["y"]), _numbered(within["m1"]))
        return _in_order(first, _month(int(within["y"]), _numbered(within["m2"])))
    ending = YEAR_ENDING.fullmatch(text)
    if ending:
        year, month = int(ending["y"]), _numbered(ending["m"])
        return Period(_month(year - 1, month).end + timedelta(days=1), _month(year, month).end)
    short = SHORT_SPAN.fullmatch(text)
    if short:
        return _short_span(short)
    named = MONTH_YEAR.fullmatch(text)
    if named:
        return _month(int(named["y"]), _numbered(named["m"]))
    numbered = NUMBER_MONTH.fullmatch(text)
    split = SPLIT.fullmatch(text)
    if numbered and not (split and _follows(split["a"], split["b"])):
        return _month(int(numbered["y"] or numbered["y2"]), int(numbered["m"] or numbered["m2"]))
    return None


def _short_span(short: re.Match[str]) -> Period | None:
    """`Apr 23 to Mar 24` can be no days of one year, for they would run backwards. Whatever could be either settles nothing."""
    first, last = _numbered(short["m1"]), _numbered(short["m2"])
    if (last, int(short["y2"])) >= (first, int(short["y1"])):
        return None
    return _in_order(_month(2000 + int(short["y1"]), first), _month(2000 + int(short["y2"]), last))


def _why_unknown(text: str) -> str:
    if SO_FAR.fullmatch(text):
        return "it does not say up to which day"
    if QUARTER.fullmatch(text):
        return "it does not say whether its quarters run from January or from April"
    if SHORT_SPAN.fullmatch(text):
        return "its numbers may be days or years"
    return UNKNOWN


def _years(text: str, basis: YearBasis | None) -> WhichPeriod | None:
    calendar = CALENDAR_STATED.fullmatch(text)
    if calendar:
        return year_of(int(calendar[1] or calendar[2]), YearBasis.CALENDAR)
    if YEAR.fullmatch(text):
        return Unsettled(WHICH_YEAR) if basis is None else year_of(int(text), basis)
    split = SPLIT.fullmatch(text)
    if split and _follows(split["a"], split["b"]):
        return _split(split, basis)
    years = YEARS.fullmatch(text)
    if years and int(years["a"]) < int(years["b"]):
        if basis is not YearBasis.CALENDAR:
            return Unsettled("it does not say on which days its first and its last year begin and end")
        return _in_order(year_of(int(years["a"]), basis), year_of(int(years["b"]), basis))
    return None


def _split(split: re.Match[str], basis: YearBasis | None) -> WhichPeriod:
    """`2019/20` is a year from April only where the reply, or a person, says so."""
    began = int(split["a"]) if len(split["a"]) == 4 else 2000 + int(split["a"])
    if split["stated"] or basis in {YearBasis.FROM_APRIL, YearBasis.TO_MARCH}:
        return year_of(began, YearBasis.FROM_APRIL)
    if basis is YearBasis.CALENDAR:
        return Unsettled("a year with two numbers is no calendar year; say what it covers")
    return Unsettled("it does not say on which day that year begins; say whether it runs from April")


def year_of(year: int, basis: YearBasis) -> Period:
    match basis:
        case YearBasis.CALENDAR:
            return Period(date(year, 1, 1), date(year, 12, 31))
        case YearBasis.FROM_APRIL:
            return Period(date(year, 4, 1), date(year + 1, 3, 31))
        case YearBasis.TO_MARCH:
            return Period(date(year - 1, 4, 1), date(year, 3, 31))


def _days(text: str) -> Period | None:
    one = re.compile(DAY.format(MONTH.format("named")))
    found = one.fullmatch(text)
    if found:
        day = _day(found)
        return Period(day, day)
    halves = re.split(r" (?:to|-|until) ", text)
    pair = [one.fullmatch(half) for half in halves]
    if len(pair) == 2 and pair[0] and pair[1]:
        return _in_order(Period(_day(pair[0]), _day(pair[0])), Period(_day(pair[1]), _day(pair[1])))
    return None


def _day(found: re.Match[str]) -> date:
    """Day before month, as everybody writes in these islands."""
    named = found["named"]
    if named:
        return date(int(found[3]), _numbered(named), int(found[1]))
    if found[6]:
        return date(int(found[6]), int(found[5]), int(found[4]))
    return date(int(found[7]), int(found[8]), int(found[9]))


def _month(year: int, month: int) -> Period:
    following = date(year + month // 12, month % 12 + 1, 1)
    return Period(date(year, month, 1), following - timedelta(days=1))


def _in_order(first: Period, last: Period) -> Period:
    if last.end < first.start:
        raise ValueError("ends before it begins")
    return Period(first.start, last.end)


def _numbered(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name[:3]))


def _follows(first: str, second: str) -> bool:
    return (int(first) + 1) % 100 == int(second) % 100
