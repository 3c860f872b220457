"""Recording: what must be recorded as it is alleged, the wish that binds, and the copy that may be withheld."""

from datetime import date

import pytest

from candour.deadlines.models import Task
from candour.matters.actions import StepRefused
from candour.matters.letters.values import Writing, values_for
from candour.papers.codes import LetterKind
from tests.make.courses import (
    contacted,
    kept_outside,
    must_be_referred,
    recorded,
    recording_answered,
    referred,
    resolved,
)
from tests.make.matters import (
    MONDAY,
    a_logged_complaint,
    a_recorded_complaint,
    all_limbs,
    due,
    owes,
    step,
    the_complainant,
)
from tests.make.moments import at_nine
from tests.make.people import a_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AGREED = {"agreed_with_complainant": "An apology."}
LATER = date(2026, 4, 1)


@pytest.mark.parametrize(
    "limb",
    ["wish", "death_or_serious_injury", "crime_or_discipline", "article_2_or_3", "referral_description"],
)
def test_each_limb_as_it_is_alleged_keeps_a_complaint_inside_schedule_3(limb: str) -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    contacted(matter, handler)
    recording_answered(matter, handler, **{limb: True})
    with pytest.raises(StepRefused, match="must be recorded"):
        step("complaint.keep-outside", matter, handler, MONDAY, **AGREED)
    recorded(matter, handler)
    assert matter.intake == "recorded"


def test_a_limb_nobody_can_answer_yet_keeps_a_complaint_inside_too() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    contacted(matter, handler)
    recording_answered(matter, handler, article_2_or_3=None)
    with pytest.raises(StepRefused, match="with no on every limb"):
        step("complaint.keep-outside", matter, handler, MONDAY, **AGREED)


def test_a_complaint_of_which_no_limb_holds_and_no_wish_is_shown_may_stay_outside() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    kept_outside(matter, handler)
    assert matter.intake == "outside-schedule-3"


def test_a_complainant_who_was_never_asked_cannot_be_kept_outside() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    recording_answered(matter, handler)
    with pytest.raises(StepRefused, match="must have been asked"):
        step("complaint.keep-outside", matter, handler, MONDAY, **AGREED)


def test_a_later_call_in_which_the_wish_is_not_repeated_does_not_undo_it() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    contacted(matter, handler, wish=True)
    contacted(matter, handler, date(2026, 3, 4), wish=False)
    recording_answered(matter, handler, date(2026, 3, 4))
    with pytest.raises(StepRefused, match="must not have asked for recording"):
        step("complaint.keep-outside", matter, handler, date(2026, 3, 4), **AGREED)


def test_a_wish_shown_while_it_is_handled_outside_has_it_recorded() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    kept_outside(matter, handler)
    contacted(matter, handler, date(2026, 3, 9), wish=True)
    with pytest.raises(StepRefused, match="it must be recorded instead"):
        resolved(matter, handler, date(2026, 3, 9))
    recorded(matter, handler, date(2026, 3, 9))
    assert matter.intake == "recorded"


def test_a_wish_shown_after_it_was_closed_outside_has_it_recorded() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    kept_outside(matter, handler)
    resolved(matter, handler, date(2026, 3, 9))
    contacted(matter, handler, date(2026, 3, 12), wish=True)
    recorded(matter, handler, date(2026, 3, 12))
    assert matter.intake == "recorded"
    assert due(matter, "keeping-informed.progress") == date(2026, 3, 30)
    assert not owes(matter, "keeping-informed.outcome")


def test_what_must_be_referred_is_not_kept_outside() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    contacted(matter, handler)
    recording_answered(matter, handler)
    must_be_referred(matter, handler, at_nine(MONDAY))
    with pytest.raises(StepRefused, match="so it must be recorded"):
        step("complaint.keep-outside", matter, handler, MONDAY, **AGREED)


def test_what_turns_out_to_need_recording_is_not_closed_outside() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    kept_outside(matter, handler)
    recording_answered(matter, handler, crime_or_discipline=True)
    with pytest.raises(StepRefused, match="answered again, says that it must be recorded"):
        resolved(matter, handler, date(2026, 3, 9))
    recorded(matter, handler, date(2026, 3, 9), recording_reason="crime-or-discipline")
    assert matter.intake == "recorded"


def test_what_turns_out_to_need_a_referral_is_not_closed_outside() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    kept_outside(matter, handler)
    must_be_referred(matter, handler, at_nine(date(2026, 3, 5)))
    with pytest.raises(StepRefused, match="so it must be recorded"):
        resolved(matter, handler, date(2026, 3, 9))
    referred(matter, handler, date(2026, 3, 6), kind="mandatory")
    said = {"outcome_decided": date(2026, 3, 9), "outcome_text": "-"}
    with pytest.raises(StepRefused, match="has been referred, so it must be recorded"):
        step("complaint.resolve", matter, handler, date(2026, 3, 9), **said)


def test_a_recorded_complaint_cannot_be_unrecorded() -> None:
    handler = a_handler()
    matter = a_recorded_complaint(handler)
    said = {"ground": "not-dissatisfaction", "reasons": "-"}
    for key, answers in [("complaint.keep-outside", AGREED), ("complaint.not-a-complaint", said)]:
        limbs = all_limbs("standing") if key == "complaint.not-a-complaint" else None
        with pytest.raises(StepRefused, match="Recorded under Schedule 3"):
            step(key, matter, handler, MONDAY, limbs=limbs, **answers)


def test_a_withheld_copy_needs_reasons_and_a_day_to_look_again() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    with pytest.raises(StepRefused, match=r"needs reasons.*looked at again"):
        recorded(matter, handler, copy_to_subject="withhold-criminal")


@pytest.mark.parametrize(("decision", "anonymised"), [("give", "no"), ("give-anonymised", "yes")])
def test_the_letter_with_the_copy_says_that_names_are_left_out_where_that_was_decided(
    decision: str, anonymised: str
) -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    recorded(matter, handler, copy_to_subject=decision, reasons="A neighbour is named.")
    writing = Writing(matter, the_complainant(matter), handler.name, MONDAY)
    assert values_for(LetterKind.COMPLAINT_COPY, writing)["anonymised"] == anonymised


def test_a_withheld_copy_is_looked_at_again_until_it_is_given() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    recorded(
        matter, handler, copy_to_subject="withhold-criminal", reasons="An arrest is planned.", next_look=LATER
    )
    step(
        "complaint.look-again-at-copy", matter, handler, LATER, copy_to_subject="give", reasons="It was made."
    )
    task = Task.objects.get(case_file=matter.case_file)
    assert (task.due, task.done_on) == (LATER, LATER)
    with pytest.raises(StepRefused, match="No copy is being withheld"):
        step("complaint.look-again-at-copy", matter, handler, LATER, copy_to_subject="give", reasons="-")


def test_a_complaint_closed_outside_tells_the_complainant_within_five_working_days() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    kept_outside(matter, handler)
    resolved(matter, handler, date(2026, 4, 2))
    assert due(matter, "keeping-informed.outcome") == date(2026, 4, 13)
    told = {"party": the_complainant(matter), "channel": "email", "views": "That the sergeant is sorry."}
    step("complaint.tell-outcome", matter, handler, date(2026, 4, 8), **told)
    assert not owes(matter, "keeping-informed.outcome")


def test_an_outcome_is_told_by_word_of_mouth_only_where_the_complaint_was_too() -> None:
    handler = a_handler()
    written, spoken = a_logged_complaint(handler), a_logged_complaint(handler, in_writing=False)
    for matter in (written, spoken):
        kept_outside(matter, handler)
        resolved(matter, handler, date(2026, 3, 9))
    told = {"channel": "telephone", "views": "That the sergeant is sorry."}
    step("complaint.tell-outcome", spoken, handler, date(2026, 3, 9), party=the_complainant(spoken), **told)
    with pytest.raises(StepRefused, match="must be given in writing"):
        step(
            "complaint.tell-outcome",
            written,
            handler,
            date(2026, 3, 9),
            party=the_complainant(written),
            **told,
        )
