"""One field as the sources tell it: each value with the statements that give it, and which of the values stand."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from candour.register.codes import COUNTING
from candour.register.models import Resolution, SourceStatement
from candour.register.statements import Value

MANY = frozenset(
    {
        "force",
        "references",
        "platforms",
        "behaviours",
        "standards_breached",
        "proceeding",
        "outcome",
        "summary",
    }
)
# Outcomes of which a person has one: a warning and a dismissal for the same are a contradiction, not a list.
EXCLUDE_EACH_OTHER = (
    frozenset(
        {
            "dismissed_without_notice",
            "would_have_been_dismissed",
            "final_written_warning",
            "written_warning",
            "reduction_in_rank",
            "reflective_practice",
            "no_action",
            "not_proven",
        }
    ),
    frozenset({"convicted", "acquitted"}),
)
# A value that says less than any other of its field, and gives way to it.
VAGUE = {"role": "officer", "outcome": "pending"}


@dataclass(frozen=True)
class Told:
    """One value, and every confirmed statement that gives it."""

    value: Value
    statements: tuple[SourceStatement, ...]


@dataclass(frozen=True)
class FieldAccount:
    """`told` is everything the sources say, `standing` what of it stands. `resolution` is what a person settled.

    `conflict`: the sources differ, and nobody has settled which of them stands.
    """

    name: str
    told: tuple[Told, ...]
    standing: tuple[Told, ...]
    resolution: Resolution | None = None
    conflict: bool = False

    @property
    def set_aside(self) -> list[Told]:
        return [one for one in self.told if one not in self.standing]


def accounts_of(
    names: Sequence[str], rows: list[SourceStatement], resolutions: list[Resolution]
) -> Iterator[FieldAccount]:
    counting = [row for row in rows if row.standing in COUNTING]
    for name in names:
        told = _told([row for row in counting if row.field == name])
        if told:
            latest = max(
                (one for one in resolutions if one.field == name), key=lambda one: one.number, default=None
            )
            yield _field(name, told, latest)


def _told(rows: list[SourceStatement]) -> tuple[Told, ...]:
    by_value: dict[str, list[SourceStatement]] = {}
    for row in rows:
        by_value.setdefault(json.dumps(row.settled), []).append(row)
    return tuple(Told(some[0].settled, tuple(some)) for some in by_value.values())


def _field(name: str, told: tuple[Told, ...], resolution: Resolution | None) -> FieldAccount:
    standing = tuple(
        one for one in told if not any(_gives_way(name, one.value, other.value) for other in told)
    )
    contested = _contested(name, standing)
    if len(contested) < 2:
        return FieldAccount(name, told, standing)
    if resolution is None or any(one.value not in resolution.among for one in contested):
        return FieldAccount(name, told, standing, conflict=True)
    lost = [one for one in contested if one.value != resolution.value]
    if len(lost) == len(contested):
        return FieldAccount(name, told, standing, conflict=True)
    return FieldAccount(name, told, tuple(one for one in standing if one not in lost), resolution)


def _contested(name: str, standing: tuple[Told, ...]) -> tuple[Told, ...]:
    """Those that cannot hold together: any two of a field that has one value, two sanctions for one thing done."""
    if name == "to":
        return standing if _addressed_otherwise(standing) else ()
    if name not in MANY:
        return standing
    groups = (tuple(one for one in standing if one.value in group) for group in EXCLUDE_EACH_OTHER)
    return next((group for group in groups if name == "outcome" and len(group) > 1), ())


def _addressed_otherwise(standing: tuple[Told, ...]) -> bool:
    """A recommendation may be made to several. Sources differ where neither of two names all that the other does."""
    by_source: dict[object, set[Value]] = {}
    for one in standing:
        for row in one.statements:
            by_source.setdefault(row.reading.version.source_id, set()).add(one.value)
    return any(a - b and b - a for a, b in combinations(by_source.values(), 2))


def _gives_way(name: str, value: Value, other: Value) -> bool:
    """The less exact one of two that do not contradict: 2022 beside 2022-07, a case to answer beside one for what.

    That a recommendation is not answered yet gives way to its answer.
    """
    if value == other:
        return False
    if name == "accepted":
        return value is None
    if VAGUE.get(name) == value:
        return True
    exact = isinstance(value, str) and isinstance(other, str) and name not in MANY
    return exact and str(other).startswith((f"{value}-", f"{value}_"))
