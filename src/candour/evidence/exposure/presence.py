"""Was somebody a member at a place in the conversation? Yes, no or not known, with strength and records."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from candour.evidence.exposure.membership import End, Stay
from candour.evidence.exposure.terms import Because, Exposure, Known, Strength


@dataclass(frozen=True, slots=True)
class Presence:
    """`exposure` is MEMBER or OUTSIDE; MEMBER of unknown strength means that nothing settles it."""

    exposure: Exposure
    strength: Strength
    because: Because
    cites: tuple[str, ...] = ()
    stay: Stay | None = None


class Presences:
    """One person at every place: worked out once for each stretch between two ends of their stays."""

    def __init__(self, stays: Sequence[Stay], alone: Sequence[Sequence[Stay]]) -> None:
        self.stays, self.alone = stays, alone
        ends = [end for run in (stays, *alone) for stay in run for end in (stay.start, stay.end)]
        places = {point.place for end in ends for point in (end.earliest, end.latest) if point is not None}
        self.edges = sorted({edge for place in places for edge in (place, place + 1)})
        self.known: dict[int, tuple[list[Presence], list[Presence]]] = {}

    def stretch(self, place: int) -> int:
        return bisect_right(self.edges, place)

    def at(self, place: int) -> tuple[list[Presence], list[Presence]]:
        """What is said of the place, the strongest first; and what each source says of it alone."""
        stretch = self.stretch(place)
        if stretch not in self.known:
            by_one = [presence(run, place) for run in self.alone]
            self.known[stretch] = presences(self.stays, self.alone, place), by_one
        return self.known[stretch]


def presences(stays: Sequence[Stay], alone: Iterable[Sequence[Stay]], place: int) -> list[Presence]:
    """What all sources show together, and beside it what single ones prove that is not the same; the strongest first.

    So one more source may add to what is proved or speak against it; it never takes it away.
    """
    whole = presence(stays, place)
    by_one = [presence(run, place) for run in alone if run]
    proved = _once(one for one in by_one if one.strength is Strength.PROVED)
    if whole.strength is Strength.PROVED:
        return [whole, *(one for one in proved if one.exposure is not whole.exposure)]
    proved.sort(key=lambda one: one.exposure is Exposure.OUTSIDE)
    return [*proved, *([] if whole.exposure in [one.exposure for one in proved] else [whole])]


def _once(found: Iterable[Presence]) -> list[Presence]:
    """One of each kind, with the records of all."""
    kinds: dict[Exposure, Presence] = {}
    for one in found:
        known = kinds.get(one.exposure, one)
        kinds[one.exposure] = replace(known, cites=tuple(dict.fromkeys([*known.cites, *one.cites])))
    return list(kinds.values())


def presence(stays: Sequence[Stay], place: int) -> Presence:
    if not stays:
        return Presence(Exposure.MEMBER, Strength.UNKNOWN, Because.NO_TRACE)
    for stay in stays:
        if _within(stay, place):
            return _member(stay)
    for stay in stays:
        if _on_the_edge(stay, place):
            cites = (*stay.start.cites, *stay.end.cites)
            return Presence(Exposure.MEMBER, Strength.UNKNOWN, Because.BETWEEN_SIGNS, cites, stay)
    return _outside(stays, place)


def _within(stay: Stay, place: int) -> bool:
    """Between the latest possible beginning and the earliest possible end."""
    begun, ended = stay.start.latest, stay.end.earliest
    return begun is not None and ended is not None and begun.place <= place <= ended.place


def _member(stay: Stay) -> Presence:
    cites = tuple(dict.fromkeys((*stay.start.cites, *stay.end.cites)))
    if stay.start.known is stay.end.known is Known.CERTAIN:
        return Presence(Exposure.MEMBER, Strength.PROVED, Because.ENDS_RECORDED, cites, stay)
    return Presence(Exposure.MEMBER, Strength.INFERRED, Because.ENDS_NOT_ALL_RECORDED, cites, stay)


def _on_the_edge(stay: Stay, place: int) -> bool:
    """Where it is not known whether the membership had begun already, or had ended yet."""
    begun, ended = stay.start, stay.end
    early = begun.known is not Known.CERTAIN and _between(begun, place)
    late = ended.known is not Known.CERTAIN and _between(ended, place)
    return early or late


def _between(end: End, place: int) -> bool:
    after = end.earliest is None or end.earliest.place <= place
    return after and (end.latest is None or place <= end.latest.place)


def _outside(stays: Sequence[Stay], place: int) -> Presence:
    """No stay can reach here, so the nearest ends on both sides are such as the record bounds."""
    before = [one.end for one in stays if one.end.latest is not None and one.end.latest.place < place]
    after = [
        one.start for one in stays if one.start.earliest is not None and one.start.earliest.place > place
    ]
    because = Because.AFTER_LEAVING if before else Because.BEFORE_JOINING
    ends = [*before[-1:], *after[:1]]
    certain = bool(ends) and all(end.known is Known.CERTAIN for end in ends)
    cites = tuple(dict.fromkeys(cite for end in ends for cite in end.cites))
    return Presence(Exposure.OUTSIDE, Strength.PROVED if certain else Strength.INFERRED, because, cites)
