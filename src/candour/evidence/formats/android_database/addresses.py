"""Whom the row numbers of `jid` and `chat` stand for. A hidden address (@lid) is resolved through `jid_map`, and that is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

_ADDRESSES = {
    "_id": pl.Int64(),
    "user": pl.String(),
    "server": pl.String(),
    "raw_string": pl.String(),
    "type": pl.Int64(),
}
_CHATS = {
    "_id": pl.Int64(),
    "jid_row_id": pl.Int64(),
    "subject": pl.String(),
    "created_timestamp": pl.Int64(),
}
JID, JID_MAP, CHAT = _ADDRESSES, {"lid_row_id": pl.Int64(), "jid_row_id": pl.Int64()}, _CHATS
_GROUP = "@g.us"


@dataclass(slots=True)
class Addresses:
    """`by_row` is the address a row stands for; `hidden` the @lid that stood there where another was put in its place."""

    by_row: dict[int, str] = field(default_factory=dict)
    hidden: dict[int, str] = field(default_factory=dict)
    chats: dict[int, str] = field(default_factory=dict)
    partners: dict[int, str] = field(default_factory=dict)  # of chats that are between two people
    conversations: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, column: str) -> pl.Expr:
        return _looked_up(pl.col(column), self.by_row)

    def hidden_of(self, column: str) -> pl.Expr:
        return _looked_up(pl.col(column), self.hidden)

    def chat(self, column: str) -> pl.Expr:
        return _looked_up(pl.col(column), self.chats)

    def partner(self, column: str) -> pl.Expr:
        return _looked_up(pl.col(column), self.partners)


def _looked_up(numbers: pl.Expr, words: Mapping[int, str]) -> pl.Expr:
    if not words:
        return pl.lit(None, pl.String)
    old, new = pl.Series(list(words), dtype=pl.Int64), pl.Series(list(words.values()), dtype=pl.String)
    return numbers.replace_strict(old, new, default=None, return_dtype=pl.String)


def addresses(jid: pl.DataFrame, jid_map: pl.DataFrame, chat: pl.DataFrame) -> Addresses:
    found = Addresses(
        by_row={row["_id"]: written for row in jid.iter_rows(named=True) if (written := _written(row))}
    )
    for lid, known in jid_map.select("lid_row_id", "jid_row_id").iter_rows():
        if lid in found.by_row and known in found.by_row and lid != known:
            found.hidden[lid] = found.by_row[lid]
    resolved = dict(jid_map.select("lid_row_id", "jid_row_id").iter_rows())
    found.by_row |= {lid: found.by_row[resolved[lid]] for lid in found.hidden}
    for row in chat.iter_rows(named=True):
        _add_chat(found, row)
    return found


def _written(row: Mapping[str, Any]) -> str | None:
    if row["raw_string"]:
        return str(row["raw_string"])
    return f"{row['user'] or ''}@{row['server']}" if row["server"] else None


def _add_chat(found: Addresses, row: Mapping[str, Any]) -> None:
    address = found.by_row.get(row["jid_row_id"]) or f"chat/{row['_id']}"
    found.chats[row["_id"]] = address
    if address.endswith(("@s.whatsapp.net", "@lid")):
        found.partners[row["_id"]] = address
    given = {"subject": row["subject"], "created": row["created_timestamp"]}
    found.conversations[address] = {name: value for name, value in given.items() if value}
