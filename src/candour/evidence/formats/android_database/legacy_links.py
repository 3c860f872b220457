"""What hangs on the old table: answers, and the receipts of groups."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.android_database.store import Store
from candour.evidence.formats.database.fields import (
    finished,
    identity_of,
    merged_json,
    moments,
    no_time,
    remainder,
)
from candour.evidence.records import Kind, ReceiptState

TABLE = "messages"
OLD_RECEIPTS = {
    ReceiptState.DELIVERED: "receipt_device_timestamp",
    ReceiptState.READ: "read_device_timestamp",
    ReceiptState.PLAYED: "played_device_timestamp",
}
_QUOTE = {
    "key_id": pl.String(),
    "data": pl.Binary(),
    "key_remote_jid": pl.String(),
    "remote_resource": pl.String(),
}
_RECEIPT = dict.fromkeys(("key_remote_jid", "key_id", "remote_resource"), pl.String()) | dict.fromkeys(
    OLD_RECEIPTS.values(), pl.Int64()
)
_NO_QUOTER = "it belongs to a message that is not in the file"


def quote_frames(store: Store, runs: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    quotes = store.whole("messages_quotes", _QUOTE)
    if not quotes.height:
        return
    messages = pl.concat(runs) if runs else pl.DataFrame()
    quoters = messages.filter(pl.col("quoted_row_id") > 0).unique(
        "quoted_row_id", keep="first", maintain_order=True
    )
    quoters = quoters.select(
        "quoted_row_id", pl.col("row").alias("quoter"), "conversation", "sender", "timestamp", "marks"
    )
    joined = quotes.join(quoters, left_on="row", right_on="quoted_row_id", how="left", maintain_order="left")
    single = messages.select("key_id", pl.col("row").alias("found")).unique("key_id", keep="none")
    answered = identity_of(store.source, TABLE, "found").alias("answered")
    own = joined.filter(pl.col("quoter").is_not_null()).join(
        single, on="key_id", how="left", maintain_order="left"
    )
    store.read("messages_quotes", own.height)
    told = remainder({"key_remote_jid": pl.String(), "remote_resource": pl.String()})
    yield finished(
        own.with_columns(answered),
        Kind.REPLY,
        store.source,
        table=pl.lit("messages_quotes"),
        row=pl.col("row"),
        conversation=pl.col("conversation"),
        sender=pl.col("sender"),
        marks=pl.col("marks"),
        about=identity_of(store.source, TABLE, "quoter"),
        answers=pl.coalesce("answered", "key_id"),
        quoted=pl.col("data"),
        remainder=merged_json(pl.col("rest"), told),
        **moments(pl.col("timestamp")),
    )
    lost = joined.filter(pl.col("quoter").is_null())
    if lost.height:
        yield store.listed("messages_quotes", lost, _NO_QUOTER)


def receipt_frames(store: Store, runs: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The old table names the message by its key and chat; where just one row bears them, that row is meant."""
    frame = store.whole("receipts", _RECEIPT)
    store.read("receipts", frame.height)
    if not frame.height:
        return
    messages = (
        pl.concat(runs)
        if runs
        else pl.DataFrame(schema={"key_id": pl.String, "conversation": pl.String, "row": pl.Int64})
    )
    places = messages.select(
        "key_id",
        pl.col("conversation").alias("key_remote_jid"),
        identity_of(store.source, TABLE, "row").alias("found"),
    ).unique(["key_id", "key_remote_jid"], keep="none")
    frame = frame.join(places, on=["key_id", "key_remote_jid"], how="left", maintain_order="left")
    columns = {
        "table": pl.lit("receipts"),
        "row": pl.col("row"),
        "about": pl.coalesce("found", "key_id"),
        "conversation": pl.col("key_remote_jid"),
        "recipient": pl.col("remote_resource"),
        "remainder": pl.col("rest"),
    }
    seen = pl.lit(value=False)
    for state, column in OLD_RECEIPTS.items():
        has = (pl.col(column) > 0).fill_null(value=False)
        told = {"inner": seen, "state": pl.lit(state.value)}
        yield finished(
            frame.filter(has), Kind.RECEIPT, store.source, **columns, **told, **moments(pl.col(column))
        )
        seen = seen | has
    raw = {"state": pl.lit(ReceiptState.RAW.value)}
    yield finished(frame.filter(~seen), Kind.RECEIPT, store.source, **columns, **raw, **no_time())
