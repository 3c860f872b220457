"""Records as columns: the schema of the Parquet, and the way from records to a frame and back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

import polars as pl

from candour.evidence import records
from candour.evidence.records import Kind, Locator, PollOption, Record, Row, Span, When

_WORDS = pl.Enum([one.value for one in Kind])
_PLACE = {
    "source": pl.String(),
    "start": pl.Int64(),
    "end": pl.Int64(),
    "table": pl.String(),
    "row": pl.Int64(),
}
_TIME = {
    "written": pl.String(),
    "local": pl.Datetime("us"),
    "utc": pl.Datetime("us", "UTC"),
    "zone": pl.Enum([one.value for one in records.Zone]),
    "certainty": pl.Enum([one.value for one in records.Certainty]),
}
# The raw bytes are `before_body` + `body` + `after_body`; where the body does not stand in them as it is
# (escaped, or not there), `before_body` holds all of them and `after_body` is null.
_RAW = {"before_body": pl.Binary(), "body": pl.Binary(), "after_body": pl.Binary()}
SCHEMA: dict[str, pl.DataType] = {
    "kind": _WORDS,
    **_PLACE,
    "inner": pl.Boolean(),
    "conversation": pl.String(),
    "sender": pl.String(),
    **_TIME,
    **_RAW,
    "code": pl.Int64(),
    "marks": pl.List(pl.String()),
    "message_id": pl.String(),
    "media": pl.String(),
    "attachment": pl.String(),
    "attachment_sha256": pl.String(),
    "about": pl.String(),
    "before": pl.String(),
    "after": pl.String(),
    "by_admin": pl.Boolean(),
    "emoji": pl.String(),
    "withdrawn": pl.Boolean(),
    "recipient": pl.String(),
    "state": pl.String(),
    "score": pl.Int64(),
    "original_sender": pl.String(),
    "answers": pl.String(),
    "quoted": pl.Binary(),
    "question": pl.String(),
    "options": pl.List(pl.Struct({"text": pl.String(), "votes": pl.Int64()})),
    "outcome": pl.String(),
    "video": pl.Boolean(),
    "seconds": pl.Int64(),
    "change": pl.String(),
    "subjects": pl.List(pl.String()),
    "setting": pl.String(),
    "reason": pl.String(),
    "remainder": pl.String(),
}
KINDS: dict[Kind, type[Record]] = {
    one.kind: one
    for one in vars(records).values()
    if isinstance(one, type) and issubclass(one, Record) and one is not Record
}
_APART = "\x1f"
_ELSEWHERE = {"locator", "when", "raw", "body", "marks", "options", "subjects"}


def frame_of(found: Iterable[Record]) -> pl.DataFrame:
    """Records as one frame, in the order given."""
    by_kind: dict[Kind, list[tuple[int, Record]]] = defaultdict(list)
    for place, one in enumerate(found):
        by_kind[one.kind].append((place, one))
    frames = [_of_one_kind(kind, [one for _, one in run]) for kind, run in by_kind.items()]
    if len(frames) < 2:
        return frames[0] if frames else pl.DataFrame(schema=SCHEMA)
    places = pl.Series("place", [place for run in by_kind.values() for place, _ in run])
    return pl.concat(frames).with_columns(places).sort("place").drop("place")


def _of_one_kind(kind: Kind, run: Sequence[Record]) -> pl.DataFrame:
    plain = [field.name for field in fields(KINDS[kind]) if field.name not in _ELSEWHERE]
    columns: dict[str, Any] = {name: [getattr(one, name) for one in run] for name in plain}
    columns |= _places(run) | _times(run) | _bytes(run)
    columns["marks"] = _lists([sorted(one.marks) for one in run])
    if hasattr(run[0], "options"):
        columns["options"] = [[{"text": o.text, "votes": o.votes} for o in one.options] for one in run]  # type: ignore[attr-defined]
    if hasattr(run[0], "subjects"):
        columns["subjects"] = _lists([one.subjects for one in run])  # type: ignore[attr-defined]
    return whole_frame(columns, kind)


def _lists(of: Sequence[Sequence[str]]) -> pl.Series:
    """Lists of words as one column, null where empty. Joined and parted again, which is many times faster."""
    return pl.Series([_APART.join(words) if words else None for words in of], dtype=pl.String).str.split(
        _APART
    )


def _places(run: Sequence[Record]) -> dict[str, list[Any]]:
    places = [_place(one.locator) for one in run]
    return dict(zip(("start", "end", "table", "row"), map(list, zip(*places, strict=True)), strict=True))


def _place(locator: Locator) -> tuple[int | None, int | None, str | None, int | None]:
    match locator:
        case Span(start, end):
            return start, end, None, None
        case Row(table, row):
            return None, None, table, row


def _times(run: Sequence[Record]) -> dict[str, list[Any]]:
    return {name: [getattr(one.when, name) for one in run] for name in _TIME}


def _bytes(run: Sequence[Record]) -> dict[str, list[Any]]:
    parts = [_around(one.raw, getattr(one, "body", None)) for one in run]
    return dict(zip(_RAW, map(list, zip(*parts, strict=True)), strict=True))


def _around(raw: bytes, body: bytes | None) -> tuple[bytes, bytes | None, bytes | None]:
    """The body is looked for from the end, since a header may hold the same words."""
    at = raw.rfind(body) if body is not None else -1
    if body is None or at < 0:
        return raw, body, None
    return raw[:at], body, raw[at + len(body) :]


def whole_frame(
    columns: Mapping[str, Any], kind: Kind, constants: Mapping[str, Any] | None = None
) -> pl.DataFrame:
    """A frame with every column of the schema: constants are the same in each row, what is not given is null."""
    given = [_series(name, values) for name, values in columns.items()]
    same = (
        {name: None for name in SCHEMA if name not in columns} | dict(constants or {}) | {"kind": kind.value}
    )
    filled = [pl.lit(value, dtype=SCHEMA[name]).alias(name) for name, value in same.items()]
    return pl.DataFrame(given).with_columns(filled).select(SCHEMA.keys())


def _series(name: str, values: Any) -> pl.Series:
    """Half a surrogate pair and numbers beyond 64 bits fit no column; the raw bytes of the record keep them."""
    try:
        return pl.Series(name, values, SCHEMA[name])
    except (UnicodeEncodeError, OverflowError):
        return pl.Series(name, [_fitting(value) for value in values], SCHEMA[name])


def _fitting(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, int) and not isinstance(value, bool):
        return value if -(1 << 63) <= value < 1 << 63 else None
    return value


def records_of(frame: pl.DataFrame) -> Iterator[Record]:
    """The records that a frame holds: the way back from `frame_of`."""
    for row in frame.iter_rows(named=True):
        yield _record(row)


def _record(row: dict[str, Any]) -> Record:
    made = KINDS[Kind(row["kind"])]
    given = {field.name: row[field.name] for field in fields(made) if field.name in row}
    given |= {
        "locator": Row(row["table"], row["row"])
        if row["table"] is not None
        else Span(row["start"], row["end"]),
        "raw": _raw(row),
        "when": When(
            row["written"],
            row["local"],
            row["utc"],
            records.Zone(row["zone"]),
            records.Certainty(row["certainty"]),
        ),
        "marks": frozenset(map(records.Mark, row["marks"] or ())),
    }
    given |= _worded(made, row)
    return made(
        **{name: value for name, value in given.items() if value is not None or _may_be_none(made, name)}
    )


def _raw(row: dict[str, Any]) -> bytes:
    before, body, after = row["before_body"] or b"", row["body"] or b"", row["after_body"]
    return bytes(before if after is None else before + body + after)


def _worded(made: type[Record], row: dict[str, Any]) -> dict[str, Any]:
    """Fields whose values are words of a closed list, or tuples."""
    words = {
        "media": records.Media,
        "change": records.MembershipChange,
        "state": records.ReceiptState,
        "outcome": records.CallOutcome,
    }
    names = {field.name for field in fields(made)}
    found: dict[str, Any] = {
        name: of(row[name]) for name, of in words.items() if name in names and row[name] is not None
    }
    if "options" in names:
        found["options"] = tuple(PollOption(one["text"], one["votes"]) for one in row["options"] or ())
    if "subjects" in names:
        found["subjects"] = tuple(row["subjects"] or ())
    return found


def _may_be_none(made: type[Record], name: str) -> bool:
    return next(field.default for field in fields(made) if field.name == name) in (None, MISSING)
