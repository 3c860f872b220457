"""What the sources of an entry tell of its case: each value with the statements that give it, side by side where they differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models

from candour.register.field_accounts import FieldAccount, accounts_of
from candour.register.groups_told import GroupAccount, counts_told, recommendations_told
from candour.register.models import EntryPerson, EntrySource, RegisterEntry, Resolution, SourceStatement
from candour.register.placing import placed_subjects
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
IN_ORDER = ("linked_on", models.F("score").desc(nulls_first=True), "id")


@dataclass(frozen=True)
class PersonAccount:
    person: EntryPerson
    fields: tuple[FieldAccount, ...]


@dataclass(frozen=True)
class Account:
    """Everything that is confirmed of a case. `unplaced` are people of sources nobody has placed yet."""

    entry: RegisterEntry
    links: tuple[EntrySource, ...]
    fields: tuple[FieldAccount, ...]
    people: tuple[PersonAccount, ...]
    unplaced: tuple[tuple[EntrySource, str], ...]
    recommendations: tuple[GroupAccount, ...] = ()
    counts: tuple[GroupAccount, ...] = ()
    waiting: int = field(default=0)

    @cached_property
    def conflicts(self) -> list[tuple[EntryPerson | None, FieldAccount]]:
        own: list[tuple[EntryPerson | None, FieldAccount]] = [
            (None, one) for one in self.fields if one.conflict
        ]
        return own + [(one.person, each) for one in self.people for each in one.fields if each.conflict]

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
    placed = {link.pk: placed_subjects(link) for link in links}
    resolutions = list(entry.resolutions.select_related("statement__reading__version__source", "resolved_by"))
    of_case = [row for link in links for row in statements[link.pk] if row.subject == DOCUMENT]
    people, unplaced = _people(entry, links, statements, placed, resolutions)
    everything = [row for rows in statements.values() for row in rows]
    return Account(
        entry=entry,
        links=tuple(links),
        fields=tuple(
            accounts_of(OF_THE_CASE, of_case, [one for one in resolutions if one.person_id is None])
        ),
        people=tuple(people),
        unplaced=tuple(unplaced),
        recommendations=tuple(recommendations_told(links, statements)),
        counts=tuple(counts_told(links, statements)),
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


def people_told(rows: Iterable[SourceStatement]) -> list[str]:
    """The subjects of a source that are people, in order of their numbers."""
    named = {row.subject for row in rows if row.subject.startswith("person-") and row.standing != "rejected"}
    return sorted(named, key=lambda subject: int(subject.rsplit("-", 1)[1]))


def _people(
    entry: RegisterEntry,
    links: Sequence[EntrySource],
    statements: dict[object, list[SourceStatement]],
    placed: dict[object, dict[str, EntryPerson | None]],
    resolutions: list[Resolution],
) -> tuple[list[PersonAccount], list[tuple[EntrySource, str]]]:
    told: dict[object, list[SourceStatement]] = {}
    unplaced: list[tuple[EntrySource, str]] = []
    for link in links:
        for subject in people_told(statements[link.pk]):
            person = placed[link.pk].get(subject)
            if subject not in placed[link.pk]:
                unplaced.append((link, subject))
            if person is not None:
                rows = [row for row in statements[link.pk] if row.subject == subject]
                told.setdefault(person.pk, []).extend(rows)
    persons = [one for one in entry.people.all() if one.pk in told]
    return [_person(one, told[one.pk], resolutions) for one in persons], unplaced


def _person(person: EntryPerson, rows: list[SourceStatement], resolutions: list[Resolution]) -> PersonAccount:
    settled = [one for one in resolutions if one.person_id == person.pk]
    return PersonAccount(person, tuple(accounts_of(OF_A_PERSON, rows, settled)))
