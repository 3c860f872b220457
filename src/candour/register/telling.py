"""What the sources of an entry tell of its case: each value with the statements that give it, side by side where they differ."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models

from candour.register.codes import COUNTING
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
MANY = frozenset(
    {"force", "references", "platforms", "behaviours", "standards_breached", "proceeding", "outcome"}
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
# The source an entry was opened from has no score, and comes first.
IN_ORDER = ("linked_on", models.F("score").desc(nulls_first=True), "id")
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
        fields=tuple(_accounts(OF_THE_CASE, of_case, [one for one in resolutions if one.person_id is None])),
        people=tuple(people),
        unplaced=tuple(unplaced),
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
    return PersonAccount(person, tuple(_accounts(OF_A_PERSON, rows, settled)))


def _accounts(
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
    if name not in MANY:
        return standing
    groups = (tuple(one for one in standing if one.value in group) for group in EXCLUDE_EACH_OTHER)
    return next((group for group in groups if name == "outcome" and len(group) > 1), ())


def _gives_way(name: str, value: Value, other: Value) -> bool:
    """The less exact one of two that do not contradict: 2022 beside 2022-07, a case to answer beside one for what."""
    if value == other:
        return False
    if VAGUE.get(name) == value:
        return True
    exact = isinstance(value, str) and isinstance(other, str) and name not in MANY
    return exact and str(other).startswith((f"{value}-", f"{value}_"))
