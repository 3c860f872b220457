"""Dates in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from candour.look.dates import day_in_words, distance_in_words, moment_in_words, partial_date_in_words

TODAY = date(2026, 3, 18)


def test_a_date_is_written_with_its_month_in_full_and_no_leading_nought() -> None:
    assert day_in_words(date(2026, 3, 2)) == "2 March 2026"
    assert day_in_words(None) == ""


def test_a_moment_is_written_in_local_time() -> None:
    assert moment_in_words(datetime(2026, 7, 1, 13, 5, tzinfo=UTC)) == "1 July 2026 at 2:05pm"
    assert moment_in_words(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) == "2 July 2026 at midnight"
    assert day_in_words(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) == "2 July 2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [(12, "in 12 days"), (1, "tomorrow"), (0, "today"), (-1, "1 day late"), (-3, "3 days late")],
)
def test_the_distance_to_a_last_day_is_said_in_words(days: int, words: str) -> None:
    assert distance_in_words(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2022", "2022"),
        ("2022-07", "July 2022"),
        ("2022-07-14", "14 July 2022"),
        ("2022-07~", "about July 2022"),
        ("2022?", "perhaps 2022"),
        ("2022-13", "2022-13"),
        ("the summer", "the summer"),
    ],
)
def test_a_date_known_in_part_says_no_more_than_is_known(written: str, words: str) -> None:
    assert partial_date_in_words(written) == words
