"""msgstore.db in its new tables, row by row: messages and system lines, and what is not known of them."""

import json
from pathlib import Path

import pytest

from candour.evidence.records import (
    Deletion,
    Membership,
    Message,
    Poll,
    Record,
    Rename,
    Row,
    Settings,
    Unclassified,
)
from candour.evidence.worked.android_database import SCHEMA
from tests.evidence.databases import (
    ALDER,
    ASPEN,
    AT,
    Rows,
    check,
    database,
    message,
    msgstore,
    of,
    records,
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
