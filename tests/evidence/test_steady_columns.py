"""A column that mostly says the same is asked for where it does not: read so or in full, a table gives the same."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from candour.evidence.formats.database import tables
from candour.evidence.formats.database.accounts import Accounts
from candour.evidence.formats.database.opening import opened
from candour.evidence.formats.database.runs import Runs
from candour.evidence.formats.database.shapes import shapes
from candour.evidence.formats.database.steady import Steady
from candour.evidence.formats.database.tables import Table
from candour.evidence.formats.sources import open_file
from candour.evidence.worked.android_database import write_android_database
from candour.evidence.worked.group import story
from candour.evidence.worked.ios_database import write_ios_database
from candour.evidence.worked.phones import Phone
from tests.evidence.databases import read

WANTED = {"number": pl.Int64(), "words": pl.String(), "bytes": pl.Binary(), "share": pl.Float64()}
SCHEMA = "CREATE TABLE t (number INTEGER, words TEXT, bytes, share REAL, status INTEGER, plain, picture BLOB)"
COLUMNS = 7
# What a column holds in nearly all rows, and what may stand there once in a while: a fraction, digits, bytes, nothing.
USUAL = st.sampled_from([None, 0, 1, -7, 1 << 53, 1 << 62])
ODD = st.sampled_from(
    [
        None,
        0,
        1,
        2,
        5.0,
        0.5,
        float(1 << 60),
        "0",
        "05",
        "1.0",
        "words",
        b"0",
        b"\xff",
        1 << 62,
        "9" * 19,
        "9" * 20,
    ]
)


@st.composite
def rows(draw: st.DrawFn) -> list[list[object]]:
    usual: list[object] = [draw(USUAL) for _ in range(COLUMNS)]
    made = [[*usual] for _ in range(draw(st.integers(5, 60)))]
    for _ in range(draw(st.integers(0, 8))):
        made[draw(st.integers(0, len(made) - 1))][draw(st.integers(0, COLUMNS - 1))] = draw(ODD)
    return made


def both_ways(path: Path, at_once: int) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """Read with what is usual learned, and in full; and how many runs were shortened."""
    shortened: list[object] = []
    with pytest.MonkeyPatch.context() as patch, opened(open_file(path).source()) as database:
        patch.setattr(tables, "CHUNK", at_once)
        unusual = Runs._unusual

        def counted(self: Runs, *more: object) -> object:
            shortened.append(more)
            return unusual(self, *more)  # type: ignore[arg-type]

        patch.setattr(Runs, "_unusual", counted)
        table = Table(database, shapes(database)["t"], Accounts(), WANTED)
        learned = table.whole()
        patch.setattr(Steady, "learn", lambda *_: None)
        return learned, table.whole(), len(shortened)


def table_of(path: Path, made: Sequence[Sequence[object]], schema: str = SCHEMA) -> Path:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(schema)
        connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * COLUMNS)})", made)
    return path


@given(rows(), st.integers(1, 12))
def test_whatever_stands_in_a_row_the_table_is_read_the_same(
    tmp_path_factory: pytest.TempPathFactory, made: list[list[object]], at_once: int
) -> None:
    for schema in (SCHEMA, "CREATE TABLE t (number, words, bytes, share, status, plain, picture)"):
        path = table_of(tmp_path_factory.getbasetemp() / "t.db", made, schema)

        learned, in_full, _ = both_ways(path, at_once)

        assert_frame_equal(learned, in_full)


def test_a_column_that_is_the_same_for_long_is_not_fetched_again(tmp_path: Path) -> None:
    made = [[n, f"word {n}", None, None, 0, None, None] for n in range(100)]
    made[50][4] = 7

    learned, in_full, shortened = both_ways(table_of(tmp_path / "t.db", made), 10)

    assert shortened >= 9
    assert learned["rest:status"].to_list() == [0] * 50 + [7] + [0] * 49
    assert_frame_equal(learned, in_full)


def test_where_much_changes_what_is_usual_is_learned_anew(tmp_path: Path) -> None:
    made = [[1 if n < 50 else n, None, None, None, 0 if n < 50 else 5, None, None] for n in range(100)]

    learned, in_full, shortened = both_ways(table_of(tmp_path / "t.db", made), 10)

    assert 0 < shortened < 10
    assert_frame_equal(learned, in_full)


def frames(path: Path, *, learning: bool) -> Iterator[pl.DataFrame]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "CHUNK", 7)
        if not learning:
            patch.setattr(Steady, "learn", lambda *_: None)
        yield from read(path).frames


@pytest.mark.parametrize("write", [write_android_database, write_ios_database])
def test_every_written_database_gives_the_same_records_both_ways(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    path = write(story(), Phone(story()[0].who), tmp_path)

    assert_frame_equal(pl.concat(frames(path, learning=True)), pl.concat(frames(path, learning=False)))
