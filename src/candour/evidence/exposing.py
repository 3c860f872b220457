"""Exposure on a case file: the records of one chat within the scope, with what people said, as the exposure wing takes them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import polars as pl

from candour.evidence.exposure import terms, testimony
from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.items import rows_of
from candour.evidence.exposure.membership import Stay, memberships
from candour.evidence.exposure.timeline import Timeline, timeline
from candour.evidence.formats.parquet import scan_parts
from candour.evidence.imports.folders import entries_of
from candour.evidence.imports.lines import chat_key
from candour.evidence.merging import ties as of_names
from candour.evidence.merging.rows import ATTACHED
from candour.evidence.models import AnswersCoded, Chat, Exhibit, Item
from candour.evidence.scope import Days, Reach

Stays: TypeAlias = dict[str, tuple[Stay, ...]]


@dataclass(frozen=True)
class Exposed:
    """One chat with its items reckoned."""

    timeline: Timeline
    stays: Stays
    reckoner: Reckoner


def exposed(folder: Path, chat: Chat, reach: Reach, items: Sequence[Item]) -> Exposed:
    """Items of this chat only. What lies outside the reach plays no part, not even in who was a member."""
    laid_out = timeline(records_within(folder, chat, reach), ties_of(chat.exhibit))
    stays = memberships(laid_out)
    said = replace(testimony_on(items), reviewed=reviewed(items))
    return Exposed(laid_out, stays, reckoner_of(laid_out, stays, items, said))


def reckoner_of(
    laid_out: Timeline,
    stays: Stays,
    items: Sequence[Item],
    said: testimony.Testimony,
    alone: Sequence[Stays] | None = None,
) -> Reckoner:
    """An answer that was coded and lies outside what may be seen now plays no part, as nothing there does."""
    answers = [one.message for one in said.codings]
    seen = set(rows_of(laid_out, answers)["identity"]) if answers else set()
    within = replace(said, codings=tuple(one for one in said.codings if one.message in seen))
    return Reckoner(laid_out, stays, [item.identity for item in items], within, alone)


def records_within(folder: Path, chat: Chat, reach: Reach) -> pl.LazyFrame:
    """The chat's records, and those that hang on messages without naming a chat."""
    entry = next(one for one in entries_of(folder) if one["source"] == chat.source)
    records = scan_parts(folder, entry)
    names = records.select("conversation").unique().collect()["conversation"].to_list()
    own = next(name for name in names if chat_key(chat.source, name) == chat.key)
    here = pl.col("conversation").eq_missing(pl.lit(own, dtype=pl.String))
    loose = pl.col("conversation").is_null() & _hangs_on()
    return records.filter((here | loose) & _within(reach.spans(chat.key)))


def _hangs_on() -> pl.Expr:
    return pl.col("kind").is_in([one.value for one in ATTACHED])


def _within(spans: Sequence[Days]) -> pl.Expr:
    """A receipt or a reaction without a time goes with its message."""
    day = pl.coalesce(pl.col("utc").dt.replace_time_zone(None), "local").dt.date()
    found = pl.lit(False)
    for span in spans:
        found = found | (pl.lit(True) if span.all else _span(day, span))
    return found | (day.is_null() & _hangs_on())


def _span(day: pl.Expr, span: Days) -> pl.Expr:
    first = day >= span.first if span.first else pl.lit(True)
    last = day <= span.last if span.last else pl.lit(True)
    return (day.is_not_null() & first & last).fill_null(False)


def ties_of(exhibit: Exhibit) -> of_names.Ties:
    """All that were ever made, the undone ones too."""
    made = [
        of_names.Tie(
            person=one.person,
            name=one.name,
            by=str(one.made_by_id),
            on=one.made_at.date(),
            undone_by=None if one.stands else str(one.undone_by_id),
        )
        for one in exhibit.ties.all()
    ]
    return of_names.Ties(tuple(made))


def persons_of(exhibit: Exhibit) -> dict[str, str]:
    """By name as the source writes it, the person it stands for."""
    return {one.name: one.person for one in exhibit.ties.all() if one.stands}


def testimony_on(items: Sequence[Item]) -> testimony.Testimony:
    return testimony.Testimony(
        codings=tuple(coding for item in items for coding in _codings(item)),
        statements=tuple(one for item in items for one in _statements(item)),
    )


def last_said(exhibit: Exhibit, chat: str) -> AnswersCoded | None:
    """Whether every answer in a chat was coded, as it was last said under the scope that stands."""
    rows = exhibit.answers_coded.filter(chat=chat, scope=exhibit.scope).select_related("said_by")
    found: AnswersCoded | None = rows.order_by("-number").first()
    return found


def reviewed(items: Sequence[Item]) -> tuple[testimony.Reviewed, ...]:
    """It is said of one phone's chat only: another phone may hold answers that this one lacks."""
    return tuple(one for item in items for one in _reviewed(item))


def _reviewed(item: Item) -> list[testimony.Reviewed]:
    """Of an item put forward later nobody has said so yet."""
    said = last_said(item.exhibit, item.chat)
    if said is None or not said.every or item.put_forward_at > said.said_at:
        return []
    return [testimony.Reviewed(item=item.identity, by=str(said.said_by_id))]


def _codings(item: Item) -> list[testimony.Coding]:
    """The last word of each reader on each reply."""
    last = {(one.reader_id, one.place): one for one in item.reply_codings.all()}
    return [
        testimony.Coding(
            item=item.identity,
            message=f"{item.source}:{one.place}",
            stance=terms.Stance(one.stance),
            by=str(one.reader_id),
            on=one.at.date(),
        )
        for one in last.values()
    ]


def _statements(item: Item) -> list[testimony.Statement]:
    return [
        testimony.Statement(
            item=item.identity,
            person=one.person,
            exposure=terms.Exposure(one.said),
            reference=one.reference,
            told=testimony.Told(one.told),
            other=one.other or None,
        )
        for one in item.accounts.all()
    ]
