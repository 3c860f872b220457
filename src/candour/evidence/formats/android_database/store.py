"""A msgstore.db that is being read: its tables, whom its numbers stand for, and which messages have gone by."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from candour.evidence.formats.android_database.addresses import CHAT, JID, JID_MAP, Addresses, addresses
from candour.evidence.formats.database.accounts import Accounts
from candour.evidence.formats.database.fields import finished, no_time, remainder
from candour.evidence.formats.database.opening import Database
from candour.evidence.formats.database.tables import Table, shapes
from candour.evidence.records import Kind

# What later parts ask of a message that has gone by.
KEPT = {
    "row": pl.Int64(),
    "chat_row_id": pl.Int64(),
    "from_me": pl.Int64(),
    "sender_jid_row_id": pl.Int64(),
    "timestamp": pl.Int64(),
    "key_id": pl.String(),
}
NO_MESSAGE = "it belongs to a message that is not in the file"


class Store:
    def __init__(self, database: Database) -> None:
        self.database, self.accounts = database, Accounts()
        self.source = database.source.sha256
        self.owner = f"owner of {self.source[:12]}"  # the file says only "from me", and never who that is
        self.shapes = shapes(database)
        self.remarks: dict[str, Any] = {}
        self.messages = pl.DataFrame(schema=KEPT)
        self.words_of_options = pl.DataFrame(schema={"row": pl.Int64(), "option_name": pl.String()})
        self.media_hashes = pl.Series(dtype=pl.String)
        self._left_out: dict[str, list[str]] = {}
        self.addresses = self._addresses()

    def _addresses(self) -> Addresses:
        found = [
            self.whole(name, wanted) for name, wanted in (("jid", JID), ("jid_map", JID_MAP), ("chat", CHAT))
        ]
        for name, frame in zip(("jid", "jid_map", "chat"), found, strict=True):
            self.read(name, frame.height)
        return addresses(*found)

    def table(
        self, name: str, wanted: Mapping[str, pl.DataType], leave: frozenset[str] = frozenset()
    ) -> Table | None:
        if name not in self.shapes:
            return None
        found = Table(self.database, self.shapes[name], self.accounts, wanted, leave)
        if left := sorted(leave & self.shapes[name].columns.keys()):
            self._left_out[name] = left
        return found

    def whole(self, name: str, wanted: Mapping[str, pl.DataType]) -> pl.DataFrame:
        """All rows of a table with `rest`, the JSON of its other columns; no rows where there is no such table."""
        empty = pl.DataFrame(schema={"row": pl.Int64(), **wanted, "rest": pl.String()})
        table = self.table(name, wanted)
        if table is None:
            return empty
        frame = table.whole()
        rest = [(one, frame.schema[one]) for one in [*table.rest, "odd"]]
        return frame.with_columns(remainder(rest).alias("rest")).select(empty.columns)

    def read(self, table: str, rows: int) -> None:
        if table in self.shapes:
            self.accounts.became_records(table, rows)

    def listed(self, table: str, frame: pl.DataFrame, reason: str) -> pl.DataFrame:
        """Rows that are shown as gaps: their number, the reason and what they hold besides pictures."""
        self.accounts.lists(table, frame.height, reason)
        rest = pl.col("rest") if "rest" in frame.columns else pl.lit(None, pl.String)
        return finished(
            frame,
            Kind.GAP,
            self.source,
            table=pl.lit(table),
            row=pl.col("row"),
            reason=pl.lit(reason),
            remainder=rest,
            **no_time(),
        )

    def parted(
        self, frame: pl.DataFrame, column: str = "message_row_id"
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Rows whose message is in the file, with that message's columns under `of_…`; and rows whose message is not."""
        messages = self.messages.rename({name: f"of_{name}" for name in KEPT})
        own = frame.join(messages, left_on=column, right_on="of_row", how="inner", maintain_order="left")
        return own, frame.join(messages, left_on=column, right_on="of_row", how="anti", maintain_order="left")

    def person(self, from_me: str, sender: str, chat: str) -> pl.Expr:
        """Who wrote a row: the owner, the address that it names, or the other of the two in the chat."""
        named = self.addresses.of(sender)
        return (
            pl.when(pl.col(from_me) == 1)
            .then(pl.lit(self.owner))
            .otherwise(pl.coalesce(named, self.addresses.partner(chat)))
        )

    def went_by(self, frames: list[pl.DataFrame]) -> None:
        self.messages = pl.concat([pl.DataFrame(schema=KEPT), *frames])

    def not_read(self) -> dict[str, int | None]:
        """Tables that no part of the reader reads, with their rows; those without rows are left out."""
        names = sorted(self.shapes.keys() - self.accounts.rows.keys())
        counted = {name: Table(self.database, self.shapes[name], Accounts(), {}).count() for name in names}
        return {name: rows for name, rows in counted.items() if rows != 0}

    def not_carried(self) -> dict[str, list[str]]:
        return self._left_out
