"""Bank holidays of each jurisdiction as dated data, and the working days between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from candour.procedure.dates import each_day, in_words
from candour.procedure.law_file import LawFileError, LawTable, citation, files_of, read_law_file

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class NoCalendarYet(LookupError):
    """A count reached a day that no calendar covers. It is never guessed."""


@dataclass(frozen=True)
class Holiday:
    day: date
    name: str
    announced: date | None
    source: tuple[str, ...]
    one_off: bool = False


@dataclass(frozen=True, eq=False)
class Calendar:
    key: str
    title: str
    edition: int
    covers_from: date
    covers_to: date
    holidays: Mapping[date, Holiday]
    source: tuple[str, ...]
    note: str = ""

    @cached_property
    def _working(self) -> list[int]:
        days = each_day(self.covers_from, self.covers_to)
        return [day.toordinal() for day in days if day.weekday() < 5 and day not in self.holidays]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of cover and holidays, so that an entry can say which calendar it counted by."""
        rows = [f"{self.key} {self.edition} {self.covers_from} {self.covers_to}"]
        rows += [f"{day} {self.holidays[day].name} {self.holidays[day].announced}" for day in sorted(self.holidays)]
        return sha256("\n".join(rows).encode()).hexdigest()

    def why_not_working(self, day: date) -> str | None:
        """Why the day is left out of a count of working days; None when it is counted."""
        self._require_cover(day)
        if day in self.holidays:
            return self.holidays[day].name
        return _WEEKDAYS[day.weekday()] if day.weekday() >= 5 else None

    def is_working(self, day: date) -> bool:
        return self.why_not_working(day) is None

    def working_day_from(self, day: date, n: int) -> date:
        """The n-th working day on or after `day`; n counts from 1."""
        self._require_cover(day)
        try:
            return date.fromordinal(self._working[bisect_left(self._working, day.toordinal()) + n - 1])
        except IndexError:
            raise self._not_covered(self.covers_to.year + 1) from None

    def working_day_back_from(self, day: date, n: int) -> date:
        """The n-th working day on or before `day`."""
        self._require_cover(day)
        place = bisect_right(self._working, day.toordinal()) - n
        if place < 0:
            raise self._not_covered(self.covers_from.year - 1)
        return date.fromordinal(self._working[place])

    def working_days(self, first: date, last: date) -> int:
        """How many working days, both ends included."""
        self._require_cover(first)
        self._require_cover(last)
        return max(bisect_right(self._working, last.toordinal()) - bisect_left(self._working, first.toordinal()), 0)

    def known_on(self, day: date) -> "Calendar":
        """The calendar as it was known on that day: without holidays announced later."""
        known = {on: held for on, held in self.holidays.items() if held.announced is None or held.announced <= day}
        return replace(self, holidays=known)

    def _require_cover(self, day: date) -> None:
        if day < self.covers_from or day > self.covers_to:
            raise self._not_covered(day.year)

    def _not_covered(self, year: int) -> NoCalendarYet:
        cover = f"{in_words(self.covers_from)} to {in_words(self.covers_to)}"
        yet = " yet" if year >= self.covers_to.year else ""
        return NoCalendarYet(
            f"The bank holidays of {self.title} are held for {cover}: there is no calendar for {year}{yet}. "
            f"Add the holidays to calendars/{self.key}.toml when they are announced."
        )


def read_calendars(root: Path) -> dict[str, Calendar]:
    """Every file of calendars/, unions last, by key."""
    tables = {path.stem: read_law_file(path, root) for path in files_of(root / "calendars")}
    calendars = {key: _read_calendar(key, table) for key, table in tables.items() if "union_of" not in table.written}
    for key, table in tables.items():
        if "union_of" in table.written:
            calendars[key] = _read_union(key, table, calendars)
    return calendars


@dataclass(frozen=True)
class _Head:
    title: str
    edition: int
    source: tuple[str, ...]
    note: str


def _read_head(key: str, table: LawTable) -> _Head:
    if table.text("key") != key:
        raise table.error("key", f"must be {key}, as the file is named")
    source, note = citation(table), table.optional_text("note") or ""
    return _Head(table.text("title"), table.whole_number("edition"), source, note)


def _read_calendar(key: str, table: LawTable) -> Calendar:
    head = _read_head(key, table)
    covers_from, covers_to = table.day("covers_from"), table.day("covers_to")
    holidays: dict[date, Holiday] = {}
    for row in table.tables("holiday", required=True):
        holiday = _read_holiday(row)
        if holiday.day in holidays or not covers_from <= holiday.day <= covers_to:
            raise row.error("date", f"{holiday.day} is there twice or outside the cover")
        holidays[holiday.day] = holiday
    table.finish()
    return Calendar(key, head.title, head.edition, covers_from, covers_to, holidays, head.source, head.note)


def _read_holiday(row: LawTable) -> Holiday:
    announced, unconfirmed = row.optional_day("announced"), row.yes_no("announced_unconfirmed")
    if (announced is None) != unconfirmed:
        raise row.error("announced", "or announced_unconfirmed = true: exactly one must be there")
    holiday = Holiday(row.day("date"), row.text("name"), announced, citation(row), row.yes_no("one_off"))
    row.finish()
    return holiday


def _read_union(key: str, table: LawTable, calendars: Mapping[str, Calendar]) -> Calendar:
    head = _read_head(key, table)
    members = table.texts("union_of", required=True)
    missing = [member for member in members if member not in calendars]
    if missing:
        raise LawFileError(f"{table.where}: union_of names {', '.join(missing)}, for which there is no file.")
    table.finish()
    joined: dict[date, Holiday] = {}
    for member in members:
        for day, holiday in calendars[member].holidays.items():
            joined.setdefault(day, _holiday_of(holiday, members, calendars))
    covers_from = max(calendars[member].covers_from for member in members)
    covers_to = min(calendars[member].covers_to for member in members)
    return Calendar(key, head.title, head.edition, covers_from, covers_to, joined, head.source, head.note)


def _holiday_of(holiday: Holiday, members: tuple[str, ...], calendars: Mapping[str, Calendar]) -> Holiday:
    """The holiday as the union shows it: with the place named where it is not kept everywhere."""
    if all(holiday.day in calendars[member].holidays for member in members):
        return holiday
    places = [calendars[member].title for member in members if holiday.day in calendars[member].holidays]
    name = f"{holiday.name} ({' and '.join(places)})"
    return Holiday(holiday.day, name, holiday.announced, holiday.source, holiday.one_off)
