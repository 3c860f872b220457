"""Databases that are damaged, encrypted, of another shape or made to mislead: what can be read is, the rest is said."""

import re
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.records import Message
from candour.evidence.worked.android_database import SCHEMA
from candour.web.command import main
from tests.evidence.databases import (
    ALDER,
    AT,
    Rows,
    check,
    database,
    insert,
    message,
    msgstore,
    of,
    records,
    tables,
)

SECRET = "the words of a message"
_MANY = 3_000


def many(folder: Path) -> Path:
    return msgstore(folder, {"message": [message(n, text=f"{SECRET} {n}") for n in range(1, _MANY + 1)]})


def pages_of(path: Path, number: int) -> list[int]:
    """The pages that hold the words of rows around a number."""
    content = path.read_bytes()
    at = content.index(f"{SECRET} {number}".encode())
    return [at // 4096]


def spoil(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
    path.write_bytes(bytes(content))


def test_a_spoilt_page_hides_its_own_rows_alone_and_says_which(tmp_path: Path) -> None:
    path = many(tmp_path)
    spoil(path, pages_of(path, 1_500)[0])

    summed = check(path)
    found = of(Message, records(path))

    (damage,) = summed["facts"]["damage"]
    hidden = damage["before_row"] - damage["after_row"] - 1
    assert damage["after_row"] < 1_500 < damage["before_row"]
    assert 0 < hidden < 200
    assert len(found) == _MANY - hidden
    assert found[-1].body == f"{SECRET} {_MANY}".encode()
    assert summed["reconciliation"]["balances"]


def test_the_row_right_before_a_spoilt_page_is_not_lost_with_it(tmp_path: Path) -> None:
    path = many(tmp_path)
    (page,) = pages_of(path, 1_500)
    content = path.read_bytes()[page * 4096 : (page + 1) * 4096]
    on_it = {int(number) for number in re.findall(rf"{SECRET} (\d+)".encode(), content)}
    spoil(path, page)

    (damage,) = check(path)["facts"]["damage"]

    assert (damage["after_row"], damage["before_row"]) == (min(on_it) - 1, max(on_it) + 1)


def test_a_file_cut_short_gives_the_rows_that_are_there(tmp_path: Path) -> None:
    path = many(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])

    summed = check(path)

    assert 0 < summed["messages"] < _MANY
    assert summed["facts"]["cut_short"]["pages"] < summed["facts"]["cut_short"]["claimed_pages"]
    assert summed["facts"]["damage"]


def test_a_file_cut_within_its_first_pages_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = many(tmp_path)
    path.write_bytes(path.read_bytes()[:3_000])

    assert main(["chats", "check", str(path)]) == 2
    assert "byte 0" in capsys.readouterr().err


@pytest.mark.parametrize("value", [0x7FFFFFFF, 0xFFFFFFFF])
def test_a_header_that_claims_billions_of_pages_is_not_believed(tmp_path: Path, value: int) -> None:
    path = many(tmp_path)
    content = bytearray(path.read_bytes())
    content[28:32] = struct.pack(">I", value)
    path.write_bytes(bytes(content))

    summed = check(path)

    assert summed["messages"] == _MANY
    assert summed["facts"]["cut_short"]["claimed_pages"] == value


@pytest.mark.parametrize(
    ("name", "content", "needed"),
    [
        ("msgstore.db.crypt12", bytes(range(256)) * 20, "`key` file"),
        ("msgstore.db.crypt14", bytes(range(256)) * 20, "`key` file"),
        ("msgstore.db.crypt15", bytes(range(256)) * 20, "64-digit"),
        ("db.sqlite", bytes(range(256)) * 20, "SQLCipher"),
        ("a-file-without-an-ending", bytes(range(256)) * 20, "SQLCipher"),
    ],
)
def test_an_encrypted_database_says_so_and_names_what_is_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, needed: str
) -> None:
    (tmp_path / name).write_bytes(content)

    assert main(["chats", "check", str(tmp_path / name)]) == 2

    said = capsys.readouterr().err
    assert "encrypted" in said
    assert needed in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "schema",
    [
        "CREATE TABLE unrelated (x);",
        "CREATE TABLE message (x); CREATE TABLE chat (y);",
        "CREATE TABLE t (x); CREATE VIEW message AS SELECT * FROM t; CREATE VIEW chat AS SELECT * FROM t;"
        "CREATE VIEW jid AS SELECT * FROM t;",
    ],
)
def test_a_database_of_other_tables_is_refused(tmp_path: Path, schema: str) -> None:
    path = database(tmp_path / "some.db", schema)

    with pytest.raises(UnreadableExport, match="tables are those of no messenger"):
        check(path)


def test_names_made_to_break_a_query_are_names_and_no_more(tmp_path: Path) -> None:
    hostile = """CREATE TABLE "x""; DROP TABLE message; --" (y);
        CREATE TABLE "message' OR 1" ("a"" b" TEXT);
        ALTER TABLE message ADD COLUMN "t""; --" TEXT;
        ALTER TABLE message ADD COLUMN "naïve {key}" TEXT;"""
    path = msgstore(tmp_path, {"message": [message(1, text="x")]}, schema=SCHEMA + hostile)
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("""UPDATE message SET "t""; --" = 'kept', "naïve {key}" = 'too'""")
        made.execute("""INSERT INTO "x""; DROP TABLE message; --" VALUES (1)""")

    (found,) = of(Message, records(path))

    assert '"naïve {key}":"too"' in (found.remainder or "")
    assert "kept" in (found.remainder or "")
    assert check(path)["facts"]["tables_not_read"]['x"; DROP TABLE message; --'] == 1


def test_triggers_generated_columns_and_odd_tables_do_not_stop_the_reading(tmp_path: Path) -> None:
    odd = """CREATE TRIGGER bites AFTER INSERT ON jid BEGIN SELECT 1; END;
        CREATE TABLE message_location (message_row_id INTEGER PRIMARY KEY, place TEXT,
            twice TEXT GENERATED ALWAYS AS (place || place) VIRTUAL) WITHOUT ROWID;"""
    path = msgstore(
        tmp_path,
        {
            "message": [
                message(1, 5),
                message(1 << 62, text="far", timestamp=AT),
                message((1 << 63) - 1, text="last", timestamp=AT),
            ],
            "message_location": [{"message_row_id": 1, "place": "here"}],
            "receipt_user": [{"message_row_id": 1, "receipt_user_jid_row_id": 2, "receipt_timestamp": AT}],
        },
        schema=SCHEMA + odd,
    )

    found = records(path)

    assert [one.body for one in of(Message, found)] == [None, b"far", b"last"]
    assert "here" in (of(Message, found)[0].remainder or "")
    assert check(path)["reconciliation"]["balances"]


def test_rows_of_negative_numbers_are_rows_like_others(tmp_path: Path) -> None:
    path = msgstore(tmp_path, {"message": [message(-5, text="x"), message(0, text="y")]})

    assert tables(check(path))["message"] == (2, 2, 0)


def test_an_address_book_that_cannot_be_read_is_named_and_the_messages_are_read(tmp_path: Path) -> None:
    path = msgstore(tmp_path, {"message": [message(1, text="x")]})
    (tmp_path / "wa.db").write_bytes(b"SQLite format 3\0" + bytes(200))

    summed = check(path)

    assert summed["messages"] == 1
    assert summed["facts"]["contacts_from"]["unreadable"] is True
    assert summed["facts"]["address_books"] == {}


def test_an_address_book_gives_names_to_addresses(tmp_path: Path) -> None:
    path = msgstore(tmp_path, {"message": [message(1, text="x")]})
    book = "CREATE TABLE wa_contacts (_id INTEGER PRIMARY KEY, jid TEXT, display_name TEXT, wa_name TEXT);"
    rows: Rows = {"wa_contacts": [{"jid": ALDER, "display_name": "Alder (B relief)"}, {"jid": None}]}
    database(tmp_path / "wa.db", book, rows)

    summed = check(path)

    assert summed["facts"]["address_books"] == {ALDER: {"display_name": "Alder (B relief)"}}
    assert summed["facts"]["contacts_from"]["rows"] == 2
    assert summed["participants"] == [ALDER]


def test_an_error_of_the_database_never_repeats_what_it_holds(tmp_path: Path) -> None:
    path = many(tmp_path)
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("PRAGMA writable_schema = ON")
        made.execute(
            "UPDATE sqlite_master SET sql = ? WHERE name = 'chat'", (f"CREATE TABLE chat ({SECRET}!",)
        )

    with pytest.raises(UnreadableExport) as refused:
        check(path)

    assert SECRET not in refused.value.line


def test_a_log_of_another_file_is_not_applied_and_that_is_said(tmp_path: Path) -> None:
    path = msgstore(tmp_path, {"message": [message(1, text="x")]})
    path.with_name("msgstore.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(5_000))

    log = check(path)["facts"]["write_ahead_log"]

    assert (log["applied"], log["why"]) == (False, "it holds no page that belongs to the file")


def test_text_that_is_no_utf8_is_kept_byte_for_byte(tmp_path: Path) -> None:
    path = msgstore(tmp_path, {"message": [message(1)]})
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("UPDATE message SET text_data = CAST(x'ff00fe41' AS TEXT)")

    assert [one.body for one in of(Message, records(path))] == [b"\xff\x00\xfeA"]


def test_an_empty_database_of_the_right_tables_is_read_and_holds_nothing(tmp_path: Path) -> None:
    summed = check(database(tmp_path / "msgstore.db", SCHEMA))

    assert (summed["messages"], summed["reconciliation"]["balances"]) == (0, True)


def test_a_damaged_table_beside_the_messages_leaves_the_messages_readable(tmp_path: Path) -> None:
    path = msgstore(tmp_path, {"message": [message(n, text="x") for n in range(1, 50)]})
    with closing(sqlite3.connect(path)) as made, made:
        for _ in range(1, 2_000):
            insert(
                made,
                "receipt_user",
                {"message_row_id": 1, "receipt_user_jid_row_id": 2, "receipt_timestamp": AT},
            )
        (root,) = made.execute("SELECT rootpage FROM sqlite_master WHERE name = 'receipt_user'").fetchone()
    spoil(path, root - 1)

    summed = check(path)

    assert summed["messages"] == 49
    assert any(one["table"] == "receipt_user" for one in summed["facts"]["damage"])


def test_a_key_that_is_no_number_counts_the_rows_instead(tmp_path: Path) -> None:
    """A table without row numbers of its own takes any value as its key, whatever it declares."""
    schema = SCHEMA.replace(
        "sort_id INTEGER NOT NULL DEFAULT 0);", "sort_id INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;", 1
    )
    schema = schema.replace(
        "message (_id INTEGER PRIMARY KEY AUTOINCREMENT", "message (_id INTEGER PRIMARY KEY", 1
    )
    rows = [message(1, text="one"), message(2, text="two") | {"_id": "no number"}]

    summed = check(msgstore(tmp_path, {"message": rows}, schema=schema))

    assert summed["messages"] == 2
    assert summed["reconciliation"]["balances"]


def test_a_log_that_cannot_be_unpacked_is_told_and_the_database_is_read_without_it(tmp_path: Path) -> None:
    database = many(tmp_path).read_bytes()
    path = tmp_path / "phone.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("msgstore.db", database)
        archive.writestr("msgstore.db-wal", database[:5000])
    content = bytearray(path.read_bytes())
    at = content.index(b"msgstore.db-wal") + len("msgstore.db-wal")
    content[at : at + 20] = b"\xff" * 20
    path.write_bytes(bytes(content))

    summed = check(path)

    assert summed["messages"] == _MANY
    assert summed["facts"]["write_ahead_log"] == {
        "applied": False,
        "why": "it cannot be taken out of the archive whole",
    }
