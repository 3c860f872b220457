"""One more phone adds to what is known: what one phone proves, two never make unknown, and conflicts stand side by side."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.findings import Cell
from candour.evidence.exposure.membership import memberships
from candour.evidence.exposure.terms import Because, Exposure, Strength
from candour.evidence.exposure.timeline import together
from candour.evidence.exposure.words import sentence
from candour.evidence.formats.columns import frame_of
from candour.evidence.merging.conversation import merged
from candour.evidence.merging.ties import Ties
from candour.evidence.records import Message, Record
from tests.evidence.exposure.conversations import Conversation
from tests.evidence.exposure.test_exposure_invariants import PEOPLE, STORIES, WHO

OTHER = "b" * 64
BOTH, FIRST, SECOND = range(3)


def on_the_other(records: list[Record]) -> list[Record]:
    return [replace(one, source=OTHER) for one in records]


def row(item: str, *phones: list[Record], ties: Ties | None = None) -> dict[str, Cell]:
    timeline = together(merged([frame_of(one) for one in phones], ties), ties)
    return {cell.person: cell for cell in Reckoner(timeline, memberships(timeline), [item]).cells(PEOPLE)}


def proved(cell: Cell) -> set[Exposure]:
    return {one.exposure for one in cell.findings if one.strength is Strength.PROVED}


def story_of(happenings: list[tuple[object, ...]], item_at: int) -> tuple[Conversation, str]:
    """Every message has its own words, so that two phones' copies are known again."""
    told = Conversation()
    for number, (what, *more) in enumerate(happenings):
        if number == item_at % (len(happenings) + 1):
            told.says("Ann", "the item", message_id="item")
        match what:
            case "says":
                told.says(str(more[0]), f"message number {number}")
            case "receipt":
                told.receipt("item", *more)  # type: ignore[arg-type]
            case "reacts":
                told.reacts(str(more[0]), "item")
            case "replies":
                told.replies(str(more[0]), "item", f"answer number {number}")
            case _:
                getattr(told, str(what))(*more)
    found = [one for one in told.records if isinstance(one, Message) and one.message_id == "item"]
    return told, found[0].identity if found else told.says("Ann", "the item", message_id="item")


@settings(max_examples=80, deadline=None)
@given(
    STORIES, st.integers(0, 14), st.lists(st.sampled_from((BOTH, FIRST, SECOND)), min_size=40, max_size=40)
)
def test_what_one_phone_proves_another_never_makes_unknown(
    happenings: list[tuple[object, ...]], item_at: int, held_by: list[int]
) -> None:
    told, item = story_of(happenings, item_at)
    held = list(zip(told.records, held_by, strict=False))
    one = [record for record, by in held if by != SECOND or record.identity == item]
    other = on_the_other([record for record, by in held if by != FIRST])

    before, after = row(item, one), row(item, one, other)

    for who in PEOPLE:
        lost = proved(before[who]) - proved(after[who])
        assert lost <= {Exposure.OUTSIDE}
        assert not lost or Exposure.MEMBER in proved(after[who])
        assert all(sentence(finding, who).endswith(".") for finding in after[who].findings)


@settings(max_examples=60, deadline=None)
@given(STORIES, st.integers(0, 14), WHO)
def test_the_same_phone_twice_proves_nothing_more(
    happenings: list[tuple[object, ...]], item_at: int, who: str
) -> None:
    told, item = story_of(happenings, item_at)

    once, twice = row(item, told.records), row(item, told.records, on_the_other(told.records))

    assert [(one.exposure, one.strength, one.because) for one in once[who].findings if one.cites] == [
        (one.exposure, one.strength, one.because) for one in twice[who].findings if one.cites
    ]


def test_two_phones_that_contradict_one_another_are_both_shown() -> None:
    told = Conversation()
    told.joins("Bob")
    item = told.says("Ann", "the item")
    told.says("Cat", "something else")
    told.leaves("Bob")
    went = Conversation(OTHER)
    went.records = on_the_other(told.records)
    early = replace(went.records[3], when=went.records[0].when, locator=went.records[3].locator)
    went.records = [early, *went.records[1:3]]

    cell = row(item, told.records, went.records)["Bob"]

    assert {Exposure.MEMBER, Exposure.OUTSIDE} <= proved(cell)
    assert len({cite[:64] for one in cell.findings for cite in one.cites}) == 2


def test_a_message_deleted_on_one_phone_is_known_by_what_the_other_has() -> None:
    one, other = Conversation(), Conversation(OTHER)
    for phone in (one, other):
        phone.creates("Ann")
        phone.adds("Ann", "Bob")
    item = one.says("Bob", "[insult]", message_id="3EB0A1B2C3")
    notice = other.deletes("Bob", message_id="3EB0A1B2C3")

    from_the_first, from_the_second = (
        row(each, one.records, other.records)["Bob"] for each in (item, notice)
    )

    assert from_the_first.of(Exposure.SENT)[0].cites == (item, notice)
    assert from_the_second.of(Exposure.SENT)[0].cites == (notice, item)


def test_a_receipt_on_the_senders_phone_shows_what_the_recipients_phone_cannot() -> None:
    told = Conversation()
    told.creates("Ann")
    told.adds("Ann", "Bob")
    item = told.says("Bob", "the item", message_id="item")
    theirs = on_the_other(told.records)
    sent = Conversation(OTHER)
    sent.records = theirs
    sent.receipt("item", "Ann")

    apart, joined = row(item, told.records)["Ann"], row(item, told.records, sent.records)["Ann"]

    assert apart.of(Exposure.READ)[0].because is Because.NO_RECEIPT
    assert joined.of(Exposure.READ)[0].strength is Strength.PROVED
