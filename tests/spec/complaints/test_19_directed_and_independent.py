"""Directed and independent investigations: who is appointed, who decides, the reports on their length and at their end."""

from datetime import date, timedelta

import pytest

from candour.accounts.access import roles_on
from candour.accounts.codes import Role
from candour.accounts.models import User
from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline
from candour.ledger.verification import verify
from candour.matters.actions import StepRefused
from candour.matters.models import Matter
from candour.matters.tracking.progress import progress
from candour.matters.worklist import Chosen, chosen_rows
from candour.procedure import Confidence
from tests.make.courses import (
    being_investigated,
    given_a_form,
    overseen_elsewhere,
    referred,
    under_the_director_general,
)
from tests.make.matters import (
    MONDAY,
    a_recorded_complaint,
    all_limbs,
    an_allegation,
    decided,
    due,
    owes,
    states_of,
    step,
)
from tests.make.people import a_decision_maker, a_director, a_handler, an_investigator_to_be

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LAST_DAY_OF_THE_YEAR = date(2027, 3, 1)
PROGRESS, OVERRUN = "keeping-informed.progress", "timeliness.overrun"
VIEWS = "case-to-answer.views-to-director-general"
REPORT = {"report_text": "Four accounts were compared."}


def appointed_to(matter: Matter, by: User, **who: object) -> None:
    said = {"terms_of_reference": "What happened in the street.", **who}
    step("investigation.appoint-directed", matter, by, MONDAY, **said)


def reported(matter: Matter, by: User, on: date, **said: object) -> None:
    step("investigation.report-to-director-general", matter, by, on, report_submitted=on, **REPORT, **said)


def length_explained(matter: Matter, by: User, period_ended: date, on: date) -> None:
    step(
        "investigation.own-progress-report",
        matter,
        by,
        on,
        overrun_period_ended=period_ended,
        prejudice_to_the_investigation=False,
        progress="Twelve statements.",
        reason_for_length="A witness is abroad.",
        estimated_end=on + timedelta(days=90),
        estimated_report=on + timedelta(days=80),
        planned_steps="The last statement.",
    )


def test_the_authority_appoints_to_a_directed_investigation() -> None:
    matter, chosen = under_the_director_general("directed"), an_investigator_to_be()
    appointed_to(matter, a_decision_maker(), investigator=chosen)
    assert matter.investigation == "under-way"
    assert Role.INVESTIGATOR in roles_on(chosen, matter.case_file, on=MONDAY)


def test_somebody_of_another_body_may_be_appointed_with_the_approval_that_was_required() -> None:
    matter = under_the_director_general("directed")
    elsewhere = {
        "investigator_elsewhere": "A sergeant of another force.",
        "approval": "The regional director, by letter.",
    }
    appointed_to(matter, a_decision_maker(), **elsewhere)
    assert matter.investigation == "under-way"


def test_exactly_one_person_is_appointed() -> None:
    matter = under_the_director_general("directed")
    both = {"investigator": an_investigator_to_be(), "investigator_elsewhere": "A sergeant of another force."}
    for who in ({}, both):
        with pytest.raises(StepRefused, match="Name one person"):
            appointed_to(matter, a_decision_maker(), **who)


def test_the_authority_appoints_nobody_to_an_independent_investigation() -> None:
    with pytest.raises(StepRefused, match="not a directed one"):
        appointed_to(under_the_director_general(), a_decision_maker(), investigator=an_investigator_to_be())


def test_the_investigator_does_not_decide_on_special_procedures_for_the_director_general() -> None:
    matter, chosen = under_the_director_general("directed"), an_investigator_to_be()
    appointed_to(matter, a_decision_maker(), investigator=chosen)
    limbs = all_limbs("special-procedures", disciplinary_proceedings=True)
    with pytest.raises(StepRefused, match="the Director General decides this"):
        step("investigation.special-procedures", matter, chosen, MONDAY, limbs=limbs)
    with pytest.raises(StepRefused, match="it is for the Director General"):
        step("investigation.decide-special-procedures", matter, a_decision_maker(), MONDAY, limbs=limbs)


@pytest.mark.parametrize("mode", ["directed", "independent"])
def test_the_director_generals_decision_opens_case_to_answer(mode: str) -> None:
    matter, director = under_the_director_general(mode), a_director()
    limbs = all_limbs("special-procedures", disciplinary_proceedings=True)
    step("investigation.decide-special-procedures", matter, director, MONDAY, limbs=limbs)
    allegation = an_allegation(matter, a_handler())
    assert decided(allegation, director, on=MONDAY, decision="case-to-answer").decision == "case-to-answer"


@pytest.mark.parametrize("mode", ["directed", "independent"])
def test_the_year_of_their_own_investigation_runs_from_the_complaint_and_is_explained_by_them(
    mode: str,
) -> None:
    matter = under_the_director_general(mode)
    assert due(matter, "timeliness.overrun") == LAST_DAY_OF_THE_YEAR
    with pytest.raises(StepRefused, match="it is for the Director General"):
        length_explained(matter, a_handler(), LAST_DAY_OF_THE_YEAR, date(2027, 3, 8))
    length_explained(matter, a_director(), LAST_DAY_OF_THE_YEAR, date(2027, 3, 8))
    assert due(matter, "timeliness.overrun") == date(2027, 9, 1)


def test_a_local_investigation_starts_its_year_when_somebody_is_appointed() -> None:
    assert not owes(under_the_director_general("local"), "timeliness.overrun")


def test_a_report_on_length_is_not_the_authoritys_once_the_form_has_changed() -> None:
    matter = being_investigated()
    referred(matter, a_handler())
    given_a_form(matter, "directed")
    said = {
        "progress": "-",
        "reason_for_length": "-",
        "planned_steps": "-",
        "prejudice_to_local_policing_body": False,
    }
    on = date(2027, 3, 8)
    with pytest.raises(StepRefused, match="the Director General reports on its length"):
        step(
            "investigation.progress-report",
            matter,
            a_handler(),
            on,
            overrun_period_ended=LAST_DAY_OF_THE_YEAR,
            estimated_end=on + timedelta(days=9),
            estimated_report=on + timedelta(days=9),
            **said,
        )


def test_a_report_by_a_body_elsewhere_is_entered_by_the_authority() -> None:
    overseen_elsewhere()
    matter, handler = a_recorded_complaint(a_handler()), a_handler()
    referred(matter, handler)
    answer = {"answer_to_referral": "independent", "answer_letter_dated": MONDAY, "reasons": "-"}
    step("referral.enter-answer", matter, handler, MONDAY, **answer)
    length_explained(matter, handler, LAST_DAY_OF_THE_YEAR, date(2027, 3, 8))
    assert due(matter, "timeliness.overrun") == date(2027, 9, 1)


def test_the_report_on_a_directed_investigation_goes_to_the_director_general() -> None:
    matter, chosen = under_the_director_general("directed"), an_investigator_to_be()
    appointed_to(matter, a_decision_maker(), investigator=chosen)
    with pytest.raises(StepRefused, match="has not handed it back"):
        step(
            "investigation.report",
            matter,
            chosen,
            date(2026, 4, 1),
            report_submitted=date(2026, 4, 1),
            **REPORT,
        )
    reported(matter, chosen, date(2026, 4, 1))
    assert matter.investigation == "reported"


def test_a_local_report_goes_to_the_authority() -> None:
    with pytest.raises(StepRefused, match="its report goes to the appropriate authority"):
        reported(being_investigated(), an_investigator_to_be(), date(2026, 4, 1))


def test_what_a_copy_of_the_report_leaves_out_is_written_down() -> None:
    matter, on = under_the_director_general(), date(2026, 4, 1)
    for said in ({"sensitive_information_held_back": True}, {"left_out": "A name."}):
        with pytest.raises(StepRefused, match="say what and whose consent was asked"):
            reported(matter, a_director(), on, **said)
    reported(
        matter,
        a_director(),
        on,
        sensitive_information_held_back=True,
        left_out="A name; no consent was given.",
    )
    assert matter.investigation == "reported"


def views_asked_for(mode: str = "independent") -> Matter:
    """Reported on 1 April and the authority's views asked for the day after."""
    matter, director = under_the_director_general(mode), a_director()
    reported(matter, director, date(2026, 4, 1))
    step("investigation.ask-views", matter, director, date(2026, 4, 2), views_sought=date(2026, 4, 2))
    return matter


@pytest.mark.parametrize("mode", ["directed", "independent"])
def test_the_authority_gives_its_views_within_28_days_a_period_that_is_shown_as_unconfirmed(
    mode: str,
) -> None:
    matter = views_asked_for(mode)
    assert due(matter, VIEWS) == date(2026, 4, 30)
    assert the_law().rule(VIEWS).versions[0].confidence is Confidence.UNCONFIRMED
    step(
        "investigation.give-views",
        matter,
        a_decision_maker(),
        date(2026, 4, 20),
        authority_views="There is none.",
    )
    assert states_of(matter, VIEWS) == ["met"]


def test_views_are_asked_for_by_the_director_general_and_only_once_there_is_a_report() -> None:
    matter, on = under_the_director_general(), date(2026, 4, 2)
    with pytest.raises(StepRefused, match="No investigation"):
        step("investigation.ask-views", matter, a_director(), on, views_sought=on)
    reported(matter, a_director(), on)
    with pytest.raises(StepRefused, match="it is for the Director General"):
        step("investigation.ask-views", matter, a_handler(), on, views_sought=on)
    with pytest.raises(StepRefused, match="has not asked"):
        step("investigation.give-views", matter, a_decision_maker(), on, authority_views="-")


def test_views_that_were_never_given_are_not_shown_as_given_once_it_is_determined() -> None:
    matter, director, on = views_asked_for(), a_director(), date(2026, 5, 6)
    decided(an_allegation(matter, a_handler()), director, on=on)
    said = {"outcome_decided": on, "findings": "-", "action_taken": "-", "authority_views": "None came."}
    step("handling.determine", matter, director, on, **said, offence_indicated=False)
    assert states_of(matter, VIEWS) == ["cancelled"]


@pytest.mark.parametrize("mode", ["directed", "independent"])
def test_the_director_general_keeps_people_informed_of_an_investigation_of_their_own(mode: str) -> None:
    handler = a_handler()
    matter = a_recorded_complaint(handler)
    referred(matter, handler)
    assert owed_by(matter, PROGRESS) == ("appropriate-authority", "complainant-and-interested-persons")
    before = due(matter, PROGRESS)
    given_a_form(matter, mode)
    assert owed_by(matter, PROGRESS) == ("director-general", "complainant-and-interested-persons")
    assert due(matter, PROGRESS) == before
    assert owed_by(matter, OVERRUN) == ("director-general", "local-policing-body-and-chief-officer")
    assert verify().ok


def test_the_authority_keeps_people_informed_of_a_local_investigation() -> None:
    matter = being_investigated()
    assert owed_by(matter, PROGRESS)[0] == "appropriate-authority"
    assert owed_by(matter, OVERRUN) == ("appropriate-authority", "local-policing-body-and-director-general")


def test_what_the_director_general_owes_is_for_the_force_among_what_others_owe() -> None:
    matter = under_the_director_general()
    theirs = {row.rule for row in chosen_rows(a_handler(), Chosen("others"), on=MONDAY)}
    assert PROGRESS in theirs
    assert PROGRESS not in {row.rule for row in chosen_rows(a_handler(), Chosen(), on=MONDAY)}
    assert PROGRESS in {row.rule for row in chosen_rows(a_director(), Chosen(), on=MONDAY)}
    told = progress(matter, on=MONDAY).next
    assert told is not None
    assert told.by is not None
    assert told.by.pk == "example-iopc"


def test_while_the_form_is_not_known_the_law_names_both_who_may_owe() -> None:
    said = {"complaint-made": MONDAY, "handling-started": MONDAY, "force-kind": "territorial"}
    answer = the_law().due(PROGRESS, {**said, "linked-matter-under-2012-on-arrival": False})
    assert answer.owed_by == "appropriate-authority-or-director-general"


def owed_by(matter: Matter, rule: str) -> tuple[str, str]:
    row = Deadline.objects.for_subject(matter.pk).owed().get(rule=rule)
    return row.owed_by, row.owed_to
