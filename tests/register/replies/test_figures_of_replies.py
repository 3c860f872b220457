"""Numbers that a reply gives, holds back or does not hold; a total never says more than its figures bear."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.register.replies.figures import Figure, State, SuppressionKey, exactly, read_figure
from candour.register.replies.totals import summed, total

SHOWN = SuppressionKey(zeros_shown=True)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("12", 12, 12), ("1,204", 1204, 1204), (7.0, 7, 7), ("12.0", 12, 12), ("nil", 0, 0), ("None", 0, 0), ("three", 3, 3),
        ("1-4", 1, 4), ("1\u20134", 1, 4), ("between 1 and 4", 1, 4), ("2 to 5", 2, 5),
        ("12\u00b9", 12, 12), ("12 [note 1]", 12, 12), ("\u200b3", 3, 3), ("4\u00ad", 4, 4), ("Nil return", 0, 0), ("None.", 0, 0),
        ("between one and four", 1, 4),
        ("more than 10", 11, None), ("10+", 10, None), ("at least 3", 3, None),
    ],
)  # fmt: skip
def test_a_number_or_a_range_is_read_as_it_is_written(written: object, low: int, high: int | None) -> None:
    figure = read_figure(written)

    assert (figure.low, figure.high, figure.counts) == (low, high, True)


@pytest.mark.parametrize(
    ("written", "high"),
    [
        ("<5", 4),
        ("< 5", 4),
        ("fewer than 5", 4),
        ("Less than 5", 4),
        ("5 or less", 5),
        ("5 or fewer", 5),
        ("\u22644", 4),
        ("fewer than five", 4),
        ("five or fewer", 5),
        ("=<5", 5),
        ("<5\u00a0[note 2]", 4),
        ("<5 [r]", 4),
    ],
)
def test_fewer_than_five_may_be_none_unless_the_reply_shows_its_zeros(written: str, high: int) -> None:
    assert read_figure(written) == Figure(State.RANGE, 0, high)
    assert read_figure(written, SHOWN) == Figure(State.RANGE, 1, high)


@pytest.mark.parametrize("sign", ["*", "~", "-", "\u2013", "[c]", "**", ".."])
def test_a_sign_is_never_a_zero_and_has_no_upper_bound_of_its_own(sign: str) -> None:
    assert read_figure(sign) == Figure(State.SUPPRESSED, 0, None)


def test_a_key_below_the_table_says_what_its_sign_means() -> None:
    key = SuppressionKey(signs={"*": (1, 4)})

    assert read_figure("*", key) == Figure(State.RANGE, 1, 4)
    assert read_figure("~", key).high is None


@pytest.mark.parametrize(
    ("written", "state", "section"),
    [
        ("withheld s40", State.WITHHELD, "40"), ("Withheld - s.40(2)", State.WITHHELD, "40(2)"), ("exempt, section 31", State.WITHHELD, "31"),
        ("s12", State.WITHHELD, "12"), ("NCND", State.NEITHER, ""), ("neither confirm nor deny", State.NEITHER, ""),
        ("not held", State.NOT_HELD, ""), ("no information held", State.NOT_HELD, ""), ("no trace", State.NO_TRACE, ""),
        ("n/k", State.NOT_HELD, ""), ("exceeds the cost limit", State.WITHHELD, ""), ("n/a", State.NOT_APPLICABLE, ""), ("", State.BLANK, ""), (None, State.BLANK, ""), ("   ", State.BLANK, ""),
    ],
)  # fmt: skip
def test_the_ways_of_giving_no_number_are_kept_apart(written: object, state: State, section: str) -> None:
    figure = read_figure(written)

    assert (figure.state, figure.section, figure.counts) == (state, section, False)


@pytest.mark.parametrize(
    "written",
    [
        "about five",
        "#REF!",
        "#N/A",
        "see note",
        2.5,
        -1,
        "5-2",
        date(2022, 4, 1),
        True,
        "9" * 40,
        "\u00b9",
        "\u2464",
        "\u00bd",
        "12*",
        "3 (2 of them dismissed)",
    ],
)
def test_what_is_no_number_is_never_made_into_one(written: object) -> None:
    """A spreadsheet makes a date of 1-4; an error of a formula is no zero."""
    assert read_figure(written).state is State.UNREADABLE


@st.composite
def told(draw: st.DrawFn) -> tuple[int, str]:
    """A true number, and one of the ways in which a force may write it."""
    truth = draw(st.integers(0, 60))
    ways = [
        str(truth),
        f"{truth}-{truth + 3}",
        f"at least {max(truth - 2, 0)}",
        f"{truth + 2} or fewer",
        "*",
        "-",
    ]
    ways += ["<5", "fewer than 5", "4 or less"] if truth < 5 else []
    ways += ["nil", "none"] if truth == 0 else []
    return truth, draw(st.sampled_from(ways))


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.lists(told(), max_size=5), max_size=8))
def test_a_total_always_contains_the_truth(replies: dict[str, list[tuple[int, str]]]) -> None:
    figures = {who: [read_figure(written) for _, written in cells] for who, cells in replies.items()}
    truth = sum(number for cells in replies.values() for number, _ in cells)

    counted = total(figures, asked=len(replies))

    assert counted.at_least <= truth
    assert counted.at_most is None or truth <= counted.at_most


@given(
    st.lists(told(), min_size=1, max_size=6),
    st.sampled_from(["withheld s40", "not held", "NCND", "", "see note"]),
)
def test_an_authority_that_held_something_back_has_no_upper_bound(
    cells: list[tuple[int, str]], held_back: str
) -> None:
    figures = [*(read_figure(written) for _, written in cells), read_figure(held_back)]
    whole = summed(figures)

    assert whole is not None
    assert whole.high is None
    assert whole.low <= sum(number for number, _ in cells)


def test_a_total_says_on_how_many_authorities_it_rests() -> None:
    figures = {
        "gave one": [exactly(3)], "gave a range": [read_figure("<5")], "gave two": [exactly(1), exactly(2)],
        "withheld": [read_figure("withheld s40")], "silent": [],
    }  # fmt: skip

    counted = total(figures, asked=6)

    assert (counted.at_least, counted.at_most) == (6, 10)
    assert (counted.rests_on, counted.exactly, counted.asked, counted.complete) == (3, 2, 6, False)


def test_one_sign_without_a_key_takes_the_upper_bound_from_the_whole_total() -> None:
    counted = total({"a": [exactly(3)], "b": [read_figure("*")]}, asked=2)

    assert (counted.at_least, counted.at_most, counted.complete) == (3, None, True)
