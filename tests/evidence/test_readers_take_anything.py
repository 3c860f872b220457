"""Whatever a file holds, each reader reads it or refuses it in one line; what it reads adds up, and nothing else happens."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.evidence.formats.columns import records_of
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.registry import readings
from candour.evidence.formats.summary import summary
from tests.evidence.reading import EXAMPLES
from tests.evidence.test_chats_every_format import EVERY, write

FOUND = sorted((EXAMPLES / "found").iterdir())
TOKENS = [
    b"\0", b"\xff", b"\n", b"\r\n", b"\xe2\x80\x8e", b"\xef\xbb\xbf", b"&#55357;", b"&#0;", b"<", b">", b'"', b"</model>", b"]]>", b"<!--",
    b'<model type="InstantMessage">', b'<model type="Chat">', b"[", b"]", b"{", b"}", b",", b"null", b"9" * 30, b"\xed\xa0\xbd",
    b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"13/03/2024, 21:05 - Pc Alder: ", b"00/00/0000, 00:00 - x: y\n",
]  # fmt: skip
VALUES = [
    None, 0, -1, 1, (1 << 63) - 1, -(1 << 63), 1e308, float("inf"), "", "x", "1", "01", b"\xff\x00", b"", b"*\x14" + b"\xff" * 19,
    '{"a":', "[]", '{"reactions": 5}',
]  # fmt: skip
COLUMNS = [
    "rest",
    "row",
    "odd",
    "source",
    "body",
    "remainder",
    "rowid",
    "oid",
    "table",
    "kind",
    "x y",
    "é",
    "about",
]
Edit = tuple[int, int, int, bytes]
EDITS = st.lists(
    st.tuples(st.integers(0, 1 << 20), st.integers(0, 3), st.integers(1, 400), st.sampled_from(TOKENS)),
    min_size=1,
    max_size=6,
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "rename", "add", "set", "delete"]),
        st.integers(0, 1 << 16),
        st.integers(0, 1 << 16),
    ),
    min_size=1,
    max_size=4,
)
_settings = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read_or_refused(path: Path) -> None:
    try:
        for reading in readings(path, Settled()):
            adds_up(reading)
    except UnreadableExport:
        return


def adds_up(reading: Reading) -> None:
    frames: list[pl.DataFrame] = []
    walked = reading.frames
    reading.frames = (frames.append(frame) or frame for frame in walked)  # type: ignore[func-returns-value]
    summed = summary(reading)
    assert summed["reconciliation"]["balances"]
    assert sum(1 for frame in frames for _ in records_of(frame)) == sum(frame.height for frame in frames)


@cache
def content_of(form: str) -> tuple[str, bytes]:
    with TemporaryDirectory() as folder:
        path = write(form, Path(folder))
        return path.name, path.read_bytes()


def tried(name: str, change: Callable[[Path], None], content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        change(path)
        read_or_refused(path)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_once_stopped_a_reader_is_read_or_refused(path: Path) -> None:
    read_or_refused(path)


@pytest.mark.parametrize("form", EVERY)
@_settings
@given(edits=EDITS)
def test_bytes_changed_at_random_are_read_or_refused(form: str, edits: list[Edit]) -> None:
    name, content = content_of(form)
    changed = bytearray(content)
    for at, how, length, token in edits:
        _edit(changed, at % max(len(changed), 1), how, length, token)

    tried(name, lambda path: None, bytes(changed) or b"x")


def _edit(changed: bytearray, at: int, how: int, length: int, token: bytes) -> None:
    match how:
        case 0:
            changed[at : at + len(token)] = token
        case 1:
            changed[at:at] = token
        case 2:
            del changed[at : at + length]
        case _:
            changed[at:at] = changed[:length]


@pytest.mark.parametrize("form", [form for form in EVERY if form.endswith("database")])
@_settings
@given(steps=STEPS)
def test_tables_changed_at_random_are_read_or_refused(form: str, steps: list[tuple[str, int, int]]) -> None:
    name, content = content_of(form)

    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as made, made:
            for what, one, other in steps:
                _step(made, what, one, other)

    tried(name, change, content)


def _step(made: sqlite3.Connection, what: str, one: int, other: int) -> None:
    tables = [
        name
        for (name,) in made.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
    ]
    if not tables:
        return
    table = tables[one % len(tables)]
    columns = [row[1] for row in made.execute(f'PRAGMA table_info("{table}")')]
    column, word = columns[other % len(columns)], COLUMNS[other % len(COLUMNS)]
    try:
        match what:
            case "drop":
                made.execute(f'DROP TABLE "{table}"')
            case "rename":
                made.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "{word}"')
            case "add":
                made.execute(f"""ALTER TABLE "{table}" ADD COLUMN "{word}" TEXT DEFAULT 'z'""")
            case "set":
                made.execute(f'UPDATE "{table}" SET "{column}" = ?', (VALUES[one % len(VALUES)],))
            case _:
                made.execute(f'DELETE FROM "{table}" WHERE rowid % 3 = {other % 3}')
    except (sqlite3.Error, OverflowError):
        return  # SQLite itself would not have it
