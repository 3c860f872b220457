"""Which person of a case each person of a source is, also after the source was read again and its numbers moved."""

from candour.register.models import EntryPerson, EntrySource, PersonTie, SourceReading

Words = frozenset[tuple[str, str, str]]


def placed_subjects(link: EntrySource) -> dict[str, EntryPerson | None]:
    """By subject of the newest reading; None for somebody of another case.

    A person whose words changed since is not placed until somebody looks again.
    """
    newest = link.source.latest.reading
    if newest is None:
        return {}
    now = words_of_people(newest)
    found: dict[str, EntryPerson | None] = {}
    for tie in link.ties.select_related("person", "reading"):
        subject = tie.subject if tie.reading_id == newest.pk else _moved_to(tie, now)
        if subject is not None:
            found[subject] = tie.person
    return found


def words_of_people(reading: SourceReading) -> dict[str, Words]:
    """What a reading says of each person: fields, values and the words they were read from."""
    said: dict[str, set[tuple[str, str, str]]] = {}
    for row in reading.statements.filter(subject__startswith="person-"):
        row.reading = reading
        said.setdefault(row.subject, set()).add((row.field, row.value_written, row.quoted))
    return {subject: frozenset(words) for subject, words in said.items()}


def _moved_to(tie: PersonTie, now: dict[str, Words]) -> str | None:
    """The only person of the newer reading of whom the very same is said."""
    then = words_of_people(tie.reading).get(tie.subject)
    same = [subject for subject, words in now.items() if words == then]
    return same[0] if len(same) == 1 else None
