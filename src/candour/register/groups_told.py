"""Recommendations and numbers that the sources of a case give: each once, with every source that tells it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from candour.register.codes import COUNTING, GroupKind
from candour.register.field_accounts import FieldAccount, accounts_of
from candour.register.likeness_of_groups import (
    OF_A_COUNT,
    OF_A_RECOMMENDATION,
    Telling,
    same_count,
    same_recommendation,
    similar_count,
    similar_recommendation,
)
from candour.register.models import EntryGroup, EntrySource, Resolution, SourceStatement

Placed = Mapping[object, Mapping[str, EntryGroup]]
Alike = Callable[[Telling, Telling], bool]


@dataclass(frozen=True)
class GroupAccount:
    """One recommendation or one number. `number` is its place among those of the entry, from 1.

    `members` are the tellings of it, by link and subject. `row` where a person said which tellings are of it.
    `near` are numbers of others that may be the same; nobody has said yet.
    """

    kind: GroupKind
    number: int
    fields: tuple[FieldAccount, ...]
    members: tuple[tuple[EntrySource, str], ...]
    row: EntryGroup | None = None
    near: tuple[int, ...] = ()


@dataclass
class _Gathered:
    row: EntryGroup | None = None
    members: list[tuple[EntrySource, str]] = field(default_factory=list)
    telling: Telling = field(default_factory=list)
    first: tuple[int, int] = (0, 0)

    def take(self, link: EntrySource, subject: str, telling: Telling, place: tuple[int, int]) -> None:
        self.first = min(self.first, place) if self.members else place
        self.members.append((link, subject))
        self.telling.extend(telling)

    @property
    def sources(self) -> set[object]:
        return {link.source_id for link, _subject in self.members}


def recommendations_told(
    links: Sequence[EntrySource],
    rows: Mapping[object, Telling],
    placed: Placed,
    resolutions: Sequence[Resolution],
) -> list[GroupAccount]:
    """Two sources tell of one recommendation where its day and addressee agree and each source has only one such.

    What else they say of it may differ: that is a conflict to be settled, and no second recommendation.
    """
    gathered = _gather(links, rows, placed, ("recommendation-",), same_recommendation)
    return _accounts(
        GroupKind.RECOMMENDATION, gathered, OF_A_RECOMMENDATION, similar_recommendation, resolutions
    )


def counts_told(
    links: Sequence[EntrySource],
    rows: Mapping[object, Telling],
    placed: Placed,
    resolutions: Sequence[Resolution],
) -> list[GroupAccount]:
    """The same number of the same thing is told once; different numbers stand side by side, for nobody adds them up."""
    gathered = _gather(links, rows, placed, ("count-", "cell-"), same_count)
    return _accounts(GroupKind.COUNT, gathered, OF_A_COUNT, similar_count, resolutions)


def _gather(
    links: Sequence[EntrySource],
    rows: Mapping[object, Telling],
    placed: Placed,
    prefixes: tuple[str, ...],
    same: Alike,
) -> list[_Gathered]:
    """First what a person placed, then what goes together by itself; in the order of the sources."""
    merged: list[_Gathered] = []
    told = [(link, list(_tellings(rows[link.pk], prefixes))) for link in links]
    for by_hand in (True, False):
        for at, (link, own) in enumerate(told):
            for subject, telling in own:
                row = placed[link.pk].get(subject)
                if (row is not None) is by_hand:
                    home = _of_row(row, merged) if row else _home(link, telling, own, merged, same)
                    home.take(link, subject, telling, (at, _numbered(subject)))
    return sorted(merged, key=lambda one: one.first)


def _of_row(row: EntryGroup, merged: list[_Gathered]) -> _Gathered:
    return next((one for one in merged if one.row == row), None) or _new(merged, row)


def _home(
    link: EntrySource, telling: Telling, own: list[tuple[str, Telling]], merged: list[_Gathered], same: Alike
) -> _Gathered:
    """The only one of another source that is the same, if it is the only one of its own source that is."""
    found = [one for one in merged if same(one.telling, telling)]
    single = sum(same(telling, other) for _subject, other in own) == 1
    if len(found) == 1 and single and link.source_id not in found[0].sources:
        return found[0]
    return _new(merged)


def _new(merged: list[_Gathered], row: EntryGroup | None = None) -> _Gathered:
    merged.append(_Gathered(row))
    return merged[-1]


def _tellings(rows: Iterable[SourceStatement], prefixes: tuple[str, ...]) -> Iterator[tuple[str, Telling]]:
    """What is confirmed of each subject, in the order of their numbers."""
    groups: dict[str, Telling] = {}
    for row in rows:
        if row.subject.startswith(prefixes) and row.standing in COUNTING:
            groups.setdefault(row.subject, []).append(row)
    for subject in sorted(groups, key=_numbered):
        yield subject, groups[subject]


def _numbered(subject: str) -> int:
    return int(subject.rsplit("-", 1)[1])


def _accounts(
    kind: GroupKind,
    gathered: Sequence[_Gathered],
    names: Sequence[str],
    similar: Alike,
    resolutions: Sequence[Resolution],
) -> list[GroupAccount]:
    return [
        GroupAccount(
            kind,
            number,
            tuple(accounts_of(names, one.telling, _settled(one, resolutions))),
            tuple(one.members),
            one.row,
            tuple(other for other, each in enumerate(gathered, start=1) if _may_be_one(one, each, similar)),
        )
        for number, one in enumerate(gathered, start=1)
    ]


def _settled(one: _Gathered, resolutions: Sequence[Resolution]) -> list[Resolution]:
    return [each for each in resolutions if one.row is not None and each.group_id == one.row.pk]


def _may_be_one(one: _Gathered, other: _Gathered, similar: Alike) -> bool:
    """Of two that a person placed, that person has said that they are two."""
    told_apart = one.row is not None and other.row is not None
    if one is other or told_apart or one.sources & other.sources:
        return False
    return similar(one.telling, other.telling)
