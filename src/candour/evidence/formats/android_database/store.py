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
        place, there = self.places(frame[column])
        of = self.messages.drop("row")[place.filter(there)].rename(lambda name: f"of_{name}")
        return frame.filter(there).hstack(of), frame.filter(~there)

    def places(self, rows: pl.Series) -> tuple[pl.Series, pl.Series]:
        """Where in `messages`, whose rows rise, each number would stand; and whether it does."""
        known = self.messages["row"]
        if not len(known):
            return pl.zeros(len(rows), pl.UInt32, eager=True), pl.repeat(False, len(rows), eager=True)
        place = known.search_sorted(rows.fill_null(0)).clip(0, len(known) - 1)
        return place, (known.gather(place) == rows).fill_null(value=False)

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
