"""Calls: rows of `message` that stand for one, with what `call_log` says of them; and logged calls that no message shows."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.android_database import codes
from candour.evidence.formats.android_database.store import Store
from candour.evidence.formats.database.fields import (
    finished,
    marks,
    merged_json,
    moments,
    of_the_line,
    remainder,
)
from candour.evidence.records import CallOutcome, Kind, Mark

_LOG = {
    name: pl.Int64()
    for name in ("_id", "jid_row_id", "from_me", "timestamp", "video_call", "duration", "call_result")
} | {"group_jid_row_id": pl.Int64()}
_LINK = {"message_row_id": pl.Int64(), "call_log_row_id": pl.Int64()}
_MISSED = {"message_row_id": pl.Int64(), "video_call": pl.Int64()}


class Calls:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.log = store.whole("call_log", _LOG)
        self.links = store.whole("message_call_log", _LINK)
        self.missed = store.whole("missed_call_logs", _MISSED)

    def tables(self) -> Iterator[tuple[str, pl.DataFrame]]:
        yield "message_call_log", self.links
        yield "missed_call_logs", self.missed

    def frames(self, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """What `call_result` means is not agreed, so it is kept; only a row of the kind "missed call" is called missed."""
        log = self.log.select(
            pl.col("row").alias("log_row"),
            "video_call",
            "duration",
            "call_result",
            pl.col("rest").alias("log_rest"),
        )
        logged = self.links.select("message_row_id", "call_log_row_id").join(
            log, left_on="call_log_row_id", right_on="log_row", how="left"
        )
        missed = self.missed.select("message_row_id", pl.col("video_call").alias("missed_video"))
        joined = rows
        for beside in (logged, missed):
            first = beside.unique("message_row_id", keep="first", maintain_order=True)
            joined = joined.join(
                first, left_on="row", right_on="message_row_id", how="left", maintain_order="left"
            )
        was_missed = pl.col("code").is_in(codes.of_messages("missed_call"))
        outcome = pl.when(was_missed).then(pl.lit(CallOutcome.MISSED.value))
        rest = remainder({"call_log_row_id": pl.Int64(), "call_result": pl.Int64()})
        yield finished(
            joined,
            Kind.CALL,
            self.store.source,
            **of_the_line("sender", "code", "message_id"),
            remainder=merged_json(pl.col("remainder"), pl.col("log_rest"), rest),
            outcome=outcome.otherwise(pl.lit(CallOutcome.UNKNOWN.value)),
            video=pl.coalesce("video_call", "missed_video") == 1,
            seconds=pl.col("duration"),
        )

    def without_message(self) -> Iterator[pl.DataFrame]:
        """Logged calls that no message row shows are records of their own."""
        shown = self.store.parted(self.links)[0]["call_log_row_id"]
        alone = self.log.filter(~pl.col("row").is_in(shown.drop_nulls().implode()))
        self.store.read("call_log", self.log.height)
        if alone.height:
            yield self._alone(alone)

    def _alone(self, log: pl.DataFrame) -> pl.DataFrame:
        of = self.store.addresses.of
        other, owner = of("jid_row_id"), pl.col("from_me") == 1
        rest = remainder({"call_result": pl.Int64(), "with": pl.String()})
        named = log.with_columns(other.alias("with"))
        return finished(
            named,
            Kind.CALL,
            self.store.source,
            table=pl.lit("call_log"),
            row=pl.col("row"),
            conversation=pl.coalesce(of("group_jid_row_id"), pl.col("with")),
            sender=pl.when(owner).then(pl.lit(self.store.owner)).otherwise(pl.col("with")),
            marks=marks({Mark.OWN: owner}),
            outcome=pl.lit(CallOutcome.UNKNOWN.value),
            video=pl.col("video_call") == 1,
            seconds=pl.col("duration"),
            remainder=merged_json(pl.col("rest"), rest),
            **moments(pl.col("timestamp")),
        )
