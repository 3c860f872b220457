"""Pictures that a database keeps in its rows: overwritten with zeros, no row added, moved or taken away; what lies in no row
goes too, since a copy that the telephone deleted may lie there."""

import hashlib
import shutil
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from candour.evidence.chats.pictures import kind_of
from candour.evidence.erasing.free_space import CannotTakeOut, without_free_space

Cell = tuple[str, str, int]
_PREVIEWS = (
    "SELECT 'message_thumbnail', 'thumbnail', preview.rowid FROM message_thumbnail AS preview"
    " JOIN message_media AS media USING (message_row_id) WHERE names_held(media.file_hash)",
    "SELECT 'message_thumbnails', 'thumbnail', preview.rowid FROM message_thumbnails AS preview"
    " JOIN messages AS media USING (key_remote_jid, key_from_me, key_id) WHERE names_held(media.media_hash)",
)


def blanked(path: Path, held: frozenset[str], into: Path) -> int:
    """How many cells were overwritten in the copy `into`: those with such a file, and previews of it. Raises CannotTakeOut."""
    shutil.copyfile(path, into)
    names = {name for one in held for name in (one, b64encode(bytes.fromhex(one)).decode())}
    try:
        with closing(_opened(into, held, names)) as connection:
            cells = set(_cells(connection))
            for table, column, row in sorted(cells):
                with connection.blobopen(table, column, row) as blob:
                    blob.write(b"\0" * len(blob))
            unnumbered = sum(_overwritten(connection, one) for one in _tables(connection, numbered=False))
            connection.commit()
            if cells or unnumbered:
                without_free_space(connection, into)
    except sqlite3.Error:
        raise CannotTakeOut from None
    return len(cells) + unnumbered


def _opened(path: Path, held: frozenset[str], names: set[str]) -> sqlite3.Connection:
    """No journal is written to the disk: it would hold what is overwritten."""
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    connection.executescript("PRAGMA trusted_schema=OFF; PRAGMA journal_mode=MEMORY")
    connection.create_function("is_held", 1, lambda blob: hashlib.sha256(blob).hexdigest() in held)
    connection.create_function("is_picture", 1, lambda blob: bool(kind_of(blob[:16])))
    connection.create_function("names_held", 1, lambda text: _text(text) in names)
    return connection


def _text(value: object) -> str:
    return value.decode("utf-8", "replace").strip() if isinstance(value, bytes) else str(value).strip()


def _tables(connection: sqlite3.Connection, *, numbered: bool) -> Iterator[str]:
    """Those whose rows have numbers, or those without."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_%'"
    for (name,) in connection.execute(sql).fetchall():
        table = name.decode("utf-8")
        if _has_numbers(connection, table) is numbered:
            yield table


def _has_numbers(connection: sqlite3.Connection, table: str) -> bool:
    try:
        connection.execute(f"SELECT rowid FROM {_quoted(table)} LIMIT 0")  # noqa: S608  quoted
    except sqlite3.OperationalError:
        return False
    return True


def _cells(connection: sqlite3.Connection) -> Iterator[Cell]:
    for table in _tables(connection, numbered=True):
        yield from _cells_of(connection, table)
    for sql in _PREVIEWS:
        if all(
            _has(connection, table)
            for table in (sql.split("FROM ")[1].split()[0], sql.split("JOIN ")[1].split()[0])
        ):
            yield from _told(connection, sql)


def _cells_of(connection: sqlite3.Connection, table: str) -> Iterator[Cell]:
    for column, held in _conditions(connection, table):
        yield from _told(
            connection,
            f"SELECT {_literal(table)}, {_literal(column)}, rowid FROM {_quoted(table)} WHERE {held}",  # noqa: S608
        )


def _conditions(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """By column: blobs that are such a file, and pictures in a row that names its hash."""
    columns = [row[1].decode("utf-8") for row in connection.execute(f"PRAGMA table_info({_quoted(table)})")]
    named = " OR ".join(
        f"(typeof({_quoted(one)}) = 'text' AND names_held({_quoted(one)}))" for one in columns
    )
    for column in columns:
        cell = _quoted(column)
        yield column, f"typeof({cell}) = 'blob' AND (is_held({cell}) OR (({named}) AND is_picture({cell})))"


def _overwritten(connection: sqlite3.Connection, table: str) -> int:
    """In a table whose rows have no numbers a cell cannot be opened by itself; what this leaves free goes with the rest."""
    return sum(
        connection.execute(
            f"UPDATE {_quoted(table)} SET {_quoted(column)} = zeroblob(length({_quoted(column)})) WHERE {held}"  # noqa: S608
        ).rowcount
        for column, held in _conditions(connection, table)
    )


def _told(connection: sqlite3.Connection, sql: str) -> list[Cell]:
    return [(table.decode(), column.decode(), row) for table, column, row in connection.execute(sql)]


def _has(connection: sqlite3.Connection, table: str) -> bool:
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(sql, [table]).fetchone() is not None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
