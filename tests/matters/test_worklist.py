"""My work: dates in their order, those without one last, each counted once, and only on files one may open."""

from datetime import date, timedelta

import pytest
from django.core.paginator import Paginator

from candour.accounts.codes import Capacity, Role
from candour.accounts.models import User
from candour.accounts.models.case_files import opens
from candour.accounts.models.reach import reach_of
from candour.deadlines.actions import Owing, owe
from candour.deadlines.models import Deadline
from candour.ledger.writing import entry
from candour.matters.models import Matter
from candour.matters.waiting import count_unlogged, longest_unlogged, owed_by_us
from candour.matters.worklist import (
    Chosen,
    Worklist,
    by_day,
    chosen_rows,
    counts_by_day,
    counts_of_ours,
    worklist,
)
from candour.procedure.facts import Facts
from tests.make.accounts import end_custody_of, held_by, walled
from tests.make.courses import contacted, recording_answered
from tests.make.matters import MONDAY, a_logged_complaint, a_recorded_complaint
from tests.make.moments import at_nine
from tests.make.people import (
    FORCE,
    a_director,
    a_handler,
    a_policing_body_handler,
    a_user,
    an_assessor,
    appointed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATER = MONDAY + timedelta(weeks=9)


def the_list(user: User, *, on: date = LATER, **said: str) -> Worklist:
    return worklist(user, Chosen(**said), on=on, counted=counts_of_ours(user, on=on))


def owed_without_a_day(matter: Matter, by: User) -> None:
    """A clock whose fact is not known yet."""
    owing = Owing(
        case_file=matter.case_file,
        subject_kind=matter.ledger_kind,
        subject_id=matter.pk,
        body=matter.appropriate_authority,
    )
    known: Facts = {"complaint-made": MONDAY}
    with entry("complaint.contact", subject=matter, by=by.pk, at=at_nine(MONDAY)) as record:
        owe(record, rule="review.application", facts=known, owing=owing, on=MONDAY)


def a_caseload(by: User) -> list[Matter]:
    early = a_logged_complaint(by)
    contacted(early, by)
    recording_answered(early, by)
    late = a_recorded_complaint(by, received=MONDAY + timedelta(weeks=3))
    return [late, early]


def test_the_soonest_date_comes_first_and_what_waits_for_a_fact_last() -> None:
    handler = a_handler()
    late, early = a_caseload(handler)
    owed_without_a_day(early, handler)
    listed = the_list(handler)[0:50] + the_list(handler, state="others")[0:50]
    days = [row.due for row in listed if row.due]
    assert days == sorted(days)
    assert listed[-1].due is None
    assert {row.subject_id for row in listed} == {late.pk, early.pk}


def test_pages_cut_anywhere_hold_each_date_once() -> None:
    handler = a_handler()
    for matter in a_caseload(handler):
        owed_without_a_day(matter, handler)
    rows = [*the_list(handler)[0:99], *the_list(handler, state="others")[0:99]]
    whole = [row.pk for row in rows]
    parts = [the_list(handler), the_list(handler, state="others")]
    for size in (1, 2, 3):
        paged = [row.pk for part in parts for page in Paginator(part, size) for row in page.object_list]
        assert paged == whole
    assert len(whole) == len(set(whole)) == Deadline.objects.owed().count()


@pytest.mark.parametrize(
    "said", [{}, {"state": "late"}, {"state": "others"}, {"whose": "unassigned"}, {"reference": "NO-"}]
)
def test_the_length_of_a_list_is_the_number_of_its_rows(said: dict[str, str]) -> None:
    handler = a_handler()
    a_caseload(handler)
    listed = the_list(handler, **said)
    assert len(listed) == len(listed[0:1000])


def test_a_list_begun_from_a_bodys_own_dates_is_the_list_of_all_files_one_may_open() -> None:
    handler = a_handler()
    a_caseload(handler)
    for user in (handler, an_assessor(), a_director(), a_policing_body_handler()):
        general = Deadline.objects.filter(opens(user, on=LATER, path="case_file")).owed()
        assert set(Deadline.objects.open_to(user, on=LATER).owed()) == set(general)


ASKED = [
    {},
    {"state": "late"},
    {"state": "others"},
    {"whose": "mine"},
    {"whose": "unassigned"},
    {"reference": "NO-2"},
    {"reference": "no [such]*"},
]


@pytest.mark.parametrize("said", ASKED, ids=str)
def test_each_reader_is_shown_on_pages_what_they_would_download(said: dict[str, str]) -> None:
    handler = a_handler()
    late, _ = a_caseload(handler)
    helper = appointed(a_user(), Role.INVESTIGATOR, case_file=late.case_file)
    readers = (handler, helper, an_assessor(), a_director(), a_policing_body_handler())
    for _again in range(2):
        for user in readers:
            paged = the_list(user, **said)[0:1000]
            assert set(paged) == set(chosen_rows(user, Chosen(**said), on=LATER))


def test_a_wall_put_up_after_a_list_was_shown_takes_its_file_off_the_next() -> None:
    handler = a_handler()
    colleague = appointed(a_user("Kit Holloway"), Role.COMPLAINT_HANDLER, body=FORCE)
    kept, closed = a_caseload(handler)
    assert {row.subject_id for row in the_list(handler)[0:99]} == {kept.pk, closed.pk}
    walled(handler, closed.case_file)
    assert {row.subject_id for row in the_list(handler)[0:99]} == {kept.pk}
    assert {row.subject_id for row in the_list(colleague)[0:99]} == {kept.pk, closed.pk}


def test_who_holds_no_appointment_is_shown_nothing() -> None:
    a_caseload(a_handler())
    nobody = a_user("Nan Newcomer")
    listed = the_list(nobody)
    assert (len(listed), listed[0:9], longest_unlogged(nobody, 9, on=LATER)) == (0, [], [])


def test_late_dates_are_those_of_limits_that_have_passed() -> None:
    handler = a_handler()
    a_caseload(handler)
    late = the_list(handler, state="late")[0:50]
    assert late
    assert all(row.is_late(LATER) for row in late)
    counted = counts_of_ours(handler, on=LATER)
    assert sum(counted.late(LATER).values()) == len(late)


def test_what_is_counted_is_what_is_listed_when_files_were_given_up_and_had_back() -> None:
    handler = a_handler()
    kept, given_up = a_caseload(handler)
    had_back = a_recorded_complaint(handler)
    for matter in (given_up, had_back):
        end_custody_of(matter.case_file, on=MONDAY + timedelta(weeks=4))
    force = kept.appropriate_authority
    held_by(had_back.case_file, force, Capacity.APPROPRIATE_AUTHORITY, starts=MONDAY + timedelta(weeks=6))
    for weeks in (3, 4, 5, 6, 9):
        day = MONDAY + timedelta(weeks=weeks)
        listed = counts_by_day(by_day(owed_by_us(Deadline.objects.open_to(handler, on=day).owed(), reach_of(handler, on=day))))
        assert counts_of_ours(handler, on=day) == listed
        assert count_unlogged(handler, on=day) == len(longest_unlogged(handler, 100, on=day))
    assert {row.subject_id for row in the_list(handler)[0:99]} == {kept.pk, had_back.pk}
