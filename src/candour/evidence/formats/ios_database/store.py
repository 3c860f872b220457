"""A ChatStorage.sqlite that is being read: its chats and members by their numbers, and which messages have gone by."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from candour.evidence.formats.database.opening import Database
from candour.evidence.formats.database.store import TableStore

SYSTEM = frozenset({"Z_PK", "Z_ENT", "Z_OPT"})  # bookkeeping of Apple's own, and no part of a chat
_SESSION = {"ZCONTACTJID": pl.String(), "ZPARTNERNAME": pl.String()}
_MEMBER = {name: pl.String() for name in ("ZMEMBERJID", "ZCONTACTNAME", "ZFIRSTNAME")} | {
    name: pl.Int64() for name in ("ZCHATSESSION", "ZISACTIVE", "ZISADMIN")
}
_PUSH_NAME = {"ZJID": pl.String(), "ZPUSHNAME": pl.String()}
_PERSONS = ("@s.whatsapp.net", "@lid")
# What later parts ask of a message that has gone by.
KEPT: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "conversation": pl.String(),
    "sender": pl.String(),
    "own": pl.Boolean(),
    "message_id": pl.String(),
    "utc": pl.Datetime("us", "UTC"),
    "written": pl.String(),
    "forwarded": pl.Boolean(),
    "copy": pl.Boolean(),
    "ZMEDIAITEM": pl.Int64(),
    "ZMESSAGEINFO": pl.Int64(),
}


class Store(TableStore):
    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.messages = pl.DataFrame(schema=KEPT)
        self.sessions = self._all("ZWACHATSESSION", _SESSION)
        self.members = self._all("ZWAGROUPMEMBER", _MEMBER)
        self.push_names = self._all("ZWAPROFILEPUSHNAME", _PUSH_NAME)
        self.chats = {
            row: address or f"chat/{row}"
            for row, address in self.sessions.select("row", "ZCONTACTJID").rows()
        }
        self.partners = {row: one for row, one in self.chats.items() if one.endswith(_PERSONS)}
        self.people = dict(self.members.select("row", "ZMEMBERJID").drop_nulls().rows())

    def _all(self, table: str, wanted: Mapping[str, pl.DataType]) -> pl.DataFrame:
        frame = self.whole(table, wanted, SYSTEM)
        self.read(table, frame.height)
        return frame

    def went_by(self, frames: list[pl.DataFrame]) -> None:
        self.messages = pl.concat([pl.DataFrame(schema=KEPT), *frames])

    def conversations(self) -> dict[str, dict[str, Any]]:
        """What the file calls each chat; when a group was made and by whom stands in a record of its own."""
        found = {}
        for row, name in self.sessions.select("row", "ZPARTNERNAME").rows():
            admins = self._admins(row)
            found[self.chats[row]] = ({"subject": name} if name else {}) | (
                {"admins": admins} if admins else {}
            )
        return found

    def _admins(self, session: int) -> list[str]:
        """As the list of members stood when the phone was read; who made them so, and when, is in no table."""
        here = (pl.col("ZCHATSESSION") == session) & (pl.col("ZISADMIN") == 1) & (pl.col("ZISACTIVE") != 0)
        return self.members.filter(here)["ZMEMBERJID"].drop_nulls().to_list()

    def names(self) -> dict[str, dict[str, str]]:
        """By address: the names that this phone has for it. Names explain a sender; they never replace it."""
        found: dict[str, dict[str, str]] = {}
        given = [
            *((address, "push_name", name) for address, name in self._pairs(self.push_names, *_PUSH_NAME)),
            *((address, "contact_name", name) for address, name in self._pairs(self.members, "ZMEMBERJID", "ZCONTACTNAME")),
            *((address, "partner_name", name) for address, name in self._pairs(self.sessions, *_SESSION)),
        ]  # fmt: skip
        for address, kind, name in given:
            if address.endswith(_PERSONS):
                found.setdefault(address, {})[kind] = name
        return found

    def _pairs(self, frame: pl.DataFrame, address: str, name: str) -> list[tuple[str, str]]:
        rows: list[tuple[str, str]] = frame.select(address, name).drop_nulls().rows()
        return rows
