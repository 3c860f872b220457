"""Names of two phones that may stand for one person: suggested with reasons, decided by a person, undone without a loss."""

from datetime import date

import pytest

from candour.evidence.exposure.timeline import together
from candour.evidence.merging.conversation import Merged, merged
from candour.evidence.merging.suggesting import Reason, Suggestion, suggestions
from candour.evidence.merging.ties import OneConversation, Tie, Ties, ties_from
from tests.evidence.merging.copies import Copy

ON = date(2024, 5, 2)


def both(names: dict[str, str], ties: Ties | None = None) -> Merged:
    """Each of the names says four things on both phones; the second phone calls them otherwise."""
    one, other = Copy("a"), Copy("b", zone=0)
    for round_ in range(4):
        for number, (name, called) in enumerate(names.items()):
            at, words = round_ * 1_000 + number * 100, f"message {round_} of {number}"
            one.says(at, name, words)
            other.says(at, called, words)
    return merged([one.frame, other.frame], ties)


def test_two_names_over_the_same_messages_are_suggested_with_how_many() -> None:
    found = suggestions(both({"Sarge": "Pc Alder", "447700900102@s.whatsapp.net": "Yarrow"}))

    assert Suggestion("a" * 64, "Sarge", "b" * 64, "Pc Alder", (Reason.MESSAGES,), 4, 0) in found
    assert [(one.name, one.other_name) for one in found] == [
        ("447700900102@s.whatsapp.net", "Yarrow"),
        ("Sarge", "Pc Alder"),
    ]


@pytest.mark.parametrize("written", ["+44 7700 900101", "07700 900101", "447700900101", "0044 7700 900101"])
def test_one_number_is_known_again_however_it_is_written(written: str) -> None:
    (found,) = suggestions(both({"447700900101@s.whatsapp.net": written}))

    assert Reason.NUMBER in found.reasons


def test_two_numbers_are_not_one() -> None:
    found = suggestions(both({"447700900101@s.whatsapp.net": "x", "y": "+44 7700 900102"}))

    assert all(Reason.NUMBER not in one.reasons for one in found)


def test_a_contact_book_gives_the_name_for_an_address() -> None:
    merge = both({"447700900101@s.whatsapp.net": "Pc Alder"})

    (found,) = suggestions(merge, {"a" * 64: {"447700900101@s.whatsapp.net": "pc  alder"}})

    assert found.reasons == (Reason.MESSAGES, Reason.CONTACT_BOOK)


def test_a_name_with_something_beside_it_is_like_the_name() -> None:
    (found,) = suggestions(both({"Alder": "Alder (B Relief)"}))

    assert found.reasons == (Reason.MESSAGES, Reason.LIKE_NAME)


def test_what_a_person_has_tied_is_suggested_no_more() -> None:
    ties = Ties((Tie("P1", "Sarge", by="Dc Reed", on=ON), Tie("P1", "Pc Alder", by="Dc Reed", on=ON)))

    assert suggestions(both({"Sarge": "Pc Alder"}, ties)) == []


def test_an_undone_tie_is_kept_and_counts_no_more() -> None:
    tie = Tie("P1", "Sarge", by="Dc Reed", on=ON)
    ties = Ties().tie(tie).undo(tie, by="Dc Reed", on=date(2024, 5, 3))

    assert ties.person("a" * 64, "Sarge") == "Sarge"
    assert [(one.person, one.undone_by) for one in ties.made] == [("P1", "Dc Reed")]


def test_tying_a_name_anew_undoes_the_earlier_tie_and_keeps_it() -> None:
    ties = Ties().tie(Tie("P1", "Sarge", by="Dc Reed", on=ON)).tie(Tie("P2", "Sarge", by="Dc Reed", on=ON))

    assert ties.person("a" * 64, "Sarge") == "P2"
    assert [one.stands for one in ties.made] == [False, True]


def test_a_tie_of_one_source_goes_before_a_tie_of_all() -> None:
    ties = Ties((Tie("P1", "Sarge"), Tie("P2", "Sarge", source="b" * 64)))

    assert (ties.person("a" * 64, "Sarge"), ties.person("b" * 64, "Sarge")) == ("P1", "P2")


def test_a_name_that_two_phones_give_to_two_people_is_told_apart() -> None:
    names = {"Sarge": "Pc Alder", "Pc Brook": "Sarge", "Cat": "Cat"}

    people = together(both(names)).people()

    assert sorted(people) == [
        "Cat", "Pc Alder", "Pc Brook", f"Sarge (on {'a' * 8})", f"Sarge (on {'b' * 8})"
    ]  # fmt: skip


def test_a_namesake_that_a_person_has_tied_is_that_person() -> None:
    names = {"Sarge": "Pc Alder", "Pc Brook": "Sarge"}
    ties = Ties((Tie("P1", "Sarge", source="a" * 64), Tie("P2", "Sarge", source="b" * 64)))

    assert {"P1", "P2"} <= set(together(both(names, ties), ties).people())


def test_ties_come_back_from_what_was_written() -> None:
    import json

    joined = OneConversation((("a" * 64, "relief"), ("b" * 64, None)), by="Dc Reed", on=ON)
    ties = Ties((Tie("P1", "Sarge", by="Dc Reed", on=ON),), {"a" * 64: "P1"}, (joined,))

    assert ties_from(json.loads(ties.as_json())) == ties
