"""What the file keeps about a message in tables of their own: that it was edited, forwarded, or answers another."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.android_database.store import NO_MESSAGE, Store
from candour.evidence.formats.database.fields import (
    finished,
    identity_of,
    marks,
    merged_json,
    moments,
    remainder,
)
from candour.evidence.records import Kind, Mark

_EDIT = {
    "message_row_id": pl.Int64(),
    "original_key_id": pl.String(),
    "edited_timestamp": pl.Int64(),
    "sender_timestamp": pl.Int64(),
}
_FORWARD = {"message_row_id": pl.Int64(), "forward_score": pl.Int64()}
_QUOTE = {
    "message_row_id": pl.Int64(),
    "chat_row_id": pl.Int64(),
    "parent_message_chat_row_id": pl.Int64(),
    "key_id": pl.String(),
    "text_data": pl.Binary(),
    "message_type": pl.Int64(),
    "from_me": pl.Int64(),
    "sender_jid_row_id": pl.Int64(),
    "timestamp": pl.Int64(),
}


def link_frames(store: Store) -> Iterator[pl.DataFrame]:
    yield from _edits(store)
    yield from _forwards(store)
    yield from _replies(store)


def own_part(store: Store, table: str, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Rows without a message are listed; the caller makes records of the others."""
    _, lost = store.parted(frame)
    if lost.height:
        yield store.listed(table, lost, NO_MESSAGE)


def of_message(store: Store, table: str) -> dict[str, pl.Expr]:
    """The columns of a record that hangs on a message: its place, and whose message it is."""
    return {
        "table": pl.lit(table),
        "row": pl.col("row"),
        "about": identity_of(store.source, "message", "message_row_id"),
        "conversation": store.addresses.chat("of_chat_row_id"),
        "sender": store.person("of_from_me", "of_sender_jid_row_id", "of_chat_row_id"),
        "marks": marks({Mark.OWN: pl.col("of_from_me") == 1}),
    }


def _edits(store: Store) -> Iterator[pl.DataFrame]:
    """The old words are not kept by the file: only that and when there was an edit."""
    frame = store.whole("message_edit_info", _EDIT)
    yield from own_part(store, "message_edit_info", frame)
    own, _ = store.parted(frame)
    store.read("message_edit_info", own.height)
    if own.height:
        at = pl.coalesce(
            pl.when(pl.col("edited_timestamp") > 0).then("edited_timestamp"), pl.col("sender_timestamp")
        )
        told = remainder({"original_key_id": pl.String(), "sender_timestamp": pl.Int64()})
        rest = merged_json(pl.col("rest"), told)
        columns = of_message(store, "message_edit_info") | moments(at) | {"remainder": rest}
        yield finished(own, Kind.EDIT, store.source, **columns)


def _forwards(store: Store) -> Iterator[pl.DataFrame]:
    """The score counts how often it was passed on before. Who wrote it first is not in the file."""
    frame = store.whole("message_forwarded", _FORWARD)
    yield from own_part(store, "message_forwarded", frame)
    own, _ = store.parted(frame)
    store.read("message_forwarded", own.height)
    if own.height:
        columns = of_message(store, "message_forwarded") | moments(pl.col("of_timestamp"))
        columns |= {"score": pl.col("forward_score"), "remainder": pl.col("rest")}
        yield finished(own, Kind.FORWARD, store.source, **columns)


def _replies(store: Store) -> Iterator[pl.DataFrame]:
    frame = store.whole("message_quoted", _QUOTE)
    yield from own_part(store, "message_quoted", frame)
    own, _ = store.parted(frame)
    store.read("message_quoted", own.height)
    if own.height:
        found = _answered(store, own)
        named = found.with_columns(
            store.person("from_me", "sender_jid_row_id", "chat_row_id").alias("quoted_sender"),
            pl.col("timestamp").alias("quoted_timestamp"),
            pl.col("message_type").alias("quoted_type"),
        )
        told = {"quoted_sender": pl.String(), "quoted_timestamp": pl.Int64(), "quoted_type": pl.Int64()}
        columns = of_message(store, "message_quoted") | moments(pl.col("of_timestamp"))
        columns |= {
            "answers": pl.coalesce("answered", "key_id"),
            "quoted": pl.col("text_data"),
            "remainder": merged_json(pl.col("rest"), remainder(told)),
        }
        yield finished(named, Kind.REPLY, store.source, **columns)


def _answered(store: Store, quotes: pl.DataFrame) -> pl.DataFrame:
    """The message a quote was taken from: by its key, in a chat that the quote names. Where two fit, none is chosen."""
    messages = store.messages.select(
        pl.col("key_id"), pl.col("chat_row_id").alias("in_chat"), pl.col("row").alias("found")
    ).filter(pl.col("key_id").is_in(quotes["key_id"].drop_nulls().unique().implode()))
    pairs = quotes.select("row", "key_id", "chat_row_id", "parent_message_chat_row_id").join(
        messages, on="key_id"
    )
    there = (pl.col("in_chat") == pl.col("chat_row_id")) | (
        pl.col("in_chat") == pl.col("parent_message_chat_row_id")
    )
    pairs = pairs.with_columns(there.fill_null(value=False).alias("there"))
    near = pairs.filter(pl.col("there") | ~pl.col("there").any().over("row"))
    single = (
        near.group_by("row").agg(pl.col("found").first(), pl.len().alias("fit")).filter(pl.col("fit") == 1)
    )
    identity = identity_of(store.source, "message", "found").alias("answered")
    return quotes.join(single.select("row", identity), on="row", how="left", maintain_order="left")
