"""Keeping people informed: a clock for each person, from the last time they were actually told."""

from datetime import date

import pytest

from candour.accounts.models import Person, User
from candour.deadlines.models import Deadline, Task
from candour.ledger.verification import verify
from candour.matters.actions import StepRefused
from candour.matters.actions.parties import PartyDetails, add_party, identify_party
from candour.matters.letters.values import Writing, values_for
from candour.matters.models import Matter, Party, PartyRole
from candour.papers.codes import LetterKind
from tests.make.courses import contacted, kept_outside, resolved, updated
from tests.make.matters import (
    MONDAY,
    a_logged_complaint,
    a_recorded_complaint,
    all_limbs,
    an_interested_person,
    due,
    due_for,
    states_of,
    step,
    the_complainant,
)
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.step_pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PROGRESS = "keeping-informed.progress"


def test_each_person_has_a_clock_of_their_own() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    relative = an_interested_person(matter, handler)
    updated(matter, handler, date(2026, 3, 11))
    assert due_for(matter, PROGRESS, the_complainant(matter)) == date(2026, 4, 8)
    assert due_for(matter, PROGRESS, relative) == date(2026, 3, 30)


def test_an_interested_person_who_has_not_consented_is_owed_nothing() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    relative = an_interested_person(matter, handler, consented=False)
    assert not Deadline.objects.filter(recipient=relative.person).exists()


def test_a_complainant_who_is_named_later_is_kept_informed_from_the_start_of_handling() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler, parties=())
    unknown = PartyDetails(role=PartyRole.COMPLAINANT, description="Wrote without a name.")
    party = add_party(matter=matter, details=unknown, by=handler, on=MONDAY, at=at_nine(MONDAY))
    assert not Deadline.objects.for_subject(matter.pk).exists()
    later = date(2026, 3, 5)
    identify_party(party=party, person=Person(name="Robin Vale"), by=handler, on=later, at=at_nine(later))
    assert due_for(matter, PROGRESS, party) == date(2026, 3, 30)


def test_a_late_update_is_kept_as_late_and_the_next_four_weeks_run_from_it() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    updated(matter, handler, date(2026, 4, 10))
    assert states_of(matter, PROGRESS) == ["met", "open"]
    missed = Deadline.objects.get(subject_id=matter.pk, state="met")
    assert (missed.due, missed.met_on) == (date(2026, 3, 30), date(2026, 4, 10))
    assert due(matter, PROGRESS) == date(2026, 5, 8)


def test_a_contact_that_told_of_progress_counts_and_one_that_did_not_does_not() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    contacted(matter, handler, date(2026, 3, 4))
    assert due(matter, PROGRESS) == date(2026, 3, 30)
    contacted(matter, handler, date(2026, 3, 6), update=True)
    assert due(matter, PROGRESS) == date(2026, 4, 3)


def test_an_update_on_a_recorded_complaint_is_given_in_writing() -> None:
    handler = a_handler()
    matter = a_recorded_complaint(handler, in_writing=False)
    with pytest.raises(StepRefused, match="must be given in writing"):
        updated(matter, handler, date(2026, 3, 11), channel="telephone")
    assert due(matter, PROGRESS) == date(2026, 3, 30)


@pytest.mark.parametrize(("in_writing", "counts"), [(True, False), (False, True)])
def test_a_conversation_counts_as_an_update_only_where_the_complaint_was_not_in_writing(
    in_writing: bool, counts: bool
) -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler, in_writing=in_writing)
    rung_up(matter, handler, update=False)
    assert due(matter, PROGRESS) == date(2026, 3, 30)
    if counts:
        rung_up(matter, handler, update=True)
        assert due(matter, PROGRESS) == date(2026, 4, 3)
        return
    with pytest.raises(StepRefused, match="must be given in writing"):
        rung_up(matter, handler, update=True)


def rung_up(matter: Matter, by: User, *, update: bool) -> None:
    said = {"channel": "telephone", "views": "Wants to know why.", "wish_for_recording": False, "was_an_update": update}
    step("complaint.contact", matter, by, date(2026, 3, 6), party=the_complainant(matter), **said)


def withhold(matter: Matter, by: User, *, harm: bool) -> None:
    step(
        "keeping-informed.withhold",
        matter,
        by,
        date(2026, 3, 10),
        limbs=all_limbs("harm", True, significant=harm),
        party=the_complainant(matter),
        withheld="The name of the witness.",
        reasons="The witness has been threatened.",
        next_look=date(2026, 4, 10),
    )


def test_nothing_is_withheld_unless_the_harm_would_be_significant() -> None:
    handler = a_handler()
    matter = a_recorded_complaint(handler)
    with pytest.raises(StepRefused, match="All three limbs"):
        withhold(matter, handler, harm=False)


def test_an_update_says_that_something_is_withheld_to_the_person_it_is_withheld_from() -> None:
    handler = a_handler()
    matter = a_recorded_complaint(handler)
    relative = an_interested_person(matter, handler)
    withhold(matter, handler, harm=True)
    told = [
        values_for(LetterKind.UPDATE, Writing(matter, party, handler.name, date(2026, 3, 11)))["withheld"]
        for party in (the_complainant(matter), relative)
    ]
    assert told == ["yes", "no"]


def test_what_is_withheld_from_one_person_is_a_decision_to_look_at_again_and_the_clock_runs_on() -> None:
    handler = a_handler()
    matter = a_recorded_complaint(handler)
    withhold(matter, handler, harm=True)
    assert Task.objects.get(case_file=matter.case_file).due == date(2026, 4, 10)
    assert due(matter, PROGRESS) == date(2026, 3, 30)
    said = {"party": the_complainant(matter), "reasons": "She has moved."}
    on = date(2026, 4, 9)
    with pytest.raises(StepRefused, match="looked at again"):
        step("keeping-informed.look-again", matter, handler, on, still_withheld=True, **said)
    step("keeping-informed.look-again", matter, handler, on, still_withheld=False, **said)
    assert Task.objects.get(case_file=matter.case_file).done_on == on
    with pytest.raises(StepRefused, match="Nothing is being withheld"):
        step("keeping-informed.look-again", matter, handler, on, still_withheld=False, **said)


@pytest.mark.parametrize("role", [PartyRole.COMPLAINED_ABOUT, PartyRole.POLICE_FRIEND, PartyRole.WITNESS])
def test_an_update_is_not_sent_to_anybody_whom_the_sections_do_not_protect(role: PartyRole) -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    other = somebody(matter, handler, role)
    with pytest.raises(StepRefused, match=r"falls under other rules\. \(ukpga/2002/30/section/20"):
        updated(matter, handler, date(2026, 3, 11), party=other)
    assert not matter.steps_taken.filter(step="keeping-informed.update").exists()
    assert due(matter, PROGRESS) == date(2026, 3, 30)


def test_a_contact_with_the_officer_complained_about_is_no_update() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    officer = somebody(matter, handler, PartyRole.COMPLAINED_ABOUT)
    said = {"party": officer, "channel": "email", "views": "Asked for their notes.", "wish_for_recording": False}
    with pytest.raises(StepRefused, match="falls under other rules"):
        step("complaint.contact", matter, handler, date(2026, 3, 6), was_an_update=True, **said)
    step("complaint.contact", matter, handler, date(2026, 3, 6), was_an_update=False, **said)
    assert matter.contacts.get().party == officer


def test_an_interested_person_is_sent_an_update_only_once_they_consented() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    relative = an_interested_person(matter, handler, consented=False)
    with pytest.raises(StepRefused, match="enter their consent first"):
        updated(matter, handler, date(2026, 3, 11), party=relative)


def test_nobody_of_another_matter_is_told() -> None:
    handler = a_handler()
    matter, other = a_logged_complaint(handler), a_logged_complaint(handler)
    with pytest.raises(StepRefused, match="not one of the known people of this matter"):
        updated(matter, handler, date(2026, 3, 11), party=the_complainant(other))


def test_the_outcome_is_told_to_nobody_complained_about() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    kept_outside(matter, handler)
    resolved(matter, handler, date(2026, 3, 5))
    officer = somebody(matter, handler, PartyRole.COMPLAINED_ABOUT)
    told = {"channel": "email", "views": "The sergeant apologised."}
    with pytest.raises(StepRefused, match="falls under other rules"):
        step("complaint.tell-outcome", matter, handler, date(2026, 3, 6), party=officer, **told)


def test_only_those_who_may_be_told_are_offered_for_an_update() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    somebody(matter, handler, PartyRole.COMPLAINED_ABOUT, "Ozzie Officer")
    an_interested_person(matter, handler, consented=False)
    shown = page_of(handler, matter, "keeping-informed.update")
    assert "Robin Vale" in shown
    assert "Ozzie Officer" not in shown
    assert "Lee Vale" not in shown


def test_telling_whoever_acts_for_the_complainant_tells_the_complainant() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    acting = acting_for_the_complainant(matter, handler, consented_on=MONDAY)
    updated(matter, handler, date(2026, 3, 11), party=acting)
    assert due_for(matter, PROGRESS, the_complainant(matter)) == date(2026, 4, 8)
    assert matter.contacts.get().party == acting
    assert verify().ok


def test_whoever_acts_without_written_consent_is_not_told_in_their_place() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    acting = acting_for_the_complainant(matter, handler, consented_on=None)
    with pytest.raises(StepRefused, match="only with that person's written consent"):
        updated(matter, handler, date(2026, 3, 11), party=acting)


def acting_for_the_complainant(matter: Matter, by: User, *, consented_on: date | None) -> Party:
    details = PartyDetails(
        role=PartyRole.REPRESENTATIVE,
        person=Person(name="Lex Brief"),
        acts_for=the_complainant(matter),
        consented_on=consented_on,
    )
    return add_party(matter=matter, details=details, by=by, on=MONDAY, at=at_nine(MONDAY))


def somebody(matter: Matter, by: User, role: PartyRole, name: str = "Sam Other") -> Party:
    details = PartyDetails(role=role, person=Person(name=name))
    return add_party(matter=matter, details=details, by=by, on=MONDAY, at=at_nine(MONDAY))
