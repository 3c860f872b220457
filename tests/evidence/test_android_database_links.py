"""msgstore.db in its new tables, row by row: what hangs on messages, and what is only left as a trace of one."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from candour.evidence.records import (
    Call,
    Gap,
    Reaction,
    Receipt,
    Record,
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
    check,
    insert,
    message,
    msgstore,
    of,
    read,
    records,
    tables,
)


def rest(one: Record) -> dict[str, object]:
    found: dict[str, object] = json.loads(one.remainder or "{}")
    return found


def test_an_empty_reaction_is_taken_for_one_withdrawn_and_it_is_said_that_this_was_not_verified(
    tmp_path: Path,
) -> None:
    on = {"chat_row_id": 1, "from_me": 0, "sender_jid_row_id": 3, "parent_message_row_id": 1, "key_id": "R"}
    path = msgstore(
        tmp_path,
        {
            "message": [message(1, text="x")],
            "message_add_on": [
                on | {"_id": 7, "timestamp": AT, "message_add_on_type": 56},
                on | {"_id": 8, "timestamp": AT, "message_add_on_type": 56},
            ],
            "message_add_on_reaction": [
                {"message_add_on_row_id": 7, "reaction": "👍", "sender_timestamp": AT},
                {"message_add_on_row_id": 8, "reaction": "", "sender_timestamp": AT + 5},
            ],
        },
    )

    kept, withdrawn = of(Reaction, records(path))

    assert (kept.emoji, kept.withdrawn, kept.sender) == ("👍", False, ASPEN)
    assert (withdrawn.emoji, withdrawn.withdrawn) == (None, True)
    assert "not verified" in str(rest(withdrawn)["withdrawn_because"])


def test_an_addition_of_an_unknown_kind_is_kept_with_its_number(tmp_path: Path) -> None:
    path = msgstore(
        tmp_path,
        {
            "message": [message(1, text="x")],
            "message_add_on": [
                {"_id": 7, "key_id": "R", "parent_message_row_id": 1, "message_add_on_type": 74}
            ],
        },
    )

    (found,) = of(Unclassified, records(path))

    assert (found.code, found.locator) == (74, Row("message_add_on", 7))


def test_a_private_answer_leads_to_the_message_of_the_other_chat(tmp_path: Path) -> None:
    """The same key may stand in two chats: the quote names the chat it took it from."""
    quote = {"message_row_id": 3, "chat_row_id": 1, "parent_message_chat_row_id": 1, "from_me": 0}
    path = msgstore(
        tmp_path,
        {
            "message": [
                message(1, text="in the group", key_id="K"),
                message(2, text="elsewhere", key_id="K", chat_row_id=2),
                message(3, text="between us", chat_row_id=2),
            ],
            "message_quoted": [quote | {"key_id": "K", "text_data": "in the group"}],
        },
    )

    found = records(path)
    (reply,) = of(Reply, found)

    assert reply.answers == identity(found[0].source, Row("message", 1))
    assert reply.quoted == b"in the group"


def test_a_quote_outlives_the_message_it_was_taken_from(tmp_path: Path) -> None:
    quote = {"message_row_id": 3, "chat_row_id": 1, "parent_message_chat_row_id": 1, "from_me": 0}
    path = msgstore(
        tmp_path,
        {"message": [message(3, text="x")], "message_quoted": [quote | {"key_id": "GONE", "text_data": "y"}]},
    )

    assert [(one.answers, one.quoted) for one in of(Reply, records(path))] == [("GONE", b"y")]


def test_receipts_whose_message_is_gone_are_kept_and_listed(tmp_path: Path) -> None:
    path = msgstore(
        tmp_path,
        {
            "message": [message(1, text="x", from_me=1)],
            "receipt_user": [
                {
                    "message_row_id": 1,
                    "receipt_user_jid_row_id": 2,
                    "receipt_timestamp": AT,
                    "read_timestamp": AT,
                },
                {"message_row_id": 9, "receipt_user_jid_row_id": 3, "receipt_timestamp": AT},
                {"message_row_id": 1, "receipt_user_jid_row_id": 3},
            ],
        },
    )

    found = of(Receipt, records(path))
    orphan = next(one for one in found if one.about == "message/9")

    assert sorted((str(one.recipient), one.state.value) for one in found) == [
        (ALDER, "delivered"), (ALDER, "read"), (ASPEN, "delivered"), (ASPEN, "raw"),
    ]  # fmt: skip
    assert "not in the file" in str(rest(orphan)["remark"])
    assert check(path)["facts"]["receipts_without_message"] == {
        "rows": 1,
        "messages": 1,
        "message_rows": [9],
    }


def test_calls_are_found_and_only_a_missed_one_is_called_so(tmp_path: Path) -> None:
    calls = """CREATE TABLE call_log (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, from_me INTEGER, timestamp INTEGER,
        video_call INTEGER, duration INTEGER, call_result INTEGER);
        CREATE TABLE message_call_log (message_row_id INTEGER PRIMARY KEY, call_log_row_id INTEGER);"""
    log = {"jid_row_id": 2, "from_me": 0, "timestamp": AT, "video_call": 1, "duration": 61, "call_result": 5}
    path = msgstore(
        tmp_path,
        {
            "message": [message(1, 90, chat_row_id=2), message(2, 10, chat_row_id=2)],
            "call_log": [log | {"_id": 1}, log | {"_id": 2}],
            "message_call_log": [{"message_row_id": 1, "call_log_row_id": 1}],
        },
        schema=SCHEMA + calls,
    )

    found = of(Call, records(path))

    assert [(one.outcome.value, one.video, one.seconds, str(one.locator.key)) for one in found] == [
        ("unknown", True, 61, "message/1"), ("missed", None, None, "message/2"), ("unknown", True, 61, "call_log/2"),
    ]  # fmt: skip


def test_no_picture_is_taken_out_of_the_database(tmp_path: Path) -> None:
    picture = b"\xff\xd8 a preview that nobody may meet \xff\xd9"
    extra = "CREATE TABLE message_thumbnail (message_row_id INTEGER PRIMARY KEY, thumbnail BLOB);"
    path = msgstore(
        tmp_path,
        {
            "message": [message(1, 1)],
            "message_thumbnail": [{"message_row_id": 1, "thumbnail": picture}],
            "media_hash_thumbnail": [{"media_hash": "h", "thumbnail": picture}],
            "message_media": [{"message_row_id": 1, "media_key": picture, "file_hash": "h"}],
        },
        schema=SCHEMA + extra,
    )

    found = records(path)

    assert [one.reason for one in of(Gap, found)] == ["a preview picture: not taken out"] * 2
    assert "preview that" not in repr(found)
    assert tables(check(path))["message_thumbnail"] == (1, 0, 1)


def test_the_preview_of_a_file_that_no_message_has_is_a_trace_and_said_to_be_one(tmp_path: Path) -> None:
    path = msgstore(
        tmp_path,
        {"message": [message(1)], "media_hash_thumbnail": [{"media_hash": "gone", "thumbnail": b"x"}]},
    )

    (gap,) = of(Gap, records(path))

    assert "no message in the database has" in gap.reason
    assert rest(gap) == {"media_hash": "gone", "thumbnail": 1}


def test_a_preview_without_a_hash_is_listed_like_the_others(tmp_path: Path) -> None:
    path = msgstore(
        tmp_path, {"message": [message(1)], "media_hash_thumbnail": [{"media_hash": None, "thumbnail": b"x"}]}
    )

    assert tables(check(path))["media_hash_thumbnail"] == (1, 0, 1)


def test_rows_that_hang_on_no_message_are_listed_and_the_tables_add_up(tmp_path: Path) -> None:
    orphan = {"message_row_id": 99}
    path = msgstore(
        tmp_path,
        {
            "message": [message(1, text="x")],
            "message_forwarded": [orphan | {"forward_score": 5}],
            "message_edit_info": [
                orphan | {"original_key_id": "K", "edited_timestamp": 1, "sender_timestamp": 1}
            ],
            "message_media": [orphan],
            "message_system": [orphan | {"action_type": 12}],
            "message_add_on_reaction": [{"message_add_on_row_id": 99, "reaction": "👍"}],
            "message_poll_option": [orphan | {"option_name": "x"}],
        },
    )

    summed = check(path)

    assert {name: row for name, row in tables(summed).items() if row[2]} == dict.fromkeys(
        ("message_forwarded", "message_edit_info", "message_media", "message_system",
         "message_add_on_reaction", "message_poll_option"), (1, 0, 1),
    )  # fmt: skip
    assert summed["reconciliation"]["balances"]
    held = {one.locator.key.partition("/")[0]: rest(one) for one in of(Gap, records(path))}
    assert held["message_forwarded"] == {"message_row_id": 99, "forward_score": 5}
    assert held["message_add_on_reaction"] == {"message_add_on_row_id": 99, "reaction": "👍"}
    assert len(held) == 6


def test_the_empty_row_that_whatsapp_puts_first_is_listed_as_such(tmp_path: Path) -> None:
    path = msgstore(
        tmp_path,
        {"message": [message(1, text="x"), message(2) | {"timestamp": None, "message_type": None}]},
    )

    assert tables(check(path))["message"] == (2, 1, 1)


def test_rows_written_to_the_log_beside_are_read_from_a_copy_and_the_evidence_is_left_alone(
    tmp_path: Path,
) -> None:
    path = msgstore(tmp_path, {"message": [message(1, text="in the file")]})
    with closing(sqlite3.connect(path)) as live:
        live.execute("PRAGMA journal_mode = WAL")
        live.execute("PRAGMA wal_autocheckpoint = 0")
        insert(live, "message", message(2, text="in the log"))
        live.commit()
        taken = tmp_path / "taken"
        taken.mkdir()
        for name in ("msgstore.db", "msgstore.db-wal"):
            (taken / name).write_bytes((tmp_path / name).read_bytes())
    before = {one.name: one.read_bytes() for one in taken.iterdir()}

    reading = read(taken / "msgstore.db")
    found = [one.height for one in reading.frames]

    assert sum(found) == 2
    assert reading.facts["write_ahead_log"]["applied"] is True
    assert reading.facts["opened"] == "a copy in a temporary folder"
    assert {one.name: one.read_bytes() for one in taken.iterdir()} == before


def test_without_the_log_it_is_said_that_none_was_applied(tmp_path: Path) -> None:
    path = msgstore(tmp_path, {"message": [message(1, text="x")]})
    with closing(sqlite3.connect(path)) as live:
        live.execute("PRAGMA journal_mode = WAL")
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)

    log = check(path)["facts"]["write_ahead_log"]

    assert log == {"applied": False, "why": "none lies beside the file"}
    assert [one.name for one in tmp_path.iterdir()] == ["msgstore.db"]
