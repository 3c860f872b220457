"""What the readers of databases build columns with: times, marks, identities, and the JSON of what no column holds."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from candour.evidence.formats.columns import SCHEMA, whole_frame
from candour.evidence.formats.database.values import text_series
from candour.evidence.formats.epochs import TO_APPLE
from candour.evidence.records import Certainty, Kind, Mark, Zone

_APART = "\x1f"
REST = "rest:"  # before the names of columns that nobody asked for, so that none is taken for one of ours
_LAST_MILLISECOND = 253_402_300_799_999  # the end of the year 9999
_PLAUSIBLE = (1_230_768_000_000, 4_102_444_800_000)  # 2009, when WhatsApp began, to 2100
_UNDER_SECOND = pl.Datetime("us", "UTC")
_LINE = ("table", "row", "conversation", "written", "utc", "zone", "certainty", "body", "marks")


def of_the_line(*more: str) -> dict[str, pl.Expr]:
    """The columns that every record of a line takes over as they are, and those named."""
    return {name: pl.col(name) for name in (*_LINE, *more)}


def moments(milliseconds: pl.Expr) -> dict[str, pl.Expr]:
    """The columns of a time counted in milliseconds from 1970; nought and less stand for no time."""
    inside = (milliseconds > 0) & (milliseconds <= _LAST_MILLISECOND)
    certainty = (
        pl.when(inside)
        .then(pl.lit(Certainty.CERTAIN.value))
        .when(milliseconds > 0)
        .then(pl.lit(Certainty.IMPOSSIBLE.value))
        .otherwise(pl.lit(Certainty.ABSENT.value))
    )
    return {
        "written": pl.when(milliseconds > 0).then(milliseconds.cast(pl.String)),
        "utc": pl.when(inside).then(milliseconds * 1000).cast(_UNDER_SECOND),
        "zone": pl.lit(Zone.UTC.value, SCHEMA["zone"]),
        "certainty": certainty.cast(SCHEMA["certainty"]),
    }


def apple_moments(seconds: pl.Expr) -> dict[str, pl.Expr]:
    """The columns of a time counted in seconds from 2001, with a fraction."""
    since_1970 = ((seconds + TO_APPLE) * 1_000).round()
    inside = (seconds > 0) & (since_1970 <= _LAST_MILLISECOND)
    certainty = (
        pl.when(inside)
        .then(pl.lit(Certainty.CERTAIN.value))
        .when(seconds.is_not_null())
        .then(pl.lit(Certainty.IMPOSSIBLE.value))
        .otherwise(pl.lit(Certainty.ABSENT.value))
    )
    micros = ((seconds * 1_000_000).round() + TO_APPLE * 1_000_000).cast(pl.Int64, strict=False)
    return {
        "written": seconds.cast(pl.String),
        "utc": pl.when(inside).then(micros).cast(_UNDER_SECOND),
        "zone": pl.lit(Zone.UTC.value, SCHEMA["zone"]),
        "certainty": certainty.cast(SCHEMA["certainty"]),
    }


def no_time() -> dict[str, pl.Expr]:
    return {
        "zone": pl.lit(Zone.UNKNOWN.value, SCHEMA["zone"]),
        "certainty": pl.lit(Certainty.ABSENT.value, SCHEMA["certainty"]),
    }


def implausible(milliseconds: pl.Expr) -> pl.Expr:
    return (milliseconds > 0) & ~milliseconds.is_between(*_PLAUSIBLE)


def marks(given: Mapping[Mark, pl.Expr]) -> pl.Expr:
    """A list of the marks whose condition holds, null where none does."""
    words = [
        pl.when(given[mark]).then(pl.lit(mark.value)) for mark in sorted(given, key=lambda mark: mark.value)
    ]
    joined = pl.concat_str(words, separator=_APART, ignore_nulls=True)
    return pl.when(joined != "").then(joined).str.split(_APART)


def marked(frame: pl.DataFrame, given: Mapping[Mark, pl.Expr]) -> pl.DataFrame:
    """With the column `marks`, for which only those are looked at that hold in any row."""
    any_row = frame.select(**{mark.name: holds.any() for mark, holds in given.items()}).row(0, named=True)
    some = {mark: holds for mark, holds in given.items() if any_row[mark.name]}
    words = marks(some) if some else pl.lit(None, SCHEMA["marks"])
    return frame.with_columns(words.alias("marks"))


def remainder(names: Mapping[str, pl.DataType] | Sequence[tuple[str, pl.DataType]]) -> pl.Expr:
    """One JSON object of the columns named that are not null. BLOBs are there as the number of their bytes."""
    pairs = list(names.items()) if isinstance(names, Mapping) else list(names)
    parts = [_member(name, kind) for name, kind in pairs]
    if not parts:
        return pl.lit(None, pl.String)
    joined = pl.concat_str(parts, separator=",", ignore_nulls=True)
    return pl.when(joined != "").then(pl.concat_str(pl.lit("{"), joined, pl.lit("}")))


def telling(frame: pl.DataFrame, names: Iterable[str]) -> list[tuple[str, pl.DataType]]:
    """Those of the columns that hold anything, with their types; the others would add nothing to a remainder."""
    return [(name, frame.schema[name]) for name in names if frame[name].null_count() < frame.height]


def merged_json(*objects: pl.Expr) -> pl.Expr:
    """JSON objects as one; an object that is null adds nothing."""
    inner = [one.str.slice(1, one.str.len_chars() - 2) for one in objects]
    joined = pl.concat_str(inner, separator=",", ignore_nulls=True)
    return pl.when(joined != "").then(pl.concat_str(pl.lit("{"), joined, pl.lit("}")))


def _member(name: str, kind: pl.DataType) -> pl.Expr:
    found, key = pl.col(name), name.removeprefix(REST)
    if name == "odd":
        return found
    if kind == pl.String:
        whole = pl.struct(found.alias(key)).struct.json_encode()
        return pl.when(found.is_not_null()).then(whole.str.slice(1, whole.str.len_chars() - 2))
    if kind == pl.Boolean:
        found = found.cast(pl.String)
    return pl.concat_str(pl.lit(f"{json.dumps(key)}:"), found.cast(pl.String))


def as_text(column: str) -> pl.Expr:
    """A column of bytes as text; what is no UTF-8 is shown by its codes, since the bytes themselves are the body."""
    return pl.col(column).map_batches(text_series, return_dtype=pl.String())


def identity_of(source: str, table: str, row: str) -> pl.Expr:
    """The identity of a row, null where its number is."""
    return pl.concat_str(pl.lit(f"{source}:{table}/"), pl.col(row).cast(pl.String))


def finished(frame: pl.DataFrame, kind: Kind, source: str, **columns: pl.Expr | None) -> pl.DataFrame:
    """A frame of the schema from the columns given; raw bytes are the body's, and a row without body has none."""
    made = frame.select(**{name: one for name, one in columns.items() if one is not None})
    constants: dict[str, Any] = {"source": source}
    if "inner" not in made.columns:
        constants["inner"] = False
    if "body" in made.columns:
        made = made.with_columns(
            pl.lit(b"").alias("before_body"),
            pl.when(pl.col("body").is_not_null()).then(pl.lit(b"")).alias("after_body"),
        )
    else:
        constants["before_body"] = b""
    return whole_frame(made.to_dict(), kind, constants)


def in_order(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Frames of one run of a table as one, in the order of its rows; what lies within a row comes behind it."""
    some = [frame for frame in frames if frame.height]
    if len(some) < 2:
        return some[0] if some else pl.DataFrame(schema=SCHEMA)
    return pl.concat(some).sort("row", "inner", maintain_order=True)
