"""A text is cut where statements begin and end, and loses no character by it."""

from hypothesis import given
from hypothesis import strategies as some

from candour.register.comparing import Change, compared
from candour.register.lighting import stretches

TEXTS = some.text(max_size=60)
PLACES = some.lists(some.tuples(some.integers(0, 60), some.integers(0, 20)), max_size=6)


@given(TEXTS, PLACES, PLACES)
def test_the_stretches_put_together_are_the_text(text, places, unused):
    numbered = [(start, start + length, number) for number, (start, length) in enumerate(places)]
    cut = list(stretches(text, numbered, [(start, start + length) for start, length in unused], chosen=0))
    assert "".join(one.words for one in cut) == text


def test_words_on_which_two_statements_rest_are_lit_for_both():
    cut = list(stretches("a PC was dismissed", [(2, 18, 1), (9, 18, 2)], chosen=2))
    assert [(one.words, one.numbers) for one in cut] == [("a ", ()), ("PC was ", (1,)), ("dismissed", (1, 2))]
    assert [one.begins_chosen for one in cut] == [False, False, True]


def test_what_changed_is_shown_with_the_lines_around_it():
    before = "\n".join(f"line {n}" for n in range(20))
    lines = compared(before, before.replace("line 10", "line ten"))
    changed = [(one.change, one.words) for one in lines if one.change not in {Change.SAME, Change.LEFT_OUT}]
    assert changed == [(Change.REMOVED, "line 10"), (Change.ADDED, "line ten")]
    assert [one.words for one in lines if one.change is Change.SAME] == [
        "line 8",
        "line 9",
        "line 11",
        "line 12",
    ]


def test_the_same_text_shows_no_change():
    assert compared("one\ntwo", "one \n\ntwo") == []
