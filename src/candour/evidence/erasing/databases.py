"""Pictures that a database keeps in its rows: overwritten with zeros where they lie, no row added, moved or taken away."""

import hashlib
import shutil
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from candour.evidence.chats.pictures import kind_of

Cell = tuple[str, str, int]
_PREVIEWS = (
    "SELECT 'message_thumbnail', 'thumbnail', preview.rowid FROM message_thumbnail AS preview"
    " JOIN message_media AS media USING (message_row_id) WHERE names_held(media.file_hash)",
    "SELECT 'message_thumbnails', 'thumbnail', preview.rowid FROM message_thumbnails AS preview"
    " JOIN messages AS media USING (key_remote_jid, key_from_me, key_id) WHERE names_held(media.media_hash)",
)


class CannotTakeOut(RuntimeError):
    """The piece is in the file and cannot be overwritten alone: the whole file must go."""


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
            connection.commit()
    except sqlite3.Error:
        raise CannotTakeOut from None
    return len(cells)


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


def _cells(connection: sqlite3.Connection) -> Iterator[Cell]:
    tables = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_%'"
    )
    for (name,) in connection.execute(tables).fetchall():
        yield from _cells_of(connection, name.decode("utf-8"))
    for sql in _PREVIEWS:
        if all(
            _has(connection, table)
            for table in (sql.split("FROM ")[1].split()[0], sql.split("JOIN ")[1].split()[0])
        ):
            yield from _told(connection, sql)


def _cells_of(connection: sqlite3.Connection, table: str) -> Iterator[Cell]:
    """Blobs that are such a file, and pictures in a row that names its hash."""
    columns = [row[1].decode("utf-8") for row in connection.execute(f"PRAGMA table_info({_quoted(table)})")]
    named = " OR ".join(
        f"(typeof({_quoted(one)}) = 'text' AND names_held({_quoted(one)}))" for one in columns
    )
    for column in columns:
        cell = _quoted(column)
        yield from _told(
            connection,
            f"SELECT {_literal(table)}, {_literal(column)}, rowid FROM {_quoted(table)}"  # noqa: S608  quoted
            f" WHERE typeof({cell}) = 'blob' AND (is_held({cell}) OR (({named}) AND is_picture({cell})))",
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
