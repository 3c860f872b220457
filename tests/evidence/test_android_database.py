"""msgstore.db in its new tables, row by row: what each table says, what is not known, and what is only left as a trace."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from candour.evidence.records import (
    Call,
    Deletion,
    Gap,
    Membership,
    Message,
    Poll,
    Reaction,
    Receipt,
    Record,
    Rename,
    Reply,
    Row,
    Settings,
    Unclassified,
    identity,
)
from candour.evidence.worked.android_database import SCHEMA
from tests.evidence.databases import (
    ALDER,
    ASPEN,
    AT,
    Rows,
    check,
    database,
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


def test_a_hidden_address_is_resolved_and_the_one_that_was_written_is_kept(tmp_path: Path) -> None:
    path = msgstore(
        tmp_path,
        {
            "jid_map": [{"lid_row_id": 4, "jid_row_id": 3}],
            "message": [message(1, text="x", sender_jid_row_id=4)],
        },
    )

    (found,) = of(Message, records(path))

    assert found.sender == ASPEN
    assert rest(found)["sender_was_written_as"] == "99000111@lid"
    assert check(path)["facts"]["hidden_addresses"] == {"99000111@lid": ASPEN}


def test_a_hidden_address_that_nothing_resolves_stays_as_it_is(tmp_path: Path) -> None:
    path = msgstore(tmp_path, {"message": [message(1, text="x", sender_jid_row_id=4)]})

    assert [one.sender for one in of(Message, records(path))] == ["99000111@lid"]


def test_in_a_chat_of_two_the_sender_is_the_other_where_none_is_named(tmp_path: Path) -> None:
    path = msgstore(
        tmp_path,
        {"message": [message(1, text="x", chat_row_id=2, sender_jid_row_id=0), message(2, text="y")]},
    )

    assert next((one.sender, one.conversation) for one in of(Message, records(path))) == (ALDER, ALDER)


def test_a_group_message_that_names_nobody_has_no_sender(tmp_path: Path) -> None:
    path = msgstore(tmp_path, {"message": [message(1, text="x", sender_jid_row_id=None)]})

    assert [one.sender for one in of(Message, records(path))] == [None]


@pytest.mark.parametrize("number", [8, 12, 67, 116, 2_000_000_000, -4])
def test_a_kind_of_message_that_nobody_explains_keeps_its_number(tmp_path: Path, number: int) -> None:
    path = msgstore(tmp_path, {"message": [message(1, number, "words")]})

    (found,) = of(Unclassified, records(path))

    assert (found.code, found.body, found.sender) == (number, b"words", ALDER)


@pytest.mark.parametrize("number", [67, 68, 81, 83, 99, 108, 116, 5_000])
def test_a_system_line_on_which_the_sources_disagree_keeps_its_number_and_is_given_no_meaning(
    tmp_path: Path, number: int
) -> None:
    path = msgstore(
        tmp_path,
        {"message": [message(1, 7)], "message_system": [{"message_row_id": 1, "action_type": number}]},
    )

    (found,) = of(Unclassified, records(path))

    assert found.code == number


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (4, "added"), (12, "added"), (90, "added"), (5, "left"), (13, "left"), (7, "removed"), (14, "removed"), (11, "created"),
        (15, "made-admin"), (16, "no-longer-admin"), (20, "joined-by-link"), (52, "joined"), (79, "joined"),
    ],
)  # fmt: skip
def test_a_system_line_of_an_agreed_number_says_who_came_or_went(
    tmp_path: Path, number: int, change: str
) -> None:
    path = msgstore(
        tmp_path,
        {
            "message": [message(1, 7)],
            "message_system": [{"message_row_id": 1, "action_type": number}],
            "message_system_chat_participant": [{"message_row_id": 1, "user_jid_row_id": 3}],
        },
    )

    (found,) = of(Membership, records(path))

    assert (found.change.value, found.subjects, found.code) == (change, (ASPEN,), number)


def test_a_timer_and_a_pinned_message_are_settings(tmp_path: Path) -> None:
    lines = [{"message_row_id": 1, "action_type": 56}, {"message_row_id": 2, "action_type": 118}]
    path = msgstore(tmp_path, {"message": [message(1, 7), message(2, 7)], "message_system": lines})

    assert [one.setting for one in of(Settings, records(path))] == ["disappearing", "pinned"]


def test_a_deletion_by_an_admin_names_the_admin_and_keeps_whose_message_it_was(tmp_path: Path) -> None:
    path = msgstore(
        tmp_path,
        {
            "message": [message(1, 64)],
            "message_revoked": [
                {"message_row_id": 1, "revoked_key_id": "K", "admin_jid_row_id": 3, "revoke_timestamp": AT}
            ],
        },
    )

    (found,) = of(Deletion, records(path))

    assert (found.sender, found.by_admin, found.about, found.body) == (ALDER, True, "K", None)
    assert rest(found)["deleted_by"] == ASPEN


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


def test_columns_that_a_release_does_not_have_are_empty_and_those_it_adds_are_kept(tmp_path: Path) -> None:
    schema = """CREATE TABLE jid (_id INTEGER PRIMARY KEY, raw_string TEXT);
        CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER);
        CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, timestamp INTEGER, text_data TEXT,
            brand_new TEXT);"""
    rows: Rows = {
        "jid": [{"_id": 1, "raw_string": ALDER}],
        "chat": [{"_id": 1, "jid_row_id": 1}],
        "message": [{"_id": 1, "chat_row_id": 1, "timestamp": AT, "text_data": "x", "brand_new": "y"}],
    }
    path = database(tmp_path / "msgstore.db", schema, rows)

    (found,) = of(Unclassified, records(path))

    assert (found.body, found.sender, found.code, rest(found)) == (b"x", ALDER, None, {"brand_new": "y"})
    assert check(path)["reconciliation"]["balances"]


def test_values_of_a_wrong_type_are_kept_beside_the_column_they_do_not_fit(tmp_path: Path) -> None:
    path = msgstore(
        tmp_path,
        {"message": [message(1, text=b"\xff\x00bytes", timestamp="soon", starred=2.5), message(2, text=7)]},
    )

    odd, plain = of(Message, records(path))

    assert (odd.body, odd.when.utc, rest(odd)["timestamp"], rest(odd)["starred"]) == (
        b"\xff\x00bytes",
        None,
        "soon",
        2.5,
    )
    assert plain.body == b"7"


@pytest.mark.parametrize("timestamp", [-5, 0, 10**18, (1 << 63) - 1, -(1 << 63), 5])
def test_a_moment_outside_every_calendar_is_kept_as_written(tmp_path: Path, timestamp: int) -> None:
    path = msgstore(tmp_path, {"message": [message(1, text="x", timestamp=timestamp)]})

    (found,) = of(Message, records(path))

    assert found.when.written == (str(timestamp) if timestamp > 0 else None) or rest(found)
    assert found.when.utc is None or "implausible-time" in found.marks


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


def test_columns_that_bear_names_of_ours_are_columns_like_others(tmp_path: Path) -> None:
    names = ("row", "odd", "rest", "sender", "remainder", "body", "table", "kind")
    more = "".join(f'ALTER TABLE message ADD COLUMN "{name}" TEXT;' for name in names)
    values = {f'"{name}"': f"value of {name}" for name in names}
    path = msgstore(tmp_path, {"message": [message(1, text="x") | values]}, schema=SCHEMA + more)

    (found,) = of(Message, records(path))

    assert (found.locator, found.sender, found.body) == (Row("message", 1), ALDER, b"x")
    assert {name: rest(found)[name] for name in names} == {name: f"value of {name}" for name in names}


def test_words_that_are_no_utf8_are_shown_by_their_codes_and_kept_as_bytes(tmp_path: Path) -> None:
    lines = {"message_system": [{"message_row_id": 2, "action_type": 1}]}
    path = msgstore(
        tmp_path, {"message": [message(1, 66, b"which \xff day?"), message(2, 7, b"\xfe")]}, lines
    )

    found = records(path)

    assert [(one.question, one.body) for one in of(Poll, found)] == [("which \\xff day?", b"which \xff day?")]
    assert [(one.after, one.body) for one in of(Rename, found)] == [("\\xfe", b"\xfe")]


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
