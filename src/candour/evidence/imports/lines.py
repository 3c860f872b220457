"""Records of a source as lines: each conversation in its order, and what hangs on its messages."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from candour.evidence.merging.rows import ATTACHED, LOCATOR, PLACED, SENT, in_order
from candour.evidence.records import Kind

_AT = pl.coalesce(pl.col("utc").dt.replace_time_zone(None), "local").alias("at")
# The time as written stands with a line that has no other; how surely it was read, where that is in doubt.
_ONLY_WHERE_TOLD = (
    pl.when(pl.col("at").is_null()).then(pl.col("written")).alias("written"),
    pl.when(~pl.col("certainty").is_in(["certain", "inferred"])).then(pl.col("certainty").cast(pl.String)),
)
LINES_AT_ONCE = 50_000
_MORE = (
    "marks", "attachment", "attachment_sha256", "written", "code", "change", "subjects", "before", "after", "setting",
    "question", "options", "outcome", "video", "seconds", "reason", "by_admin", "certainty",
)  # fmt: skip
_ATTACHED_MORE = ("emoji", "withdrawn", "state", "recipient", "before", "score", "original_sender")
_LINE = "INSERT INTO line VALUES (?,?,?,?,?,?,?,?,?,?,?)"
_ATTACHED = "INSERT INTO attached VALUES (?,?,?,?,?,?,?,?)"
# Line feeds and tabs stay; what else steers a terminal is shown as its code.
_CONTROLS = {code: f"\\x{code:02x}" for code in [*range(9), 11, 12, *range(14, 32), 127]} | {13: ""}


def chat_key(source: str, conversation: str | None) -> str:
    return hashlib.sha256(f"{source}\x1f{conversation or ''}".encode()).hexdigest()[:32]


def conversations(records: pl.LazyFrame) -> list[str | None]:
    """Those with something in them that has a place of its own, in the order of the source."""
    placed = records.filter(_placed())
    return placed.select("conversation").unique(maintain_order=True).collect()["conversation"].to_list()


def _placed() -> pl.Expr:
    return pl.col("kind").is_in([one.value for one in PLACED]) & ~pl.col("inner")


@dataclass
class ChatOfSource:
    """One conversation of a source, laid out some lines at a time, so that no step takes long."""

    records: pl.LazyFrame
    entry: Mapping[str, Any]
    conversation: str | None

    @property
    def key(self) -> str:
        return chat_key(self.entry["source"], self.conversation)

    @cached_property
    def shown(self) -> pl.DataFrame:
        named = pl.col("conversation").eq_missing(pl.lit(self.conversation, dtype=pl.String))
        found = in_order(self.records.filter(_placed() & named).collect())
        return found.with_columns(_AT, LOCATOR.alias("place")).with_columns(_ONLY_WHERE_TOLD)

    def starts(self) -> range:
        return range(0, max(self.shown.height, 1), LINES_AT_ONCE)

    def add(self, connection: sqlite3.Connection, start: int) -> None:
        """The lines from `start` on, behind all that are there already; days are counted with the last of them."""
        if start == 0:
            self._begin(connection)
        number, first = connection.execute("SELECT id, first FROM chat WHERE key = ?", [self.key]).fetchone()
        batch = self.shown.slice(start, LINES_AT_ONCE)
        connection.executemany(_LINE, _lines(batch, first + start, number))
        if start + LINES_AT_ONCE >= self.shown.height:
            connection.execute(
                "INSERT INTO day SELECT chat, day, min(n), count(*) FROM line WHERE chat = ? GROUP BY day",
                [number],
            )

    def add_writers(self, connection: sqlite3.Connection) -> None:
        """Who wrote on which day, so that a page need not read every line to name them."""
        (number,) = connection.execute("SELECT id FROM chat WHERE key = ?", [self.key]).fetchone()
        named = self.shown.filter(pl.col("sender").is_not_null())
        wrote = named.select("sender", pl.col("at").dt.date()).unique(maintain_order=True)
        rows = ((sender, number, _day(day)) for sender, day in wrote.iter_rows())
        connection.executemany("INSERT INTO writer VALUES (?,?,?)", rows)

    def _begin(self, connection: sqlite3.Connection) -> None:
        (first,) = connection.execute("SELECT coalesce(max(first + lines), 1) FROM chat").fetchone()
        (number,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM chat").fetchone()
        connection.execute(
            "INSERT INTO chat VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [number, self.key, *_chat(self.shown, self.entry, self.conversation), first],
        )


def _chat(shown: pl.DataFrame, entry: Mapping[str, Any], conversation: str | None) -> list[Any]:
    days = shown["at"].drop_nulls()
    sent = shown.filter(pl.col("kind").is_in([one.value for one in SENT]))
    dated = [_day(days.min()), _day(days.max())] if days.len() else [None, None]
    in_utc = bool(sent.height) and sent["utc"].null_count() == 0
    title = title_of(shown, entry["facts"], conversation)
    about = [entry["source"], conversation or "", entry["format"], title]
    return [*about, shown.height, sent.height, shown["at"].null_count(), *dated, int(in_utc)]


def title_of(shown: pl.DataFrame, facts: Mapping[str, Any], conversation: str | None) -> str:
    """The name the source keeps, else the last one somebody gave it, else how the source calls it."""
    kept = (facts.get("conversations") or {}).get(conversation) if conversation else facts.get("conversation")
    if isinstance(kept, Mapping):
        kept = kept.get("name") or kept.get("subject")
    renamed = shown.filter(pl.col("kind") == Kind.RENAME.value)["after"].drop_nulls()
    return str(kept or (renamed[-1] if renamed.len() else "") or conversation or "")


def _lines(shown: pl.DataFrame, first: int, chat: int) -> Iterator[tuple[Any, ...]]:
    told = [name for name in _MORE if shown[name].null_count() < shown.height]
    columns = ["at", "kind", "sender", "place", "message_id", "media", "body", *told]
    for n, row in enumerate(shown.select(columns).iter_rows(named=True), start=first):
        more = {name: row[name] for name in told if row[name] is not None}
        yield (
            n, chat, _day(row["at"]), _iso(row["at"]), row["kind"], row["sender"], row["place"], row["message_id"],
            row["media"], shown_text(row["body"]), json.dumps(more, ensure_ascii=False) if more else None,
        )  # fmt: skip


def add_attached(connection: sqlite3.Connection, records: pl.LazyFrame) -> None:
    """Edits, reactions, receipts, forward marks and reply links of one source."""
    found = records.filter(pl.col("kind").is_in([one.value for one in ATTACHED])).collect()
    named = found.with_columns(_AT, LOCATOR.alias("place"))
    rows = named.select("source", "about", "kind", "sender", "at", "place", "answers", *_ATTACHED_MORE)
    connection.executemany(_ATTACHED, map(_attached, rows.iter_rows(named=True)))


def _attached(row: Mapping[str, Any]) -> tuple[Any, ...]:
    more = {name: row[name] for name in _ATTACHED_MORE if row[name] is not None and row[name] is not False}
    about, answers = (_within(row["source"], row[name]) for name in ("about", "answers"))
    told = json.dumps(more, ensure_ascii=False) if more else None
    return row["source"], about, row["kind"], row["sender"], _iso(row["at"]), row["place"], answers, told


def _within(source: str, name: str | None) -> str | None:
    """A record of the same source by its place, led by a colon; else the source's own message id."""
    return name if name is None else name.removeprefix(source)


def shown_text(body: bytes | None) -> str | None:
    """A copy for the eye; what the source holds is not changed for it."""
    return None if body is None else body.decode("utf-8", "backslashreplace").translate(_CONTROLS)


def _day(at: Any) -> str | None:
    return None if at is None else f"{at:%Y-%m-%d}" if at.year >= 1000 else f"{at.year:04d}-{at:%m-%d}"


def _iso(at: Any) -> str | None:
    return None if at is None else at.isoformat(sep=" ")
