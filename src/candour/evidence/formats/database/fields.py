"""What the readers of databases build columns with: times, marks, identities, and the JSON of what no column holds."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from candour.evidence.formats.columns import SCHEMA, whole_frame
from candour.evidence.records import Certainty, Kind, Mark, Zone

_APART = "\x1f"
_LAST_MILLISECOND = 253_402_300_799_999  # the end of the year 9999
_PLAUSIBLE = (1_230_768_000_000, 4_102_444_800_000)  # 2009, when WhatsApp began, to 2100
_UNDER_SECOND = pl.Datetime("us", "UTC")


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


def remainder(names: Mapping[str, pl.DataType] | Sequence[tuple[str, pl.DataType]]) -> pl.Expr:
    """One JSON object of the columns named that are not null. BLOBs are there as the number of their bytes."""
    pairs = list(names.items()) if isinstance(names, Mapping) else list(names)
    parts = [_member(name, kind) for name, kind in pairs]
    if not parts:
        return pl.lit(None, pl.String)
    joined = pl.concat_str(parts, separator=",", ignore_nulls=True)
    return pl.when(joined != "").then(pl.concat_str(pl.lit("{"), joined, pl.lit("}")))


def merged_json(*objects: pl.Expr) -> pl.Expr:
    """JSON objects as one; an object that is null adds nothing."""
    inner = [one.str.slice(1, one.str.len_chars() - 2) for one in objects]
    joined = pl.concat_str(inner, separator=",", ignore_nulls=True)
    return pl.when(joined != "").then(pl.concat_str(pl.lit("{"), joined, pl.lit("}")))


def _member(name: str, kind: pl.DataType) -> pl.Expr:
    found = pl.col(name)
    if name == "odd":
        return found
    if kind == pl.String:
        whole = pl.struct(name).struct.json_encode()
        return pl.when(found.is_not_null()).then(whole.str.slice(1, whole.str.len_chars() - 2))
    if kind == pl.Boolean:
        found = found.cast(pl.String)
    return pl.concat_str(pl.lit(f'"{name}":'), found.cast(pl.String))


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
