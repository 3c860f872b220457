"""Who may open a case file: role by capacity, by wall, by date. Nobody else may."""

from datetime import date, timedelta
from itertools import product

import pytest

from candour.accounts.access import may_open, roles_held, roles_on
from candour.accounts.codes import ANY_ROLE, PARTIES, REACH, STANDING, WORKING, Capacity, Role
from candour.accounts.models import CaseFile, User
from candour.accounts.reasons import access_to
from tests.make.accounts import a_case_file, a_user, appointed, end_custody_of, held_by, walled
from tests.make.bodies import a_force, a_policing_body

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TODAY = date(2026, 3, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

AA, HANDLER, OVERSIGHT, REVIEWER = Capacity
OPENS = {
    (Role.COMPLAINT_HANDLER, AA),
    (Role.COMPLAINT_HANDLER, HANDLER),
    (Role.DECISION_MAKER, AA),
    (Role.IOPC_ASSESSMENT, OVERSIGHT),
    (Role.IOPC_CASEWORK, REVIEWER),
    (Role.IOPC_DIRECTOR, OVERSIGHT),
    (Role.IOPC_DIRECTOR, REVIEWER),
    (Role.LPB_REVIEWER, REVIEWER),
    *((Role.AUDITOR, capacity) for capacity in Capacity),
}


def opens(user: User, case_file: CaseFile, on: date = TODAY) -> bool:
    """The answer, given alike by the query, by the roles, by the reason and by the list of who has access."""
    listed = CaseFile.objects.open_to(user, on=on, roles=ANY_ROLE).filter(pk=case_file.pk).exists()
    for roles in (ANY_ROLE, WORKING, PARTIES):
        held = roles_on(user, case_file, on=on) & roles
        assert CaseFile.objects.open_to(user, on=on, roles=roles).filter(pk=case_file.pk).exists() == bool(held)
    assert listed == (may_open(user, case_file, on) is None)
    assert listed == any(access.user == user and access.may_open for access in access_to(case_file, on=on))
    return listed


@pytest.mark.parametrize(("role", "capacity"), list(product(sorted(STANDING), Capacity)))
def test_a_body_wide_role_opens_the_files_its_body_holds_in_the_capacities_it_reaches(
    role: Role, capacity: Capacity
) -> None:
    body, user = a_force(), a_user()
    case_file = a_case_file(body, capacity=capacity)
    appointed(user, role, body)
    assert opens(user, case_file) is ((role, capacity) in OPENS)


def test_the_table_of_reach_says_no_more_and_no_less_than_the_truth_table() -> None:
    assert {(role, capacity) for role, capacities in REACH.items() for capacity in capacities} == OPENS


@pytest.mark.parametrize("role", sorted(WORKING | PARTIES))
def test_an_appointment_to_one_case_file_opens_that_file_and_no_other(role: Role) -> None:
    body, user = a_force(), a_user()
    theirs, another = a_case_file(body), a_case_file(body)
    appointed(user, role, theirs)
    assert opens(user, theirs)
    assert not opens(user, another)


@pytest.mark.parametrize("capacity", list(Capacity))
def test_a_role_in_one_body_opens_nothing_of_another(capacity: Capacity) -> None:
    ours, theirs = a_force(), a_force(key="benmoor", name="Benmoor Police")
    user = a_user()
    for role in sorted(STANDING):
        appointed(user, role, ours)
    assert not opens(user, a_case_file(theirs, capacity=capacity))


@pytest.mark.parametrize(
    ("starts", "ends", "open_today"),
    [
        (YESTERDAY, None, True),
        (TODAY, None, True),
        (TOMORROW, None, False),
        (YESTERDAY, TOMORROW, True),
        (YESTERDAY, TODAY, False),
        (TODAY, TODAY, False),
    ],
)
@pytest.mark.parametrize("role", [Role.COMPLAINT_HANDLER, Role.COMPLAINANT])
def test_an_appointment_holds_from_its_first_day_until_the_day_before_it_ends(
    starts: date, ends: date | None, open_today: bool, role: Role
) -> None:
    body, user = a_force(), a_user()
    case_file = a_case_file(body)
    appointed(user, role, body if role in STANDING else case_file, starts=starts, ends=ends)
    assert opens(user, case_file) is open_today


@pytest.mark.parametrize(
    "role", [Role.COMPLAINT_HANDLER, Role.AUDITOR, Role.INVESTIGATOR, Role.OFFICER_CONCERNED]
)
def test_a_wall_closes_the_file_whatever_the_role(role: Role) -> None:
    body, user = a_force(), a_user()
    walled_off, another = a_case_file(body), a_case_file(body)
    for case_file in (walled_off, another):
        if role not in STANDING:
            appointed(user, role, case_file)
    if role in STANDING:
        appointed(user, role, body)
    walled(user, walled_off)
    assert not opens(user, walled_off)
    assert opens(user, another)


@pytest.mark.parametrize(
    ("starts", "ends", "open_today"),
    [(YESTERDAY, None, False), (TODAY, None, False), (TOMORROW, None, True), (YESTERDAY, TODAY, True)],
)
def test_a_wall_stands_from_its_first_day_until_the_day_it_comes_down(
    starts: date, ends: date | None, open_today: bool
) -> None:
    body, user = a_force(), a_user()
    case_file = a_case_file(body)
    appointed(user, Role.COMPLAINT_HANDLER, body)
    walled(user, case_file, starts=starts, ends=ends)
    assert opens(user, case_file) is open_today


def test_a_file_that_is_handed_over_closes_to_the_body_that_gave_it_away() -> None:
    ours, theirs = a_force(), a_policing_body()
    user, successor = a_user(), a_user()
    case_file = a_case_file(ours)
    appointed(user, Role.COMPLAINT_HANDLER, ours)
    appointed(successor, Role.COMPLAINT_HANDLER, theirs)
    held_by(case_file, theirs, Capacity.HANDLER, starts=TODAY)
    end_custody_of(case_file, on=TODAY)
    assert [opens(user, case_file, on=day) for day in (YESTERDAY, TODAY)] == [True, False]
    assert [opens(successor, case_file, on=day) for day in (YESTERDAY, TODAY)] == [False, True]


def test_an_officer_who_handles_complaints_does_not_see_their_own_as_a_handler() -> None:
    body, officer = a_force(), a_user()
    theirs, another = a_case_file(body), a_case_file(body)
    appointed(officer, Role.COMPLAINT_HANDLER, body)
    appointed(officer, Role.OFFICER_CONCERNED, theirs)
    assert roles_on(officer, theirs, on=TODAY) == {Role.OFFICER_CONCERNED}
    to_work_on = CaseFile.objects.open_to(officer, on=TODAY)
    assert set(to_work_on) == {another}


def test_somebody_who_was_once_a_party_never_works_on_the_file_afterwards() -> None:
    body, user = a_force(), a_user()
    case_file = a_case_file(body)
    appointed(user, Role.COMPLAINT_HANDLER, body)
    appointed(user, Role.COMPLAINANT, case_file, starts=YESTERDAY, ends=TODAY)
    assert not opens(user, case_file)


def test_lists_for_those_who_work_leave_out_the_files_one_is_only_a_party_to() -> None:
    case_file, complainant = a_case_file(a_force()), a_user()
    appointed(complainant, Role.COMPLAINANT, case_file)
    assert not CaseFile.objects.open_to(complainant, on=TODAY).exists()
    assert CaseFile.objects.open_to(complainant, on=TODAY, roles=PARTIES).get() == case_file


def test_a_closed_account_opens_nothing() -> None:
    body, user = a_force(), a_user()
    case_file = a_case_file(body)
    appointed(user, Role.COMPLAINT_HANDLER, body)
    user.is_active = False
    user.save()
    assert not opens(user, case_file)
    assert roles_held(user, on=TODAY) == frozenset()


def test_somebody_without_any_appointment_opens_nothing() -> None:
    case_file = a_case_file(a_force())
    assert not opens(a_user(), case_file)


def test_many_files_are_opened_by_the_same_rule_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The query lists a body's files where they are few and asks file by file where they are many."""
    body, user, handler = a_force(), a_user(), a_user()
    held, walled_off, theirs = a_case_file(body), a_case_file(body), a_case_file(a_policing_body())
    appointed(handler, Role.COMPLAINT_HANDLER, body)
    appointed(handler, Role.INVESTIGATOR, theirs)
    walled(handler, walled_off)
    few = set(CaseFile.objects.open_to(handler, on=TODAY))
    monkeypatch.setattr("candour.accounts.models.reach.FEW", 0)
    many = set(CaseFile.objects.open_to(handler, on=TODAY))
    assert few == many == {held, theirs}
    assert not CaseFile.objects.open_to(user, on=TODAY).exists()
