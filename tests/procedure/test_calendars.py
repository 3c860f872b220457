"""Our bank holidays against those of the `holidays` package, each difference explained."""

from datetime import date
from pathlib import Path

import holidays
import pytest

from candour.procedure.calendars import NoCalendarYet, read_calendars
from candour.procedure.law import OWN_LAW
from candour.procedure.law_file import LawFileError

CALENDARS = read_calendars(OWN_LAW)
PLACES = {"england-and-wales": ("ENG", "WLS"), "scotland": ("SCT",), "northern-ireland": ("NIR",)}
YEARS = range(2012, 2029)

# Days on which the package and we differ, with the reason. A stale line fails.
EXPLAINED: dict[tuple[str, date], str] = {}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("key", "part"), [(key, part) for key, parts in PLACES.items() for part in parts])
def test_our_bank_holidays_are_those_of_the_holidays_package(key: str, part: str, year: int) -> None:
    theirs = {day for day in holidays.country_holidays("GB", subdiv=part, years=year) if day.weekday() < 5}
    ours = {day for day in CALENDARS[key].holidays if day.year == year}

    assert theirs ^ ours == {day for place, day in EXPLAINED if place == key and day.year == year}


def test_no_holiday_is_listed_on_a_weekend() -> None:
    for calendar in CALENDARS.values():
        assert [day for day in calendar.holidays if day.weekday() >= 5] == []


def test_a_holiday_anywhere_in_the_united_kingdom_is_in_the_union_and_says_where_it_is_kept() -> None:
    union = CALENDARS["united-kingdom"]

    assert union.why_not_working(date(2026, 3, 17)) == "St Patrick's Day (Northern Ireland)"
    assert union.why_not_working(date(2026, 6, 15)) == "Scotland at the 2026 World Cup (Scotland)"
    assert union.why_not_working(date(2026, 4, 3)) == "Good Friday"


def test_a_holiday_is_not_known_before_it_was_announced() -> None:
    england, funeral = CALENDARS["england-and-wales"], date(2022, 9, 19)

    assert england.known_on(date(2022, 9, 9)).is_working(funeral)
    assert not england.known_on(date(2022, 9, 10)).is_working(funeral)


def test_a_calendar_has_another_hash_once_a_holiday_is_added() -> None:
    england = CALENDARS["england-and-wales"]

    assert england.hash != england.known_on(date(2022, 9, 9)).hash


def test_a_year_before_the_cover_is_an_error_that_names_the_file() -> None:
    with pytest.raises(NoCalendarYet, match=r"no calendar for 2011\. Add .*calendars/scotland.toml"):
        CALENDARS["scotland"].is_working(date(2011, 12, 30))


def test_a_union_of_a_calendar_that_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "calendars"
    folder.mkdir()
    written = (OWN_LAW / "calendars" / "united-kingdom.toml").read_text(encoding="utf-8")
    (folder / "united-kingdom.toml").write_text(written, encoding="utf-8")

    with pytest.raises(LawFileError, match=r"calendars/united-kingdom.toml: union_of names england-and-wales"):
        read_calendars(tmp_path)
