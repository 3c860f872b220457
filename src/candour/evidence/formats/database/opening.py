"""Opens a messenger's SQLite database without changing it, and says whether its write-ahead log was applied.

The file itself is opened read-only and immutable. Where a log of pages not yet written into it lies beside it, where
the file lies in an archive, or where it is cut short, a copy in a temporary folder is read instead.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from candour.evidence.formats import archives
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import BLOCK, Source

SIGNATURE = b"SQLite format 3\0"
_LONGEST_VALUE = 256 << 20
PROBLEMS = (
    sqlite3.Error,
    OverflowError,
    UnicodeDecodeError,
)  # an error may repeat a damaged name, which is no text
_WAL_FLAG = 18  # the byte of the header that says 2 where a write-ahead log is used
_PAGE_SIZE, _PAGE_COUNT = slice(16, 18), slice(28, 32)


@dataclass(slots=True)
class Database:
    """A connection that can only read. Text comes as the bytes that are stored."""

    connection: sqlite3.Connection
    source: Source
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def most_rows(self) -> int:
        """No table has more rows than its file has bytes, the pages of an applied log among them."""
        pages, size = (self.connection.execute(f"PRAGMA page_{of}").fetchone()[0] for of in ("count", "size"))
        return max(int(pages) * int(size), self.source.size)

    def problem(self, place: str | None = None, error: Exception | None = None) -> UnreadableExport:
        reason = "the database is damaged" if error is None else f"the database is damaged ({_said(error)})"
        return UnreadableExport(self.source.name, reason, place)


def _said(error: Exception) -> str:
    """SQLite's code and no more: its messages may repeat what the file holds."""
    return str(getattr(error, "sqlite_errorname", None) or type(error).__name__)


@lru_cache(maxsize=64)
def table_names(source: Source) -> frozenset[str]:
    """The names of the tables; empty where the file is no SQLite database that can be opened."""
    if not source.opening(len(SIGNATURE)).startswith(SIGNATURE):
        return frozenset()
    try:
        with opened(source) as database:
            return frozenset(names(database.connection))
    except (UnreadableExport, *PROBLEMS):
        return frozenset()


def refusal(source: Source) -> str:
    """Why none of the readers takes a file that begins as a SQLite database."""
    try:
        with opened(source) as database:
            names(database.connection)
    except UnreadableExport as problem:
        return problem.reason
    except PROBLEMS as error:
        return f"a damaged SQLite database ({_said(error)})"
    return "a SQLite database whose tables are those of no messenger that is read"


def names(connection: sqlite3.Connection) -> list[str]:
    """Tables that hold rows of their own: no views and no virtual tables, whose rows a program would make."""
    found = connection.execute("SELECT CAST(name AS BLOB), rootpage FROM sqlite_master WHERE type = 'table'")
    return [name.decode("utf-8", "replace") for name, page in found if name and page]


@contextmanager
def opened(source: Source) -> Iterator[Database]:
    log, cut = _log_beside(source), _cut_short(source)
    if source.member is None and log is None and cut is None:
        facts = {"opened": "read-only and immutable", "write_ahead_log": _no_log(source)}
        with closing(_connect(source, source.path)) as connection:
            yield Database(connection, source, facts)
        return
    with TemporaryDirectory(prefix="candour-database-") as folder:
        copy = Path(folder) / "copy.sqlite"
        _copy(source, copy)
        facts = {"opened": "a copy in a temporary folder", "write_ahead_log": _no_log(source)}
        if log is not None:
            facts["write_ahead_log"] = _apply(log, source, copy)
        elif cut is not None:
            facts["cut_short"] = cut
            _set_page_count(copy, cut["pages"])
        with closing(_connect(source, copy)) as connection:
            yield Database(connection, source, facts)


def _cut_short(source: Source) -> dict[str, int] | None:
    """SQLite refuses a file that has fewer pages than its header counts, though those that are there can be read."""
    header = source.opening(100)
    if len(header) < 100:
        return None
    size = int.from_bytes(header[_PAGE_SIZE], "big")
    size, claimed = 65_536 if size == 1 else size, int.from_bytes(header[_PAGE_COUNT], "big")
    if size < 512 or claimed * size <= source.size:
        return None
    return {"pages": source.size // size, "claimed_pages": claimed}


def _set_page_count(copy: Path, pages: int) -> None:
    with copy.open("r+b") as file:
        file.seek(_PAGE_COUNT.start)
        file.write(pages.to_bytes(4, "big"))


def _no_log(source: Source) -> dict[str, Any]:
    header = source.opening(100)
    used = len(header) > _WAL_FLAG and header[_WAL_FLAG] == 2
    why = "none lies beside the file" if used else "the file uses none"
    return {"applied": False, "why": why} | ({"journal_beside": True} if _journal_beside(source) else {})


def _journal_beside(source: Source) -> bool:
    """A rollback journal means that a change was under way; it is never applied."""
    return source.member is None and source.path.with_name(f"{source.path.name}-journal").exists()


def _log_beside(source: Source) -> Path | str | None:
    """The log's path, or its name in the archive; an empty one counts as none."""
    if source.member is None:
        beside = source.path.with_name(f"{source.path.name}-wal")
        return beside if beside.is_file() and beside.stat().st_size else None
    with archives.opened(source.path) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    name = f"{source.member}-wal"
    return name if sizes.get(name) else None


def _copy(source: Source, copy: Path) -> None:
    with copy.open("wb") as file:
        for block in source.blocks():
            file.write(block)


def _apply(log: Path | str, source: Source, copy: Path) -> dict[str, Any]:
    """Copies the log beside the copy and lets SQLite write its valid pages into that copy."""
    beside = copy.with_name(f"{copy.name}-wal")
    try:
        _copy_log(log, source, beside)
    except archives.BROKEN_MEMBER:
        beside.unlink(missing_ok=True)
        return {"applied": False, "why": "it cannot be taken out of the archive whole"}
    with beside.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    found = {"bytes": beside.stat().st_size, "sha256": sha256}
    pages = _checkpointed(copy)
    why = "applied to the copy" if pages else "it holds no page that belongs to the file"
    return found | {"applied": pages > 0, "pages": pages, "why": why}


def _copy_log(log: Path | str, source: Source, beside: Path) -> None:
    with beside.open("wb") as file:
        if isinstance(log, Path):
            with log.open("rb") as given:
                shutil.copyfileobj(given, file, BLOCK)
        else:
            with archives.opened(source.path) as archive, archive.open(log) as packed:
                shutil.copyfileobj(packed, file, BLOCK)


def _checkpointed(copy: Path) -> int:
    """How many pages of the log were written into the copy."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            _, _, pages = connection.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
            return max(int(pages), 0)
    except PROBLEMS:
        return 0


def _connect(source: Source, path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
        connection.text_factory = bytes
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        for setting in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except PROBLEMS as error:
        raise UnreadableExport(
            source.name, f"it begins as a SQLite database but cannot be opened as one ({_said(error)})", 0
        ) from None
    return connection
