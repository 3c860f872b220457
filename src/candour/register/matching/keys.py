"""Where to look for the same case, so that not everything is compared with everything."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar

from candour.register.matching.features import Features, month_number

Key = TypeVar("Key", bound=Hashable)
NEAR_MONTHS = 2
CROWDED = 200
"""A key that more documents share tells nothing of a case, and is passed over; a reference is never passed over."""


def keys_of(features: Features) -> frozenset[str]:
    """Two documents of one case share one of these: a reference, or a force with a near month or a day."""
    found = {f"reference {one}" for one in features.references}
    for force in features.forces:
        found.update(f"{force} month {one}" for one in _near_months(features))
        found.update(f"{force} outcome {one}" for one in features.outcome_dates if len(one) == 10)
        found.update(f"{force} begun {one}" for one in features.begun if len(one) == 10)
    return frozenset(found)


def pairs_to_compare(documents: Mapping[Key, Features]) -> Iterator[tuple[Key, Key]]:
    """Each pair once, in no particular order."""
    held: dict[str, list[Key]] = defaultdict(list)
    for document, features in documents.items():
        for key in keys_of(features):
            held[key].append(document)
    seen: set[tuple[Key, Key]] = set()
    for key, sharing in held.items():
        if len(sharing) > CROWDED and not key.startswith("reference "):
            continue
        for pair in combinations(sharing, 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _near_months(features: Features) -> set[int]:
    """Halves of overlapping spans: months that are near share at least one."""
    numbers = {month_number(one) for one in features.months}
    return {number // NEAR_MONTHS + step for number in numbers if number is not None for step in (0, 1)}
