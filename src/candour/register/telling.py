"""What the sources of an entry tell of its case: each value with the statements that give it, side by side where they differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models

from candour.register.field_accounts import FieldAccount, accounts_of
from candour.register.groups_told import GroupAccount, counts_told, recommendations_told
from candour.register.models import EntryPerson, EntrySource, RegisterEntry, Resolution, SourceStatement
from candour.register.placing import placed_groups, placed_subjects
from candour.register.statements import DOCUMENT, Value

OF_THE_CASE = (
    "force",
    "incident_or_title_month",
    "references",
    "matter_type",
    "referral_or_start_date",
    "investigation_concluded",
    "platforms",
    "behaviours",
    "standards_breached",
    "learning_considered",
    "learning_made",
)
OF_A_PERSON = (
    "n",
    "role",
    "serving_or_former",
    "allegation_level",
    "decision",
    "proceeding",
    "outcome",
    "outcome_date",
    "barred_list",
)
# The source an entry was opened from has no score, and comes first.
IN_ORDER = ("linked_on", models.F("score").desc(nulls_first=True), "source__reference")


@dataclass(frozen=True)
class PersonAccount:
    """`members` are the people of the sources that this person is, by link and subject."""

    person: EntryPerson
    fields: tuple[FieldAccount, ...]
    members: tuple[tuple[EntrySource, str], ...] = ()


@dataclass(frozen=True)
class Account:
    """Everything that is confirmed of a case. `unplaced` are people of sources nobody has placed yet, `elsewhere` those
    who have no part in it.
    """

    entry: RegisterEntry
    links: tuple[EntrySource, ...]
    fields: tuple[FieldAccount, ...]
    people: tuple[PersonAccount, ...]
    unplaced: tuple[tuple[EntrySource, str], ...]
    elsewhere: tuple[tuple[EntrySource, str], ...] = ()
    recommendations: tuple[GroupAccount, ...] = ()
    counts: tuple[GroupAccount, ...] = ()
    waiting: int = field(default=0)

    @cached_property
    def conflicts(self) -> list[tuple[EntryPerson | None, FieldAccount]]:
        own: list[tuple[EntryPerson | None, FieldAccount]] = [
            (None, one) for one in self.fields if one.conflict
        ]
        own += [(one.person, each) for one in self.people for each in one.fields if each.conflict]
        return own + [(None, each) for one in self.groups for each in one.fields if each.conflict]

    @property
    def groups(self) -> tuple[GroupAccount, ...]:
        return self.recommendations + self.counts

    @property
    def to_compare(self) -> list[GroupAccount]:
        """Recommendations and numbers of which nobody has said whether they are one."""
        return [one for one in self.groups if one.near]

    def group(self, kind: str, number: int) -> GroupAccount | None:
        return next((one for one in self.groups if (one.kind, one.number) == (kind, number)), None)

    def group_of(self, statement: SourceStatement) -> GroupAccount | None:
        """The recommendation or number that a statement tells of."""
        own = (statement.reading.version.source_id, statement.subject)
        return next(
            (
                one
                for one in self.groups
                if own in {(link.source_id, subject) for link, subject in one.members}
            ),
            None,
        )

    def field(self, name: str, person: EntryPerson | None = None) -> FieldAccount | None:
        fields = self.fields if person is None else self._fields_of(person)
        return next((one for one in fields if one.name == name), None)

    def values(self, name: str) -> list[Value]:
        """What stands of a field of the case."""
        found = self.field(name)
        return [one.value for one in found.standing] if found else []

    def _fields_of(self, person: EntryPerson) -> tuple[FieldAccount, ...]:
        return next((one.fields for one in self.people if one.person.pk == person.pk), ())


def account_of(entry: RegisterEntry) -> Account:
    links = [
        link for link in entry.links.select_related("source__publisher").order_by(*IN_ORDER) if link.stands
    ]
    statements = {link.pk: statements_told(link) for link in links}
    grouped = {link.pk: placed_groups(link) if _has_groups(statements[link.pk]) else {} for link in links}
    resolutions = list(entry.resolutions.select_related("statement__reading__version__source", "resolved_by"))
    of_case = [row for link in links for row in statements[link.pk] if row.subject == DOCUMENT]
    cast = _cast(links, statements)
    everything = [row for rows in statements.values() for row in rows]
    return Account(
        entry=entry,
        links=tuple(links),
        fields=tuple(
            accounts_of(
                OF_THE_CASE, of_case, [one for one in resolutions if not one.person_id and not one.group_id]
            )
        ),
        people=tuple(
            _person(one, cast.placed[one.pk], statements, resolutions)
            for one in entry.people.all()
            if one.pk in cast.placed
        ),
        unplaced=tuple(cast.unplaced),
        elsewhere=tuple(cast.elsewhere),
        recommendations=tuple(recommendations_told(links, statements, grouped, resolutions)),
        counts=tuple(counts_told(links, statements, grouped, resolutions)),
        waiting=sum(row.standing == "waiting" for row in everything),
    )


def statements_told(link: EntrySource) -> list[SourceStatement]:
    """Of the newest reading of the source's latest version, whatever became of them."""
    reading = link.source.latest.reading
    if reading is None:
        return []
    rows = list(reading.statements.prefetch_related("judgements__judged_by"))
    for row in rows:
        row.reading = reading
        reading.version.source = link.source
    return rows


def _has_groups(rows: Iterable[SourceStatement]) -> bool:
    return any(row.subject != DOCUMENT and not row.subject.startswith("person-") for row in rows)


def people_told(rows: Iterable[SourceStatement]) -> list[str]:
    """The subjects of a source that are people, in order of their numbers.

    Somebody of whom only the second reader speaks is nobody's to place before a person has confirmed a word of it.
    """
    named = {
        row.subject
        for row in rows
        if row.subject.startswith("person-")
        and row.standing != "rejected"
        and not (row.second and row.standing == "waiting")
    }
    return sorted(named, key=lambda subject: int(subject.rsplit("-", 1)[1]))


@dataclass
class _Cast:
    """Who is who: the people of the case with their tellings, those nobody placed, and those of no part in it."""

    placed: dict[object, list[tuple[EntrySource, str]]] = field(default_factory=dict)
    unplaced: list[tuple[EntrySource, str]] = field(default_factory=list)
    elsewhere: list[tuple[EntrySource, str]] = field(default_factory=list)


def _cast(links: Sequence[EntrySource], statements: dict[object, list[SourceStatement]]) -> _Cast:
    found = _Cast()
    for link in links:
        placed = placed_subjects(link)
        for subject in people_told(statements[link.pk]):
            person = placed.get(subject)
            if subject not in placed:
                found.unplaced.append((link, subject))
            elif person is None:
                found.elsewhere.append((link, subject))
            else:
                found.placed.setdefault(person.pk, []).append((link, subject))
    return found


def _person(
    person: EntryPerson,
    members: list[tuple[EntrySource, str]],
    statements: dict[object, list[SourceStatement]],
    resolutions: list[Resolution],
) -> PersonAccount:
    rows = [row for link, subject in members for row in statements[link.pk] if row.subject == subject]
    settled = [one for one in resolutions if one.person_id == person.pk]
    return PersonAccount(person, tuple(accounts_of(OF_A_PERSON, rows, settled)), tuple(members))
