"""Files to read: a WhatsApp text export and a msgstore.db of as many rows as asked for, always the same ones."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from candour.evidence.worked.android_database import SCHEMA

PEOPLE = 42
_WORDS = (
    "ok on my way late shift early turn brief kit van keys custody sarge brew tea milk court statement rota swap cover "
    "tomorrow tonight who has the a is for you me lol 😂 👍 thanks mate see done no yes maybe overtime leave"
).split()
_EVENTS = (" left", " added Pc 99 Ash")
_OTHERS = (
    "<Media omitted>", "<Media omitted>", "IMG-20190109-WA0001.jpg (file attached)", "This message was deleted",
    "see above \u200e<This message was edited>", *_EVENTS,
)  # fmt: skip
_MULTILINE = 0.12
_BEGAN = datetime.fromisoformat("2019-01-09T06:40:00")
_A_BATCH = 50_000


def write_text(path: Path, messages: int, *, others: int = 0) -> None:
    """Android, British settings; 12 in 100 messages run over several lines, and `others` in 100 are no plain words."""
    chance, apart = Random(42), Random(43)
    at = _BEGAN
    with path.open("w", encoding="utf-8", newline="") as file:
        for _ in range(messages):
            at += timedelta(seconds=chance.randrange(5, 200))
            more = "\n" + _words(chance) if chance.random() < _MULTILINE else ""
            who, said = f"Pc {chance.randrange(PEOPLE):02d} Alder", f"{_words(chance)}{more}"
            if apart.randrange(100) < others:
                said = apart.choice(_OTHERS)
            file.write(f"{at:%d/%m/%Y, %H:%M} - {who}{said if said in _EVENTS else f': {said}'}\n")


def _words(chance: Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randrange(2, 14)))


def write_database(path: Path, rows: int) -> None:
    """Eight in ten rows are messages of one group; the others are receipts of what the phone sent, and media."""
    with closing(sqlite3.connect(path)) as made, made:
        made.executescript(SCHEMA)
        made.execute("INSERT INTO jid VALUES (1, 'g', 'g.us', NULL, NULL, 1, '120363000000000042@g.us')")
        made.execute("INSERT INTO chat VALUES (1, 1, 0, 'B relief', NULL, NULL, 0)")
        people = (
            (n, f"4477009{n:05d}", "s.whatsapp.net", f"4477009{n:05d}@s.whatsapp.net")
            for n in range(2, PEOPLE + 2)
        )
        made.executemany(
            "INSERT INTO jid (_id, user, server, raw_string, type) VALUES (?, ?, ?, ?, 0)", people
        )
        messages = rows * 8 // 10
        columns = "_id, chat_row_id, from_me, key_id, sender_jid_row_id, timestamp, received_timestamp, message_type, text_data, sort_id"
        _insert(
            made,
            f"INSERT INTO message ({columns}) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
            _messages(messages),
        )
        receipts = (
            (n * 5 % messages + 1, n % PEOPLE + 2, 1_700_000_000_000 + n) for n in range(rows * 15 // 100)
        )
        columns = "message_row_id, receipt_user_jid_row_id, receipt_timestamp"
        _insert(made, f"INSERT INTO receipt_user ({columns}) VALUES (?, ?, ?)", receipts)
        media = ((n * 16 + 1, f"Media/{n}.jpg", "image/jpeg") for n in range(rows * 5 // 100))
        _insert(
            made, "INSERT INTO message_media (message_row_id, file_path, mime_type) VALUES (?, ?, ?)", media
        )


def _insert(made: sqlite3.Connection, sql: str, rows: Iterator[tuple[object, ...]]) -> None:
    while batch := list(islice(rows, _A_BATCH)):
        made.executemany(sql, batch)


def _messages(count: int) -> Iterator[tuple[object, ...]]:
    chance = Random(42)
    at = 1_600_000_000_000
    for number in range(1, count + 1):
        at += chance.randrange(5_000, 200_000)
        own = number % 5 == 1
        sender = 0 if own else chance.randrange(PEOPLE) + 2
        kind = 1 if number % 16 == 1 else 0
        yield number, int(own), f"{number:032X}", sender, at, at + 400, kind, _words(chance), number
