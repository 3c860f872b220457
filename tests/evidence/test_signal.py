"""Signal: the text of its export programs, and the desktop database with its receipts for each recipient."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from candour.evidence.records import Deletion, Edit, Membership, Message, Reaction, Receipt, Reply
from tests.evidence.reading import check, records

SENT = 1_710_363_907_000


def message(number: int, kind: str, body: str | None, **more: Any) -> tuple[Any, ...]:
    return (
        f"m{number}",
        "group",
        kind,
        SENT + number * 1000,
        more.pop("sender", None),
        body,
        json.dumps(more),
    )


@pytest.fixture
def database(tmp_path: Path) -> bytes:
    path = tmp_path / "made.sqlite"
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE conversations(id TEXT, type TEXT, serviceId TEXT, e164 TEXT, name TEXT)")
        made.executemany(
            "INSERT INTO conversations VALUES (?, ?, ?, ?, ?)",
            [
                ("group", "group", None, None, "B relief"),
                ("c1", "private", "aci-1", "+447700900101", "Pc Alder"),
                ("c2", "private", "aci-2", "+447700900102", None),
            ],
        )
        made.execute(
            "CREATE TABLE messages(id TEXT, conversationId TEXT, type TEXT, sent_at INTEGER, sourceServiceId TEXT, body TEXT, json TEXT)"
        )
        states = {
            "c1": {"status": "Read", "updatedAt": SENT + 9},
            "c2": {"status": "Sent", "updatedAt": SENT},
        }
        rows = [
            message(1, "outgoing", "who is on?", sendStateByConversationId=states),
            message(2, "incoming", "me 😂", sender="aci-1", quote={"id": SENT + 1000, "text": "who is on?"}),
            message(3, "incoming", None, sender="aci-2", deletedForEveryone=True),
            message(
                4,
                "incoming",
                "late at 3",
                sender="aci-1",
                editHistory=[
                    {"body": "late at 3", "timestamp": SENT},
                    {"body": "late at 2", "timestamp": SENT},
                ],
            ),
            message(
                5,
                "incoming",
                "x",
                sender="aci-2",
                reactions=[{"emoji": "👍", "fromId": "c1", "timestamp": SENT}],
                attachments=[{"contentType": "image/jpeg", "fileName": "a.jpg"}],
            ),
            message(
                6,
                "group-v2-change",
                None,
                groupV2Change={"from": "aci-1", "details": [{"type": "member-remove", "aci": "aci-1"}]},
            ),
            message(7, "story-of-some-kind", None),
        ]
        made.executemany("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        made.commit()
    return path.read_bytes()


def test_messages_answers_edits_and_reactions_are_recovered(tmp_path: Path, database: bytes) -> None:
    found = records(tmp_path, database, "db.sqlite")

    assert [(one.sender, one.body) for one in found if isinstance(one, Message)] == [
        (None, b"who is on?"), ("Pc Alder", "me 😂".encode()), ("Pc Alder", b"late at 3"), ("+447700900102", b"x"),
    ]  # fmt: skip
    (reply,) = [one for one in found if isinstance(one, Reply)]
    assert reply.answers == found[0].identity
    assert [one.before for one in found if isinstance(one, Edit)] == ["late at 2"]
    assert [(one.sender, one.emoji) for one in found if isinstance(one, Reaction)] == [("Pc Alder", "👍")]
    assert [one.sender for one in found if isinstance(one, Deletion)] == ["+447700900102"]
    assert [(one.change, one.subjects) for one in found if isinstance(one, Membership)] == [
        ("left", ("Pc Alder",))
    ]


def test_a_receipt_is_given_for_each_recipient_who_has_one_and_for_nobody_else(
    tmp_path: Path, database: bytes
) -> None:
    found = [one for one in records(tmp_path, database, "db.sqlite") if isinstance(one, Receipt)]

    assert [(one.recipient, one.state) for one in found] == [("Pc Alder", "read")]


def test_every_row_is_accounted_for(tmp_path: Path, database: bytes) -> None:
    found = check(tmp_path, database, "db.sqlite")

    assert found["reconciliation"]["balances"]
    assert [(one["table"], one["rows"], one["read"]) for one in found["reconciliation"]["tables"]] == [
        ("conversations", 3, 3),
        ("messages", 7, 7),
    ]
    assert found["kinds"]["unclassified"] == 1


def test_a_spoilt_page_hides_its_own_messages_alone_and_says_which(tmp_path: Path, database: bytes) -> None:
    path = tmp_path / "more.sqlite"
    path.write_bytes(database)
    with closing(sqlite3.connect(path)) as made, made:
        rows = [message(number, "outgoing", f"message {number:05}.") for number in range(8, 3_000)]
        made.executemany("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    content = bytearray(path.read_bytes())
    page = content.index(b"message 01500.") // 4096 * 4096
    hidden = {int(found) for found in re.findall(rb"message (\d{5})\.", content[page : page + 4096])}
    content[page : page + 4096] = b"\xa5" * 4096

    found = check(tmp_path, bytes(content), "db.sqlite")

    assert found["facts"]["damage"] == [
        {"table": "messages", "after_row": min(hidden) - 1, "before_row": max(hidden) + 1}
    ]
    assert found["reconciliation"]["balances"]
    assert found["reconciliation"]["tables"][1]["read"] == 2_999 - len(hidden)


def test_text_in_signals_form_is_read_as_such(tmp_path: Path) -> None:
    content = b"[2024-03-13, 21:05] Pc Alder: hello\nthere\n[2024-03-13, 21:06] Me: hi\n"

    found = check(tmp_path, content, "signal.txt")

    assert (found["format"], found["messages"], found["date_order"]) == ("signal-text", 2, "ymd")
    assert found["participants"] == ["Pc Alder", "Me"]
