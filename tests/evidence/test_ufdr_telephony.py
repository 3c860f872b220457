"""Text messages, multimedia messages and calls of Cellebrite's report: who, which way, in what state, with their spans.

No whole report was at hand; these are built from what public parsers read.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from candour.evidence.records import Call, Message, Receipt, Record, Unclassified
from tests.evidence.databases import check, of, records
from tests.evidence.ufdr_reports import (
    ALDER,
    ASPEN,
    OWNER,
    field,
    many,
    model,
    party,
    report,
    values,
    written,
)

AT = "2024-03-13T21:05:07.123+00:00"


def sms(*people: str, **fields: str) -> str:
    return model("SMS", values({"TimeStamp": AT} | fields) + many("Parties", "Party", *people), id="s")


def call(*people: str, **fields: str) -> str:
    return model("Call", values({"TimeStamp": AT} | fields) + many("Parties", "Party", *people), id="c")


def told(one: Record) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(one.remainder or "{}")
    return found


def test_a_text_message_that_came_in_is_from_whoever_has_that_role(tmp_path: Path) -> None:
    path = written(tmp_path, report(SMS=sms(party(ALDER, "From"), Body="[insult]\nagain", Folder="Inbox")))

    (found,) = of(Message, records(path))

    assert (found.sender, found.conversation, found.body) == (ALDER, ALDER, b"[insult]\nagain")
    assert "own" not in found.marks
    assert found.when.utc is not None
    assert told(found)["parties"] == [{"identifier": ALDER, "role": "From"}]
    assert told(found)["kind"] == "SMS"


@pytest.mark.parametrize(
    "told_by",
    [
        sms(party(ALDER, "To"), Body="x", Folder="Sent"),
        sms(party(ALDER, "To"), Body="x", Status="Sent"),
        sms(party(ALDER, "To"), Body="x", Direction="Outgoing"),
        sms(party(OWNER, "From", owner=True), party(ALDER, "To"), Body="x", Status="Read"),
    ],
)
def test_a_text_message_that_went_out_is_the_phones_own(tmp_path: Path, told_by: str) -> None:
    path = written(tmp_path, report(SMS=told_by))

    (found,) = of(Message, records(path))

    assert found.marks == {"own"}
    assert found.sender in (None, OWNER)
    assert found.conversation == ALDER


def test_nobody_is_named_as_sender_where_nothing_tells_which_way_it_went(tmp_path: Path) -> None:
    path = written(tmp_path, report(SMS=sms(party(ALDER, "To"), Body="x")))

    (found,) = of(Message, records(path))

    assert (found.sender, found.marks, found.conversation) == (None, frozenset(), ALDER)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"Folder": "Drafts"}, "Folder Drafts"),
        ({"Status": "Unsent"}, "Status Unsent"),
        ({"Folder": "Outbox"}, "Folder Outbox (our own expectation)"),
    ],
)
def test_what_was_written_and_not_sent_is_no_message_of_anybodys(
    tmp_path: Path, fields: dict[str, str], reason: str
) -> None:
    path = written(tmp_path, report(SMS=sms(party(ALDER, "To"), Body="x", **fields)))

    (found,) = of(Unclassified, records(path))

    assert found.body == b"x"
    assert found.reason == f"a message that the report shows as not sent: {reason}"


def test_a_multimedia_message_has_all_its_people_its_subject_and_its_files(tmp_path: Path) -> None:
    parts = many(
        "Attachments",
        "Attachment",
        *(
            model("Attachment", field("Filename", name) + field("ContentType", "image/jpeg"), file_id=name)
            for name in ("a.jpg", "b.jpg")
        ),
    )
    people = (
        many("From", "Party", party(ALDER))
        + many("To", "Party", party(OWNER, "To", owner=True), party(ASPEN, "To", DateDelivered=AT))
        + many("Cc", "Party", party("+447700900109", "To"))
    )
    fields = values({"TimeStamp": AT, "Subject": "re: x", "Body": "look", "Status": "Read"})
    path = written(tmp_path, report(MMS=model("MMS", fields + people + parts, id="m1")))

    found = records(path)
    (message,) = of(Message, found)

    assert (message.sender, message.media, message.attachment) == (ALDER, "photo", "a.jpg")
    assert message.conversation == f"{ALDER}~{ASPEN}~+447700900109"
    assert told(message)["Subject"] == "re: x"
    assert [one["name"] for one in told(message)["other_attachments"]] == ["b.jpg"]
    assert [one.get("role") for one in told(message)["parties"]] == ["From", "To", "To", "Cc"]
    assert [(one.recipient, one.state) for one in of(Receipt, found)] == [(ASPEN, "delivered")]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        (
            {"Direction": "Incoming", "Status": "Established", "Duration": "00:00:33.6090010"},
            (ALDER, "answered", 33),
        ),
        ({"Direction": "Incoming", "Status": "Missed", "Duration": "00:00:00"}, (ALDER, "missed", 0)),
        ({"Direction": "Incoming", "Status": "Rejected"}, (ALDER, "declined", None)),
        ({"Type": "Missed"}, (ALDER, "missed", None)),
        ({"Type": "Incoming", "Duration": "1.02:03:04"}, (ALDER, "unknown", 93_784)),
        ({"Direction": "Incoming", "Status": "NotEstablishedUnknownReason"}, (ALDER, "unknown", None)),
        ({"Direction": "Incoming", "Duration": "a while"}, (ALDER, "unknown", None)),
    ],
)
def test_a_call_has_its_caller_how_it_ended_and_how_long_it_lasted(
    tmp_path: Path, fields: dict[str, str], wanted: tuple[object, ...]
) -> None:
    path = written(tmp_path, report(Call=call(party(ALDER), **fields)))

    (found,) = of(Call, records(path))

    assert (found.sender, found.outcome, found.seconds) == wanted
    assert all(told(found)[name] == value for name, value in fields.items())


def test_a_call_that_went_out_by_an_application_stands_in_a_conversation_of_that_application(
    tmp_path: Path,
) -> None:
    fields = {"Source": "WhatsApp", "Direction": "Outgoing", "Status": "Established", "VideoCall": "True"}
    people = (party("447700900101@s.whatsapp.net", "To"), party(OWNER, "From", owner=True))
    path = written(tmp_path, report(Call=call(*people, **fields)))

    (found,) = of(Call, records(path))

    assert (found.sender, found.video, "own" in found.marks) == (OWNER, True, True)
    assert found.conversation == "WhatsApp: 447700900101@s.whatsapp.net"


def test_a_message_outside_chats_that_was_recovered_as_deleted_says_so(tmp_path: Path) -> None:
    deleted = sms(party(ALDER, "From"), Body="gone").replace('id="s"', 'id="s" deleted_state="Deleted"')
    path = written(tmp_path, report(SMS=deleted))

    (found,) = of(Message, records(path))

    assert (found.body, found.marks) == (b"gone", {"deleted-state"})


def test_messages_and_calls_are_counted_and_their_spans_cover_the_report(tmp_path: Path) -> None:
    content = report(
        SMS=sms(party(ALDER, "From"), Body="x") + sms(party(ALDER, "To"), Body="y", Folder="Sent"),
        Call=call(party(ALDER), Direction="Outgoing"),
        Note=model("Note", field("Body", "not of this")),
    )

    summed = check(written(tmp_path, content))

    assert summed["reconciliation"]["balances"]
    read = {one["table"]: one["read"] for one in summed["reconciliation"]["tables"]}
    assert {kind: count for kind, count in read.items() if count} == {"Call": 1, "SMS": 2}
    assert read.keys() >= {"ChatActivity", "Contact", "Email", "InstantMessage", "MMS", "Voicemail"}
    assert summed["facts"]["models_not_read"] == {"Note": 1}
    assert summed["facts"]["conversations"] == {
        ALDER: {"application": "telephone", "participants": [ALDER], "messages": 2, "calls": 1}
    }


def test_a_text_message_that_stands_within_something_else_belongs_to_that(tmp_path: Path) -> None:
    related = f"<RelatedModels>{sms(party(ALDER, 'From'), Body='inner')}</RelatedModels>"
    content = report(Contact=model("Contact", related), SMS=sms(party(ALDER, "From"), Body="outer"))

    found = of(Message, records(written(tmp_path, content)))

    assert [one.body for one in found] == [b"outer"]
