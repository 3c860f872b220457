"""Who was a member when: stays in a conversation, each end certain, inferred or unknown, and why.

A log of joins is usually missing, and leaving is not always written either. So an end is two points: the membership
cannot have begun (or ended) before the one nor after the other. What lies between them is not known.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from candour.evidence.exposure.happenings import Going, happenings
from candour.evidence.exposure.terms import Because, Known
from candour.evidence.exposure.timeline import Point, Timeline
from candour.evidence.merging.rows import SENT


@dataclass(frozen=True, slots=True)
class End:
    """One end of a stay. `by` is who added or removed, where the record says it."""

    known: Known
    because: Because
    earliest: Point | None = None
    latest: Point | None = None
    by: str | None = None

    @property
    def cites(self) -> tuple[str, ...]:
        points = (self.earliest, self.latest)
        return tuple(dict.fromkeys(one.cite for one in points if one is not None and one.cite))


@dataclass(frozen=True, slots=True)
class Stay:
    """From joining to leaving; somebody who came back has two."""

    start: End
    end: End


@dataclass(frozen=True, slots=True)
class MemberList:
    """A list that a phone kept: members when it was examined, and those it says were members once."""

    cite: str
    at: datetime | None = None
    members: frozenset[str] = frozenset()
    past: Mapping[str, datetime | None] = field(default_factory=dict)


def memberships(timeline: Timeline, final: MemberList | None = None) -> dict[str, tuple[Stay, ...]]:
    """The stays of everybody whom the conversation or the list names, as persons."""
    going, signs = happenings(timeline), signs_of(timeline)
    listed = {*(final.members if final else ()), *(final.past if final else ())}
    people = dict.fromkeys([*timeline.people(), *sorted(listed)])
    last = Point(timeline.last, _time_of(timeline, timeline.last))
    went = {who: _dated(who, timeline, final) for who in (final.past if final else ())}
    return {
        who: _Reckoning(
            _with(went.get(who), going.get(who, []), signs.get(who, [])),
            signs.get(who, []),
            last,
            _Listed(who, final, last),
        ).stays()
        for who in people
    }


def _dated(who: str, timeline: Timeline, final: MemberList | None) -> Going | None:
    """The going of somebody whom the list of past members gives a time for."""
    at = final.past[who] if final else None
    if at is None or final is None:
        return None
    before = timeline.placed.filter(pl.col("at") <= at)["place"]
    place = before.max() if before.len() else 0
    return Going(Point(int(place), at, final.cite), False, Because.PAST_MEMBER)  # type: ignore[arg-type]


def _with(went: Going | None, going: list[Going], signs: list[Point]) -> list[Going]:
    """The list's date counts as a going, unless a line records one after it or they were seen to take part later."""
    latest = max([*(one.point.place for one in going), *(one.place for one in signs)], default=-1)
    return going if went is None or went.point.place < latest else [*going, went]


class _Listed:
    """What the list at the end says of one person; the list stands after everything in the conversation."""

    def __init__(self, who: str, final: MemberList | None, last: Point) -> None:
        self.now = final is not None and who in final.members
        self.before = final is not None and who in final.past
        self.complete = final is not None and bool(final.members)
        self.point = None if final is None else Point(last.place + 1, final.at, final.cite)


def signs_of(timeline: Timeline) -> dict[str, list[Point]]:
    """Where each person wrote or did something that only a member can; messages give their first and last between events.

    A line that says somebody left or came is no sign by itself: it is one of the happenings.
    """
    acts = timeline.placed.filter(pl.col("who").is_not_null() & _own_act())
    grouped = acts.group_by("who", maintain_order=True).agg("place", "at", *_CITED)
    found: dict[str, list[Point]] = defaultdict(list)
    going = happenings(timeline)
    for row in grouped.iter_rows(named=True):
        edges = [one.point.place for one in going.get(row["who"], ())]
        found[row["who"]] = [_point(row, at) for at in _outermost(row["place"], edges)]
    return found


_CITED = ("source", "start", "table", "row")


def _own_act() -> pl.Expr:
    sent = pl.col("kind").is_in([one.value for one in SENT])
    to_another = ~pl.col("subjects").list.contains(pl.col("sender")).fill_null(False)
    return sent | ((pl.col("change").is_null() | (pl.col("change") != "created")) & to_another)


def _outermost(places: Sequence[int], edges: Sequence[int]) -> list[int]:
    """Of each run of places that no edge parts, the positions of the first and the last."""
    kept = {0, len(places) - 1}
    for edge in edges:
        at = bisect_left(places, edge)
        kept |= {at - 1, at, bisect_right(places, edge)}
    return sorted(one for one in kept if 0 <= one < len(places))


def _point(row: dict[str, list[object]], at: int) -> Point:
    source, start, table, number = (row[name][at] for name in _CITED)
    locator = start if table is None else f"{table}/{number}"
    return Point(row["place"][at], row["at"][at], f"{source}:{locator}")  # type: ignore[arg-type]


def _time_of(timeline: Timeline, place: int) -> datetime | None:
    found = timeline.placed.filter(pl.col("place") == place)["at"]
    return found[0] if found.len() else None


class _Reckoning:
    """One person's comings, goings and signs, walked in order."""

    def __init__(self, going: list[Going], signs: list[Point], last: Point, listed: _Listed) -> None:
        self.going, self.signs, self.last, self.listed = going, signs, last, listed
        self.places = [one.place for one in signs]
        self.found: list[Stay] = []
        self.start: End | None = None
        self.left: Point | None = None  # the latest moment at which they are known to have been out

    def stays(self) -> tuple[Stay, ...]:
        for one in self.going:
            self._before(one)
            if one.comes:
                self.start = End(Known.CERTAIN, one.because, one.point, one.point, one.by)
            else:
                self._close(End(Known.CERTAIN, one.because, one.point, one.point, one.by), one.point)
        self._tail()
        return tuple(self.found)

    def _before(self, one: Going) -> None:
        """What must have happened unrecorded, so that this could."""
        if self.start is None and (first := self._first_sign(self._since(), one.point.place)):
            self.start = self._unrecorded_start(first)
        if self.start is None and not one.comes:
            self.start = End(Known.UNKNOWN, Because.MUST_HAVE_COME, self.left, one.point)
        if self.start is not None and one.comes:
            last = self._last_sign(self._since_start(), one.point.place) or self.start.latest
            self._close(End(Known.UNKNOWN, Because.CAME_AGAIN, last, one.point), None)

    def _unrecorded_start(self, first: Point) -> End:
        because = Because.BACK_UNRECORDED if self.left else Because.FIRST_SIGN
        return End(Known.INFERRED, because, self.left, first)

    def _close(self, end: End, left: Point | None) -> None:
        assert self.start is not None
        self.found.append(Stay(self.start, end))
        self.start, self.left = None, left

    def _tail(self) -> None:
        after = self.last.place + 1
        if self.start is None and (first := self._first_sign(self._since(), after)):
            self.start = self._unrecorded_start(first)
        if self.start is None and self.listed.now:
            self.start = End(Known.UNKNOWN, Because.ON_FINAL_LIST, self.left, self.listed.point)
        if self.start is None and not self.found and self.listed.before:
            self.start = End(Known.UNKNOWN, Because.PAST_MEMBER, None, None)
        if self.start is not None:
            self._close(self._open_end(after), None)

    def _open_end(self, after: int) -> End:
        last = self._last_sign(self._since_start(), after) or (self.start.latest if self.start else None)
        if self.listed.now:
            return End(Known.CERTAIN, Because.ON_FINAL_LIST, self.listed.point, None)
        if self.listed.before:
            return End(Known.UNKNOWN, Because.PAST_MEMBER, last, self.listed.point)
        if self.listed.complete:
            return End(Known.UNKNOWN, Because.NOT_ON_FINAL_LIST, last, self.listed.point)
        return End(Known.INFERRED, Because.NO_LEAVING_RECORDED, _later(self.last, last), None)

    def _since(self) -> int:
        return self.left.place if self.left else -1

    def _since_start(self) -> int:
        return self.start.latest.place - 1 if self.start and self.start.latest else -1

    def _first_sign(self, after: int, before: int) -> Point | None:
        at = bisect_right(self.places, after)
        return self.signs[at] if at < len(self.signs) and self.places[at] < before else None

    def _last_sign(self, after: int, before: int) -> Point | None:
        at = bisect_left(self.places, before) - 1
        return self.signs[at] if at >= 0 and self.places[at] > after else None


def _later(one: Point, other: Point | None) -> Point:
    """The record's last place, cited by the last sign of the person."""
    return Point(one.place, one.at, other.cite if other else None)


def everybody(stays: Mapping[str, Iterable[Stay]]) -> list[str]:
    return [who for who, run in stays.items() if tuple(run)]
