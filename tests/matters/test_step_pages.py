"""The pages of the steps that the later gaps closed: each is asked, checked and taken as its law has it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from candour.accounts.actions import build_wall
from candour.accounts.codes import Role, WallGround
from candour.accounts.models import User
from candour.matters.models import Matter
from tests.make.courses import (
    being_handled,
    outcome_provided,
    overseen_elsewhere,
    referred,
    review_open,
    reviewed_elsewhere,
    suspended,
    under_the_director_general,
)
from tests.make.matters import MONDAY, a_logged_complaint, a_recorded_complaint, all_limbs, step
from tests.make.moments import at_nine
from tests.make.people import (
    a_casework_manager,
    a_decision_maker,
    a_director,
    a_handler,
    a_reviewer,
    a_user,
    an_assessor,
    appointed,
)
from tests.make.step_pages import page_of, taken_through_its_pages, typed

pytestmark = pytest.mark.django_db
LATER = date(2026, 4, 20)
WHY = {"reasons": "On the papers."}


def under_review(**limbs: bool) -> Matter:
    matter = outcome_provided(**limbs)
    review_open(matter, date(2026, 3, 20))
    return matter


def upheld(**limbs: bool) -> Matter:
    matter = under_review(**limbs)
    said = {"review_decided": LATER, "outcome_reasonable_and_proportionate": False}
    step("review.decide", matter, a_casework_manager() if limbs else a_reviewer(), LATER, **said, **WHY)
    return matter


def accepted() -> Matter:
    matter = upheld()
    said = {"review_recommendation_kind": "investigate", "recommendation_text": "Investigate it."}
    step("review.recommend", matter, a_reviewer(), LATER, review_recommendation_made=LATER, **said)
    step("review.answer", matter, a_decision_maker(), LATER, recommendation_accepted="accepted", **WHY)
    return matter


def by_letter() -> Matter:
    reviewed_elsewhere()
    return under_review()


def on_hold() -> Matter:
    matter = being_handled()
    suspended(matter, MONDAY, next_look=date(2026, 12, 30))
    return matter


def directed() -> Matter:
    return under_the_director_general("directed")


def put_before_the_director_general() -> Matter:
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    return matter


LETTER = {
    "review_letter_outcome": "recommended",
    "review_decided": LATER,
    "review_letter_dated": LATER,
    "letter_source": "By post, reference 12.",
    "review_recommendation_kind": "remedy",
    "recommendation_text": "Apologise.",
    "review_recommendation_made": LATER,
}
NECESSARY = {"limbs": all_limbs("necessity", necessary=True), "investigation_necessary": True}
HOLD = {"hold_scope": "whole", "next_look": date(2027, 12, 30), **WHY}
PREJUDICE = {"limbs": all_limbs("suspension-prejudice", criminal_proceedings=True)}
REPORT = {"report_submitted": LATER, "report_text": "Four accounts were compared."}
DIRECTED = {"investigator_elsewhere": "A sergeant of another force.", "terms_of_reference": "What happened."}
SPECIAL = {"limbs": all_limbs("special-procedures", disciplinary_proceedings=True)}
PROCEEDINGS = {"proceedings_kind": "criminal", "proceedings_started": LATER, "what_began": "A charge."}
STEPS: list[tuple[str, Callable[[], Matter], Callable[[], User], dict[str, Any], tuple[str, str]]] = [
    ("review.no-recommendation", upheld, a_reviewer, WHY, ("review", "nothing-recommended")),
    ("review.enter-decision", by_letter, a_handler, {**LETTER, **WHY}, ("review", "recommended")),
    ("handling.reopen", accepted, a_handler, {"handling_started": LATER, **WHY}, ("handling", "none")),
    ("hold.direct-continuing", on_hold, a_handler, {"direction_given": LATER, **WHY}, ("hold", "none")),
    (
        "hold.suspend-own",
        under_the_director_general,
        a_director,
        {**PREJUDICE, **HOLD},
        ("hold", "suspended"),
    ),
    (
        "referral.decide-necessity",
        put_before_the_director_general,
        an_assessor,
        {**NECESSARY, **WHY},
        ("referral", "necessary"),
    ),
    (
        "preservation.enter",
        being_handled,
        a_handler,
        {"steps_to_preserve": "Copied."},
        ("intake", "recorded"),
    ),
    (
        "investigation.appoint-directed",
        directed,
        a_decision_maker,
        DIRECTED,
        ("investigation", "under-way"),
    ),
    (
        "investigation.decide-special-procedures",
        directed,
        a_director,
        SPECIAL,
        ("investigation", "none"),
    ),
    (
        "investigation.report-to-director-general",
        directed,
        a_director,
        REPORT,
        ("investigation", "reported"),
    ),
    ("keeping-informed.proceedings-began", being_handled, a_handler, PROCEEDINGS, ("handling", "otherwise")),
]


@pytest.mark.parametrize(("key", "before", "who", "said", "left"), STEPS, ids=[one[0] for one in STEPS])
def test_the_step_is_asked_checked_and_taken_through_its_pages(
    key: str,
    before: Callable[[], Matter],
    who: Callable[[], User],
    said: dict[str, Any],
    left: tuple[str, str],
) -> None:
    matter = taken_through_its_pages(key, before(), who(), typed(LATER, **said))
    track, state = left
    assert getattr(matter, track) == state


def test_the_director_general_requires_an_investigation_through_its_page() -> None:
    matter = upheld(cannot_rule_out=True)
    matter = taken_through_its_pages(
        "review.require-investigation", matter, a_casework_manager(), typed(LATER, **WHY)
    )
    assert matter.referral == "necessary"


def test_the_page_of_the_form_asks_its_limbs_and_takes_the_form_they_lead_to() -> None:
    matter = put_before_the_director_general()
    posted = typed(MONDAY, **NECESSARY, **WHY)
    matter = taken_through_its_pages("referral.decide-necessity", matter, an_assessor(), posted)
    limbs = {"local-appropriate": False, "directed-more-appropriate": True}
    posted = typed(MONDAY, limbs=limbs, mode_of_investigation="directed", **WHY)
    assert (
        taken_through_its_pages("referral.decide-mode", matter, an_assessor(), posted).referral == "directed"
    )


def test_whoever_may_appoint_chooses_among_all_who_work_for_the_authority() -> None:
    proceedings = appointed(a_user("Petra Proceeds"), Role.PROCEEDINGS_OFFICER, body="wexmoor")
    shown = page_of(a_handler(), being_handled("investigation"), "investigation.appoint")
    assert f'<option value="{proceedings.pk}">Petra Proceeds</option>' in shown


def test_the_page_says_who_cannot_be_chosen_and_why() -> None:
    matter, walled = (
        being_handled("investigation"),
        appointed(a_user("Wanda Wall"), Role.COMPLAINT_HANDLER, body="wexmoor"),
    )
    auditor = appointed(a_user("Otto Dittor"), Role.AUDITOR, body="wexmoor")
    boss = appointed(a_user("Ada Minster"), Role.ADMINISTRATOR, body="wexmoor")
    build_wall(
        user=walled,
        case_file=matter.case_file,
        ground=WallGround.PERSONAL_INTEREST,
        reason="Knows the complainant.",
        starts=MONDAY,
        by=boss,
        at=at_nine(MONDAY),
        on=MONDAY,
    )
    shown = page_of(a_handler(), matter, "investigation.appoint")
    assert "Wanda Wall: A conflict wall keeps this person from the case file." in shown
    assert "Otto Dittor: An auditor reads every file" in shown
    assert f'value="{walled.pk}"' not in shown
    assert f'value="{auditor.pk}"' not in shown


def test_a_limb_that_cannot_be_about_a_complaint_is_not_asked_of_one() -> None:
    shown = page_of(a_handler(), a_logged_complaint(a_handler()), "referral.test")
    assert 'name="limb-chief-officer-complaint"' in shown
    assert 'name="limb-chief-officer-conduct-matter"' not in shown
    assert 'name="limb-death-or-serious-injury-matter"' not in shown


def test_a_step_that_is_not_open_says_why_with_its_provision() -> None:
    overseen_elsewhere()
    shown = page_of(a_handler(), under_review(), "review.enter-decision")
    assert "enters its own decision" in shown
    assert "Sch. 3, para. 30" in shown
