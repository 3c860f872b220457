"""One number of an authority told in two places: said, where the places speak of the same time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.register.replies.periods import Period
from candour.register.replies.told_twice import Told, told_twice

YEAR = {year: Period(date(year, 1, 1), date(year, 12, 31)) for year in (2019, 2020)}
FISCAL = Period(date(2019, 4, 1), date(2020, 3, 31))


def reply(number: int, period: Period | None) -> Told:
    return Told(f"reply-{number}", False, period)


def by_hand(number: int, period: Period | None) -> Told:
    return Told(f"figure-{number}", True, period)


@pytest.mark.parametrize(
    ("figures", "doubled"),
    [
        ((reply(1, YEAR[2019]), reply(1, YEAR[2019])), ()),
        ((reply(1, YEAR[2019]), reply(2, YEAR[2020])), ()),
        ((reply(1, YEAR[2019]), reply(2, YEAR[2019])), ("reply-1", "reply-2")),
        ((reply(1, FISCAL), reply(2, YEAR[2020])), ("reply-1", "reply-2")),
        ((reply(1, None), by_hand(3, YEAR[2020])), ("reply-1", "figure-3")),
        ((by_hand(1, None), by_hand(2, None)), ()),
        ((by_hand(1, YEAR[2019]), by_hand(2, YEAR[2019])), ("figure-1", "figure-2")),
        ((reply(1, YEAR[2019]), reply(2, YEAR[2020]), reply(3, YEAR[2020])), ("reply-2", "reply-3")),
    ],
)
def test_what_speaks_of_the_same_time_is_named(figures: tuple[Told, ...], doubled: tuple[str, ...]) -> None:
    assert told_twice(figures) == doubled


@given(st.lists(st.builds(reply, st.integers(1, 4), st.sampled_from([None, *YEAR.values(), FISCAL]))))
def test_one_origin_alone_is_never_told_twice(figures: list[Told]) -> None:
    named = told_twice(figures)
    assert len(named) != 1
    assert set(named) <= {one.origin for one in figures}
