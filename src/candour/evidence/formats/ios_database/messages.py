"""The table `ZWAMESSAGE`: each row one record, of the kind that its number says, with what its media item adds."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.database.fields import (
    apple_moments,
    as_text,
    finished,
    in_order,
    marks,
    merged_json,
    of_the_line,
    remainder,
)
from candour.evidence.formats.ios_database import codes
from candour.evidence.formats.ios_database.copies import COPY, Copies
from candour.evidence.formats.ios_database.events import event_frames
from candour.evidence.formats.ios_database.lines import chat_line_frames
from candour.evidence.formats.ios_database.media import beside
from candour.evidence.formats.ios_database.store import KEPT, SYSTEM, Store
from candour.evidence.records import CallOutcome, Kind, Mark

TABLE = "ZWAMESSAGE"
_WANTED = (
    dict.fromkeys(
        ("ZISFROMME", "ZMESSAGETYPE", "ZGROUPEVENTTYPE", "ZCHATSESSION", "ZGROUPMEMBER"), pl.Int64()
    )
    | dict.fromkeys(("ZMEDIAITEM", "ZMESSAGEINFO", "ZSTARRED", "ZFLAGS"), pl.Int64())
    | dict.fromkeys(("ZSTANZAID", "ZFROMJID"), pl.String())
    | {"ZMESSAGEDATE": pl.Float64(), "ZTEXT": pl.Binary()}
)
_UNKNOWN = "a kind of message whose number no source explains"
_PERSON = r"@(?:s\.whatsapp\.net|lid)$"
_FORWARDED = 1 << 7  # of the flags
_EARLIEST = 252_460_800  # seconds from 2001 to 2009, when WhatsApp began
_LATEST = 3_124_224_000  # to 2100
SHARED = of_the_line("sender", "code", "remainder")


def message_frames(store: Store, media: pl.DataFrame) -> Iterator[pl.DataFrame]:
    table = store.table(TABLE, _WANTED, SYSTEM)
    kept: list[pl.DataFrame] = []
    copies = Copies()
    for frame in table.frames() if table is not None else ():
        rest = [(name, frame.schema[name]) for name in [*table.rest, "ZFLAGS", "odd"]] if table else []
        named = copies.marked(_with_columns(store, frame, rest))
        kept.append(named.select(KEPT.keys()))
        store.read(TABLE, named.height)
        yield in_order(_run(store, beside(named, media)))
    store.went_by(kept)


def _with_columns(store: Store, frame: pl.DataFrame, rest: list[tuple[str, pl.DataType]]) -> pl.DataFrame:
    own = pl.col("ZISFROMME") == 1
    chat = _looked_up("ZCHATSESSION", store.chats)
    from_address = pl.when(pl.col("ZFROMJID").str.contains(_PERSON)).then("ZFROMJID")
    member = _looked_up("ZGROUPMEMBER", store.people)
    partner = _looked_up("ZCHATSESSION", store.partners)
    return frame.with_columns(
        pl.lit(TABLE).alias("table"),
        pl.coalesce(chat, pl.concat_str(pl.lit("chat/"), pl.col("ZCHATSESSION").cast(pl.String))).alias("conversation"),
        own.fill_null(value=False).alias("own"),
        member.alias("member"),
        pl.when(own).then(pl.lit(store.owner)).otherwise(pl.coalesce(member, from_address, partner)).alias("sender"),
        pl.col("ZMESSAGETYPE").alias("code"),
        pl.col("ZSTANZAID").alias("message_id"),
        pl.col("ZTEXT").alias("body"),
        (pl.col("ZFLAGS") & _FORWARDED != 0).alias("forwarded"),
        remainder(rest).alias("remainder"),
        _marks(own).alias("marks"),
        **apple_moments(pl.col("ZMESSAGEDATE")),
    )  # fmt: skip


def _looked_up(column: str, words: dict[int, str]) -> pl.Expr:
    if not words:
        return pl.lit(None, pl.String)
    old, new = pl.Series(list(words), dtype=pl.Int64), pl.Series(list(words.values()), dtype=pl.String)
    return pl.col(column).replace_strict(old, new, default=None, return_dtype=pl.String)


def _marks(own: pl.Expr) -> pl.Expr:
    at, code = pl.col("ZMESSAGEDATE"), pl.col("ZMESSAGETYPE")
    return marks(
        {
            Mark.OWN: own,
            Mark.STARRED: pl.col("ZSTARRED") == 1,
            Mark.IMPLAUSIBLE_TIME: ~at.is_between(_EARLIEST, _LATEST),
            Mark.VIEW_ONCE: code.is_in(codes.of_messages("view_once")),
            Mark.LOCATION: code.is_in(codes.of_messages("location")),
            Mark.CONTACT: code.is_in(codes.of_messages("contact")),
        }
    )


def _run(store: Store, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    code = pl.col("code")
    yield _unclassified(store, rows.filter("copy"), COPY)
    left = rows.filter(~pl.col("copy"))
    for name, make in (
        ("group_line", event_frames),
        ("deleted", _deleted),
        ("poll", _polls),
        ("call", _calls),
        ("chat_line", chat_line_frames),
    ):
        chosen = code.is_in(codes.of_messages(name)).fill_null(value=False)
        some = left.filter(chosen)
        left = left.filter(~chosen)
        if some.height:
            yield from make(store, some)
    known = code.is_in(list(codes.known_messages())).fill_null(value=False)
    yield _messages(store, left.filter(known))
    yield _unclassified(store, left.filter(~known), _UNKNOWN)


def _deleted(store: Store, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """By whom it was deleted is not in the row; whose message it was is its sender."""
    yield finished(
        rows,
        Kind.DELETION,
        store.source,
        **SHARED,
        message_id=pl.col("message_id"),
        about=pl.col("message_id"),
    )


def _polls(store: Store, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The options and votes stand in a blob whose meaning is not established; it is kept with the receipts."""
    question = as_text("body")
    yield finished(
        rows, Kind.POLL, store.source, **SHARED, message_id=pl.col("message_id"), question=question
    )


def _calls(store: Store, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    outcome = pl.lit(CallOutcome.UNKNOWN.value)
    yield finished(rows, Kind.CALL, store.source, **SHARED, message_id=pl.col("message_id"), outcome=outcome)


_FILE = {name: pl.col(name) for name in ("media", "attachment", "attachment_sha256")}


def _messages(store: Store, rows: pl.DataFrame) -> pl.DataFrame:
    return finished(rows, Kind.MESSAGE, store.source, **SHARED, **_FILE, message_id=pl.col("message_id"))


def _unclassified(store: Store, rows: pl.DataFrame, reason: str) -> pl.DataFrame:
    told = remainder({"ZGROUPEVENTTYPE": pl.Int64(), "message_id": pl.String(), "attachment": pl.String()})
    columns = SHARED | {"remainder": merged_json(pl.col("remainder"), told)}
    return finished(rows, Kind.UNCLASSIFIED, store.source, **columns, reason=pl.lit(reason))
