"""Values of a column as one series. SQLite lets any value stand in any column: what is of a wrong type is kept apart."""

import json
from collections.abc import Sequence
from typing import Any

import polars as pl


def column(
    name: str, values: Sequence[Any], kind: pl.DataType, key: str | None = None
) -> tuple[pl.Series, pl.Series | None]:
    """The series, and beside it the odd values as JSON members under the key, if there are any."""
    for way in (_quickly, _from_digits):
        try:
            return way(name, values, kind), None
        except (TypeError, OverflowError, ValueError, pl.exceptions.PolarsError):
            continue
    return _one_by_one(name, values, kind, key or name)


def odd_name(name: str) -> str:
    return f"odd {name}"


def _quickly(name: str, values: Sequence[Any], kind: pl.DataType) -> pl.Series:
    if kind == pl.String:
        return pl.Series(name, values, pl.Binary, strict=True).cast(pl.String, strict=True)
    if kind == pl.Float64:
        return pl.Series(name, [None if one is None else _number(one) for one in values], kind)
    return pl.Series(name, values, kind, strict=True)


def _from_digits(name: str, values: Sequence[Any], kind: pl.DataType) -> pl.Series:
    """Whole numbers that are stored as text, which old columns do; only where writing them again gives the same text."""
    if kind != pl.Int64:
        raise TypeError("no whole numbers are asked for")
    text = pl.Series(name, values, pl.Binary, strict=True).cast(pl.String, strict=True)
    found = text.cast(pl.Int64, strict=True)
    if not (found.cast(pl.String) == text).all():
        raise ValueError("written otherwise")
    return found


def text_series(values: pl.Series) -> pl.Series:
    try:
        return values.cast(pl.String, strict=True)
    except pl.exceptions.PolarsError:
        return pl.Series(
            values.name,
            [one.decode("utf-8", "backslashreplace") if isinstance(one, bytes) else one for one in values],
            pl.String,
        )


def _number(value: Any) -> float:
    if isinstance(value, (int, float)):
        return float(value)
    raise TypeError("no number")


def _one_by_one(
    name: str, values: Sequence[Any], kind: pl.DataType, key: str
) -> tuple[pl.Series, pl.Series | None]:
    taken = [_taken(one, kind) for one in values]
    odd = [
        f"{json.dumps(key)}:{json.dumps(as_plain(one))}" if one is not None and fit is None else None
        for one, fit in zip(values, taken, strict=True)
    ]
    strange = pl.Series(odd_name(name), odd, pl.String)
    return pl.Series(name, taken, kind), strange if strange.null_count() < len(odd) else None


def _taken(value: Any, kind: pl.DataType) -> Any:
    """The value as the type asks for it, where nothing is lost by that; otherwise None."""
    match value:
        case bytes() if kind == pl.Binary:
            return value
        case bytes() if kind == pl.String:
            return value.decode("utf-8", "backslashreplace")
        case int() | float() if kind == pl.String:
            return str(value)
        case int() | float() if kind == pl.Binary:
            return str(value).encode()
        case int() | float() if kind == pl.Float64:
            return float(value)
        case int() if kind == pl.Int64:
            return value
        case bytes() if kind == pl.Int64:
            return _digits(value)
        case float() if kind == pl.Int64 and value.is_integer() and abs(value) < 1 << 53:
            return int(value)
        case _:
            return None


def _digits(value: bytes) -> int | None:
    number = int(value) if value.removeprefix(b"-").isdigit() and len(value) < 21 else None
    fits = number is not None and -(1 << 63) <= number < 1 << 63
    return number if fits and str(number).encode() == value else None


def as_plain(value: Any) -> Any:
    """For JSON: bytes as text where they are text, otherwise as their number and no more."""
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return {"bytes": len(value)}
