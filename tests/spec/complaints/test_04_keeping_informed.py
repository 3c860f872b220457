"""Keeping people informed: a clock for each person, from the last time they were actually told."""

from datetime import date

import pytest

from candour.accounts.models import Person, User
from candour.deadlines.models import Deadline, Task
from candour.matters.actions import StepRefused
from candour.matters.actions.parties import PartyDetails, add_party, identify_party
from candour.matters.letters.values import Writing, values_for
from candour.matters.models import Matter, PartyRole
from candour.papers.codes import LetterKind
from tests.make.courses import contacted, updated
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
