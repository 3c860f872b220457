"""Who was in a group when the phone was read, who the file says was in it before, and when a group was made."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.database.fields import (
    apple_moments,
    finished,
    merged_json,
    no_time,
    remainder,
)
from candour.evidence.formats.ios_database.store import SYSTEM, Store
from candour.evidence.records import Kind, MembershipChange

_INFO = {"ZCHATSESSION": pl.Int64(), "ZCREATORJID": pl.String(), "ZCREATIONDATE": pl.Float64()}
_CHANGE = {
    "ZGROUPJID": pl.String(),
    "ZCHANGETYPE": pl.Int64(),
    "ZCHANGEDATE": pl.Float64(),
    "ZMEMBERJIDS": pl.Binary(),
}
_PAST = "in the list of members and no longer active: the file does not say since when"
_LOG = "a change of a group's members whose number no source explains"


def member_frames(store: Store) -> Iterator[pl.DataFrame]:
    yield from _listed_members(store)
    yield _made(store)
    yield _log(store)


def _listed_members(store: Store) -> Iterator[pl.DataFrame]:
    """The owner of the phone is not always in the list."""
    told = {
        "ZCONTACTNAME": pl.String(),
        "ZISADMIN": pl.Int64(),
        "ZISACTIVE": pl.Int64(),
        "member": pl.String(),
    }
    members = store.members.with_columns(
        pl.col("ZCHATSESSION").replace_strict(store.chats or {0: ""}, default=None, return_dtype=pl.String).alias("chat"),
        pl.lit("ZWAGROUPMEMBER").alias("table"),
        pl.col("ZMEMBERJID").alias("member"),
    )  # fmt: skip
    members = members.with_columns(merged_json(pl.col("rest"), remainder(told)).alias("told"))
    shared = {
        "table": pl.col("table"),
        "row": pl.col("row"),
        "conversation": pl.col("chat"),
        "remainder": pl.col("told"),
    }
    gone = pl.col("ZISACTIVE") == 0
    present = members.filter(~gone.fill_null(value=False))
    people = pl.when(pl.col("ZMEMBERJID").is_not_null()).then(pl.concat_list("ZMEMBERJID"))
    change = pl.lit(MembershipChange.PRESENT.value)
    yield finished(
        present, Kind.MEMBERSHIP, store.source, **shared, **no_time(), change=change, subjects=people
    )
    past = members.filter(gone)
    yield finished(past, Kind.UNCLASSIFIED, store.source, **shared, **no_time(), reason=pl.lit(_PAST))


def _made(store: Store) -> pl.DataFrame:
    table = "ZWAGROUPINFO"
    frame = store.whole(table, _INFO, SYSTEM)
    store.read(table, frame.height)
    chat = pl.col("ZCHATSESSION").replace_strict(store.chats or {0: ""}, default=None, return_dtype=pl.String)
    by_info = _by_info(store)
    columns = {
        "table": pl.lit(table),
        "row": pl.col("row"),
        "conversation": pl.coalesce(chat, pl.col("row").replace_strict(by_info or {0: ""}, default=None, return_dtype=pl.String)),
        "sender": pl.col("ZCREATORJID"),
        "remainder": pl.col("rest"),
        "change": pl.lit(MembershipChange.CREATED.value),
    }  # fmt: skip
    return finished(frame, Kind.MEMBERSHIP, store.source, **columns, **apple_moments(pl.col("ZCREATIONDATE")))


def _by_info(store: Store) -> dict[int, str]:
    """Some releases name the group's row in the chat's, others the chat's in the group's."""
    links = store.sessions.select(
        "row", pl.col("rest").str.json_path_match("$.ZGROUPINFO").alias("info")
    ).drop_nulls()
    return {int(info): store.chats[row] for row, info in links.rows() if info.isdigit()}


def _log(store: Store) -> pl.DataFrame:
    table = "ZWAGROUPMEMBERSCHANGE"
    frame = store.whole(table, _CHANGE, SYSTEM)
    store.read(table, frame.height)
    columns = {
        "table": pl.lit(table),
        "row": pl.col("row"),
        "conversation": pl.col("ZGROUPJID"),
        "code": pl.col("ZCHANGETYPE"),
        "body": pl.col("ZMEMBERJIDS"),
        "remainder": pl.col("rest"),
        "reason": pl.lit(_LOG),
    }
    return finished(frame, Kind.UNCLASSIFIED, store.source, **columns, **apple_moments(pl.col("ZCHANGEDATE")))
