"""What a document is compared by: the values of those fields that tell one case from another."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from candour.register.statements import DOCUMENT, Value

Names = frozenset[str]
NONE: Names = frozenset()
COMPARED = {
    "references": "references",
    "force": "forces",
    "incident_or_title_month": "months",
    "referral_or_start_date": "begun",
    "investigation_concluded": "concluded",
    "behaviours": "behaviours",
    "platforms": "platforms",
    "outcome": "outcomes",
    "outcome_date": "outcome_dates",
    "role": "roles",
}
# Values that say nothing of which case it is.
EMPTY = frozenset({"officer", "pending", "other", ""})
MONTH = 7


@dataclass(frozen=True, slots=True)
class Features:
    """Dates are as they were written: `2022`, `2022-07` or `2022-07-14`."""

    references: Names = NONE
    forces: Names = NONE
    months: Names = NONE
    begun: Names = NONE
    concluded: Names = NONE
    behaviours: Names = NONE
    platforms: Names = NONE
    outcomes: Names = NONE
    outcome_dates: Names = NONE
    roles: Names = NONE

    @classmethod
    def of(cls, told: Iterable[tuple[str, str, Value]]) -> "Features":
        """From subject, field and value of each statement; counts and recommendations belong to no case's identity."""
        gathered: dict[str, set[str]] = defaultdict(set)
        for subject, field, value in told:
            name = COMPARED.get(field)
            if name and isinstance(value, str) and value not in EMPTY and _is_of_a_case(subject):
                gathered[name].add(value)
        return cls(**{name: frozenset(values) for name, values in gathered.items()})


def _is_of_a_case(subject: str) -> bool:
    return subject == DOCUMENT or subject.startswith("person-")


def month_number(written: str) -> int | None:
    """Months since the year 0, of a date known at least to its month."""
    if len(written) < MONTH:
        return None
    return int(written[:4]) * 12 + int(written[5:7])
