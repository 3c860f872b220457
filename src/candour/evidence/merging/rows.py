"""Records as rows: which of them have a place of their own in a conversation, how they are identified, and in which order."""

import polars as pl

from candour.evidence.records import Kind, MembershipChange

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
# Joined by hand: `pl.format` of polars 2.1 stops the program on some filtered frames.
_ROW = pl.concat_str("table", pl.col("row").cast(pl.String), separator="/")
LOCATOR = pl.when(pl.col("table").is_null()).then(pl.col("start").cast(pl.String)).otherwise(_ROW)
IDENTITY = pl.concat_str("source", LOCATOR, separator=":")

# A database's own list of those who were members once, in which a row stands for no event.
PAST_LISTS = ("group_past_participant_user",)


def is_listed() -> pl.Expr:
    """Rows of a list as the phone held it when it was read: members, and past members without a time. No events."""
    present = pl.col("change") == MembershipChange.PRESENT.value
    untimed = pl.col("table").is_not_null() & pl.col("utc").is_null() & pl.col("local").is_null()
    of_a_list = pl.col("kind").is_in([Kind.MEMBERSHIP.value, Kind.UNCLASSIFIED.value])
    return present.fill_null(False) | (untimed & of_a_list)


def with_places(placed: pl.DataFrame) -> pl.DataFrame:
    """Adds `place`: events as they happened, then the lists of the phone, which all stand together after them."""
    events = in_order(placed.filter(~is_listed())).with_row_index("place").cast({"place": pl.Int64})
    listed = placed.filter(is_listed()).select(pl.lit(events.height, pl.Int64).alias("place"), pl.all())
    return pl.concat([events, listed])


def in_order(placed: pl.DataFrame) -> pl.DataFrame:
    """By UTC where every message has it, else as the file runs."""
    messages = placed.filter(pl.col("kind") == Kind.MESSAGE.value)
    if messages.height and messages["utc"].null_count() == 0:
        times = placed.with_columns(pl.col("utc").forward_fill().alias("by"))
        if times["by"].null_count() == 0 and times["by"].is_sorted():
            return placed
        return times.sort("by", maintain_order=True, nulls_last=False).drop("by")
    return placed.sort("source", "start", maintain_order=True, nulls_last=True)
