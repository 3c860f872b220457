"""Which person, recommendation or number of a case each of a source is, also after it was read again and its numbers moved."""

from collections.abc import Sequence
from typing import TypeVar

from candour.register.models import EntryGroup, EntryPerson, EntrySource, GroupTie, PersonTie, SourceReading
from candour.register.statements import DOCUMENT

Words = frozenset[tuple[str, str, str]]
Tie = TypeVar("Tie", PersonTie, GroupTie)


def placed_subjects(link: EntrySource) -> dict[str, EntryPerson | None]:
    """By subject of the newest reading; None for somebody of another case.

    A person whose words changed since is not placed until somebody looks again.
    """
    ties = list(link.ties.select_related("person", "reading"))
    return {subject: tie.person for subject, tie in _standing(link, ties)}


def placed_groups(link: EntrySource) -> dict[str, EntryGroup]:
    """What nobody placed is not in it: it goes where it belongs by itself."""
    ties = list(link.group_ties.select_related("group", "reading"))
    return {subject: tie.group for subject, tie in _standing(link, ties)}


def _standing(link: EntrySource, ties: Sequence[Tie]) -> list[tuple[str, Tie]]:
    newest = link.source.latest.reading
    if newest is None or not ties:
        return []
    now = words_of_subjects(newest)
    moved = ((tie.subject if tie.reading_id == newest.pk else _moved_to(tie, now), tie) for tie in ties)
    return [(subject, tie) for subject, tie in moved if subject is not None]


def words_of_subjects(reading: SourceReading) -> dict[str, Words]:
    """What a reading says of each person, recommendation or number: fields, values and the words they were read from."""
    said: dict[str, set[tuple[str, str, str]]] = {}
    for row in reading.statements.exclude(subject=DOCUMENT):
        row.reading = reading
        said.setdefault(row.subject, set()).add((row.field, row.value_written, row.quoted))
    return {subject: frozenset(words) for subject, words in said.items()}


def _moved_to(tie: PersonTie | GroupTie, now: dict[str, Words]) -> str | None:
    """The only one of the newer reading of which the very same is said."""
    then = words_of_subjects(tie.reading).get(tie.subject)
    same = [subject for subject, words in now.items() if words == then]
    return same[0] if len(same) == 1 else None
