"""Who was a member when: stays in a conversation, each end certain, inferred or unknown, and why.

A log of joins is usually missing, and leaving is not always written either. So an end is two points: the membership
cannot have begun (or ended) before the one nor after the other. What lies between them is not known.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from candour.evidence.exposure.happenings import Going, happenings, told_once
from candour.evidence.exposure.lists import MemberList, listed
from candour.evidence.exposure.terms import Because, Known
from candour.evidence.exposure.timeline import OF_PEOPLE, Point, Timeline
from candour.evidence.merging.rows import IDENTITY, SENT


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


def memberships(timeline: Timeline, final: MemberList | None = None) -> dict[str, tuple[Stay, ...]]:
    """The stays of everybody whom the conversation or the list names, as persons."""
    lists, going = listed(timeline, final), happenings(timeline)
    signs = signs_of(timeline, going)
    people = dict.fromkeys([*timeline.people(), *going, *sorted({*lists.present, *lists.gone})])
    last = _last(timeline, final)
    return {
        who: _Reckoning(
            told_once([*going.get(who, []), *lists.gone.get(who, ())], signs.get(who, [])),
            signs.get(who, []),
            lists.present.get(who, []),
            last,
        ).stays()
        for who in people
    }


def stays_alone(timeline: Timeline) -> list[dict[str, tuple[Stay, ...]]]:
    """What each source shows of them by itself, where there are several."""
    return [memberships(one) for one in timeline.by_source().values()]


def _last(timeline: Timeline, final: MemberList | None) -> Point:
    """Where the record ends, be it with a list; its time is that of the last event that has one."""
    times = timeline.placed.filter(pl.col("at").is_not_null()).select("place", "at")
    ended = times.filter(pl.col("place") == pl.col("place").max())
    return Point(timeline.last + (final is not None), ended.row(-1)[1] if ended.height else None)


def signs_of(timeline: Timeline, going: Mapping[str, Sequence[Going]]) -> dict[str, list[Point]]:
    """Where each person wrote or did something that only a member can; messages give their first and last between events.

    A line that says somebody left or came is no sign by itself: it is one of the happenings.
    """
    acts = _own_acts(timeline)
    places = acts.group_by("who", maintain_order=True).agg("place", "nth")
    edges = {who: [one.point.place for one in run] for who, run in going.items()}
    kept = {
        who: [nth[at] for at in _outermost(places, edges.get(who, ()))]
        for who, places, nth in zip(*(places[name] for name in ("who", "place", "nth")), strict=True)
    }
    rows = timeline.placed[[nth for run in kept.values() for nth in run]]
    found: dict[str, list[Point]] = defaultdict(list)
    for who, place, at, cite in rows.select("who", "place", "at", IDENTITY.alias("cite")).iter_rows():
        found[who].append(Point(place, at, cite))
    return found


def _own_acts(timeline: Timeline) -> pl.DataFrame:
    """`nth` row, `who` and `place`. What was sent, by far the most, is told by its kind alone; of what else somebody did,
    it must have been to another."""
    of_kind = timeline.placed.select("place", "who", "kind").with_row_index("nth")
    is_sent = pl.col("kind").is_in([one.value for one in SENT]) & pl.col("who").is_not_null()
    sent = of_kind.filter(is_sent).select("nth", "who", "place")
    to_another = ~pl.col("subjects").list.contains(pl.col("sender")).fill_null(False)
    rest = (
        timeline.placed.select(OF_PEOPLE).with_row_index("nth").filter(~is_sent & pl.col("who").is_not_null())
    )
    others = rest.filter(pl.col("change").ne_missing("created") & to_another).select("nth", "who", "place")
    return pl.concat([sent, others]).sort("nth")


def _outermost(places: pl.Series, edges: Sequence[int]) -> list[int]:
    """Of each run of places that no edge parts, the positions of the first and the last."""
    sought = pl.Series(edges, dtype=places.dtype)
    before, after = (places.search_sorted(sought, side=side) for side in ("left", "right"))
    kept = {0, places.len() - 1, *before, *(at - 1 for at in before), *after}
    return sorted(one for one in kept if 0 <= one < places.len())


class _Reckoning:
    """One person's comings, goings and signs, walked in order. Standing on a list is a sign too."""

    def __init__(self, going: list[Going], signs: list[Point], on_lists: list[Point], last: Point) -> None:
        self.going, self.last = going, last
        self.signs = sorted([*signs, *on_lists], key=lambda one: one.place)
        self.on_lists = {one.place for one in on_lists}
        self.places = [one.place for one in self.signs]
        self.found: list[Stay] = []
        self.start: End | None = None
        self.left: Point | None = None  # the latest moment at which they are known to have been out

    def stays(self) -> tuple[Stay, ...]:
        for one in self.going:
            if one.known is Known.CERTAIN:
                self._happened(one)
            elif one.point.place not in self.on_lists:
                self._had_gone_by(one)
        self._tail()
        return tuple(self.found)

    def _happened(self, one: Going) -> None:
        self._before(one)
        if one.comes:
            self.start = End(Known.CERTAIN, one.because, one.point, one.point, one.by)
        else:
            self._close(End(Known.CERTAIN, one.because, one.point, one.point, one.by), one.point)

    def _had_gone_by(self, one: Going) -> None:
        """A list without them, or of past members: it ends a stay at a time that is not known."""
        self._begun_by_a_sign(one.point.place)
        if self.start is None and one.because is Because.PAST_MEMBER and not self.found:
            self.start = End(Known.UNKNOWN, Because.PAST_MEMBER)
        if self.start is not None:
            last = self._last_sign(self._since_start(), one.point.place) or self.start.latest
            self._close(End(Known.UNKNOWN, one.because, last, one.point), one.point)

    def _begun_by_a_sign(self, before: int) -> None:
        if self.start is None and (first := self._first_sign(self._since(), before)):
            self.start = self._unrecorded_start(first)

    def _before(self, one: Going) -> None:
        """What must have happened unrecorded, so that this could."""
        self._begun_by_a_sign(one.point.place)
        if self.start is None and not one.comes:
            self.start = End(Known.UNKNOWN, Because.MUST_HAVE_COME, self.left, one.point)
        if self.start is not None and one.comes:
            last = self._last_sign(self._since_start(), one.point.place) or self.start.latest
            self._close(End(Known.UNKNOWN, Because.CAME_AGAIN, last, one.point), None)

    def _unrecorded_start(self, first: Point) -> End:
        if first.place in self.on_lists:
            return End(Known.UNKNOWN, Because.ON_FINAL_LIST, self.left, first)
        because = Because.BACK_UNRECORDED if self.left else Because.FIRST_SIGN
        return End(Known.INFERRED, because, self.left, first)

    def _close(self, end: End, left: Point | None) -> None:
        assert self.start is not None
        self.found.append(Stay(self.start, end))
        self.start, self.left = None, left

    def _tail(self) -> None:
        after = self.last.place + 1
        self._begun_by_a_sign(after)
        if self.start is not None:
            self._close(self._open_end(after), None)

    def _open_end(self, after: int) -> End:
        last = self._last_sign(self._since_start(), after) or (self.start.latest if self.start else None)
        if last is not None and last.place in self.on_lists and last.place >= self.last.place:
            return End(Known.CERTAIN, Because.ON_FINAL_LIST, last)
        return End(Known.INFERRED, Because.NO_LEAVING_RECORDED, _later(self.last, last))

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
