"""One item and one person: what may be said, how strongly, and by which records."""

import pytest

from candour.evidence.exposure.findings import Cell, Finding
from candour.evidence.exposure.items import NoSuchItem
from candour.evidence.exposure.terms import Because, Exposure, Stance, Strength
from candour.evidence.exposure.testimony import Coding, Reviewed, Statement, Told
from candour.evidence.merging.ties import Ties
from candour.evidence.records import Mark, Media, ReceiptState
from tests.evidence.exposure.conversations import SOURCE, Conversation


def strength(cell: Cell, exposure: Exposure) -> Strength | None:
    found = cell.of(exposure)
    return found[0].strength if found else None


@pytest.fixture
def told() -> Conversation:
    made = Conversation()
    made.creates("Ann")
    made.adds("Ann", "Bob", "Cat")
    return made


def test_the_sender_is_proved_and_making_is_not(told: Conversation) -> None:
    item = told.says("Bob", "[insult]")

    cell = told.cell(item, "Bob")

    assert strength(cell, Exposure.SENT) is Strength.PROVED
    assert cell.of(Exposure.SENT)[0].cites == (item,)
    assert strength(cell, Exposure.CREATED) is Strength.UNKNOWN
    assert strength(cell, Exposure.SILENT) is None


def test_a_forward_mark_proves_that_the_sender_forwarded(told: Conversation) -> None:
    item = told.says("Bob")
    mark = told.marks_forwarded(item)

    (found,) = told.cell(item, "Bob").of(Exposure.FORWARDED)

    assert (found.strength, found.cites) == (Strength.PROVED, (mark,))


def test_without_a_mark_typed_words_are_at_most_inferred_to_be_the_senders_own(told: Conversation) -> None:
    told.marks_forwarded(told.says("Ann"))
    item = told.says("Bob")

    assert strength(told.cell(item, "Bob"), Exposure.CREATED) is Strength.INFERRED


def test_the_same_file_sent_again_is_inferred_to_be_passed_on(told: Conversation) -> None:
    first = told.says("Bob", media=Media.PHOTO, attachment_sha256="c" * 64)
    again = told.says("Cat", media=Media.PHOTO, attachment_sha256="c" * 64)

    assert told.cell(first, "Cat").of(Exposure.FORWARDED)[0].cites == (again,)
    assert told.cell(again, "Cat").of(Exposure.FORWARDED)[0].cites == (first,)
    assert strength(told.cell(again, "Cat"), Exposure.FORWARDED) is Strength.INFERRED


def test_a_member_then_is_inferred_to_have_received_and_reading_stays_unknown(told: Conversation) -> None:
    item = told.says("Bob")
    told.goes_on("Cat")

    cell = told.cell(item, "Cat")

    assert strength(cell, Exposure.MEMBER) is Strength.INFERRED
    assert strength(cell, Exposure.RECEIVED) is Strength.INFERRED
    assert strength(cell, Exposure.DELIVERED) is Strength.UNKNOWN
    assert strength(cell, Exposure.READ) is Strength.UNKNOWN


def test_a_read_receipt_proves_reading_delivery_and_membership(told: Conversation) -> None:
    item = told.says("Bob")
    receipt = told.receipt(item, "Cat")

    cell = told.cell(item, "Cat")

    for exposure in (Exposure.MEMBER, Exposure.RECEIVED, Exposure.DELIVERED, Exposure.READ):
        assert (strength(cell, exposure), cell.of(exposure)[0].cites) == (Strength.PROVED, (receipt,))


def test_a_receipt_of_delivery_proves_no_reading(told: Conversation) -> None:
    item = told.says("Bob")
    told.receipt(item, "Cat", ReceiptState.DELIVERED)

    cell = told.cell(item, "Cat")

    assert strength(cell, Exposure.DELIVERED) is Strength.PROVED
    assert strength(cell, Exposure.READ) is Strength.UNKNOWN


def test_a_receipt_whose_meaning_is_not_established_proves_neither(told: Conversation) -> None:
    item = told.says("Bob")
    told.receipt(item, "Cat", ReceiptState.RAW)

    cell = told.cell(item, "Cat")

    assert cell.of(Exposure.DELIVERED)[0].because is Because.RAW_RECEIPT
    assert strength(cell, Exposure.DELIVERED) is Strength.UNKNOWN
    assert strength(cell, Exposure.READ) is Strength.UNKNOWN


def test_playing_is_asked_of_sound_and_film_only(told: Conversation) -> None:
    film, words = told.says("Bob", media=Media.VIDEO), told.says("Bob")
    told.receipt(film, "Cat", ReceiptState.PLAYED)

    assert strength(told.cell(film, "Cat"), Exposure.PLAYED) is Strength.PROVED
    assert strength(told.cell(film, "Ann"), Exposure.PLAYED) is Strength.UNKNOWN
    assert told.cell(words, "Ann").of(Exposure.PLAYED) == ()


def test_a_message_on_somebodys_own_phone_reached_it_and_that_is_no_reading(told: Conversation) -> None:
    item = told.says("Bob")

    cell = told.cell(item, "Cat", ties=Ties(owners={SOURCE: "Cat"}))

    assert cell.of(Exposure.DELIVERED)[0].because is Because.ON_THEIR_PHONE
    assert strength(cell, Exposure.RECEIVED) is Strength.PROVED
    assert strength(cell, Exposure.READ) is Strength.UNKNOWN


def test_whoever_sent_what_is_marked_as_the_phones_own_is_its_owner(told: Conversation) -> None:
    item = told.says("Bob")
    told.says("Cat", marks=frozenset({Mark.OWN}))

    assert told.cell(item, "Cat").of(Exposure.DELIVERED)[0].because is Because.ON_THEIR_PHONE


def test_a_reaction_is_proved_and_reading_inferred_from_it(told: Conversation) -> None:
    item = told.says("Bob")
    reaction = told.reacts("Cat", item)

    cell = told.cell(item, "Cat")

    assert cell.of(Exposure.REACTED)[0].emoji == "😂"
    assert cell.of(Exposure.REACTED)[0].cites == (reaction,)
    assert strength(cell, Exposure.READ) is Strength.INFERRED
    assert cell.of(Exposure.SILENT) == ()


def test_a_withdrawn_reaction_is_shown_as_withdrawn(told: Conversation) -> None:
    item = told.says("Bob")
    told.reacts("Cat", item, withdrawn=True)

    assert told.cell(item, "Cat").of(Exposure.REACTED)[0].because is Because.WITHDRAWN


def test_a_linked_reply_is_proved_and_has_no_stance_until_somebody_codes_it(told: Conversation) -> None:
    item = told.says("Bob")
    answer = told.replies("Cat", item, "Not on. Take that down.")

    uncoded = told.cell(item, "Cat").of(Exposure.REPLIED)[0]
    coding = Coding(item=item, message=answer, stance=Stance.CHALLENGED, by="first reader")
    coded = told.cell(item, "Cat", codings=(coding,)).of(Exposure.REPLIED)[0]

    assert (uncoded.strength, uncoded.stance) == (Strength.PROVED, None)
    assert (coded.strength, coded.stance) == (Strength.PROVED, Stance.CHALLENGED)
    assert answer in coded.cites


def test_a_message_that_a_reader_takes_for_a_reply_is_inferred(told: Conversation) -> None:
    item, answer = told.says("Bob"), told.says("Cat", "😂😂 spot on")
    coding = Coding(item=item, message=answer, stance=Stance.ENDORSED, by="first reader")

    (found,) = told.cell(item, "Cat", codings=(coding,)).of(Exposure.REPLIED)

    assert (found.strength, found.because, found.stance) == (
        Strength.INFERRED,
        Because.READ_AS_REPLY,
        Stance.ENDORSED,
    )


def test_where_readers_differ_the_reply_has_no_stance(told: Conversation) -> None:
    item, answer = told.says("Bob"), told.says("Cat")
    codings = tuple(
        Coding(item=item, message=answer, stance=stance, by=by)
        for stance, by in ((Stance.ENDORSED, "first reader"), (Stance.NEUTRAL, "second reader"))
    )

    (found,) = told.cell(item, "Cat", codings=codings).of(Exposure.REPLIED)

    assert (found.because, found.stance) == (Because.READERS_DIFFER, None)


def test_a_coding_of_a_message_that_is_not_there_is_refused(told: Conversation) -> None:
    item = told.says("Bob")
    coding = Coding(item=item, message=f"{SOURCE}:message/999", stance=Stance.NEUTRAL, by="first reader")

    with pytest.raises(NoSuchItem):
        told.cell(item, "Cat", codings=(coding,))


def test_shown_in_person_is_cited_and_the_viewer_may_be_nobody_in_the_record(told: Conversation) -> None:
    item = told.says("Bob")
    shown = Statement(
        item=item,
        person="a neighbour",
        exposure=Exposure.SHOWN,
        reference="MG11 of the neighbour, p. 2",
        other="Bob",
    )

    cell = told.cell(item, "a neighbour", statements=(shown,))

    (found,) = cell.of(Exposure.SHOWN)
    assert (found.strength, found.cites, found.other) == (
        Strength.STATED,
        ("MG11 of the neighbour, p. 2",),
        "Bob",
    )
    assert strength(cell, Exposure.MEMBER) is Strength.UNKNOWN
    assert "a neighbour" in told.reckoner(item, statements=(shown,)).people()


def test_a_report_told_of_in_interview_ends_silence_and_stays_a_statement(told: Conversation) -> None:
    item = told.says("Bob")
    told.goes_on("Cat")
    reported = Statement(
        item=item,
        person="Cat",
        exposure=Exposure.REPORTED,
        reference="interview 2, 14:03",
        told=Told.INTERVIEW,
    )

    cell = told.cell(item, "Cat", statements=(reported,))

    assert strength(cell, Exposure.REPORTED) is Strength.STATED
    assert cell.of(Exposure.SILENT) == ()


def test_a_statement_cannot_say_what_only_records_show() -> None:
    with pytest.raises(ValueError, match="a statement can say"):
        Statement(item="x", person="Cat", exposure=Exposure.READ, reference="p. 1")


def test_leaving_afterwards_is_proved_by_its_line(told: Conversation) -> None:
    item = told.says("Bob")
    left = told.leaves("Cat")
    removed = told.removes("Ann", "Bob")

    (cats,) = told.cell(item, "Cat").of(Exposure.LEFT_AFTERWARDS)
    (bobs,) = told.cell(item, "Bob").of(Exposure.LEFT_AFTERWARDS)

    assert (cats.strength, cats.because, cats.cites) == (Strength.PROVED, Because.LEFT, (left,))
    assert (bobs.because, bobs.cites, bobs.other) == (Because.WAS_REMOVED, (removed,), "Ann")


def test_whoever_had_gone_before_was_outside_and_nothing_more_is_said(told: Conversation) -> None:
    told.leaves("Cat")
    item = told.says("Bob")

    cell = told.cell(item, "Cat")

    assert [one.exposure for one in cell.findings] == [Exposure.OUTSIDE]


def test_a_receipt_overrules_a_log_that_has_somebody_outside(told: Conversation) -> None:
    told.leaves("Cat")
    item = told.says("Bob")
    told.receipt(item, "Cat", ReceiptState.DELIVERED)

    cell = told.cell(item, "Cat")

    assert cell.of(Exposure.OUTSIDE) == ()
    assert strength(cell, Exposure.MEMBER) is Strength.PROVED


def test_silence_is_unknown_where_the_record_cannot_show_replies(told: Conversation) -> None:
    item = told.says("Bob")

    assert strength(told.cell(item, "Cat"), Exposure.SILENT) is Strength.UNKNOWN


def test_silence_is_inferred_where_the_record_shows_replies_or_a_reader_read_on(told: Conversation) -> None:
    item = told.says("Bob")
    reviewed = told.cell(item, "Cat", reviewed=(Reviewed(item=item, by="first reader"),))
    told.reacts("Ann", item)
    told.replies("Ann", item)

    assert strength(reviewed, Exposure.SILENT) is Strength.INFERRED
    assert strength(told.cell(item, "Cat"), Exposure.SILENT) is Strength.INFERRED


def test_an_item_of_another_conversation_is_refused(told: Conversation) -> None:
    with pytest.raises(NoSuchItem):
        told.reckoner("d" * 64 + ":message/1")


@pytest.mark.parametrize(
    "made",
    [
        {"exposure": Exposure.SENT, "strength": Strength.PROVED, "because": Because.RECORD},
        {"exposure": Exposure.SHOWN, "strength": Strength.STATED, "because": Because.STATEMENT},
        {
            "exposure": Exposure.SILENT, "strength": Strength.INFERRED, "because": Because.NO_RESPONSE_FOUND,
            "stance": Stance.ENDORSED,
        },
        {
            "exposure": Exposure.SILENT, "strength": Strength.PROVED, "because": Because.NO_RESPONSE_FOUND,
            "cites": ("x:1",),
        },
    ],
)  # fmt: skip
def test_what_may_never_be_said_cannot_be_made(made: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"cites|stance|silence"):
        Finding(**made)  # type: ignore[arg-type]
