"""The comings and goings that a conversation records, person by person, in order."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from candour.evidence.exposure.terms import Because, Known
from candour.evidence.exposure.timeline import Point, Timeline
from candour.evidence.merging.rows import PAST_LISTS
from candour.evidence.records import Kind, MembershipChange

_COMES = {
    MembershipChange.CREATED: Because.CREATED_GROUP,
    MembershipChange.ADDED: Because.WAS_ADDED,
    MembershipChange.JOINED: Because.JOINED,
    MembershipChange.JOINED_BY_LINK: Because.JOINED_BY_LINK,
}
_GOES = {MembershipChange.LEFT: Because.LEFT, MembershipChange.REMOVED: Because.WAS_REMOVED}

_CLOSE = timedelta(
    minutes=2
)  # one record to the minute, the other to the millisecond, and clocks that differ


@dataclass(frozen=True, slots=True)
class Going:
    """One coming (`comes`) or going; `by` is who did it to them, None where it was themselves or nobody is named.

    A going that is not certain says only that they had gone by then.
    """

    point: Point
    comes: bool
    because: Because
    by: str | None = None
    known: Known = Known.CERTAIN


def happenings(timeline: Timeline) -> dict[str, list[Going]]:
    """By person. Two phones' lines about one coming are one."""
    found: dict[str, dict[tuple[int, bool], Going]] = defaultdict(dict)
    for row in timeline.membership_rows():
        for who, going in _of_row(row, timeline):
            found[who].setdefault((going.point.place, going.comes), going)
    return {who: sorted(run.values(), key=lambda one: one.point.place) for who, run in found.items()}


def _of_row(row: dict[str, Any], timeline: Timeline) -> list[tuple[str, Going]]:
    point = Point(row["place"], row["at"], row["cite"])
    if row["kind"] == Kind.NUMBER_CHANGE.value:
        return _number_change(row, point, timeline)
    change = MembershipChange(row["change"])
    by = row["who"]
    subjects = [timeline.ties.person(row["source"], name) for name in row["subjects"] or ()]
    if row["table"] in PAST_LISTS:
        return [(who, _past(point)) for who in subjects]
    if change is MembershipChange.CREATED:
        return _created(point, by, subjects)
    if change in _COMES:
        return [(who, Going(point, True, _came(change, by), _other(by, who))) for who in subjects]
    if change in _GOES:
        return [(who, Going(point, False, _went(change, by, who), _other(by, who))) for who in subjects]
    return []  # who becomes an administrator, or ceases to be one, stays; who is on a list: see `lists`


def _past(point: Point) -> Going:
    """How they went the list does not say for sure; when, only where it gives a time."""
    known = Known.UNKNOWN if point.at is None else Known.CERTAIN
    return Going(point, False, Because.PAST_MEMBER, known=known)


def _created(point: Point, by: str | None, subjects: list[str]) -> list[tuple[str, Going]]:
    """The founder is there from the start; whoever else the line names was brought in by it."""
    made = [(by, Going(point, True, Because.CREATED_GROUP))] if by else []
    others = [who for who in subjects if who != by]
    return made + [(who, Going(point, True, _came(MembershipChange.ADDED, by), by)) for who in others]


def _came(change: MembershipChange, by: str | None) -> Because:
    if change is MembershipChange.ADDED and by is None:
        return Because.WAS_ADDED_BY_UNNAMED
    return _COMES[change]


def _went(change: MembershipChange, by: str | None, who: str) -> Because:
    """Some sources write a removal for somebody who removed themselves: that is leaving."""
    if change is MembershipChange.REMOVED and by == who:
        return Because.LEFT
    return _GOES[change]


def _other(by: str | None, who: str) -> str | None:
    return by if by != who else None


def _number_change(row: dict[str, Any], point: Point, timeline: Timeline) -> list[tuple[str, Going]]:
    """The old number goes and the new one comes. Where a person has tied both to one officer, nobody came or went."""
    before, after = (
        timeline.ties.person(row["source"], row[name]) if row[name] else None for name in ("before", "after")
    )
    if before is None or after is None or before == after:
        return []
    return [
        (before, Going(point, False, Because.NUMBER_CHANGED)),
        (after, Going(point, True, Because.NUMBER_CHANGED)),
    ]


def told_once(going: list[Going], signs: list[Point]) -> list[Going]:
    """In order, each going once: a list's date gives way to the line about the same going, and to later signs.

    Two records of one coming or going, by two phones or by a line and a list, lie close together with no sign between.
    """
    seen = max(
        [*(one.place for one in signs), *(one.point.place for one in going if _is_line(one))], default=-1
    )
    kept: list[Going] = []
    for one in sorted(going, key=lambda one: one.point.place):
        early = one.because is Because.PAST_MEMBER and one.known is Known.CERTAIN and one.point.place < seen
        if not early and not (kept and _same(kept[-1], one, signs)):
            kept.append(one)
    return kept


def _is_line(one: Going) -> bool:
    return one.known is Known.CERTAIN and one.because is not Because.PAST_MEMBER


def _same(earlier: Going, later: Going, signs: list[Point]) -> bool:
    if earlier.comes != later.comes or later.known is not Known.CERTAIN:
        return False
    between = any(earlier.point.place < one.place < later.point.place for one in signs)
    if between or earlier.point.at is None or later.point.at is None:
        return False
    return abs(later.point.at - earlier.point.at) <= _CLOSE
