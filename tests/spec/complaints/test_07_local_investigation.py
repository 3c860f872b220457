"""A local investigation: appointing, reporting on its length, the report, and who determines it."""

from datetime import date, timedelta

import pytest

from candour.accounts.access import NotPermitted, roles_on
from candour.accounts.actions import build_wall
from candour.accounts.codes import Role, WallGround
from candour.accounts.models import Person, User
from candour.bodies.models import Body
from candour.matters.actions import StepRefused
from candour.matters.actions.parties import PartyDetails, add_party
from candour.matters.letters.values import Writing, values_for
from candour.matters.models import Matter, PartyRole
from candour.papers.codes import LetterKind
from tests.make.courses import being_handled, being_investigated, outcome_decided, under_the_director_general
from tests.make.matters import MONDAY, a_recorded_complaint, all_limbs, decided, due, states_of, step
from tests.make.moments import at_nine
from tests.make.people import a_decision_maker, a_handler, a_user, an_investigator_to_be, appointed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TERMS = {"terms_of_reference": "What happened."}
LAST_DAY_OF_THE_YEAR = date(2027, 3, 1)


def reported(matter: Matter, by: User, on: date) -> None:
    step(
        "investigation.report",
        matter,
        by,
        on,
        report_submitted=on,
        report_text="Four accounts were compared.",
    )


def length_explained(matter: Matter, period_ended: date, on: date, *, prejudice: bool = False) -> None:
    step(
        "investigation.progress-report",
        matter,
        a_handler(),
        on,
        overrun_period_ended=period_ended,
        prejudice_to_local_policing_body=prejudice,
        progress="Twelve statements.",
        reason_for_length="A witness is abroad.",
        estimated_end=on + timedelta(days=90),
        estimated_report=on + timedelta(days=80),
        planned_steps="The last statement.",
    )


def test_an_investigator_is_appointed_to_this_case_file_alone() -> None:
    matter = being_investigated()
    assert matter.investigation == "under-way"
    investigator = an_investigator_to_be()
    assert Role.INVESTIGATOR in roles_on(investigator, matter.case_file, on=MONDAY)
    another = a_recorded_complaint(a_handler())
    assert Role.INVESTIGATOR not in roles_on(investigator, another.case_file, on=MONDAY)


def test_a_new_investigator_takes_the_place_of_the_old_one_and_no_report_counts_as_made() -> None:
    matter, on = being_investigated(), date(2026, 4, 1)
    successor = a_user("Nia Next")
    step("investigation.appoint", matter, a_decision_maker(), on, investigator=successor, **TERMS)
    assert Role.INVESTIGATOR not in roles_on(an_investigator_to_be(), matter.case_file, on=on)
    assert Role.INVESTIGATOR in roles_on(successor, matter.case_file, on=on)
    assert states_of(matter, "timeliness.overrun") == ["open"]


def test_nobody_is_appointed_who_is_one_of_the_people_of_the_matter() -> None:
    matter, officer = being_handled("investigation"), a_user("Olu Officer")
    details = PartyDetails(role=PartyRole.COMPLAINED_ABOUT, person=Person(name="Olu Officer", user=officer))
    add_party(matter=matter, details=details, by=a_handler(), on=MONDAY, at=at_nine(MONDAY))
    with pytest.raises(StepRefused, match="one of the people of the matter"):
        step("investigation.appoint", matter, a_decision_maker(), MONDAY, investigator=officer, **TERMS)


def test_nobody_is_appointed_through_a_conflict_wall() -> None:
    matter, friend = being_handled("investigation"), a_user("Fran Friend")
    wall = {
        "ground": WallGround.PERSONAL_INTEREST,
        "reason": "They share a house.",
        "starts": MONDAY,
        "ends": None,
    }
    build_wall(case_file=matter.case_file, user=friend, by=None, at=at_nine(MONDAY), on=MONDAY, **wall)
    with pytest.raises(StepRefused, match="conflict wall"):
        step("investigation.appoint", matter, a_decision_maker(), MONDAY, investigator=friend, **TERMS)


def test_a_complaint_that_is_not_being_investigated_has_no_investigator() -> None:
    with pytest.raises(StepRefused, match="not being handled by investigation"):
        step(
            "investigation.appoint",
            being_handled(),
            a_decision_maker(),
            MONDAY,
            investigator=a_user(),
            **TERMS,
        )


def test_the_force_does_not_appoint_to_an_independent_investigation() -> None:
    matter = under_the_director_general()
    with pytest.raises(StepRefused, match="directed or independent"):
        step("investigation.appoint", matter, a_decision_maker(), MONDAY, investigator=a_user(), **TERMS)


def test_special_procedures_are_found_by_the_investigator_and_open_case_to_answer() -> None:
    matter, investigator = being_investigated(), an_investigator_to_be()
    limbs = all_limbs("special-procedures", disciplinary_proceedings=True)
    step("investigation.special-procedures", matter, investigator, MONDAY, limbs=limbs)
    assert decided(
        matter.allegations.get(), a_decision_maker(), on=MONDAY, decision="case-to-answer"
    ).decision


def test_twelve_months_are_explained_after_their_last_day_and_then_each_six() -> None:
    matter = being_investigated()
    assert due(matter, "timeliness.overrun") == LAST_DAY_OF_THE_YEAR
    length_explained(matter, LAST_DAY_OF_THE_YEAR, date(2027, 3, 8))
    assert due(matter, "timeliness.overrun") == date(2027, 9, 1)
    length_explained(matter, date(2027, 9, 1), date(2027, 9, 2), prejudice=True)
    assert due(matter, "timeliness.overrun") == date(2028, 3, 1)


def test_the_letter_on_a_long_investigation_is_drafted_from_what_was_reported() -> None:
    matter, on = being_investigated(), date(2027, 3, 8)
    length_explained(matter, LAST_DAY_OF_THE_YEAR, on)
    writing = Writing(matter, Body.objects.get(pk="example-iopc"), "Hazel Handler", on)
    said = values_for(LetterKind.TIMELINESS, writing)
    assert (said["began_on"], said["period_ended_on"], said["which_period"]) == (MONDAY, LAST_DAY_OF_THE_YEAR, "first")
    assert (said["estimated_end"], said["estimated_report"]) == (on + timedelta(days=90), on + timedelta(days=80))
    assert (said["appointed_on"], said["reason_for_length"]) == (MONDAY, "A witness is abroad.")


def test_a_period_is_not_explained_before_it_has_ended_nor_under_another_day() -> None:
    matter = being_investigated()
    with pytest.raises(StepRefused, match="runs to the end of 1 March 2027"):
        length_explained(matter, LAST_DAY_OF_THE_YEAR, LAST_DAY_OF_THE_YEAR)
    with pytest.raises(StepRefused, match="ends on 1 March 2027"):
        length_explained(matter, date(2027, 2, 1), date(2027, 3, 8))


def test_the_report_is_the_investigators_and_the_determination_is_not() -> None:
    matter, investigator = being_investigated(), an_investigator_to_be()
    appointed(investigator, Role.DECISION_MAKER, body="wexmoor")
    reported(matter, investigator, date(2026, 4, 1))
    assert matter.investigation == "reported"
    said = {"offence_indicated": False, "reasons": "The recordings settle it."}
    with pytest.raises(NotPermitted, match="You investigated this matter"):
        step("investigation.determine", matter, investigator, date(2026, 4, 2), **said)
    decided(matter.allegations.get(), a_decision_maker(), on=date(2026, 4, 2))
    step("investigation.determine", matter, a_decision_maker(), date(2026, 4, 2), **said)
    assert matter.investigation == "determined"


def test_a_report_is_not_determined_while_an_allegation_is_undecided() -> None:
    matter = being_investigated()
    reported(matter, an_investigator_to_be(), date(2026, 4, 1))
    with pytest.raises(StepRefused, match="Every allegation needs a decision"):
        step(
            "investigation.determine",
            matter,
            a_decision_maker(),
            date(2026, 4, 2),
            offence_indicated=False,
            reasons="-",
        )


def test_no_outcome_is_decided_while_the_investigation_goes_on() -> None:
    with pytest.raises(StepRefused, match="not ended in a report and a determination"):
        outcome_decided(being_investigated(), date(2026, 4, 1))
