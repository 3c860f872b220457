"""Who got, read or played a message sent from this phone: a record for each recipient and state, as the file has them.

Such rows exist only for what this phone sent. That one is missing proves nothing.
"""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.android_database.store import NO_MESSAGE, Store
from candour.evidence.formats.database.fields import (
    finished,
    identity_of,
    marks,
    merged_json,
    moments,
    no_time,
    remainder,
)
from candour.evidence.records import Kind, Mark, ReceiptState

_USER = {
    name: pl.Int64()
    for name in (
        "message_row_id",
        "receipt_user_jid_row_id",
        "receipt_timestamp",
        "read_timestamp",
        "played_timestamp",
    )
}
_DEVICE = {
    name: pl.Int64() for name in ("message_row_id", "receipt_device_jid_row_id", "receipt_device_timestamp")
}
_SELF = {name: pl.Int64() for name in ("message_row_id", "to_jid_row_id", "participant_jid_row_id")}
NAMED_ONLY = "named as a recipient; the row holds no time"


def receipt_frames(store: Store) -> Iterator[pl.DataFrame]:
    users = store.whole("receipt_user", _USER)
    store.read("receipt_user", users.height)
    states = {
        ReceiptState.DELIVERED: "receipt_timestamp",
        ReceiptState.READ: "read_timestamp",
        ReceiptState.PLAYED: "played_timestamp",
    }
    users = _about(store, users)
    yield from _states(store, "receipt_user", users, "receipt_user_jid_row_id", states)
    devices = store.whole("receipt_device", _DEVICE)
    store.read("receipt_device", devices.height)
    by_device = {ReceiptState.DELIVERED: "receipt_device_timestamp"}
    yield from _states(
        store, "receipt_device", _about(store, devices), "receipt_device_jid_row_id", by_device
    )
    yield from _played_here(store)
    _remark_on_orphans(store, users)


def _about(store: Store, receipts: pl.DataFrame) -> pl.DataFrame:
    """A receipt can outlive its message: it then names the message by the number it had in the table."""
    place, stands = store.places(receipts["message_row_id"])
    chats = place.set(~stands, None)
    joined = receipts.with_columns(store.messages["chat_row_id"].gather(chats), stands.alias("there"))
    there = pl.col("there")
    gone = pl.concat_str(pl.lit("message/"), pl.col("message_row_id").cast(pl.String))
    about = pl.when(there).then(identity_of(store.source, "message", "message_row_id")).otherwise(gone)
    return joined.with_columns(about.alias("about"), pl.when(~there).then(pl.lit(NO_MESSAGE)).alias("remark"))


def _states(
    store: Store, table: str, receipts: pl.DataFrame, person: str, states: dict[ReceiptState, str]
) -> Iterator[pl.DataFrame]:
    """The states of a row share its number; all but the first lie within it."""
    named = receipts.with_columns(
        store.addresses.of(person).alias("recipient"),
        store.addresses.hidden_of(person).alias("recipient_was_written_as"),
        store.addresses.chat("chat_row_id").alias("conversation"),
    )
    seen = pl.lit(value=False)
    for state, column in states.items():
        has = (pl.col(column) > 0).fill_null(value=False)
        some = named.with_columns(seen.alias("inner")).filter(has)
        yield _receipts(store, table, some, state, moments(pl.col(column)))
        seen = seen | has
    unseen = named.with_columns(pl.lit(value=False).alias("inner")).filter(~seen)
    said = unseen.with_columns(pl.coalesce("remark", pl.lit(NAMED_ONLY)).alias("remark"))
    yield _receipts(store, table, said, ReceiptState.RAW, no_time())


def _receipts(
    store: Store, table: str, frame: pl.DataFrame, state: ReceiptState, at: dict[str, pl.Expr]
) -> pl.DataFrame:
    told = remainder({"remark": pl.String(), "recipient_was_written_as": pl.String()})
    columns = {name: pl.col(name) for name in ("row", "about", "recipient", "conversation", "inner")}
    return finished(
        frame,
        Kind.RECEIPT,
        store.source,
        table=pl.lit(table),
        state=pl.lit(state.value),
        remainder=merged_json(pl.col("rest"), told),
        **columns,
        **at,
    )


def _played_here(store: Store) -> Iterator[pl.DataFrame]:
    """The owner of the phone played a recording. The table gives no time for it."""
    frame = _about(store, store.whole("played_self_receipt", _SELF))
    store.read("played_self_receipt", frame.height)
    yield finished(
        frame,
        Kind.RECEIPT,
        store.source,
        table=pl.lit("played_self_receipt"),
        row=pl.col("row"),
        about=pl.col("about"),
        conversation=store.addresses.chat("chat_row_id"),
        recipient=pl.lit(store.owner),
        state=pl.lit(ReceiptState.PLAYED.value),
        marks=marks({Mark.OWN: pl.lit(value=True)}),
        remainder=merged_json(pl.col("rest"), remainder({"remark": pl.String()})),
        **no_time(),
    )


def _remark_on_orphans(store: Store, users: pl.DataFrame) -> None:
    lost = users.filter(~pl.col("there"))
    messages = lost["message_row_id"].drop_nulls().unique().sort()
    store.remarks["receipts_without_message"] = {
        "rows": lost.height,
        "messages": messages.len(),
        "message_rows": messages.head(1_000).to_list(),
    }
