"""Suspension for criminal proceedings: when, how it is looked at again, and what follows when they are over."""

from datetime import date

import pytest

from candour.deadlines.models import Task
from candour.ledger.verification import verify
from candour.matters.actions import StepRefused
from candour.matters.models import Matter, MatterKind, MatterLink
from tests.make.courses import (
    being_handled,
    outcome_decided,
    referred,
    returned,
    suspended,
    under_the_director_general,
    withdrawal_decided,
)
from tests.make.matters import MONDAY, a_subject, all_limbs, an_allegation, decided, due, owes, step
from tests.make.moments import at_nine
from tests.make.people import a_decision_maker, a_director, a_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEXT_LOOK = date(2026, 9, 1)
VERDICT, LETTER = date(2026, 6, 1), date(2026, 6, 3)
LAST_DAY, DAY_AFTER = date(2026, 7, 1), date(2026, 7, 2)


def on_hold() -> Matter:
    matter = being_handled()
    suspended(matter, MONDAY, next_look=NEXT_LOOK)
    return matter


def proceedings_over(matter: Matter, on: date = VERDICT) -> None:
    said = {"criminal_proceedings_concluded": on, "result": "Acquitted."}
    step("hold.proceedings-concluded", matter, a_handler(), on, **said)


def asked() -> Matter:
    matter = on_hold()
    proceedings_over(matter)
    step("hold.ask", matter, a_handler(), LETTER, resumption_letter_sent=LETTER)
    return matter


def test_only_prejudice_to_criminal_proceedings_suspends() -> None:
    said = {"hold_scope": "whole", "next_look": NEXT_LOOK, "reasons": "-"}
    limbs = all_limbs("suspension-prejudice")
    with pytest.raises(StepRefused, match="test of prejudice must be met"):
        step("hold.suspend", being_handled(), a_decision_maker(), MONDAY, limbs=limbs, **said)


def test_the_force_does_not_suspend_what_is_with_the_director_general() -> None:
    with pytest.raises(StepRefused, match="has not handed it back"):
        suspended(under_the_director_general(), MONDAY, next_look=NEXT_LOOK)


def test_a_suspension_names_the_day_on_which_it_is_looked_at_again() -> None:
    task = Task.objects.get(case_file=on_hold().case_file)
    assert (task.due, task.owner) == (NEXT_LOOK, a_decision_maker())


def test_no_outcome_is_decided_and_updates_go_on_while_it_is_suspended() -> None:
    matter = on_hold()
    with pytest.raises(StepRefused, match="It is suspended"):
        outcome_decided(matter, date(2026, 4, 1))
    assert owes(matter, "keeping-informed.progress")


def test_the_complainant_is_asked_once_the_proceedings_are_over() -> None:
    matter = on_hold()
    with pytest.raises(StepRefused, match="not been entered as ended"):
        step("hold.ask", matter, a_handler(), LETTER, resumption_letter_sent=LETTER)
    proceedings_over(matter)
    with pytest.raises(StepRefused, match="cannot be before 1 June 2026"):
        step("hold.ask", matter, a_handler(), LETTER, resumption_letter_sent=date(2026, 5, 29))
    step("hold.ask", matter, a_handler(), LETTER, resumption_letter_sent=LETTER)
    assert due(matter, "resumption.reply") == LAST_DAY


def test_a_complainant_who_wants_it_to_go_on_has_it_resumed() -> None:
    matter = asked()
    step("hold.resume", matter, a_handler(), date(2026, 6, 20), reasons="Wrote that it should.")
    assert matter.hold == "none"
    assert not owes(matter, "resumption.reply")
    assert Task.objects.get(case_file=matter.case_file).done_on == LETTER


def test_an_answer_after_the_28_days_or_a_no_leaves_it_to_the_public_interest() -> None:
    late, said_no = asked(), asked()
    with pytest.raises(StepRefused, match="decided whether the public interest"):
        step("hold.resume", late, a_handler(), DAY_AFTER, reasons="Wrote that it should.")
    step("hold.refused", said_no, a_handler(), date(2026, 6, 10), reasons="Does not want it any more.")
    with pytest.raises(StepRefused, match="has said no"):
        step("hold.resume", said_no, a_handler(), date(2026, 6, 11), reasons="Has thought better of it.")


def test_an_answer_in_time_resumes_it_whenever_it_is_entered() -> None:
    matter = asked()
    step("hold.resume", matter, a_handler(), LAST_DAY, at=at_nine(DAY_AFTER), reasons="Wrote on the last day.")
    assert matter.hold == "none"


def test_the_end_of_earlier_proceedings_does_not_end_a_later_suspension() -> None:
    matter = asked()
    step("hold.resume", matter, a_handler(), date(2026, 6, 20), reasons="Wrote that it should.")
    suspended(matter, date(2026, 6, 25), next_look=NEXT_LOOK)
    with pytest.raises(StepRefused, match="not been entered as ended"):
        step("hold.ask", matter, a_handler(), date(2026, 6, 26), resumption_letter_sent=date(2026, 6, 26))


def test_silence_counts_only_after_the_last_of_the_28_days() -> None:
    matter, decider = asked(), a_decision_maker()
    with pytest.raises(StepRefused, match="still has time to answer"):
        withdrawal_decided(matter, decider, LAST_DAY, goes_on=False, step_key="hold.not-resume")
    withdrawal_decided(matter, decider, DAY_AFTER, goes_on=False, step_key="hold.not-resume")
    assert (matter.hold, matter.handling) == ("ceased", "ceased")


def test_when_the_act_ceases_to_apply_nothing_more_is_owed_or_done() -> None:
    matter = asked()
    withdrawal_decided(matter, a_decision_maker(), DAY_AFTER, goes_on=False, step_key="hold.not-resume")
    assert not owes(matter, "keeping-informed.progress")
    with pytest.raises(StepRefused, match="no longer applies"):
        step(
            "hold.proceedings-concluded",
            matter,
            a_handler(),
            DAY_AFTER,
            criminal_proceedings_concluded=VERDICT,
            result="-",
        )


def test_a_complainant_who_says_no_ends_the_wait_at_once() -> None:
    matter = asked()
    step("hold.refused", matter, a_handler(), date(2026, 6, 10), reasons="Does not want it any more.")
    withdrawal_decided(
        matter, a_decision_maker(), date(2026, 6, 11), goes_on=False, step_key="hold.not-resume"
    )
    assert matter.hold == "ceased"


def test_what_the_public_interest_needs_goes_on_as_a_conduct_matter_of_its_own() -> None:
    matter = being_handled()
    a_subject(matter, a_handler())
    suspended(matter, MONDAY, next_look=NEXT_LOOK)
    proceedings_over(matter)
    step("hold.ask", matter, a_handler(), LETTER, resumption_letter_sent=LETTER)
    withdrawal_decided(matter, a_decision_maker(), DAY_AFTER, goes_on=True, step_key="hold.not-resume")
    link = MatterLink.objects.get(other=matter)
    assert (link.matter.kind, link.matter.intake) == (MatterKind.CONDUCT, "conduct-recorded")
    assert link.matter.reference != matter.reference
    assert link.matter.parties.get().description == "Tall, with a beard."
    assert (matter.handling, matter.hold) == ("converted", "not-resumed")
    assert verify().ok


def under_their_own_suspension() -> Matter:
    matter = under_the_director_general()
    said = {"hold_scope": "whole", "next_look": NEXT_LOOK, "reasons": "The trial is listed."}
    limbs = all_limbs("suspension-prejudice", criminal_proceedings=True)
    step("hold.suspend-own", matter, a_director(), MONDAY, limbs=limbs, **said)
    return matter


def test_the_director_general_suspends_an_investigation_of_their_own() -> None:
    matter = under_their_own_suspension()
    task = Task.objects.get(case_file=matter.case_file)
    assert (matter.hold, task.due, task.owner) == ("suspended", NEXT_LOOK, a_director())


def test_the_director_general_does_not_suspend_what_the_force_handles() -> None:
    matter = being_handled()
    referred(matter, a_handler())
    returned(matter)
    said = {"hold_scope": "whole", "next_look": NEXT_LOOK, "reasons": "-"}
    limbs = all_limbs("suspension-prejudice", criminal_proceedings=True)
    with pytest.raises(StepRefused, match="the appropriate authority decides whether to suspend"):
        step("hold.suspend-own", matter, a_director(), MONDAY, limbs=limbs, **said)


def test_nothing_is_determined_while_the_director_general_has_it_suspended() -> None:
    matter = under_their_own_suspension()
    decided(an_allegation(matter, a_handler()), a_director(), on=MONDAY)
    said = {"outcome_decided": MONDAY, "findings": "-", "action_taken": "-", "authority_views": "-"}
    with pytest.raises(StepRefused, match="It is suspended"):
        step("handling.determine", matter, a_director(), MONDAY, **said, offence_indicated=False)


def test_whoever_conducts_the_investigation_asks_and_resumes() -> None:
    matter = under_their_own_suspension()
    with pytest.raises(StepRefused, match="it is for the Director General"):
        proceedings_over(matter)
    said = {"criminal_proceedings_concluded": VERDICT, "result": "Acquitted."}
    step("hold.proceedings-concluded", matter, a_director(), VERDICT, **said)
    step("hold.ask", matter, a_director(), LETTER, resumption_letter_sent=LETTER)
    step("hold.resume", matter, a_director(), LETTER, reasons="Wants it to go on.")
    assert matter.hold == "none"


def test_the_director_general_may_direct_a_force_to_go_on() -> None:
    matter = on_hold()
    said = {"direction_given": LETTER, "reasons": "The trial turns on something else."}
    step("hold.direct-continuing", matter, a_handler(), LETTER, **said)
    assert matter.hold == "none"
    assert Task.objects.get(case_file=matter.case_file).done_on == LETTER


def test_the_end_of_criminal_proceedings_is_told_within_five_working_days() -> None:
    matter = on_hold()
    proceedings_over(matter)
    assert due(matter, "keeping-informed.proceedings-outcome") == date(2026, 6, 8)
