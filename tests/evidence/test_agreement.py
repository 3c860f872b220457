"""Cohen's kappa against figures worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.evidence.review.agreement import agreement

ANSWERS = st.sampled_from(["yes", "no", "cannot-decide"])


def test_the_example_of_two_readers_and_fifty_messages_comes_out_as_by_hand() -> None:
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    found = agreement(pairs)
    assert (found.n, found.agreed, found.observed, found.expected) == (
        50,
        35,
        Fraction(7, 10),
        Fraction(1, 2),
    )
    assert found.kappa == Fraction(2, 5)


@pytest.mark.parametrize("pairs", [[], [("no", "no")] * 9])
def test_where_chance_alone_explains_everything_the_figure_says_nothing(pairs: list[tuple[str, str]]) -> None:
    assert agreement(pairs).kappa is None


def test_readers_who_always_contradict_each_other_are_below_chance() -> None:
    assert agreement([("yes", "no"), ("no", "yes")]).kappa == -1


@given(st.lists(st.tuples(ANSWERS, ANSWERS), min_size=1))
def test_kappa_is_at_most_one_and_it_is_one_only_where_both_always_agree(
    pairs: list[tuple[str, str]],
) -> None:
    found = agreement(pairs)
    if found.kappa is not None:
        assert found.kappa <= 1
        assert (found.kappa == 1) is all(one == other for one, other in pairs)
        assert found.kappa == agreement([(other, one) for one, other in pairs]).kappa
