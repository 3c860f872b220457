"""Recommendations and numbers that the sources of a case give: each once, with every source that tells it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from candour.register.codes import COUNTING
from candour.register.field_accounts import FieldAccount, accounts_of
from candour.register.models import EntrySource, SourceStatement
from candour.register.statements import Value

OF_A_RECOMMENDATION = ("date", "to", "summary", "due_date", "accepted")
OF_A_COUNT = ("what", "value", "state", "at_least", "at_most")
# Of these two tellings of one thing agree, or they are two things.
SAME_RECOMMENDATION = ("date", "to")
Group = list[SourceStatement]


@dataclass(frozen=True)
class GroupAccount:
    """One recommendation or one number. `number` is its place among those of the entry, from 1."""

    number: int
    fields: tuple[FieldAccount, ...]


def recommendations_told(links: Sequence[EntrySource], rows: dict[object, Group]) -> list[GroupAccount]:
    """Two sources tell of one recommendation where its day and addressee agree and each source has only one such."""
    merged: list[Group] = []
    for link in links:
        own = list(_groups(rows[link.pk], ("recommendation-",)))
        for group in own:
            same = [one for one in merged if _same_recommendation(one, group)]
            single = sum(_same_recommendation(group, other) for other in own) == 1
            if len(same) == 1 and single and link.source_id not in _sources(same[0]):
                same[0].extend(group)
            else:
                merged.append(group)
    return _accounts(merged, OF_A_RECOMMENDATION)


def counts_told(links: Sequence[EntrySource], rows: dict[object, Group]) -> list[GroupAccount]:
    """The same number of the same thing is told once; different numbers stand side by side, for nobody adds them up."""
    merged: list[Group] = []
    for link in links:
        for group in _groups(rows[link.pk], ("count-", "cell-")):
            same = next((one for one in merged if _said(one, OF_A_COUNT) == _said(group, OF_A_COUNT)), None)
            if same is None:
                merged.append(group)
            else:
                same.extend(group)
    return _accounts(merged, OF_A_COUNT)


def _groups(rows: Iterable[SourceStatement], prefixes: tuple[str, ...]) -> Iterator[Group]:
    """What is confirmed of each subject, in the order of their numbers."""
    groups: dict[str, Group] = {}
    for row in rows:
        if row.subject.startswith(prefixes) and row.standing in COUNTING:
            groups.setdefault(row.subject, []).append(row)
    for subject in sorted(groups, key=lambda name: int(name.rsplit("-", 1)[1])):
        yield groups[subject]


def _same_recommendation(one: Group, other: Group) -> bool:
    """Never where they contradict each other in anything."""
    first, second = dict(_said(one, OF_A_RECOMMENDATION)), dict(_said(other, OF_A_RECOMMENDATION))
    agreed = all(
        first.get(name) is not None and first.get(name) == second.get(name) for name in SAME_RECOMMENDATION
    )
    shared = (first.keys() & second.keys()) - {"summary"}
    return agreed and all(first[name] == second[name] for name in shared)


def _said(group: Group, names: Sequence[str]) -> tuple[tuple[str, Value], ...]:
    held = {row.field: row.settled for row in group}
    return tuple((name, held[name]) for name in names if name in held)


def _sources(group: Group) -> set[object]:
    return {row.reading.version.source_id for row in group}


def _accounts(groups: Iterable[Group], names: Sequence[str]) -> list[GroupAccount]:
    return [
        GroupAccount(number, tuple(accounts_of(names, group, [])))
        for number, group in enumerate(groups, start=1)
    ]
