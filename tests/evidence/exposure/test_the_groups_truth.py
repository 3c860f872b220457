"""The worked group of 42 officers, read from every format: nothing that is said to be proved is untrue."""

from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl
import pytest

from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.findings import Cell
from candour.evidence.exposure.membership import memberships
from candour.evidence.exposure.terms import Because, Exposure, Known, Strength
from candour.evidence.exposure.timeline import Timeline, timeline, together
from candour.evidence.merging.conversation import merged
from candour.evidence.merging.rows import IDENTITY
from candour.evidence.merging.ties import Tie, Ties
from candour.evidence.records import Kind
from candour.evidence.worked.android_database import write_android_database
from candour.evidence.worked.group import Act, Happening, Person, story
from candour.evidence.worked.ios_database import write_ios_database
from candour.evidence.worked.messenger_json import messenger_json
from candour.evidence.worked.phones import Phone, address, digits, members_at_end
from candour.evidence.worked.telegram_json import telegram_json
from candour.evidence.worked.ufdr import write_ufdr
from candour.evidence.worked.whatsapp_text import android_text, ios_text
from tests.evidence.merging.copies import read

TOLD = story()
OWNER = TOLD[0].who
PEOPLE = [OWNER, *dict.fromkeys(who for one in TOLD for who in (one.who, *one.others) if who != OWNER)]
PHOTOS = [one for one in TOLD if one.act is Act.PHOTO]


def text_of(written: str, name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_text(written, encoding="utf-8", newline="")
        return folder / name

    return write


def ufdr(folder: Path) -> Path:
    return write_ufdr(TOLD, Phone(OWNER), folder / "report.ufdr")


FORMATS: dict[str, Callable[[Path], Path]] = {
    "WhatsApp text of an Android phone": text_of(android_text(TOLD), "chat.txt"),
    "WhatsApp text of an iPhone": text_of(ios_text(TOLD, "B relief"), "_chat.txt"),
    "msgstore.db": lambda folder: write_android_database(TOLD, Phone(OWNER), folder),
    "ChatStorage.sqlite": lambda folder: write_ios_database(TOLD, Phone(OWNER), folder),
    "Messenger": text_of(messenger_json(TOLD), "message_1.json"),
    "Telegram": text_of(telegram_json(TOLD), "result.json"),
    "UFDR": ufdr,
}
WHATSAPP = list(FORMATS)[:4]


def person_of(person: Person) -> str:
    """Somebody who changed their number is one person."""
    return person.name


def ties_for(frames: Iterable[pl.DataFrame]) -> Ties:
    """What a reader of the files would tie: names, numbers and addresses, and the phone's own account."""
    spelt = [
        Tie(person_of(one), written)
        for one in PEOPLE
        for written in (one.name, one.number, digits(one), f"+{digits(one)}", address(one))
    ]
    own = {
        name
        for frame in frames
        for name in frame["sender"].drop_nulls().unique()
        if name.startswith(("owner of", "You"))
    }
    return Ties((*spelt, *(Tie(person_of(OWNER), name) for name in sorted(own))))


def laid_out(folder: Path, *formats: str) -> Timeline:
    frames = []
    for number, name in enumerate(formats):
        (folder / str(number)).mkdir()
        frames.append(read(FORMATS[name](folder / str(number))))
    ties = ties_for(frames)
    return timeline(frames[0], ties) if len(frames) == 1 else together(merged(frames, ties), ties)


def photos_of(laid: Timeline) -> list[str]:
    rows = laid.placed.filter(pl.col("media") == "photo").unique("place", keep="first").sort("place")
    return rows.select(IDENTITY.alias("cite"))["cite"].to_list()


def members_when(one: Happening) -> set[str]:
    return {person_of(who) for who in members_at_end(TOLD[: one.number - 1])}


def row_of_each_photo(laid: Timeline) -> list[tuple[Happening, dict[str, Cell]]]:
    items = photos_of(laid)
    assert len(items) == len(PHOTOS)
    reckoner = Reckoner(laid, memberships(laid), items)
    return [
        (happening, {cell.person: cell for cell in (reckoner.cell(item, who) for who in reckoner.people())})
        for happening, item in zip(PHOTOS, reckoner.items, strict=True)
    ]


CASES = [*((name,) for name in FORMATS), tuple(WHATSAPP)]


@pytest.fixture(scope="module", params=CASES, ids=[" and ".join(one) for one in CASES])
def laid(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    return laid_out(tmp_path_factory.mktemp("phones"), *request.param)


def test_everybody_is_one_person(laid: Timeline) -> None:
    assert set(laid.people()) <= {person_of(one) for one in PEOPLE}


def test_who_is_said_to_have_been_a_member_was_one_and_who_was_none_is_not(laid: Timeline) -> None:
    for happening, row in row_of_each_photo(laid):
        members = members_when(happening)
        for who, cell in row.items():
            proved = {one.exposure for one in cell.findings if one.strength is Strength.PROVED}
            assert Exposure.MEMBER not in proved or who in members
            assert Exposure.OUTSIDE not in proved or who not in members


def test_the_sender_of_each_photograph_is_the_sender(laid: Timeline) -> None:
    for happening, row in row_of_each_photo(laid):
        senders = {who for who, cell in row.items() if cell.of(Exposure.SENT)}
        assert senders == {person_of(happening.who)}


def test_whoever_answered_or_reacted_did(laid: Timeline) -> None:
    for happening, row in row_of_each_photo(laid):
        about = [one for one in TOLD if one.about == happening.number]
        answered = {person_of(one.who) for one in about if one.act is Act.WROTE}
        reacted = {person_of(one.who) for one in about if one.act is Act.REACTED}
        shown = {who for who, cell in row.items() if cell.of(Exposure.REPLIED)}
        assert shown == (answered if Kind.REPLY in laid.carries else set())
        shown = {who for who, cell in row.items() if cell.of(Exposure.REACTED)}
        assert shown == (reacted if Kind.REACTION in laid.carries else set())


def test_certain_comings_and_goings_are_those_of_the_truth(laid: Timeline) -> None:
    moments = {one.at.replace(second=0) for one in TOLD}
    lines = {
        Because.WAS_ADDED,
        Because.JOINED_BY_LINK,
        Because.LEFT,
        Because.WAS_REMOVED,
        Because.CREATED_GROUP,
    }

    ends = [
        (end, point)
        for run in memberships(laid).values()
        for stay in run
        for end, point in ((stay.start, stay.start.latest), (stay.end, stay.end.earliest))
        if end.known is Known.CERTAIN and end.because in lines
    ]

    assert ends
    for _, point in ends:
        assert point is not None
        assert point.at is not None
        assert point.at.replace(second=0, microsecond=0) in moments


def test_the_photograph_sent_again_is_known_by_its_hash_where_a_source_states_it(laid: Timeline) -> None:
    states_hashes = laid.placed["attachment_sha256"].is_not_null().any()

    again, row = row_of_each_photo(laid)[-1]
    (sender,) = [cell for cell in row.values() if cell.of(Exposure.SENT)]

    assert person_of(again.who) == sender.person
    known = {one.because for one in sender.of(Exposure.FORWARDED)}
    assert bool(known & {Because.SAME_FILE_EARLIER, Because.FORWARD_MARK}) or not states_hashes
