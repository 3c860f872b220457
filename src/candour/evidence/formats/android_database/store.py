"""A msgstore.db that is being read: whom its numbers stand for, and which messages have gone by."""

import polars as pl

from candour.evidence.formats.android_database.addresses import CHAT, JID, JID_MAP, Addresses, addresses
from candour.evidence.formats.database.opening import Database
from candour.evidence.formats.database.store import NO_MESSAGE, TableStore

__all__ = ["KEPT", "NO_MESSAGE", "Store"]
# What later parts ask of a message that has gone by.
KEPT = {
    "row": pl.Int64(),
    "chat_row_id": pl.Int64(),
    "from_me": pl.Int64(),
    "sender_jid_row_id": pl.Int64(),
    "timestamp": pl.Int64(),
    "key_id": pl.String(),
}


class Store(TableStore):
    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.messages = pl.DataFrame(schema=KEPT)
        self.words_of_options = pl.DataFrame(schema={"row": pl.Int64(), "option_name": pl.String()})
        self.media_hashes = pl.Series(dtype=pl.String)
        self.addresses = self._addresses()

    def _addresses(self) -> Addresses:
        found = [
            self.whole(name, wanted) for name, wanted in (("jid", JID), ("jid_map", JID_MAP), ("chat", CHAT))
        ]
        for name, frame in zip(("jid", "jid_map", "chat"), found, strict=True):
            self.read(name, frame.height)
        return addresses(*found)

    def parted(
        self, frame: pl.DataFrame, column: str = "message_row_id"
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Rows whose message is in the file, with that message's columns under `of_…`; and rows whose message is not."""
        named = {name: f"of_{name}" for name in KEPT}
        if not frame.height:
            nothing = [pl.lit(None, kind).alias(named[name]) for name, kind in KEPT.items() if name != "row"]
            return frame.with_columns(nothing), frame
        messages = self.messages.rename(named).with_columns(pl.lit(value=True).alias("there"))
        joined = frame.join(messages, left_on=column, right_on="of_row", how="left", maintain_order="left")
        there = joined["there"].is_not_null()
        return joined.filter(there).drop("there"), frame.filter(~there)

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
