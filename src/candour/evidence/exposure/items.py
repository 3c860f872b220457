"""What the records show about an item of concern: its copies, and the receipts, reactions, replies and forwards on it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import polars as pl

from candour.evidence.exposure.timeline import Timeline
from candour.evidence.merging.rows import IDENTITY
from candour.evidence.records import Kind, Media

Answering = dict[tuple[str, str], tuple[str | None, str | None, int | None]]
_PLAYABLE = {Media.VIDEO, Media.VIDEO_NOTE, Media.AUDIO}


class NoSuchItem(LookupError):
    """An identity that is no message of the conversation."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing about an item by or for one person; two phones' records of it are one trace with two citations."""

    cites: tuple[str, ...]
    at: datetime | None = None
    state: str | None = None  # of a receipt
    emoji: str | None = None
    withdrawn: bool = False
    place: int | None = None  # of the message that answers, or carries the same file

    @property
    def sources(self) -> set[str]:
        return {one.rpartition(":")[0] for one in self.cites}


@dataclass(slots=True)
class Item:
    """One place in the conversation with every copy of the message that stands there."""

    identity: str
    place: int
    at: datetime | None
    who: str | None
    kind: Kind
    cites: tuple[str, ...]
    sources: tuple[str, ...]
    has_file: bool = False
    playable: bool = False
    receipts: dict[str, list[Trace]] = field(default_factory=lambda: defaultdict(list))
    reactions: dict[str, list[Trace]] = field(default_factory=lambda: defaultdict(list))
    replies: dict[str, list[Trace]] = field(default_factory=lambda: defaultdict(list))
    forwards: list[Trace] = field(default_factory=list)
    same_file_before: list[Trace] = field(default_factory=list)
    same_file_after: dict[str, list[Trace]] = field(default_factory=lambda: defaultdict(list))


def rows_of(timeline: Timeline, identities: Iterable[str]) -> pl.DataFrame:
    """The placed rows that bear these identities, with `identity`; others are left out."""
    wanted = set(identities)
    locators = [one.rpartition(":")[2] for one in wanted]
    starts = [int(one) for one in locators if one.isdigit()]
    numbers = [
        int(one.rpartition("/")[2]) for one in locators if one.rpartition("/")[2].isdigit() and "/" in one
    ]
    near = timeline.placed.filter(
        pl.when(pl.col("table").is_null())
        .then(pl.col("start").is_in(starts))
        .otherwise(pl.col("row").is_in(numbers))
    )
    named = near.with_columns(IDENTITY.alias("identity"))
    return named.filter(pl.col("identity").is_in(list(wanted)))


def gather(timeline: Timeline, identities: Sequence[str]) -> list[Item]:
    """One Item for each identity, in the order given."""
    asked = dict(rows_of(timeline, identities).select("identity", "place").iter_rows())
    missing = [one for one in identities if one not in asked]
    if missing:
        raise NoSuchItem(f"{len(missing)} of {len(identities)} items are no message of this conversation")
    copies = timeline.placed.filter(pl.col("place").is_in(list(set(asked.values())))).with_columns(
        IDENTITY.alias("identity")
    )
    by_place: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in copies.iter_rows(named=True):
        by_place[row["place"]].append(row)
    items = [_item(one, by_place[asked[one]]) for one in identities]
    _attach(timeline, items, copies)
    _same_files(timeline, items, copies)
    for item in items:
        _told_once(item)
    return items


def _told_once(item: Item) -> None:
    for each in (item.reactions, item.replies, item.same_file_after):
        for who, traces in each.items():
            each[who] = joined(traces)
    item.same_file_before = joined(item.same_file_before)


def joined(traces: Iterable[Trace]) -> list[Trace]:
    """What one phone has once and another has too is one; what one phone has twice stays two."""
    found: list[Trace] = []
    for one in traces:
        at = next((at for at, known in enumerate(found) if _same(known, one)), None)
        if at is None:
            found.append(one)
        else:
            cites = dict.fromkeys([*found[at].cites, *one.cites])
            found[at] = replace(found[at], cites=tuple(cites), at=found[at].at or one.at)
    return found


def _same(known: Trace, one: Trace) -> bool:
    if (known.emoji, known.withdrawn, known.place) != (one.emoji, one.withdrawn, one.place):
        return False
    return one.place is not None or not known.sources & one.sources


def _item(identity: str, copies: list[dict[str, Any]]) -> Item:
    """Told by the copy that was asked for; the sender by the first copy that names one."""
    own = next(row for row in copies if row["identity"] == identity)
    return Item(
        identity=identity,
        place=own["place"],
        at=own["at"],
        who=own["who"] or next((row["who"] for row in copies if row["who"]), None),
        kind=Kind(own["kind"]),
        cites=tuple(dict.fromkeys([identity, *(row["identity"] for row in copies)])),
        sources=tuple(dict.fromkeys(row["source"] for row in copies)),
        has_file=any(row["attachment"] or row["media"] for row in copies),
        playable=any(row["media"] in _PLAYABLE for row in copies),
    )


def _attach(timeline: Timeline, items: Sequence[Item], copies: pl.DataFrame) -> None:
    by_name = _names(items, copies)
    names = list({name for _, name in by_name})
    relevant = timeline.attached.filter(pl.col("about").is_in(names) | pl.col("answers").is_in(names))
    answering = _answering(timeline, relevant)
    for row in relevant.with_columns(IDENTITY.alias("cite")).iter_rows(named=True):
        is_reply = row["kind"] == Kind.REPLY.value
        for item in by_name.get((row["source"], row["answers"] if is_reply else row["about"]), ()):
            _hang(row, item, timeline, answering)


def _names(items: Sequence[Item], copies: pl.DataFrame) -> dict[tuple[str, str], list[Item]]:
    """How the records of a source may call each item: by identity, or by the source's own message id."""
    at: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        at[item.place].append(item)
    found: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for source, identity, message_id, place in copies.select(
        "source", "identity", "message_id", "place"
    ).iter_rows():
        for name in {identity, message_id} - {None}:
            found[source, name] += at[place]
    return found


def _answering(timeline: Timeline, relevant: pl.DataFrame) -> Answering:
    """The messages that replies belong to: by source and name, who wrote it, its identity and place."""
    names = relevant.filter(pl.col("kind") == Kind.REPLY.value)["about"].drop_nulls().unique().to_list()
    if not names:
        return {}
    by_id = timeline.placed.filter(pl.col("message_id").is_in(names)).with_columns(IDENTITY.alias("identity"))
    found: Answering = {}
    for row in (*by_id.iter_rows(named=True), *rows_of(timeline, names).iter_rows(named=True)):
        for name in (row["identity"], row["message_id"]):
            found[row["source"], name] = (row["who"], row["identity"], row["place"])
    return found


def _hang(row: dict[str, Any], item: Item, timeline: Timeline, answering: Answering) -> None:
    cites = (row["cite"],)
    trace = Trace(cites, row["at"], row["state"], row["emoji"], bool(row["withdrawn"]))
    match Kind(row["kind"]):
        case Kind.RECEIPT if row["recipient"]:
            item.receipts[timeline.ties.person(row["source"], row["recipient"])].append(trace)
        case Kind.REACTION if row["who"]:
            item.reactions[row["who"]].append(trace)
        case Kind.FORWARD:
            item.forwards.append(trace)
        case Kind.REPLY:
            writer, message, place = answering.get((row["source"], row["about"]), (None, None, None))
            if who := row["who"] or writer:
                both = (*cites, *([message] if message else []))
                item.replies[who].append(Trace(both, row["at"], place=place))
        case _:
            pass  # an edit, or a record that names nobody


def _same_files(timeline: Timeline, items: Sequence[Item], copies: pl.DataFrame) -> None:
    """Other messages that carry the same file, where the source states its hash."""
    hashes = copies.filter(pl.col("attachment_sha256").is_not_null())
    by_place = dict(hashes.select("place", "attachment_sha256").iter_rows())
    if not by_place:
        return
    same = timeline.placed.filter(pl.col("attachment_sha256").is_in(list(set(by_place.values()))))
    by_hash: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in same.with_columns(IDENTITY.alias("identity")).iter_rows(named=True):
        by_hash[row["attachment_sha256"]].append(row)
    for item in items:
        for row in by_hash.get(by_place.get(item.place, ""), ()):
            _same_file(item, row)


def _same_file(item: Item, row: dict[str, Any]) -> None:
    trace = Trace((row["identity"],), row["at"], place=row["place"])
    if row["place"] < item.place:
        item.same_file_before.append(trace)
    elif row["place"] > item.place and row["who"]:
        item.same_file_after[row["who"]].append(trace)
