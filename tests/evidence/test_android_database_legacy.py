"""msgstore.db in its old tables, alone and beside the new ones in a file that was carried over."""

import json
from pathlib import Path

from candour.evidence.records import (
    Deletion,
    Forward,
    Gap,
    Membership,
    Message,
    Receipt,
    Rename,
    Reply,
    Row,
    Unclassified,
    identity,
)
from candour.evidence.worked.android_database import SCHEMA
from tests.evidence.databases import (
    ALDER,
    ASPEN,
    AT,
    GROUP,
    PLACES,
    Rows,
    check,
    database,
    message,
    of,
    records,
    tables,
)

OLD = """
CREATE TABLE messages (_id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT NOT NULL, key_from_me INTEGER,
    key_id TEXT NOT NULL, status INTEGER, data TEXT, timestamp INTEGER, media_mime_type TEXT, media_wa_type TEXT,
    media_size INTEGER, media_name TEXT, media_caption TEXT, media_hash TEXT, media_duration INTEGER,
    thumb_image TEXT, remote_resource TEXT, received_timestamp INTEGER, receipt_device_timestamp INTEGER,
    read_device_timestamp INTEGER, played_device_timestamp INTEGER, raw_data BLOB, starred INTEGER,
    quoted_row_id INTEGER, forwarded INTEGER, edit_version INTEGER);
CREATE TABLE messages_quotes (_id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT NOT NULL, key_from_me INTEGER,
    key_id TEXT NOT NULL, data TEXT, remote_resource TEXT);
CREATE TABLE receipts (_id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT NOT NULL, key_id TEXT NOT NULL,
    remote_resource TEXT, receipt_device_timestamp INTEGER, read_device_timestamp INTEGER,
    played_device_timestamp INTEGER);
CREATE TABLE group_participants (_id INTEGER PRIMARY KEY, gjid TEXT NOT NULL, jid TEXT NOT NULL, admin INTEGER,
    pending INTEGER);
CREATE TABLE group_participants_history (_id INTEGER PRIMARY KEY, timestamp INTEGER, gjid TEXT, jid TEXT, action INTEGER);
"""
HASH = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="


def old(number: int, text: object = None, **more: object) -> dict[str, object]:
    """Written by Alder in the group, unless `more` says otherwise."""
    shared: dict[str, object] = {
        "_id": number,
        "key_remote_jid": GROUP,
        "key_from_me": 0,
        "key_id": f"OLD{number}",
        "status": 0,
        "data": text,
        "timestamp": AT + number * 1000,
        "media_wa_type": "0",
        "remote_resource": ALDER,
    }
    return shared | more


def legacy(folder: Path, *given: Rows, schema: str = OLD) -> Path:
    return database(folder / "msgstore.db", schema, *given)


def test_words_sender_chat_and_moment_are_found(tmp_path: Path) -> None:
    path = legacy(
        tmp_path,
        {
            "messages": [
                old(1, "in the group"),
                old(2, "between us", key_remote_jid=ASPEN, remote_resource=None),
                old(3, "mine", key_from_me=1, remote_resource=None),
            ]
        },
    )

    found = of(Message, records(path))

    owner = f"owner of {found[0].source[:12]}"
    assert [(one.body, one.sender, one.conversation) for one in found] == [
        (b"in the group", ALDER, GROUP), (b"between us", ASPEN, ASPEN), (b"mine", owner, GROUP),
    ]  # fmt: skip
    assert found[0].when.utc is not None
    assert found[0].when.utc.isoformat() == "2024-03-13T21:05:08+00:00"


def test_a_photograph_keeps_its_caption_its_name_and_its_hash(tmp_path: Path) -> None:
    path = legacy(
        tmp_path,
        {
            "messages": [
                old(1, media_wa_type="1", media_caption="look", media_name="IMG-1.jpg", media_hash=HASH)
            ]
        },
    )

    (found,) = of(Message, records(path))

    assert (found.media, found.attachment, found.body) == ("photo", "IMG-1.jpg", b"look")
    assert len(found.attachment_sha256 or "") == 64


def test_a_system_line_names_those_who_acted_and_never_guesses_whom_it_affected(tmp_path: Path) -> None:
    """Whom an addition affected stands in a serialised object that is not read."""
    path = legacy(
        tmp_path,
        {
            "messages": [
                old(1, status=6, media_size=12),
                old(2, status=6, media_size=5),
                old(3, "new title", status=6, media_size=1),
                old(4, status=6, media_size=108),
            ]
        },
    )

    found = records(path)

    assert [(one.change.value, one.subjects, one.sender) for one in of(Membership, found)] == [
        ("added", (), ALDER),
        ("left", (ALDER,), ALDER),
    ]
    assert [one.after for one in of(Rename, found)] == ["new title"]
    assert [one.code for one in of(Unclassified, found)] == [108]


def test_deleted_forwarded_and_answered_messages_are_found(tmp_path: Path) -> None:
    path = legacy(
        tmp_path,
        {
            "messages": [
                old(1, "first"),
                old(2, media_wa_type="15"),
                old(3, "passed on", forwarded=6),
                old(4, "answer", quoted_row_id=1),
            ],
            "messages_quotes": [
                {"_id": 1, "key_remote_jid": GROUP, "key_id": "OLD1", "data": "first"},
                {"_id": 2, "key_remote_jid": GROUP, "key_id": "GONE", "data": "x"},
            ],
        },
    )

    found = records(path)
    (reply,) = of(Reply, found)
    source = found[0].source

    assert [one.message_id for one in of(Deletion, found)] == ["OLD2"]
    assert [(one.score, one.about) for one in of(Forward, found)] == [
        (6, identity(source, Row("messages", 3)))
    ]
    assert (reply.about, reply.answers) == (
        identity(source, Row("messages", 4)),
        identity(source, Row("messages", 1)),
    )
    assert [one.reason for one in of(Gap, found)] == ["it belongs to a message that is not in the file"]


def test_receipts_of_a_group_come_from_their_table_and_those_of_a_chat_of_two_from_the_message(
    tmp_path: Path,
) -> None:
    to_two = {"key_remote_jid": ALDER, "key_from_me": 1, "remote_resource": None}
    path = legacy(
        tmp_path,
        {
            "messages": [
                old(1, "x", **to_two, receipt_device_timestamp=AT, read_device_timestamp=AT + 5),
                old(2, "y", key_from_me=1, remote_resource=None),
            ],
            "receipts": [
                {"key_remote_jid": GROUP, "key_id": "OLD2", "remote_resource": ASPEN,
                 "receipt_device_timestamp": AT, "read_device_timestamp": AT},
                {"key_remote_jid": GROUP, "key_id": "OLD2", "remote_resource": ALDER},
            ],
        },
    )  # fmt: skip

    found = of(Receipt, records(path))

    assert [(one.recipient, one.state.value, one.inner) for one in found] == [
        (ALDER, "delivered", True), (ALDER, "read", True), (ASPEN, "delivered", False), (ASPEN, "read", True),
        (ALDER, "raw", False),
    ]  # fmt: skip
    assert len({one.about for one in found}) == 2


def test_a_receipt_of_the_old_table_leads_to_its_message_where_one_message_has_that_key(
    tmp_path: Path,
) -> None:
    receipt = {"key_remote_jid": GROUP, "remote_resource": ASPEN, "receipt_device_timestamp": AT}
    path = legacy(
        tmp_path,
        {
            "messages": [old(1, "x", key_from_me=1)],
            "receipts": [receipt | {"key_id": "OLD1"}, receipt | {"key_id": "GONE"}],
        },
    )

    found = of(Receipt, records(path))

    assert [one.about for one in found] == [identity(found[0].source, Row("messages", 1)), "GONE"]


def test_the_list_of_members_gives_those_present_and_the_log_of_changes_is_kept_unread(
    tmp_path: Path,
) -> None:
    path = legacy(
        tmp_path,
        {
            "messages": [old(1, "x")],
            "group_participants": [{"gjid": GROUP, "jid": ASPEN}, {"gjid": GROUP, "jid": ""}],
            "group_participants_history": [{"timestamp": AT, "gjid": GROUP, "jid": ASPEN, "action": 2}],
        },
    )

    found = records(path)
    (log,) = of(Unclassified, found)

    assert [one.subjects for one in of(Membership, found)] == [(ASPEN,), (f"owner of {log.source[:12]}",)]
    assert (log.code, json.loads(log.remainder or "{}")["user"]) == (2, ASPEN)


def test_a_row_that_stands_in_both_sets_of_tables_is_kept_and_lies_within_the_new_one(tmp_path: Path) -> None:
    path = legacy(
        tmp_path,
        PLACES,
        {
            "message": [message(1, text="x", key_id="BOTH")],
            "messages": [old(7, "x", key_id="BOTH"), old(8, "only old")],
        },
        schema=SCHEMA + OLD,
    )

    found = of(Message, records(path))

    assert [(one.locator.key, one.inner) for one in found] == [
        ("message/1", False), ("messages/7", True), ("messages/8", False),
    ]  # fmt: skip
    assert json.loads(found[1].remainder or "{}")["also"] == "message/1"
    assert check(path)["messages"] == 2


def test_every_row_of_the_old_tables_is_accounted_for(tmp_path: Path) -> None:
    sentinel = {"_id": 1, "key_remote_jid": "-1", "key_id": "-1", "key_from_me": 0}
    path = legacy(
        tmp_path,
        {"messages": [sentinel, old(2, "x"), old(3, status=6, media_size=4), old(4, media_wa_type="8")]},
    )

    summed = check(path)

    assert tables(summed)["messages"] == (4, 3, 1)
    assert summed["reconciliation"]["balances"]
