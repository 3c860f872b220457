"""Which judgements of an earlier reading hold for a later one: those on the same words, read as the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from candour.register.cells import TwoFiles, cell_of
from candour.register.codes import BY_HAND
from candour.register.models import Judgement, SourceReading, SourceStatement
from candour.register.statements import DOCUMENT

Likeness = tuple[str, str, str]
Alike = tuple[SourceStatement, Likeness]


@dataclass(frozen=True)
class Carried:
    """A statement of the new reading, and the person's word on its like in the earlier one."""

    statement: SourceStatement
    earlier: Judgement


def carried_judgements(before: SourceReading, rows: list[SourceStatement], files: TwoFiles) -> list[Carried]:
    """A person's number may shift between versions, so the subject counts only where the rest is not unique."""
    earlier = list(before.statements.select_related("reading").prefetch_related("judgements__judged_by"))
    old = [(row, likeness) for row in earlier if (likeness := _likeness_now(row, files))]
    new = [(row, _likeness(row)) for row in rows]
    return [*_paired(old, new, exact=True), *_paired(old, new, exact=False)]


def moved_subjects(before: SourceReading, rows: list[SourceStatement], files: TwoFiles) -> dict[str, str]:
    """Which person, recommendation or number of the earlier reading is which of the new one: the only one of which the
    readers say the very same."""
    earlier = before.statements.select_related("reading").exclude(reader=BY_HAND)
    old = _said_of((row, _likeness_now(row, files)) for row in earlier)
    new = _said_of((row, _likeness(row)) for row in rows)
    found = {}
    for subject, said in old.items():
        same = [one for one, words in new.items() if words == said]
        if len(same) == 1 and list(old.values()).count(said) == 1:
            found[subject] = same[0]
    return found


def _said_of(rows: Iterable[tuple[SourceStatement, Likeness | None]]) -> dict[str, set[Likeness | None]]:
    said: dict[str, set[Likeness | None]] = {}
    for row, likeness in rows:
        if row.subject != DOCUMENT:
            said.setdefault(row.subject, set()).add(likeness)
    return said


def _paired(earlier: list[Alike], rows: list[Alike], *, exact: bool) -> list[Carried]:
    """Exact pairs share the subject too. Whatever is there twice in either reading waits for a person."""
    old, new = _singly(earlier, exact), _singly(rows, exact)
    taken = _singly(earlier, True).keys() & _singly(rows, True).keys() if not exact else set()
    pairs = ((key, new[key], old[key].judgement) for key in new if key in old)
    return [
        Carried(row, judgement)
        for key, row, judgement in pairs
        if judgement is not None and (exact or (row.subject, *key) not in taken)
    ]


def _singly(rows: list[Alike], exact: bool) -> dict[tuple[str, ...], SourceStatement]:
    keyed = [(((row.subject,) if exact else ()) + likeness, row) for row, likeness in rows]
    counted = Counter(key for key, _ in keyed)
    return {key: row for key, row in keyed if counted[key] == 1}


def _likeness(row: SourceStatement) -> Likeness:
    """Field, value as read, and the words or the cell it was read from."""
    return row.field, row.value_written, row.quoted or f"{row.sheet}!{row.cell}"


def _likeness_now(row: SourceStatement, files: TwoFiles) -> Likeness | None:
    """That of an earlier row, its cell where it stands now; None where its cell is gone."""
    cell = cell_of(row)
    now = files.again(cell) if cell else None
    if cell is None or now is None:
        return _likeness(row) if cell is None else None
    return row.field, row.value_written, f"{now.sheet}!{now.name}"
