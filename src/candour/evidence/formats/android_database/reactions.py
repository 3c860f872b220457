"""What was attached to messages later (`message_add_on`): reactions, votes in polls, and kinds that no source explains."""

from collections.abc import Generator, Iterator, Mapping

import polars as pl

from candour.evidence.formats.android_database import codes
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

_ADD_ON = {
    name: pl.Int64()
    for name in (
        "_id",
        "parent_message_row_id",
        "chat_row_id",
        "sender_jid_row_id",
        "from_me",
        "timestamp",
        "message_add_on_type",
    )
}
_DETAIL = {"message_add_on_row_id": pl.Int64(), "sender_timestamp": pl.Int64()}
_REACTION = _DETAIL | {"reaction": pl.String()}
_CHOICE = {"message_add_on_row_id": pl.Int64(), "message_poll_option_id": pl.Int64()}
_WITHDRAWN = "an empty reaction is taken for one withdrawn: known, not verified"
_VOTE = "a vote in a poll"
_UNKNOWN = "an addition to a message whose kind no source explains"
_NO_ADD_ON = "it belongs to an addition that is not in the file"


def add_on_frames(store: Store) -> Iterator[pl.DataFrame]:
    add_ons = store.whole("message_add_on", _ADD_ON)
    store.read("message_add_on", add_ons.height)
    reactions = yield from _beside(store, "message_add_on_reaction", _REACTION, add_ons)
    votes = yield from _beside(store, "message_add_on_poll_vote", _DETAIL, add_ons)
    choices = yield from _beside(store, "message_add_on_poll_vote_selected_option", _CHOICE, add_ons)
    named = _named(store, add_ons)
    kind = pl.col("message_add_on_type")
    reacted = pl.col("row").is_in(reactions["message_add_on_row_id"].implode()) | kind.is_in(
        codes.of_add_ons("reaction")
    ).fill_null(value=False)
    voted = pl.col("row").is_in(votes["message_add_on_row_id"].implode()) | kind.is_in(
        codes.of_add_ons("poll_vote")
    ).fill_null(value=False)
    yield _reactions(store, named.filter(reacted), reactions)
    yield _votes(store, named.filter(voted & ~reacted), votes, choices)
    yield _unknown(store, named.filter(~voted & ~reacted))


def _beside(
    store: Store, table: str, wanted: Mapping[str, pl.DataType], add_ons: pl.DataFrame
) -> Generator[pl.DataFrame, None, pl.DataFrame]:
    frame = store.whole(table, wanted)
    own = pl.col("message_add_on_row_id").is_in(add_ons["row"].implode()).fill_null(value=False)
    lost = frame.filter(~own)
    if lost.height:
        yield store.listed(table, lost, _NO_ADD_ON)
    store.read(table, frame.height - lost.height)
    return frame.filter(own)


def _named(store: Store, add_ons: pl.DataFrame) -> pl.DataFrame:
    """`about` is the message's identity, or its number in the table where the message itself is gone."""
    there = pl.col("parent_message_row_id").is_in(store.messages["row"].implode()).fill_null(value=False)
    gone = pl.concat_str(pl.lit("message/"), pl.col("parent_message_row_id").cast(pl.String))
    return add_ons.with_columns(
        pl.when(there)
        .then(identity_of(store.source, "message", "parent_message_row_id"))
        .otherwise(gone)
        .alias("about"),
        pl.when(~there).then(pl.lit(NO_MESSAGE)).alias("remark"),
        store.person("from_me", "sender_jid_row_id", "chat_row_id").alias("sender"),
        store.addresses.chat("chat_row_id").alias("conversation"),
        marks({Mark.OWN: pl.col("from_me") == 1}).alias("marks"),
    )


def _shared(at: pl.Expr, *more: pl.Expr) -> dict[str, pl.Expr]:
    plain = {name: pl.col(name) for name in ("row", "sender", "conversation", "marks")}
    told = remainder({"remark": pl.String()})
    return (
        plain
        | moments(at)
        | {
            "table": pl.lit("message_add_on"),
            "code": pl.col("message_add_on_type"),
            "remainder": merged_json(pl.col("rest"), told, *more),
        }
    )


def _joined(add_ons: pl.DataFrame, detail: pl.DataFrame) -> pl.DataFrame:
    first = detail.unique("message_add_on_row_id", keep="first", maintain_order=True)
    first = first.rename({"row": "detail_row", "rest": "detail_rest"})
    return add_ons.join(
        first, left_on="row", right_on="message_add_on_row_id", how="left", maintain_order="left"
    )


_AT = pl.coalesce(pl.when(pl.col("sender_timestamp") > 0).then("sender_timestamp"), pl.col("timestamp"))


def _reactions(store: Store, add_ons: pl.DataFrame, reactions: pl.DataFrame) -> pl.DataFrame:
    joined = _joined(add_ons, reactions)
    empty = pl.col("reaction") == ""
    why = pl.when(empty).then(pl.lit(_WITHDRAWN)).alias("withdrawn_because")
    told = remainder({"withdrawn_because": pl.String()})
    return finished(
        joined.with_columns(why),
        Kind.REACTION,
        store.source,
        **_shared(_AT, pl.col("detail_rest"), told),
        about=pl.col("about"),
        emoji=pl.when(~empty).then("reaction"),
        withdrawn=empty.fill_null(value=False),
    )


def _votes(store: Store, add_ons: pl.DataFrame, votes: pl.DataFrame, choices: pl.DataFrame) -> pl.DataFrame:
    """Who chose what, as the file says; the records have no kind for it, so it is kept whole and unclassified."""
    options = store.words_of_options
    chosen = choices.join(options, left_on="message_poll_option_id", right_on="row", how="left")
    lists = chosen.group_by("message_add_on_row_id", maintain_order=True).agg(
        pl.col("option_name").alias("chose")
    )
    joined = _joined(add_ons, votes).join(
        lists, left_on="row", right_on="message_add_on_row_id", how="left", maintain_order="left"
    )
    told = pl.struct("about", "chose").struct.json_encode()
    return finished(
        joined,
        Kind.UNCLASSIFIED,
        store.source,
        **_shared(_AT, told),
        reason=pl.lit(_VOTE),
        about=pl.col("about"),
    )


def _unknown(store: Store, add_ons: pl.DataFrame) -> pl.DataFrame:
    told = pl.struct("about").struct.json_encode()
    return finished(
        add_ons,
        Kind.UNCLASSIFIED,
        store.source,
        **_shared(pl.col("timestamp"), told),
        reason=pl.lit(_UNKNOWN),
        about=pl.col("about"),
    )
