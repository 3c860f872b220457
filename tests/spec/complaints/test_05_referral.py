"""Referral: what must be referred as it is alleged, by when, who decides what, and what comes back."""

from datetime import date, datetime

import pytest

from candour.accounts.access import NotPermitted
from candour.accounts.models import CaseFile, User
from candour.deadlines.law import the_law
from candour.matters.actions import StepRefused
from candour.matters.facts import facts_of
from candour.matters.models import Matter
from candour.procedure.law_file import Confidence
from tests.make.courses import (
    form_decided,
    given_a_form,
    must_be_referred,
    necessity_decided,
    overseen_elsewhere,
    referred,
    returned,
    under_model,
)
from tests.make.matters import (
    MONDAY,
    a_complaint,
    a_logged_complaint,
    a_recorded_complaint,
    all_limbs,
    due,
    owes,
    states_of,
    step,
)
from tests.make.moments import LONDON, at_nine
from tests.make.people import a_decision_maker, a_director, a_handler, a_policing_body_handler, an_assessor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FRIDAY_AFTERNOON = datetime(2026, 3, 6, 16, tzinfo=LONDON)
DESCRIPTIONS = (
    "death_or_serious_injury",
    "serious_assault",
    "serious_sexual_offence",
    "serious_corruption",
    "discriminatory_aggravation",
    "relevant_offence",
    "same_incident",
    "chief_officer_complaint",
)


def logged() -> Matter:
    return a_logged_complaint(a_handler())


@pytest.mark.parametrize("description", DESCRIPTIONS)
def test_a_complaint_that_meets_a_description_must_be_referred_by_the_end_of_the_next_day(
    description: str,
) -> None:
    matter = logged()
    must_be_referred(matter, a_handler(), FRIDAY_AFTERNOON, description)
    assert due(matter, "referral.mandatory") == date(2026, 3, 7)


def test_every_description_of_regulation_4_is_covered_by_the_test_above() -> None:
    known = {
        "complaint-made": MONDAY,
        "force-kind": "territorial",
        "linked-matter-under-2012-on-arrival": False,
    }
    limbs = the_law().tests["mandatory-referral"].limbs_for(known)
    others = {"death_or_serious_injury_matter", "chief_officer_conduct_matter", "call_in"}
    assert {limb.key.replace("-", "_") for limb in limbs} - others == set(DESCRIPTIONS)


def test_that_a_week_end_counts_is_shown_as_unconfirmed() -> None:
    version = next(one for one in the_law().rule("referral.mandatory").versions if one.id == "2020")
    assert version.confidence is Confidence.UNCONFIRMED
    assert "weekends" in version.confidence_note


def test_a_complaint_that_meets_no_description_starts_no_clock() -> None:
    matter = a_recorded_complaint(a_handler())
    assert states_of(matter, "referral.mandatory") == []


def test_the_moment_at_which_it_became_clear_is_asked_for_when_a_description_is_met() -> None:
    matter, limbs = logged(), all_limbs("mandatory-referral", serious_assault=True)
    with pytest.raises(StepRefused, match="when it first became clear"):
        step("referral.test", matter, a_handler(), MONDAY, limbs=limbs)


def test_answering_again_later_does_not_put_the_duty_off() -> None:
    matter = logged()
    must_be_referred(matter, a_handler(), FRIDAY_AFTERNOON)
    with pytest.raises(StepRefused, match="owed already"):
        must_be_referred(matter, a_handler(), FRIDAY_AFTERNOON.replace(day=9))
    limbs = all_limbs("mandatory-referral", serious_assault=True)
    step("referral.test", matter, a_handler(), date(2026, 3, 9), limbs=limbs)
    assert due(matter, "referral.mandatory") == date(2026, 3, 7)
    assert states_of(matter, "referral.mandatory") == ["open"]


def test_an_earlier_moment_found_out_later_moves_the_day_forward() -> None:
    matter = logged()
    must_be_referred(matter, a_handler(), FRIDAY_AFTERNOON)
    limbs = all_limbs("mandatory-referral", serious_assault=True)
    step(
        "referral.test",
        matter,
        a_handler(),
        date(2026, 3, 9),
        limbs=limbs,
        became_clear=datetime(2026, 3, 4, 9, tzinfo=LONDON),
    )
    assert due(matter, "referral.mandatory") == date(2026, 3, 5)


def test_a_referral_no_longer_owed_is_not_shown_as_made() -> None:
    matter = logged()
    must_be_referred(matter, a_handler(), FRIDAY_AFTERNOON)
    step("referral.test", matter, a_handler(), date(2026, 3, 7), limbs=all_limbs("mandatory-referral"))
    assert states_of(matter, "referral.mandatory") == ["cancelled"]


def test_referring_meets_the_clock_and_opens_the_file_to_the_oversight_body() -> None:
    matter, assessor = logged(), an_assessor()
    must_be_referred(matter, a_handler(), FRIDAY_AFTERNOON)
    files = CaseFile.objects.filter(pk=matter.case_file.pk)
    assert not files.open_to(assessor, on=date(2026, 3, 7)).exists()
    referred(matter, a_handler(), date(2026, 3, 7), "mandatory")
    assert states_of(matter, "referral.mandatory") == ["met"]
    assert files.open_to(assessor, on=date(2026, 3, 7)).exists()


def test_what_is_received_is_logged_before_it_is_referred() -> None:
    with pytest.raises(StepRefused, match="logged first"):
        referred(a_complaint(), a_handler())


@pytest.mark.parametrize(
    ("kind", "why_not"),
    [
        ("mandatory", "not been answered yes"),
        ("called-in", "has not required it"),
        ("repeat", "not been referred before"),
    ],
)
def test_a_ground_of_referral_that_does_not_hold_is_refused(kind: str, why_not: str) -> None:
    with pytest.raises(StepRefused, match=why_not):
        referred(logged(), a_handler(), kind=kind)


def test_what_must_be_referred_is_not_referred_as_a_favour() -> None:
    matter = logged()
    must_be_referred(matter, a_handler(), FRIDAY_AFTERNOON)
    with pytest.raises(StepRefused, match="must be referred, so"):
        referred(matter, a_handler(), date(2026, 3, 6), "voluntary-gravity")


@pytest.mark.parametrize("kind", ["voluntary-gravity", "voluntary-exceptional"])
def test_a_complaint_that_need_not_be_referred_may_be(kind: str) -> None:
    matter = logged()
    referred(matter, a_handler(), kind=kind)
    assert matter.referral == "referred"


def test_what_is_called_in_is_referred_by_the_end_of_the_day_after_the_notice() -> None:
    matter = logged()
    step(
        "referral.call-in",
        matter,
        a_handler(),
        date(2026, 3, 6),
        call_in_notified=FRIDAY_AFTERNOON,
        at=FRIDAY_AFTERNOON,
    )
    assert due(matter, "referral.call-in") == date(2026, 3, 7)
    referred(matter, a_handler(), date(2026, 3, 7), "called-in")
    assert states_of(matter, "referral.call-in") == ["met"]


def test_what_is_treated_as_referred_is_entered_by_the_force_and_must_be_recorded() -> None:
    matter = logged()
    step("referral.treat-as-referred", matter, a_handler(), MONDAY, reasons="Seen in a newspaper.")
    assert matter.referral == "treated-as-referred"
    with pytest.raises(StepRefused, match="so it must be recorded"):
        step("complaint.keep-outside", matter, a_handler(), MONDAY, agreed_with_complainant="-")


@pytest.mark.parametrize(("mode", "who"), [("local", "force"), ("directed", "iopc"), ("independent", "iopc")])
def test_the_form_of_the_investigation_settles_who_goes_on(mode: str, who: str) -> None:
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    given_a_form(matter, mode)
    said = {"handling_choice": "investigation", "reasons": "-"}
    if who == "force":
        step("handling.decide", matter, a_decision_maker(), MONDAY, **said)
        assert matter.handling == "investigation"
        return
    with pytest.raises(StepRefused, match="has not handed it back"):
        step("handling.decide", matter, a_decision_maker(), MONDAY, **said)


def test_a_local_investigation_decided_on_by_the_director_general_is_an_investigation() -> None:
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    given_a_form(matter, "local")
    with pytest.raises(StepRefused, match="so it is investigated"):
        step("handling.decide", matter, a_decision_maker(), MONDAY, handling_choice="otherwise", reasons="-")


def test_the_form_may_be_changed_at_any_time() -> None:
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    given_a_form(matter, "directed")
    form_decided(matter, "independent", a_director())
    assert matter.referral == "independent"


def test_a_force_does_not_decide_for_the_director_general() -> None:
    matter = logged()
    referred(matter, a_handler())
    said = {"investigation_necessary": False, "reasons": "-"}
    with pytest.raises(NotPermitted, match="This is for: IOPC assessment analyst"):
        step("referral.decide-necessity", matter, a_decision_maker(), MONDAY, **said)


def test_what_came_back_is_handled_by_the_force_again() -> None:
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    returned(matter)
    assert matter.referral == "returned"
    step("handling.decide", matter, a_decision_maker(), MONDAY, handling_choice="otherwise", reasons="-")
    assert matter.handling == "otherwise"


def returned_after_a_mandatory_referral() -> Matter:
    matter = a_recorded_complaint(a_handler())
    must_be_referred(matter, a_handler(), FRIDAY_AFTERNOON)
    referred(matter, a_handler(), date(2026, 3, 7), "mandatory")
    returned(matter, date(2026, 3, 12))
    return matter


def test_the_same_facts_need_not_be_referred_twice() -> None:
    matter, limbs = (
        returned_after_a_mandatory_referral(),
        all_limbs("mandatory-referral", serious_assault=True),
    )
    with pytest.raises(StepRefused, match="whether something new meets"):
        step("referral.test", matter, a_handler(), date(2026, 3, 20), limbs=limbs)
    step("referral.test", matter, a_handler(), date(2026, 3, 20), limbs=limbs, new_fact_after_referral=False)
    assert not owes(matter, "referral.mandatory")
    step(
        "handling.decide",
        matter,
        a_decision_maker(),
        date(2026, 3, 20),
        handling_choice="otherwise",
        reasons="-",
    )


def test_new_information_after_the_return_must_be_referred_and_goes_with_it() -> None:
    matter = returned_after_a_mandatory_referral()
    clear = datetime(2026, 3, 20, 10, tzinfo=LONDON)
    must_be_referred(matter, a_handler(), clear, "death_or_serious_injury", new_fact_after_referral=True)
    assert due(matter, "referral.mandatory") == date(2026, 3, 21)
    with pytest.raises(StepRefused, match="has not been referred"):
        step(
            "handling.decide",
            matter,
            a_decision_maker(),
            date(2026, 3, 20),
            handling_choice="otherwise",
            reasons="-",
        )
    said = {"referral_kind": "mandatory", "reasons": "A bone was broken."}
    with pytest.raises(StepRefused, match="What is new"):
        step("referral.refer-again", matter, a_handler(), date(2026, 3, 21), **said)
    step("referral.refer-again", matter, a_handler(), date(2026, 3, 21), new_information="An X-ray.", **said)
    assert matter.referral == "referred"
    assert states_of(matter, "referral.mandatory") == ["met", "met"]


def test_the_answer_of_a_body_elsewhere_arrives_by_letter_and_is_entered() -> None:
    overseen_elsewhere()
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    said = {
        "answer_to_referral": "local",
        "answer_letter_dated": date(2026, 3, 5),
        "reasons": "Proportionate.",
    }
    step("referral.enter-answer", matter, a_handler(), date(2026, 3, 9), **said)
    assert matter.referral == "local"


def test_nobody_enters_an_answer_for_an_oversight_body_that_enters_its_own() -> None:
    matter = logged()
    referred(matter, a_handler())
    said = {"answer_to_referral": "returned", "answer_letter_dated": MONDAY, "reasons": "-"}
    with pytest.raises(StepRefused, match="enters its own decision"):
        step("referral.enter-answer", matter, a_handler(), MONDAY, **said)


def refers_itself(matter: Matter, by: User, **limbs: bool) -> None:
    said = {"referred_by": "The commissioner's office, by letter.", "reasons": "It is grave."}
    answers = all_limbs("voluntary-referral", **limbs)
    step("referral.refer-by-policing-body", matter, by, MONDAY, limbs=answers, **said)


def test_the_policing_body_may_refer_what_the_force_has_not() -> None:
    matter = logged()
    refers_itself(matter, a_handler(), gravity=True)
    assert matter.referral == "referred"
    assert CaseFile.objects.filter(pk=matter.case_file.pk).open_to(an_assessor(), on=MONDAY).exists()


def test_the_policing_body_refers_for_gravity_or_exceptional_circumstances_only() -> None:
    with pytest.raises(StepRefused, match="Its gravity, or exceptional circumstances"):
        refers_itself(logged(), a_handler())


def test_a_handler_of_a_policing_body_that_shares_the_work_enters_its_referral() -> None:
    under_model(2, since=date(2026, 1, 1))
    matter = logged()
    refers_itself(matter, a_policing_body_handler(), gravity=True)
    assert matter.referral == "referred"


def test_the_policing_body_does_not_refer_what_the_force_must() -> None:
    matter = logged()
    must_be_referred(matter, a_handler(), datetime(2026, 3, 2, 8, tzinfo=LONDON))
    with pytest.raises(StepRefused, match="so the policing body does not"):
        refers_itself(matter, a_handler(), gravity=True)


def test_what_is_called_in_is_not_the_policing_bodys_to_refer() -> None:
    matter = logged()
    step("referral.call-in", matter, a_handler(), MONDAY, call_in_notified=at_nine(MONDAY))
    with pytest.raises(StepRefused, match="stands at"):
        refers_itself(matter, a_handler(), gravity=True)
    with pytest.raises(StepRefused, match="requires it to be referred, so"):
        referred(matter, a_handler(), kind="voluntary-gravity")


def test_the_decision_on_necessity_is_the_one_to_which_its_test_led() -> None:
    matter = logged()
    referred(matter, a_handler())
    limbs = all_limbs("necessity", necessary=True)
    said = {"investigation_necessary": False, "reasons": "-"}
    with pytest.raises(StepRefused, match="to which the test of necessity led"):
        step("referral.decide-necessity", matter, an_assessor(), MONDAY, limbs=limbs, **said)


@pytest.mark.parametrize(
    ("local", "directed", "form"),
    [
        (True, False, "local"),
        (True, True, "local"),
        (False, True, "directed"),
        (False, False, "independent"),
        (True, None, "local"),
    ],
)
def test_the_form_follows_from_the_limbs_in_their_order(
    local: bool, directed: bool | None, form: str
) -> None:
    for answered in ("local", "directed", "independent"):
        matter = a_recorded_complaint(a_handler())
        referred(matter, a_handler())
        necessity_decided(matter, necessary=True)
        limbs = {"local-appropriate": local, "directed-more-appropriate": directed}
        said = {"mode_of_investigation": answered, "reasons": "-"}
        if answered == form:
            step("referral.decide-mode", matter, an_assessor(), MONDAY, limbs=limbs, **said)
            assert matter.referral == form
        else:
            with pytest.raises(StepRefused, match=f"lead to another form: {form}"):
                step("referral.decide-mode", matter, an_assessor(), MONDAY, limbs=limbs, **said)


def test_no_form_is_decided_on_a_test_that_cannot_be_answered_yet() -> None:
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    necessity_decided(matter, necessary=True)
    limbs = {"local-appropriate": None, "directed-more-appropriate": True}
    said = {"mode_of_investigation": "directed", "reasons": "-"}
    with pytest.raises(StepRefused, match="until the test of form can be answered"):
        step("referral.decide-mode", matter, an_assessor(), MONDAY, limbs=limbs, **said)


def test_a_chief_officers_matter_of_the_prescribed_kind_is_never_investigated_locally() -> None:
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    limbs = all_limbs("necessity", prescribed_chief_officer_matter=True)
    said = {"investigation_necessary": True, "reasons": "Prescribed."}
    step("referral.decide-necessity", matter, an_assessor(), MONDAY, limbs=limbs, **said)
    asked = the_law().tests["form-of-investigation"].limbs_for(facts_of(matter, on=MONDAY))
    assert [limb.key for limb in asked] == ["directed-more-appropriate"]
    with pytest.raises(StepRefused, match="no local form"):
        form_decided(matter, "local", an_assessor())
    form_decided(matter, "independent", an_assessor())
