"""A question that is written once answers as the queryset that it was written from, for every matter and every day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candour.accounts.access import functions_of
from candour.accounts.codes import Function
from candour.accounts.models import CaseFile, Custody
from candour.accounts.models.appointed import appointments_of
from candour.accounts.models.written_once import ON, Question, key
from candour.bodies.models import Body
from candour.deadlines.actions import OWED_ON
from candour.deadlines.models import Deadline
from candour.matters.actions.taking import KEPT_INFORMED
from candour.matters.authority import delegated
from candour.matters.facts import ANSWERED, OWED, STATED
from candour.matters.models import Matter, StatedFact, TestAnswer
from tests.make.matters import MONDAY, a_complaint, a_logged_complaint, a_recorded_complaint
from tests.make.people import a_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def stored(rows: Any) -> list[dict[str, Any]]:
    """What the rows hold, relations aside."""
    return [
        {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields} for row in rows
    ]


SAME: dict[str, tuple[Callable[[Matter], Any], Callable[[Matter], Any]]] = {
    "what is owed, soonest first": (
        lambda matter: stored(OWED_ON(subject=matter.pk)),
        lambda matter: stored(Deadline.objects.for_subject(matter.pk).owed()),
    ),
    "the rules under which it is owed": (
        lambda matter: OWED(matter=matter.pk),
        lambda matter: list(Deadline.objects.for_subject(matter.pk).owed().values_list("rule", "due")),
    ),
    "who is kept informed": (
        lambda matter: stored(KEPT_INFORMED(matter=matter.pk)),
        lambda matter: stored(matter.parties.kept_informed()),
    ),
    "what was stated": (
        lambda matter: sorted(map(str, STATED(matter=matter.pk))),
        lambda matter: sorted(
            map(str, StatedFact.objects.filter(matter=matter).values_list("name", "value", "party_id", "at"))
        ),
    ),
    "which tests were answered": (
        lambda matter: ANSWERED(matter=matter.pk),
        lambda matter: list(
            TestAnswer.objects.filter(matter=matter).order_by("at").values_list("test", "outcome")
        ),
    ),
}


@pytest.mark.parametrize("question", SAME)
def test_it_answers_for_each_matter_as_the_queryset_would(question: str) -> None:
    asked, plain = SAME[question]
    handler = a_handler()
    for matter in (a_recorded_complaint(handler), a_logged_complaint(handler)):
        assert asked(matter) == plain(matter)
        assert asked(matter)


def test_it_is_asked_anew_each_time() -> None:
    matter = a_logged_complaint(a_handler())
    before = len(KEPT_INFORMED(matter=matter.pk))

    with connection.cursor() as cursor:
        cursor.execute("UPDATE matters_party SET left_on = %s", [MONDAY])

    assert (before, KEPT_INFORMED(matter=matter.pk)) == (1, [])


def test_the_day_that_is_asked_about_is_the_day_that_is_answered_for() -> None:
    handler, matter = a_handler(), a_logged_complaint(a_handler())
    held = Question(
        lambda: Custody.objects.in_force(ON).filter(case_file=key("file")).values_list("capacity")
    )
    eve = MONDAY - timedelta(days=1)

    assert held(file=matter.case_file_id, on=MONDAY) == [("appropriate_authority",)]
    assert held(file=matter.case_file_id, on=eve) == []
    assert appointments_of(handler, on=MONDAY).in_force
    assert appointments_of(handler, on=date(1990, 1, 1)).rows == []


def test_what_a_person_did_on_a_file_is_what_was_noted_of_them_there() -> None:
    handler = a_handler()
    logged, untouched = a_logged_complaint(handler), a_complaint()

    assert functions_of(handler, logged.case_file) == {Function.HANDLED}
    assert functions_of(handler, untouched.case_file) == frozenset()


def test_a_matter_comes_with_the_names_that_every_page_shows() -> None:
    made = a_logged_complaint(a_handler())
    Matter.of_file(made.case_file_id)

    with CaptureQueriesContext(connection) as asked:
        matter = Matter.of_file(made.case_file_id)
        names = (matter.reference, str(matter.appropriate_authority), str(matter.expressed_to.overseen_by))

    plain = Matter.objects.with_names().get(pk=made.pk)
    assert names == (plain.reference, str(plain.appropriate_authority), str(plain.expressed_to.overseen_by))
    assert stored([matter]) == stored([plain])
    assert not matter.changed_columns()
    assert len(asked) == 1


def test_a_file_that_holds_no_matter_is_said_to_hold_none() -> None:
    with pytest.raises(Matter.DoesNotExist):
        Matter.of_file(CaseFile(reference="WEX-2026-000099").pk)


def test_how_a_force_shares_its_work_is_answered_as_the_bodies_answer_it() -> None:
    for force in Body.objects.forces():
        for year in (2019, 2021, 2024, 2026):
            day = MONDAY.replace(year=year)
            assert delegated(force, on=day) == Body.objects.delegation_model(force, on=day).model
