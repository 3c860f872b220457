"""Lists of members as a phone held them when it was read: who was on one was there then, who is missing had gone by then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from candour.evidence.exposure.happenings import Going
from candour.evidence.exposure.terms import Because, Known
from candour.evidence.exposure.timeline import Point, Timeline
from candour.evidence.merging.rows import IDENTITY
from candour.evidence.records import MembershipChange


@dataclass(frozen=True, slots=True)
class MemberList:
    """A list from elsewhere than the records: members when a phone was examined, and those it says were members once."""

    cite: str
    at: datetime | None = None
    members: frozenset[str] = frozenset()
    past: Mapping[str, datetime | None] = field(default_factory=dict)


@dataclass(slots=True)
class Listed:
    """By person: where they stand on a list of members, and the goings that lists bear out."""

    present: dict[str, list[Point]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[str, list[Going]] = field(default_factory=lambda: defaultdict(list))


def listed(timeline: Timeline, final: MemberList | None) -> Listed:
    """Each list stands after everything that its own source records; a list from elsewhere after all of it."""
    found = Listed()
    for source in _sources_with_lists(timeline):
        _of_source(source, timeline, found)
    if final is not None:
        _of_final(final, timeline, found)
    return found


def _sources_with_lists(timeline: Timeline) -> list[str]:
    rows = timeline.placed.filter(pl.col("change") == MembershipChange.PRESENT.value)
    return rows["source"].unique(maintain_order=True).to_list()


def _of_source(source: str, timeline: Timeline, found: Listed) -> None:
    """Missing from a list counts for those whom the same source names, but for the phone's owner, whom lists leave out."""
    of_source = timeline.placed.filter(pl.col("source") == source)
    present = of_source.filter(pl.col("change") == MembershipChange.PRESENT.value)
    rows = present.with_columns(IDENTITY.alias("cite"))
    on_it: set[str] = set()
    for row in rows.iter_rows(named=True):
        for name in row["subjects"] or ():
            who = timeline.ties.person(source, name)
            on_it.add(who)
            found.present[who].append(Point(row["place"], row["at"], row["cite"]))
    owner = timeline.owners().get(source)
    first = rows.row(0, named=True)
    point = Point(first["place"], first["at"], first["cite"])
    _missing((who for who in _named(of_source, timeline, source) if who != owner), on_it, point, found)


def _named(of_source: pl.DataFrame, timeline: Timeline, source: str) -> Iterable[str]:
    writers = of_source["who"].drop_nulls().unique(maintain_order=True).to_list()
    subjects = of_source["subjects"].drop_nulls().explode().unique(maintain_order=True).to_list()
    return dict.fromkeys([*writers, *(timeline.ties.person(source, one) for one in subjects if one)])


def _missing(named: Iterable[str], on_it: set[str], point: Point, found: Listed) -> None:
    for who in named:
        if who not in on_it:
            found.gone[who].append(Going(point, False, Because.NOT_ON_FINAL_LIST, known=Known.UNKNOWN))


def _of_final(final: MemberList, timeline: Timeline, found: Listed) -> None:
    point = Point(timeline.last + 1, final.at, final.cite)
    for who in final.members:
        found.present[who].append(point)
    past = {who: at for who, at in final.past.items() if who not in final.members}
    for who, at in past.items():
        found.gone[who].append(Going(point, False, Because.PAST_MEMBER, known=Known.UNKNOWN))
        if at is not None:
            found.gone[who].append(Going(_dated(at, timeline, final.cite), False, Because.PAST_MEMBER))
    if final.members:
        _missing((who for who in timeline.people() if who not in past), set(final.members), point, found)


def _dated(at: datetime, timeline: Timeline, cite: str) -> Point:
    before = timeline.placed.filter(pl.col("at") <= at)["place"]
    place = before.max() if before.len() else 0
    return Point(int(place), at, cite)  # type: ignore[arg-type]
