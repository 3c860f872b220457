"""Compares what was read with what a person labelled: true, false and missed values for each field."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

SINGLE = (
    "doc_type",
    "title",
    "published_date",
    "incident_or_title_month",
    "matter_type",
    "referral_or_start_date",
    "investigation_concluded",
    "learning_considered",
    "learning_made",
)
LISTS = ("force", "references", "platforms", "behaviours", "standards_breached")
PERSON = ("role", "serving_or_former", "allegation_level", "decision", "outcome_date", "barred_list")
PERSON_LISTS = ("proceeding", "outcome")
RECOMMENDATION = ("date", "due_date", "accepted")
NOTHING = {None, "unknown", "unsure", ""}
EXACT_UP_TO = 6


@dataclass
class Tally:
    """Values read rightly, read wrongly, and not read."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def row(self) -> str:
        return f"{self.precision:.3f} {self.recall:.3f} ({self.right} right, {self.wrong} wrong, {self.missed} missed)"


def score(expected: dict[str, dict[str, Any]], read: dict[str, dict[str, Any]]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for name, labelled in expected.items():
        for field, wanted, found in _values(labelled, read[name]):
            _count(tallies[field], wanted, found)
    return tallies


def _count(tally: Tally, wanted: set[Any], found: set[Any]) -> None:
    tally.right += len(wanted & found)
    tally.wrong += len(found - wanted)
    tally.missed += len(wanted - found)


def _values(labelled: dict[str, Any], read: dict[str, Any]) -> Iterator[tuple[str, set[Any], set[Any]]]:
    for field in SINGLE:
        yield field, _single(labelled, field), _single(read, field)
    for field in LISTS:
        yield field, set(labelled[field]), set(read[field])
    yield "counts", {one["value"] for one in labelled["counts"]}, {one["value"] for one in read["counts"]}
    for wanted, found in _aligned(_expanded(labelled["subjects"]), _expanded(read["subjects"])):
        yield from _of_person(wanted, found)
    wanted_ones, found_ones = labelled["recommendations"], read["recommendations"]
    for place in range(max(len(wanted_ones), len(found_ones))):
        for field in RECOMMENDATION:
            pair = [one[place] if place < len(one) else {} for one in (wanted_ones, found_ones)]
            yield f"recommendations.{field}", _single(pair[0], field), _single(pair[1], field)


def _of_person(wanted: dict[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, set[Any], set[Any]]]:
    yield "subjects.found", {"person"} if wanted else set(), {"person"} if found else set()
    for field in PERSON:
        yield f"subjects.{field}", _single(wanted, field), _single(found, field)
    for field in PERSON_LISTS:
        yield f"subjects.{field}", _bare(wanted.get(field, [])), _bare(found.get(field, []))


def _single(line: dict[str, Any], field: str) -> set[Any]:
    value = line.get(field)
    return set() if value in NOTHING else {value}


def _bare(outcomes: list[str]) -> set[str]:
    return {one.split("(")[0] for one in outcomes}


def _expanded(people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A group of three is three people, on both sides."""
    return [one for one in people for _ in range(min(one["n"] or 1, EXACT_UP_TO))]


def _aligned(
    wanted: list[dict[str, Any]], found: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """People are paired so that they agree as far as they can, whatever their order."""
    size = max(len(wanted), len(found))
    wanted = wanted + [{}] * (size - len(wanted))
    found = found + [{}] * (size - len(found))
    if size > EXACT_UP_TO:
        yield from zip(wanted, found, strict=True)
        return
    best = max(
        permutations(found),
        key=lambda order: sum(map(_likeness, wanted, order)),
    )
    yield from zip(wanted, best, strict=True)


def _likeness(wanted: dict[str, Any], found: dict[str, Any]) -> float:
    if not wanted or not found:
        return 0.0
    same = sum(wanted[field] == found[field] for field in PERSON if wanted[field] is not None)
    return 0.1 + same + sum(len(_bare(wanted[one]) & _bare(found[one])) for one in PERSON_LISTS)
