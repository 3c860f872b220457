"""Which exhibits bear something out: every phone that holds the records behind it, or a copy of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from candour.evidence.exposure.findings import Cell, Finding
from candour.evidence.exposure.items import rows_of
from candour.evidence.exposure.membership import Stay
from candour.evidence.exposure.terms import Because
from candour.evidence.exposure.timeline import Timeline


class Bearing:
    """`marks` are the exhibits by their source; with fewer than two there is nothing to tell apart, and nothing is named."""

    def __init__(self, timeline: Timeline, marks: Mapping[str, str] | None, cites: Iterable[str]) -> None:
        self.marks = marks if marks and len(marks) > 1 else {}
        self.copies = _copies(timeline, set(cites)) if self.marks else {}

    def of(self, cites: Iterable[str]) -> list[str]:
        sources = {source for cite in cites for source in self.copies.get(cite, (cite.rpartition(":")[0],))}
        return sorted(self.marks[one] for one in sources if one in self.marks)

    def of_findings(self, findings: Iterable[Finding]) -> list[str]:
        """That a message is on somebody's own phone is borne out by that phone, whichever others have a copy."""
        found = set[str]()
        for one in findings:
            own = one.because is Because.ON_THEIR_PHONE
            found |= {*(self._holding(one.cites) if own else self.of(one.cites))}
        return sorted(found)

    def _holding(self, cites: Iterable[str]) -> list[str]:
        sources = {cite.rpartition(":")[0] for cite in cites}
        return [self.marks[one] for one in sources if one in self.marks]

    def of_stay(self, stay: Stay) -> list[str]:
        return self.of((*stay.start.cites, *stay.end.cites))


def _copies(timeline: Timeline, cites: set[str]) -> dict[str, Sequence[str]]:
    """By identity, the sources that hold a copy; what hangs on a message is held by its own source only."""
    cited = rows_of(timeline, cites).select("identity", "place")
    held = timeline.placed.filter(pl.col("place").is_in(cited["place"].unique().to_list()))
    at: dict[int, list[str]] = defaultdict(list)
    for place, source in held.select("place", "source").unique().iter_rows():
        at[place].append(source)
    return {identity: at[place] for identity, place in cited.iter_rows()}


def cites_of_cells(cells: Iterable[Cell]) -> Iterable[str]:
    return (cite for cell in cells for one in cell.findings for cite in one.cites)


def cites_of_stays(stays: Mapping[str, Sequence[Stay]]) -> Iterable[str]:
    return (cite for run in stays.values() for one in run for cite in (*one.start.cites, *one.end.cites))
