"""The old table `messages`, a row for everything; `messages_quotes` and `receipts` hang on it.

A file that was carried over holds both sets. A row that stands in the new table too is kept and marked as lying within it.
"""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.android_database import codes
from candour.evidence.formats.android_database.legacy_links import (
    OLD_RECEIPTS,
    TABLE,
    quote_frames,
    receipt_frames,
)
from candour.evidence.formats.android_database.store import Store
from candour.evidence.formats.database.fields import (
    as_text,
    finished,
    identity_of,
    implausible,
    in_order,
    marks,
    moments,
    of_the_line,
    remainder,
    telling,
)
from candour.evidence.records import CallOutcome, Kind, Mark

_WANTED = (
    dict.fromkeys(("key_remote_jid", "key_id", "remote_resource", "media_hash", "media_name"), pl.String())
    | dict.fromkeys(("key_from_me", "timestamp", "media_wa_type", "media_size", "status"), pl.Int64())
    | dict.fromkeys(("quoted_row_id", "forwarded", "starred", "media_duration"), pl.Int64())
    | dict.fromkeys(OLD_RECEIPTS.values(), pl.Int64())
    | dict.fromkeys(("data", "media_caption"), pl.Binary())
)
_SYSTEM_STATUS = 6  # such a row is a line that WhatsApp wrote; its action stands in `media_size`
_SENTINEL = "the row without content that WhatsApp itself places in the table"
_UNKNOWN = "a kind of message whose number no source explains"
_UNKNOWN_LINE = "a system line whose number the public parsers do not agree on"
_HASH = r"^[A-Za-z0-9+/]{43}=$"


def frames(store: Store) -> Iterator[pl.DataFrame]:
    table = store.table(TABLE, _WANTED, frozenset({"_id"}))
    quoted: list[pl.DataFrame] = []
    for frame in table.frames() if table is not None else ():
        rest = telling(frame, [*table.rest, "odd"]) if table else []
        empty = (pl.col("key_remote_jid") == "-1") & pl.col("data").is_null()
        sentinel = frame.filter(empty)
        if sentinel.height:
            yield store.listed(TABLE, sentinel, _SENTINEL)
        rows = _with_columns(store, frame.filter(~empty.fill_null(value=False)), rest)
        store.read(TABLE, rows.height)
        quoted.append(
            rows.select("row", "quoted_row_id", "conversation", "sender", "timestamp", "key_id", "marks")
        )
        yield in_order(_run(store, rows))
    yield from quote_frames(store, quoted)
    yield from receipt_frames(store, quoted)


def _with_columns(store: Store, frame: pl.DataFrame, rest: list[tuple[str, pl.DataType]]) -> pl.DataFrame:
    owner, chat = pl.col("key_from_me") == 1, pl.col("key_remote_jid")
    named = pl.when(pl.col("remote_resource") != "").then("remote_resource")
    partner = pl.when(chat.str.ends_with("@s.whatsapp.net") | chat.str.ends_with("@lid")).then(chat)
    code = pl.col("media_wa_type").fill_null(0)
    line = pl.col("status") == _SYSTEM_STATUS
    told = {
        "media_name": pl.String(),
        "media_caption": pl.String(),
        "status": pl.Int64(),
        "also": pl.String(),
    }
    only_caption = pl.col("data").is_null() | (pl.col("data") == b"")
    return (
        _also(store, frame)
        .with_columns(
            pl.lit(TABLE).alias("table"),
            chat.alias("conversation"),
            pl.when(owner).then(pl.lit(store.owner)).otherwise(pl.coalesce(named, partner)).alias("sender"),
            pl.when(line).then("media_size").otherwise(code).alias("code"),
            line.fill_null(value=False).alias("is_line"),
            pl.col("key_id").alias("message_id"),
            pl.when(only_caption & pl.col("media_caption").is_not_null())
            .then("media_caption")
            .otherwise("data")
            .alias("body"),
            as_text("media_caption"),
            **moments(pl.col("timestamp")),
        )
        .with_columns(remainder([*rest, *told.items()]).alias("remainder"), _marks(code, line).alias("marks"))
    )


def _marks(code: pl.Expr, line: pl.Expr) -> pl.Expr:
    shown = ~line.fill_null(value=False)
    return marks(
        {
            Mark.OWN: pl.col("key_from_me") == 1,
            Mark.STARRED: pl.col("starred") == 1,
            Mark.IMPLAUSIBLE_TIME: implausible(pl.col("timestamp")),
            Mark.VIEW_ONCE: code.is_in(codes.of_messages("view_once")) & shown,
            Mark.LOCATION: code.is_in(codes.of_messages("location")) & shown,
            Mark.CONTACT: code.is_in(codes.of_messages("contact")) & shown,
        }
    )


def _also(store: Store, frame: pl.DataFrame) -> pl.DataFrame:
    """`also` is the row of the new table with the same key, chat and side, where there is just one."""
    new = store.messages.select(
        pl.col("key_id"),
        store.addresses.chat("chat_row_id").alias("key_remote_jid"),
        pl.col("from_me").alias("key_from_me"),
        pl.concat_str(pl.lit("message/"), pl.col("row").cast(pl.String)).alias("also"),
    ).unique(["key_id", "key_remote_jid", "key_from_me"], keep="none")
    joined = frame.join(
        new, on=["key_id", "key_remote_jid", "key_from_me"], how="left", maintain_order="left"
    )
    return joined.with_columns(pl.col("also").is_not_null().alias("inner"))


_SHARED = of_the_line("inner", "sender", "code", "message_id", "remainder")


def _run(store: Store, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    lines, shown = rows.filter("is_line"), rows.filter(~pl.col("is_line"))
    yield from _lines(store, lines)
    code = pl.col("code")
    deleted = [*codes.of_messages("deleted"), *codes.of_messages("deleted_by_admin")]
    gone, calls = shown.filter(code.is_in(deleted)), shown.filter(code.is_in(codes.of_messages("call")))
    by_admin = code.is_in(codes.of_messages("deleted_by_admin"))
    yield finished(gone, Kind.DELETION, store.source, **_SHARED, about=pl.col("key_id"), by_admin=by_admin)
    missed = code.is_in(codes.of_messages("missed_call"))
    outcome = (
        pl.when(missed).then(pl.lit(CallOutcome.MISSED.value)).otherwise(pl.lit(CallOutcome.UNKNOWN.value))
    )
    yield finished(
        calls, Kind.CALL, store.source, **_SHARED, outcome=outcome, seconds=pl.col("media_duration")
    )
    others = shown.filter(~code.is_in([*deleted, *codes.of_messages("call")]))
    known = code.is_in(list(codes.known_messages()))
    yield _messages(store, others.filter(known), Kind.MESSAGE)
    yield _messages(store, others.filter(~known), Kind.UNCLASSIFIED)
    yield from _beside_messages(store, shown)


def _messages(store: Store, frame: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    fits = pl.col("media_hash").str.contains(_HASH)
    sha256 = pl.when(fits).then("media_hash").str.decode("base64", strict=False).bin.encode("hex")
    reason = {"reason": pl.lit(_UNKNOWN)} if kind is Kind.UNCLASSIFIED else {}
    media = pl.col("code").replace_strict(codes.media_by_code(), default=None, return_dtype=pl.String)
    columns = _SHARED | {"attachment": pl.col("media_name"), "attachment_sha256": sha256, "media": media}
    return finished(frame, kind, store.source, **columns, **reason)


def _lines(store: Store, lines: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Who was affected stands in a serialised object that is not read, so only those who acted themselves are named."""
    known = codes.events()
    for number in sorted(lines["code"].drop_nulls().unique()):
        some = lines.filter(pl.col("code") == number)
        kind, word = known.get(number, (Kind.UNCLASSIFIED, ""))
        yield finished(some, kind, store.source, **_SHARED, **_said(kind, word))
    bare = lines.filter(pl.col("code").is_null())
    yield finished(bare, Kind.UNCLASSIFIED, store.source, **_SHARED, reason=pl.lit(_UNKNOWN_LINE))


def _said(kind: Kind, word: str) -> dict[str, pl.Expr]:
    body = as_text("body")
    match kind:
        case Kind.MEMBERSHIP:
            themselves = word in ("left", "joined", "joined-by-link")
            known = pl.col("sender").is_not_null() if themselves else pl.lit(value=False)
            return {"change": pl.lit(word), "subjects": pl.when(known).then(pl.concat_list("sender"))}
        case Kind.RENAME:
            return {"after": body}
        case Kind.SETTINGS:
            return {"setting": pl.lit(word), "after": body}
        case Kind.NUMBER_CHANGE:
            return {}
        case _:
            return {"reason": pl.lit(_UNKNOWN_LINE)}


def _beside_messages(store: Store, shown: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Forward marks and the receipts of a chat between two: they stand in the message's own row, and so lie within it."""
    named = shown.with_columns(identity_of(store.source, TABLE, "row").alias("about"))
    within = {name: pl.col(name) for name in ("table", "row", "about", "conversation")} | {
        "inner": pl.lit(value=True)
    }
    forwarded = named.filter(pl.col("forwarded") > 0)
    forward = within | {"sender": pl.col("sender"), "score": pl.col("forwarded")}
    yield finished(forwarded, Kind.FORWARD, store.source, **forward, **moments(pl.col("timestamp")))
    chat = pl.col("conversation")
    partner = pl.when(chat.str.ends_with("@s.whatsapp.net") | chat.str.ends_with("@lid")).then(chat)
    sent = named.filter(pl.col("key_from_me") == 1)
    for state, column in OLD_RECEIPTS.items():
        told = {"recipient": partner, "state": pl.lit(state.value)}
        some = sent.filter(pl.col(column) > 0)
        yield finished(some, Kind.RECEIPT, store.source, **within, **told, **moments(pl.col(column)))
