"""All that `make run` loads, with a few complaints only: it goes through, and the record proves it."""

from datetime import UTC, date, datetime
from random import Random

import pytest

from candour.accounts.models import Person
from candour.deadlines.models import Deadline
from candour.evidence.models import Exhibit, Marking
from candour.ledger.models import LedgerEntry
from candour.ledger.reading import entry_at
from candour.ledger.verification import verify
from candour.matters.models import Allegation, Matter, Party, StatedFact, StepTaken, TestAnswer
from candour.register.models import Round, Source
from candour.web.examples.accounts import make_accounts
from candour.web.examples.case import Case
from candour.web.examples.exhibits import load_exhibits
from candour.web.examples.loading import load_examples
from candour.web.examples.stories import without_a_name
from candour.web.examples.words import EVENTS

pytestmark = pytest.mark.django_db


def test_every_worked_example_loads_and_a_second_time_adds_nothing() -> None:
    said: list[str] = []
    load_examples(seed=2020, matters=2, say=said.append)
    found = [one.objects.count() for one in (Matter, Exhibit, Marking, Source, Round)]
    assert found[1] == 3
    assert all(found)
    assert verify().ok
    assert entries_that_change_a_matter_without_naming_it() == []
    load_exhibits(make_accounts(at=datetime(2020, 2, 3, 9, tzinfo=UTC)), say=said.append)
    load_examples(seed=2020, matters=2, say=said.append)
    assert [one.objects.count() for one in (Matter, Exhibit, Marking, Source, Round)] == found


def entries_that_change_a_matter_without_naming_it() -> list[tuple[int, str, str]]:
    """A step that waited for its turn asks only whether there is a newer entry about its matter (decision 7)."""
    return [
        (entry.index, entry.verb, table)
        for entry in map(entry_at, range(LedgerEntry.objects.count()))
        for table, key, _ in entry.rows
        if (matter := matter_of(table, key)) and ("matter", matter) not in (entry.subject, *entry.also)
    ]


def matter_of(table: str, key: str) -> str | None:
    """Whose facts the row is among: what a step reads before it is taken."""
    if table == Matter._meta.db_table:
        return key
    if table == Deadline._meta.db_table:
        return str(
            Deadline.objects.filter(pk=key, subject_kind="matter")
            .values_list("subject_id", flat=True)
            .first()
            or ""
        )
    held = {model._meta.db_table: model for model in (StatedFact, TestAnswer, Allegation, Party, StepTaken)}
    return str(held[table].objects.values_list("matter_id", flat=True).get(pk=key)) if table in held else None


def test_a_complaint_without_a_name_is_worked_to_its_end_with_nobody_to_tell() -> None:
    staff = make_accounts(at=datetime(2020, 2, 3, 9, tzinfo=UTC))
    event = next(event for event in EVENTS if event.crime and not event.serious)
    day, today = date(2026, 1, 5), date(2026, 6, 1)
    case = Case(dice=Random(1), staff=staff, event=event, day=day, today=today, complainant=Person(name="Not used"))
    without_a_name(case)
    assert case.file.handling == "closed"
    assert case.file.parties.get(role="complainant").person is None
    assert not Deadline.objects.for_subject(case.file.pk).filter(recipient__isnull=False).exists()
    assert verify().ok
