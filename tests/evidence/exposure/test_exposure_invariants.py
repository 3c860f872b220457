"""For any conversation whatever: what no cell may say, and what no change of the record may do to it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from candour.evidence.exposure.findings import Cell
from candour.evidence.exposure.lists import MemberList
from candour.evidence.exposure.terms import Exposure, Known, Strength
from candour.evidence.exposure.words import sentence, stay_in_words
from candour.evidence.records import MembershipChange, Receipt, ReceiptState
from tests.evidence.exposure.conversations import Conversation

PEOPLE = ("Ann", "Bob", "Cat")
WHO = st.sampled_from(PEOPLE)
HAPPENING = st.one_of(
    st.tuples(st.just("says"), WHO),
    st.tuples(st.just("joins"), WHO),
    st.tuples(st.just("leaves"), WHO),
    st.tuples(st.just("adds"), st.one_of(st.none(), WHO), WHO),
    st.tuples(st.just("removes"), WHO, WHO),
    st.tuples(st.just("lists"), WHO),
    st.tuples(st.just("receipt"), WHO, st.sampled_from(ReceiptState)),
    st.tuples(st.just("reacts"), WHO),
    st.tuples(st.just("replies"), WHO),
)
FINAL = st.one_of(
    st.none(),
    st.builds(
        MemberList,
        cite=st.just("list"),
        members=st.frozensets(WHO),
        past=st.dictionaries(WHO, st.none()),
    ),
)
FORBIDDEN = (
    "not read",
    "unread",
    "did not see",
    "ignored",
    "agreed",
    "guilty",
    "proved",
    " all ",
    "must have read",
)


def told_of(happenings: list[tuple[object, ...]]) -> tuple[Conversation, str]:
    """What happens to a message happens to the item, which Ann says in the middle."""
    told = Conversation()
    item = ""
    for number, (what, *more) in enumerate([*happenings, ("says", "Ann")]):
        if not item and (what in ("receipt", "reacts", "replies") or number == len(happenings) // 2):
            item = told.says("Ann")
        _happens(told, item, str(what), more)
    return told, item or told.records[-1].identity


def _happens(told: Conversation, item: str, what: str, more: list[object]) -> None:
    match what, more:
        case "receipt", (who, state):
            told.receipt(item, str(who), ReceiptState(str(state)))
        case (("reacts" | "replies"), (who,)):
            getattr(told, what)(who, item)
        case _:
            getattr(told, what)(*more)


def cells_of(told: Conversation, item: str, final: MemberList | None) -> list[Cell]:
    return list(told.reckoner(item, final=final).cells(PEOPLE))


STORIES = st.lists(HAPPENING, max_size=14)


@settings(max_examples=40, deadline=None)
@given(STORIES, FINAL)
def test_what_is_proved_cites_records_of_the_conversation(
    happenings: list[tuple[object, ...]], final: MemberList | None
) -> None:
    told, item = told_of(happenings)
    known = {one.identity for one in told.records} | {"list"}

    for cell in cells_of(told, item, final):
        for one in cell.findings:
            assert set(one.cites) <= known
            assert one.strength is not Strength.PROVED or one.cites


@settings(max_examples=40, deadline=None)
@given(STORIES, FINAL)
def test_without_a_receipt_or_an_answer_reading_is_unknown_and_never_denied(
    happenings: list[tuple[object, ...]], final: MemberList | None
) -> None:
    told, item = told_of([one for one in happenings if one[0] not in ("receipt", "reacts", "replies")])

    for cell in cells_of(told, item, final):
        assert all(one.strength is Strength.UNKNOWN for one in cell.of(Exposure.READ))
        assert all(one.strength is Strength.UNKNOWN for one in cell.of(Exposure.DELIVERED))


@settings(max_examples=40, deadline=None)
@given(STORIES, FINAL)
def test_nobody_receives_before_they_are_a_member_unless_a_record_of_the_message_shows_it(
    happenings: list[tuple[object, ...]], final: MemberList | None
) -> None:
    reaching = {Exposure.RECEIVED, Exposure.DELIVERED, Exposure.READ, Exposure.PLAYED, Exposure.SILENT}
    told, item = told_of([one for one in happenings if one[0] not in ("receipt", "reacts", "replies")])

    for cell in cells_of(told, item, final):
        if cell.of(Exposure.OUTSIDE):
            assert not reaching & {one.exposure for one in cell.findings}
        if any(one.strength is not Strength.UNKNOWN for one in cell.of(Exposure.RECEIVED)):
            assert cell.of(Exposure.MEMBER)


@settings(max_examples=40, deadline=None)
@given(STORIES, FINAL)
def test_taking_receipts_away_proves_nothing_and_leaves_what_others_prove(
    happenings: list[tuple[object, ...]], final: MemberList | None
) -> None:
    told, item = told_of(happenings)
    without = Conversation()
    without.records = [one for one in told.records if not isinstance(one, Receipt)]

    for full, poor in zip(cells_of(told, item, final), cells_of(without, item, final), strict=True):
        proved = {one.exposure for one in poor.findings if one.strength is Strength.PROVED}
        still = {one.exposure for one in full.findings if one.strength is Strength.PROVED}
        assert proved - {Exposure.OUTSIDE} <= still


@settings(max_examples=40, deadline=None)
@given(STORIES, FINAL)
def test_silence_has_no_stance_is_never_proved_and_never_stands_beside_an_answer(
    happenings: list[tuple[object, ...]], final: MemberList | None
) -> None:
    told, item = told_of(happenings)

    for cell in cells_of(told, item, final):
        for one in cell.of(Exposure.SILENT):
            assert one.stance is None
            assert one.strength in (Strength.INFERRED, Strength.UNKNOWN)
            assert not cell.of(Exposure.REPLIED)
            assert not cell.of(Exposure.REACTED)
            assert not cell.of(Exposure.OUTSIDE)
            assert cell.person != "Ann"


@settings(max_examples=40, deadline=None)
@given(STORIES, FINAL)
def test_every_sentence_says_no_more_than_the_record(
    happenings: list[tuple[object, ...]], final: MemberList | None
) -> None:
    told, item = told_of(happenings)
    stays = told.stays(final)

    said = [
        sentence(one, cell.person, "UTC") for cell in cells_of(told, item, final) for one in cell.findings
    ]
    said += [stay_in_words(one, who) for who, run in stays.items() for one in run]

    for words in said:
        assert not any(word in words.casefold() for word in FORBIDDEN)
        assert "{" not in words
        assert words.endswith(".")


@settings(max_examples=40, deadline=None)
@given(STORIES, FINAL)
def test_stays_follow_one_another_and_certain_ends_have_a_record(
    happenings: list[tuple[object, ...]], final: MemberList | None
) -> None:
    told, _ = told_of(happenings)

    for run in told.stays(final).values():
        for stay in run:
            for end in (stay.start, stay.end):
                assert end.known is not Known.CERTAIN or end.cites
                if end.earliest and end.latest:
                    assert end.earliest.place <= end.latest.place
        places = [stay.start.latest.place for stay in run if stay.start.latest]
        assert places == sorted(places)


def test_the_changes_above_are_those_that_move_a_membership() -> None:
    still = {MembershipChange.MADE_ADMIN, MembershipChange.NO_LONGER_ADMIN, MembershipChange.PRESENT}
    founding = {MembershipChange.CREATED, MembershipChange.JOINED}

    assert set(MembershipChange) - still - founding == {
        MembershipChange.ADDED,
        MembershipChange.JOINED_BY_LINK,
        MembershipChange.REMOVED,
        MembershipChange.LEFT,
    }
