"""One conversation on several phones: copies are found, gaps filled, and nothing of any phone is lost."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.evidence.merging.clocks import Resolution
from candour.evidence.merging.conversation import Merged, merged
from candour.evidence.merging.rows import is_listed
from candour.evidence.merging.shares import lacking, shares
from candour.evidence.worked.android_database import write_android_database
from candour.evidence.worked.group import Happening, story
from candour.evidence.worked.phones import Phone
from candour.evidence.worked.whatsapp_text import UNWRITTEN, android_text, ios_text
from tests.evidence.merging.copies import Copy, read


def texts(found: Merged) -> list[list[str]]:
    """By place: the sources that hold it."""
    grouped = found.placed.group_by("place", maintain_order=True).agg(pl.col("source").str.slice(0, 1))
    return grouped.sort("place")["source"].to_list()


def chat(copy: Copy, *, but: tuple[int, ...] = (), apart: int = 90) -> Copy:
    for number in range(12):
        if number not in but:
            copy.says(number * apart, ("Ann", "Bob", "Cat")[number % 3], f"message number {number}")
    return copy


@pytest.fixture(scope="module")
def told() -> tuple[Happening, ...]:
    return story()


@pytest.fixture(scope="module")
def four(told: tuple[Happening, ...], tmp_path_factory: pytest.TempPathFactory) -> list[pl.DataFrame]:
    """The worked group from two Android databases, an Android text and an iPhone's text."""
    folder = tmp_path_factory.mktemp("phones")
    (folder / "android.txt").write_text(android_text(told), encoding="utf-8", newline="")
    (folder / "ios.txt").write_text(ios_text(told, "B relief"), encoding="utf-8", newline="")
    paths = [folder / "android.txt", folder / "ios.txt"]
    for number, owner in enumerate((told[0].who, told[1].others[0])):
        (folder / str(number)).mkdir()
        paths.append(write_android_database(told, Phone(owner), folder / str(number)))
    return [read(path) for path in paths]


def test_every_happening_of_the_group_is_one_place_on_all_four_phones(
    four: list[pl.DataFrame], told: tuple[Happening, ...]
) -> None:
    events = merged(four).placed.filter(~is_listed() & (pl.col("kind") != "settings"))

    sizes = events.group_by("place").agg(pl.col("source").n_unique().alias("phones"), pl.len().alias("rows"))

    assert sizes.height == len([one for one in told if one.act not in UNWRITTEN])
    assert sizes.filter((pl.col("phones") != 4) | (pl.col("rows") != 4)).height == 0


def test_the_order_in_which_phones_are_given_changes_nothing(four: list[pl.DataFrame]) -> None:
    forth, back = merged(four), merged(four[::-1])

    assert forth.placed.equals(back.placed)
    assert forth.clocks == back.clocks


def test_no_record_of_any_phone_is_lost_and_none_is_changed(four: list[pl.DataFrame]) -> None:
    found = merged(four).found

    for part in four:
        kept = found.filter(pl.col("source") == part["source"][0])
        assert kept.equals(part.select(kept.columns))


def test_a_phone_that_lacks_messages_has_its_gaps_filled_from_the_other() -> None:
    whole, poor = chat(Copy("a")), chat(Copy("b"), but=(3, 4, 8))

    found = merged([whole.frame, poor.frame])

    assert [len(one) for one in texts(found)] == [2, 2, 2, 1, 1, 2, 2, 2, 1, 2, 2, 2]
    assert [one.lacking for one in shares(found)] == [0, 3]
    assert lacking(found, "b" * 64) == [f"{'a' * 64}:message/{n}" for n in (4, 5, 9)]


def test_two_phones_that_each_lack_something_give_the_whole_in_order() -> None:
    one, other = chat(Copy("a"), but=(2, 3, 9)), chat(Copy("b", zone=0, unit=60), but=(5, 6, 11))

    found = merged([one.frame, other.frame])

    order = found.placed.unique("place", keep="first", maintain_order=True)["at"].to_list()
    assert len(order) == 12
    assert order == sorted(order)


@pytest.mark.parametrize("hours", [-5, 1, 5.5, 10])
def test_the_distance_of_a_phones_clock_is_found_and_stated(hours: float) -> None:
    database, text = chat(Copy("a")), chat(Copy("b", zone=hours, unit=60))  # type: ignore[arg-type]

    found = merged([text.frame, database.frame])

    first, second = found.clocks
    assert (first.in_utc, first.resolution, second.resolution) == (True, Resolution.SECOND, Resolution.MINUTE)
    assert [(one.minutes, one.messages) for one in second.stretches] == [(hours * 60, 12)]
    assert all(len(one) == 2 for one in texts(found))


def test_summer_time_parts_one_file_in_two_stretches() -> None:
    database, text = Copy("a"), Copy("b", zone=0)
    for day in range(40):
        text.zone = 0 if day < 20 else 1
        for copy in (database, text):
            copy.says(day * 86_400, "Ann", f"message of day {day}")

    found = merged([database.frame, text.frame])

    assert [one.minutes for one in found.clocks[1].stretches] == [0, 60]
    assert all(len(one) == 2 for one in texts(found))
    assert found.placed.filter(pl.col("source") == text.source)["at"][39] == datetime(2023, 4, 9, 9)


def test_short_words_said_often_are_paired_by_time_and_never_across_it() -> None:
    one, other = Copy("a"), Copy("b", zone=1, unit=60)
    for copy in (one, other):
        chat(copy)
    for number in range(20):
        one.says(2_000 + number * 300, "Ann", "ok")
        if number % 2:
            other.says(2_000 + number * 300, "Ann", "ok")

    found = merged([one.frame, other.frame])

    assert [len(sources) for sources in texts(found)][12:] == [1, 2] * 10


def test_the_same_word_by_two_people_in_one_minute_stays_two_messages() -> None:
    one, other = chat(Copy("a"), apart=100), chat(Copy("b", zone=0, unit=60), apart=100)
    one.says(2_000, "Ann", "ok")
    other.says(2_010, "Bob", "ok")
    one.says(3_000, "Ann", "ok")
    other.says(3_000, "Ann", "ok")

    found = merged([one.frame, other.frame])

    assert [len(sources) for sources in texts(found)][12:] == [1, 1, 2]


def test_with_nothing_in_common_both_stand_whole_and_no_distance_is_claimed() -> None:
    one, other = Copy("a"), Copy("b", zone=0)
    one.says(0, "Ann", "morning")
    other.says(30, "Bob", "evening")

    found = merged([one.frame, other.frame])

    assert texts(found) == [["a"], ["b"]]
    assert found.clocks[1].stretches == ()


def test_one_phone_alone_is_laid_out_as_it_is() -> None:
    found = merged([chat(Copy("a")).frame])

    assert found.placed["place"].to_list() == list(range(12))
    assert shares(found)[0].lacking == 0


def test_an_export_of_nothing_adds_nothing(tmp_path: Path) -> None:
    copy = chat(Copy("a"))

    found = merged([copy.frame, copy.frame.clear()])

    assert found.placed.height == 12


def test_a_source_whose_times_are_not_settled_is_kept_whole_and_paired_with_nothing() -> None:
    one, other = chat(Copy("a")), chat(Copy("b", zone=0, unit=60))
    untimed = other.frame.with_columns(pl.lit(None).cast(pl.Datetime("us")).alias("local"))

    found = merged([one.frame, untimed])

    assert sorted(len(sources) for sources in texts(found)) == [1] * 24
    assert found.placed.filter(pl.col("source") == other.source)["n"].to_list() == list(range(12))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.sampled_from(("Ann", "Bob")),
            st.sampled_from(("ok", "no", "on my way now")),
        ),
        max_size=12,
    ),
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.sampled_from(("Ann", "Bob")),
            st.sampled_from(("ok", "no", "on my way now")),
        ),
        max_size=12,
    ),
    st.sampled_from((None, 0, 1)),
)
def test_whatever_two_phones_hold_every_row_has_one_place_and_each_phones_order_stands(
    first: list[tuple[int, str, str]], second: list[tuple[int, str, str]], zone: int | None
) -> None:
    one, other = Copy("a"), Copy("b", zone=zone, unit=60)
    for copy, said in ((one, first), (other, second)):
        for at, who, words in sorted(said):
            copy.says(at * 20, who, words)

    found = merged([one.frame, other.frame]) if first or second else merged([one.frame])

    assert found.placed.height == len(first) + len(second)
    for source in (one.source, other.source):
        places = found.placed.filter(pl.col("source") == source)["place"]
        assert places.n_unique() == places.len()
    spine = found.placed.filter(pl.col("source") == found.clocks[0].source).sort("n")
    assert spine["place"].is_sorted()
