"""Who was in a group when the phone was read, and who the file says was in it before."""

from collections.abc import Iterator, Mapping

import polars as pl

from candour.evidence.formats.android_database.store import Store
from candour.evidence.formats.database.fields import finished, merged_json, moments, no_time, remainder
from candour.evidence.records import Kind, MembershipChange

_NOW = {"group_jid_row_id": pl.Int64(), "user_jid_row_id": pl.Int64()}
_PAST = _NOW | {"is_leave": pl.Int64(), "timestamp": pl.Int64()}
_OLD_NOW = {"gjid": pl.String(), "jid": pl.String()}
_OLD_PAST = {"gjid": pl.String(), "jid": pl.String(), "timestamp": pl.Int64(), "action": pl.Int64()}
_OLD_LOG = "a change of a group's members whose number no source explains"


def member_frames(store: Store) -> Iterator[pl.DataFrame]:
    yield _now(store, "group_participant_user", _by_number(store, "group_participant_user", _NOW))
    yield _past(store)
    yield _now(store, "group_participants", _by_name(store, "group_participants", _OLD_NOW))
    yield _old_log(store)


def _by_number(store: Store, table: str, wanted: Mapping[str, pl.DataType]) -> pl.DataFrame:
    frame = store.whole(table, wanted)
    store.read(table, frame.height)
    return frame.with_columns(
        store.addresses.of("group_jid_row_id").alias("group"),
        store.addresses.of("user_jid_row_id").alias("user"),
        store.addresses.hidden_of("user_jid_row_id").alias("user_was_written_as"),
    )


def _by_name(store: Store, table: str, wanted: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The old tables name people themselves; an empty name is the owner's."""
    frame = store.whole(table, wanted)
    store.read(table, frame.height)
    owner = pl.when(pl.col("jid") == "").then(pl.lit(store.owner)).otherwise(pl.col("jid"))
    none = pl.lit(None, pl.String)
    return frame.with_columns(
        pl.col("gjid").alias("group"), owner.alias("user"), none.alias("user_was_written_as")
    )


def _columns(table: str) -> dict[str, pl.Expr]:
    told = remainder({"user_was_written_as": pl.String()})
    return {
        "table": pl.lit(table),
        "row": pl.col("row"),
        "conversation": pl.col("group"),
        "subjects": pl.when(pl.col("user").is_not_null()).then(pl.concat_list("user")),
        "remainder": merged_json(pl.col("rest"), told),
    }


def _now(store: Store, table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """No event: the list as it stood when the phone was read. The owner of the phone is not always in it."""
    change = pl.lit(MembershipChange.PRESENT.value)
    columns = _columns(table) | no_time() | {"change": change}
    return finished(frame, Kind.MEMBERSHIP, store.source, **columns)


def _past(store: Store) -> pl.DataFrame:
    """`is_leave` tells leaving from being removed: known, not verified."""
    table = "group_past_participant_user"
    frame = _by_number(store, table, _PAST)
    left, removed = MembershipChange.LEFT.value, MembershipChange.REMOVED.value
    leaving = pl.col("is_leave") == 1
    columns = _columns(table) | moments(pl.col("timestamp"))
    columns |= {
        "code": pl.col("is_leave"),
        "change": pl.when(leaving).then(pl.lit(left)).otherwise(pl.lit(removed)),
        "sender": pl.when(leaving).then("user"),
    }
    return finished(frame, Kind.MEMBERSHIP, store.source, **columns)


def _old_log(store: Store) -> pl.DataFrame:
    table = "group_participants_history"
    frame = _by_name(store, table, _OLD_PAST)
    columns = _columns(table) | moments(pl.col("timestamp"))
    told = remainder({"user": pl.String()})
    columns |= {"code": pl.col("action"), "reason": pl.lit(_OLD_LOG)}
    columns["remainder"] = merged_json(pl.col("rest"), told)
    del columns["subjects"]
    return finished(frame, Kind.UNCLASSIFIED, store.source, **columns)
