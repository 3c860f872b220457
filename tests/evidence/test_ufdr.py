"""Cellebrite's report: messages and receipts are taken from it with their spans; the rest of a person's phone is not copied.

No sample of a report was at hand; these are built from what public parsers read.
"""

import json
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.reading import Settled
from candour.evidence.formats.registry import readings
from candour.evidence.records import (
    Forward,
    Gap,
    Membership,
    Message,
    Receipt,
    ReceiptState,
    Record,
    Reply,
    Unclassified,
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
from candour.evidence.worked.ufdr import report_xml, write_ufdr
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
    assert summed["facts"]["models_not_read"] == {"Contact": 1}
    assert summed["facts"]["archive"]["files"] == 2
    chat = summed["facts"]["conversations"][f"{GROUP}@g.us"]
    assert (chat["subject"], chat["application"], len(chat["participants"])) == (LATER_TITLE, "WhatsApp", 42)
    assert summed["facts"]["address_books"][address(PHONE.owner)] == {
        "display_name": PHONE.calls(PHONE.owner)
    }


def report(*chats: str) -> bytes:
    return (
        '<?xml version="1.0"?><project xmlns="http://pa.cellebrite.com/report/2.0"><decodedData>'
        f'<modelType type="Chat">{"".join(chats)}</modelType></decodedData></project>'
    ).encode()


def chat(*messages: str, identifier: str = "one") -> str:
    return (
        f'<model type="Chat" id="{identifier}"><field name="Id"><value>{identifier}</value></field>'
        f'<multiModelField name="Messages" type="InstantMessage">{"".join(messages)}</multiModelField></model>'
    )


def instant(inside: str = "", **fields: str) -> str:
    values = "".join(f'<field name="{name}"><value>{value}</value></field>' for name, value in fields.items())
    return f'<model type="InstantMessage" id="m">{values}{inside}</model>'


def written(folder: Path, content: bytes) -> Path:
    path = folder / "report.xml"
    path.write_bytes(content)
    return path


def test_a_time_without_offset_is_kept_on_the_clock_it_shows(tmp_path: Path) -> None:
    stamps = (
        "2024-03-13T21:05:07",
        "2024-03-13T21:05:07.250+01:00",
        "0000-13-45",
        "9999-12-31T23:59:59-05:00",
    )
    path = written(tmp_path, report(chat(*(instant(TimeStamp=one) for one in stamps))))

    found = [one.when for one in of(Message, records(path))]

    assert [one.written for one in found] == list(stamps)
    assert [one.zone.value for one in found] == ["unknown", "offset", "unknown", "unknown"]
    assert [one.certainty.value for one in found] == ["certain", "certain", "impossible", "impossible"]
    assert found[0].utc is None
    assert found[1].utc is not None
    assert found[1].utc.isoformat() == "2024-03-13T20:05:07.250000+00:00"


def test_a_message_embedded_in_another_is_part_of_it_and_not_counted_twice(tmp_path: Path) -> None:
    embedded = (
        f'<modelField name="EmbeddedMessage" type="InstantMessage">{instant(Body="inner")}</modelField>'
    )
    path = written(tmp_path, report(chat(instant(embedded, Body="outer"))))

    (found,) = of(Message, records(path))

    assert found.body == b"outer"
    assert json.loads(found.remainder or "{}")["models_not_carried"] == ["EmbeddedMessage"]


def test_an_action_in_an_unknown_word_is_kept_with_its_word(tmp_path: Path) -> None:
    activity = '<model type="ChatActivity"><field name="Action"><value>Wibbled</value></field></model>'
    path = written(
        tmp_path, report(chat(instant(f'<modelField name="ActivityLog">{activity}</modelField>', Body="x")))
    )

    (found,) = of(Unclassified, records(path))

    assert found.body == b"x"
    assert json.loads(found.remainder or "{}")["Action"] == "Wibbled"


def test_two_chats_of_one_id_are_kept_apart(tmp_path: Path) -> None:
    path = written(tmp_path, report(chat(instant(Body="x")), chat(instant(Body="y"))))

    first, second = of(Message, records(path))

    assert first.conversation == "one"
    assert second.conversation is not None
    assert second.conversation.startswith("one (at byte ")


def test_signs_that_xml_forbids_are_repaired_in_a_copy_and_the_bytes_stay(tmp_path: Path) -> None:
    path = written(tmp_path, report(chat(instant(Body="&#55357;&#56832; ok\x01"), instant(Body="plain"))))

    repaired, plain = of(Message, records(path))

    assert repaired.body == "😀 ok?".encode()
    assert b"&#55357;&#56832; ok\x01" in repaired.raw
    assert ("repaired" in repaired.marks, "repaired" in plain.marks) == (True, False)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_report_cut_short_gives_what_stands_before_the_damage(tmp_path: Path, cut: float) -> None:
    content = report_xml(STORY, PHONE).encode()
    path = written(tmp_path, content[: int(len(content) * cut)])

    summed = check(path)

    assert summed["messages"] > 0
    assert summed["facts"]["damaged_at"]
    assert summed["reconciliation"]["balances"]
    assert "no XML from byte" in summed["gaps_listed"][-1]["reason"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("entities", b'<!DOCTYPE project [<!ENTITY a "aa">]><project reportVersion="5"><x>&a;</x></project>'),
        ("depth", b'<project reportVersion="5">' + b"<a>" * 5_000),
    ],
)
def test_a_report_made_to_exhaust_its_reader_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = written(tmp_path, content)

    with pytest.raises(UnreadableExport, match="no report does" if name == "entities" else "deep"):
        check(path)


def test_databases_inside_the_archive_are_not_gone_through(tmp_path: Path) -> None:
    path = tmp_path / "phone.ufdr"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("report.xml", report(chat(instant(Body="x"))))
        archive.writestr("files/Database/msgstore.db", b"SQLite format 3\0" + bytes(100))
        archive.writestr("files/Text/notes.txt", "nothing of this")
    passed_over: list[Any] = []

    (one,) = readings(path, Settled(), passed_over)

    assert one.source.member == "report.xml"
    assert passed_over == []
