"""Where two phones differ, both copies stay and what differs is named."""

from dataclasses import replace

import pytest

from candour.evidence.merging.conversation import merged
from candour.evidence.merging.differences import Differs, differences
from candour.evidence.merging.files import same_files
from candour.evidence.merging.ties import Tie, Ties
from candour.evidence.records import Mark, Media
from tests.evidence.merging.copies import Copy

EDITED = frozenset({Mark.EDITED})


def two() -> tuple[Copy, Copy]:
    """Two phones with ten messages in common, one of them a text export."""
    one, other = Copy("a"), Copy("b", zone=0, unit=60)
    for copy in (one, other):
        for number in range(10):
            copy.says(number * 100, ("Ann", "Bob")[number % 2], f"message number {number}")
    return one, other


def found(one: Copy, other: Copy, ties: Ties | None = None) -> list[tuple[Differs, tuple[str, ...]]]:
    return [(each.differs, each.cites) for each in differences(merged([one.frame, other.frame], ties))]


def test_two_phones_that_hold_the_same_do_not_differ() -> None:
    assert found(*two()) == []


def test_what_one_phone_deleted_stands_beside_what_the_other_still_has() -> None:
    one, other = two()
    kept, gone = one.says(1_000, "Ann", "[insult]"), other.deleted(1_000, "Ann")
    for copy in (one, other):
        copy.says(1_100, "Bob", "what was that")

    assert found(one, other) == [(Differs.DELETED, (kept, gone))]


def test_the_words_before_an_edit_stand_beside_those_after_it() -> None:
    one, other = two()
    before = one.says(1_000, "Ann", "late turn at 1400")
    after = other.says(1_000, "Ann", "late turn at 1500 <This message was edited>", marks=EDITED)

    assert found(one, other) == [(Differs.EDITED, (before, after))]


def test_one_id_with_two_texts_is_shown_as_two_texts() -> None:
    one, other = two()
    first = one.says(1_000, "Ann", "I never said it", message_id="3EB0A1B2C3D4")
    second = other.says(1_000, "Ann", "I did say it", message_id="3EB0A1B2C3D4")

    assert found(one, other) == [(Differs.TEXT, (first, second))]


def test_one_id_with_two_files_and_two_times_is_shown_as_both() -> None:
    one, other = two()
    for copy, at, digest in ((one, 1_000, "c"), (other, 1_600, "d")):
        copy.says(at, "Ann", "", message_id="3EB0A1B2C3D5", media=Media.PHOTO, attachment_sha256=digest * 64)

    assert [differs for differs, _ in found(one, other)] == [Differs.FILE, Differs.TIME]


def test_another_sender_than_the_name_stands_for_elsewhere_is_shown() -> None:
    one, other = two()
    first = one.says(1_000, "Ann", "a long message that is said but once")
    second = other.says(1_000, "Bob", "a long message that is said but once")

    assert found(one, other) == [(Differs.SENDER, (first, second))]


def test_names_that_differ_throughout_are_no_difference() -> None:
    one, other = two()
    other.records = [replace(record, sender=f"{record.sender} (relief)") for record in other.records]

    assert found(one, other) == []


def test_names_tied_to_two_people_are_never_taken_for_one_sender() -> None:
    one, other = two()
    other.records = [replace(record, sender=f"{record.sender} (relief)") for record in other.records]
    ties = Ties((Tie("P1", "Ann"), Tie("P2", "Ann (relief)")))

    places = merged([one.frame, other.frame], ties).placed["place"].n_unique()

    assert places == 15  # the five that Bob sent are one each, the five of the two Anns two


def test_photographs_that_cannot_be_told_apart_are_paired_and_marked_so() -> None:
    one, other = two()
    for number in range(5):
        one.says(1_000 + number, "Ann", "", media=Media.PHOTO, attachment=f"IMG-WA000{number}.jpg")
        if number != 2:
            other.says(1_000 + number, "Ann", "", media=Media.PHOTO, attachment=f"PHOTO-{number}.jpg")

    assert {differs for differs, _ in found(one, other)} == {Differs.ALIKE}


def test_an_album_of_five_photographs_shows_the_one_that_was_sent_twice() -> None:
    one, other = two()
    for number, digest in enumerate("abcda"):
        one.says(
            1_000 + number,
            "Ann",
            "",
            media=Media.PHOTO,
            attachment=f"{number}",
            attachment_sha256=digest * 64,
        )
        other.says(1_000 + number, "Ann", "", media=Media.PHOTO, attachment=f"x{number}")

    (same,) = same_files(merged([one.frame, other.frame]).placed)

    assert same.sha256 == "a" * 64
    assert [one.cites[0] for one in same.sendings] == [f"{'a' * 64}:message/{number}" for number in (11, 15)]


def test_files_without_a_stated_hash_are_never_called_the_same() -> None:
    one, other = two()
    for copy in (one, other):
        for at in (1_000, 2_000):
            copy.says(at, "Ann", "", media=Media.PHOTO, attachment="IMG-WA0001.jpg")

    assert same_files(merged([one.frame, other.frame]).placed) == []


@pytest.mark.parametrize("hashes", [("c", "c"), ("c", None)])
def test_a_photograph_is_paired_by_its_hash_where_both_state_it(hashes: tuple[str, str | None]) -> None:
    one, other = two()
    for copy, digest in zip((one, other), hashes, strict=True):
        for at, known in ((1_000, "e"), (1_001, digest)):
            copy.says(at, "Ann", "", media=Media.PHOTO, attachment_sha256=known * 64 if known else None)

    assert Differs.FILE not in [differs for differs, _ in found(one, other)]
