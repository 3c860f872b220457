"""The fictional group in Cellebrite's report of a phone: what the report can carry is recovered, with its spans.

No sample of a report was at hand; these are built from what public parsers read.
"""

from pathlib import Path
from zipfile import ZipFile

import pytest

from candour.evidence.records import (
    Forward,
    Gap,
    Membership,
    Message,
    Receipt,
    ReceiptState,
    Record,
    Reply,
)
from candour.evidence.worked.group import LATER_TITLE, Act, Happening, story
from candour.evidence.worked.phones import (
    GROUP,
    Phone,
    address,
    deletion_of,
    edit_of,
    file_sha256,
    key_of,
    milliseconds,
    receipts,
)
from candour.evidence.worked.ufdr import write_ufdr
from tests.evidence.databases import check, of, records

STORY = story()
PHONE = Phone(next(one.who for one in STORY if one.picture == "car-park"), nicknames=True)


def told(*acts: Act) -> list[Happening]:
    return [one for one in STORY if one.act in acts]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ufdr(STORY, PHONE, tmp_path_factory.mktemp("phone") / "phone.ufdr")


@pytest.fixture(scope="module")
def found(path: Path) -> list[Record]:
    return records(path)


def millis(one: Record) -> int | None:
    return None if one.when.utc is None else round(one.when.utc.timestamp() * 1000)


def test_every_message_is_found_with_its_words_its_sender_and_its_moment(found: list[Record]) -> None:
    assert [(one.message_id, one.sender, one.body, millis(one)) for one in of(Message, found)] == [
        (key_of(one), address(one.who), (edit_of(one, STORY) or one).text.encode() or None, milliseconds(one.at))
        for one in told(Act.WROTE, Act.PHOTO, Act.POLL)
    ]  # fmt: skip


def test_what_the_examiners_tool_recovered_as_deleted_keeps_its_words_and_is_marked(
    found: list[Record],
) -> None:
    deleted = [one for one in STORY if deletion_of(one, STORY)]

    assert [one.body for one in of(Message, found) if "deleted-state" in one.marks] == [
        one.text.encode() for one in deleted
    ]


def test_the_owner_is_known_and_their_messages_are_marked(path: Path, found: list[Record]) -> None:
    own = {one.sender for one in of(Message, found) if "own" in one.marks}

    assert own == {address(PHONE.owner)}
    assert check(path)["facts"]["owner"] == [address(PHONE.owner)]


def test_whoever_came_and_went_is_found(found: list[Record]) -> None:
    words = {"joined-by-link": "joined"}

    assert [(one.change.value, one.sender, one.subjects) for one in of(Membership, found)] == [
        (
            words.get(one.act.value, one.act.value),
            address(one.who),
            () if one.act is Act.CREATED else (address((one.others or (one.who,))[0]),),
        )
        for one in told(Act.CREATED, Act.ADDED, Act.REMOVED, Act.LEFT, Act.JOINED_BY_LINK)
    ]


def test_each_recipient_has_a_receipt_of_each_state_that_the_report_gives(found: list[Record]) -> None:
    numbers = {one.identity: one.message_id for one in of(Message, found)}
    keys = {key_of(one): one.number for one in STORY}
    got = {
        (keys[numbers[one.about or ""] or ""], one.recipient, one.state.value, millis(one))
        for one in of(Receipt, found)
    }
    wanted = {
        (number, address(one.recipient), state.value, at)
        for number, given in receipts(STORY, PHONE).items()
        for one in given
        for state, at in {ReceiptState.DELIVERED: one.delivered, ReceiptState.READ: one.read}.items()
        if at is not None
    }

    assert got == wanted


def test_photographs_have_the_hashes_that_the_report_gives_their_files(found: list[Record]) -> None:
    photographs = [one for one in of(Message, found) if one.media == "photo"]

    assert [(one.attachment, one.attachment_sha256) for one in photographs] == [
        (one.file, file_sha256(one.picture or "")) for one in told(Act.PHOTO)
    ]


def test_answers_forwards_and_edits_are_marked_as_the_report_marks_them(found: list[Record]) -> None:
    answers = [one for one in told(Act.WROTE) if one.about is not None]

    assert [one.answers for one in of(Reply, found)] == [
        key_of(STORY[(one.about or 0) - 1]) for one in answers
    ]
    assert [one.about for one in of(Forward, found)] == [
        one.identity for one in of(Message, found) if one.media == "photo"
    ][-1:]
    assert [one.body for one in of(Message, found) if "edited" in one.marks] == [
        one.text.encode() for one in told(Act.EDITED)
    ]


def test_spans_cover_the_report_and_only_messages_are_copied(path: Path, found: list[Record]) -> None:
    with ZipFile(path) as archive:
        content = archive.read("report.xml")
    reached = 0
    for one in found:
        if one.inner:
            continue
        start, end = (getattr(one.locator, name) for name in ("start", "end"))
        assert start == reached
        assert one.raw == (b"" if isinstance(one, Gap) else content[start:end])
        reached = end

    assert reached == len(content)


def test_the_summary_counts_what_was_read_and_what_was_passed_by(path: Path) -> None:
    summed = check(path)

    assert summed["format"] == "cellebrite-report"
    assert summed["reconciliation"]["balances"]
    assert summed["facts"]["models_not_read"] == {}
    assert summed["facts"]["archive"]["files"] == 2
    chat = summed["facts"]["conversations"][f"{GROUP}@g.us"]
    assert (chat["subject"], chat["application"], len(chat["participants"])) == (LATER_TITLE, "WhatsApp", 42)
    assert summed["facts"]["address_books"][address(PHONE.owner)] == {
        "display_name": PHONE.calls(PHONE.owner)
    }
