"""Records as rows: which of them have a place of their own in a conversation, how they are identified, and in which order."""

import polars as pl

from candour.evidence.records import Kind

PLACED = (
    Kind.MESSAGE,
    Kind.DELETION,
    Kind.POLL,
    Kind.CALL,
    Kind.MEMBERSHIP,
    Kind.NUMBER_CHANGE,
    Kind.RENAME,
    Kind.SETTINGS,
    Kind.UNCLASSIFIED,
)
ATTACHED = (Kind.EDIT, Kind.REACTION, Kind.RECEIPT, Kind.FORWARD, Kind.REPLY)
SENT = (Kind.MESSAGE, Kind.DELETION, Kind.POLL)
NEEDED = (
    "kind", "source", "start", "table", "row", "inner", "conversation", "sender", "local", "utc", "marks", "message_id",
    "media", "attachment", "attachment_sha256", "about", "emoji", "withdrawn", "recipient", "state", "score", "answers",
    "change", "subjects", "before", "after",
)  # fmt: skip
LOCATOR = (
    pl.when(pl.col("table").is_null())
    .then(pl.col("start").cast(pl.String))
    .otherwise(pl.format("{}/{}", "table", "row"))
)
IDENTITY = pl.format("{}:{}", "source", LOCATOR)


def in_order(placed: pl.DataFrame) -> pl.DataFrame:
    messages = placed.filter(pl.col("kind") == Kind.MESSAGE.value)
    if messages.height and messages["utc"].null_count() == 0:
        times = placed.with_columns(pl.col("utc").forward_fill().alias("by"))
        return times.sort("by", maintain_order=True, nulls_last=False).drop("by")
    return placed.sort("source", "start", maintain_order=True, nulls_last=True)
