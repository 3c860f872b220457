"""Who may take which step of a complaint: written from the law by hand, held against the lifecycles and the door.

FORCE acts for the appropriate authority, DIRECTOR_GENERAL for the oversight body, REVIEWER for the review body. A power
or duty of the Director General is the overseer's; where the overseer works elsewhere its letter is entered by the force.
"""

from datetime import date

import pytest

from candour.accounts.access import may_take
from candour.accounts.codes import PARTIES, Capacity, Role
from candour.deadlines.law import the_law
from tests.make.accounts import a_case_file, a_user, appointed, held_by
from tests.make.bodies import a_force

TODAY = date(2026, 3, 2)
H, I, D = "complaint_handler", "investigator", "decision_maker"  # noqa: E741
A, C, R, V = "iopc_assessment", "iopc_casework", "iopc_director", "lpb_reviewer"
FORCE = {H, D}
FORCE_AND_INVESTIGATOR = {H, I, D}
DIRECTOR_GENERAL = {A, R}
REVIEWER = {V, C}

MAY: dict[str, set[str]] = {
    # Schedule 3, paragraph 2: whoever receives it, and the authority that contacts, logs and records.
    "complaint.log": {H},
    "complaint.forward": {H},
    "complaint.take-in": {H},
    "complaint.not-a-complaint": FORCE,
    "complaint.contact": {H, I},
    "complaint.recording-test": {H},
    "complaint.keep-outside": {H},
    "complaint.record": {H},
    "complaint.look-again-at-copy": FORCE,
    "complaint.resolve": {H},
    # Paragraphs 1, 12 and 14B: whoever acts for the authority.
    "preservation.enter": FORCE_AND_INVESTIGATOR,
    "complaint.tell-outcome": {H},
    # Sections 20 and 21, regulation 35: the authority, or the Director General in a case of its own.
    "keeping-informed.update": {H, I, C, R},
    "keeping-informed.proceedings-began": {H, I, D, C, R},
    "keeping-informed.proceedings-outcome": {H, I, D, C, R},
    "keeping-informed.appeal-brought": {H, I, D, C, R},
    "keeping-informed.proceedings-news": {H, I, C, R},
    "keeping-informed.withhold": {H, D, C, R},
    "keeping-informed.look-again": {H, D, C, R},
    # Paragraphs 4 and 4A: the authority refers; a notice of the Director General may be entered by it.
    "referral.test": FORCE_AND_INVESTIGATOR,
    "referral.refer": FORCE,
    "referral.refer-again": FORCE,
    "referral.refer-by-policing-body": FORCE | {A},
    "referral.call-in": {H} | DIRECTOR_GENERAL,
    "referral.treat-as-referred": FORCE | DIRECTOR_GENERAL,
    # Paragraphs 5 and 15: the Director General alone decides.
    "referral.decide-necessity": DIRECTOR_GENERAL,
    "referral.return": DIRECTOR_GENERAL,
    "referral.decide-mode": DIRECTOR_GENERAL,
    "referral.enter-answer": FORCE,
    # Paragraphs 6, 23 and 24: the authority handles; determinations are not the handler's nor the investigator's.
    "handling.decide": FORCE,
    "handling.must-investigate": FORCE,
    "handling.decide-outcome": {D},
    "handling.determine": {R},
    "handling.enter-determination": FORCE,
    "handling.prosecutor": {D, R},
    "handling.review-body": FORCE,
    "handling.provide-outcome": FORCE,
    "handling.provide-determination": FORCE | {C, R},
    "handling.close": FORCE,
    # Paragraphs 16, 19A, 22 and 24: appointed by the authority, reported by the investigator, determined by neither.
    "investigation.appoint": FORCE,
    "investigation.special-procedures": {I},
    "investigation.progress-report": FORCE_AND_INVESTIGATOR,
    "investigation.report": {I},
    "investigation.determine": {D},
    # Paragraphs 18, 19A and 22, regulation 13: in a case of the Director General's own; what comes by letter is entered.
    "investigation.appoint-directed": FORCE,
    "investigation.ask-views": FORCE | {R},
    "investigation.decide-special-procedures": FORCE | {R},
    "investigation.give-views": {D},
    "investigation.own-progress-report": FORCE | {R},
    "investigation.report-to-director-general": {I, D, R},
    # Regulations 40 and 41: the authority, or the Director General in a case of their own; what follows is a decision.
    "hold.suspend": FORCE,
    "hold.suspend-own": {R},
    "hold.direct-continuing": FORCE | {R},
    "hold.proceedings-concluded": FORCE_AND_INVESTIGATOR | {R},
    "hold.ask": FORCE | {R},
    "hold.resume": FORCE | {R},
    "hold.refused": FORCE | {R},
    "hold.not-resume": {D, R},
    # Regulations 38 and 39: the authority records; in a referred case the Director General decides.
    "withdrawal.signed-notice": FORCE,
    "withdrawal.wish": FORCE_AND_INVESTIGATOR,
    "withdrawal.letter": FORCE,
    "withdrawal.confirmed": FORCE,
    "withdrawal.cancelled": FORCE,
    "withdrawal.deemed": FORCE,
    "withdrawal.decide": {D},
    "withdrawal.decide-referred": DIRECTOR_GENERAL,
    "withdrawal.enter-decision": FORCE,
    "withdrawal.tell-director-general": FORCE,
    "withdrawal.tell-review-body": FORCE,
    # Paragraphs 6A, 25 and 30, regulation 29: received by whoever it reaches, decided by the review body.
    "review.receive": REVIEWER | {H},
    "review.misdirected": REVIEWER | {H},
    "review.refuse": REVIEWER | {H},
    "review.decide": REVIEWER,
    "review.recommend": REVIEWER,
    "review.answer": {D},
    # Paragraphs 11, 14A, 14 and 24A: the authority records and deals with it; a report on a death is the Director General's.
    "conduct-matter.record": FORCE,
    "conduct-matter.not-recorded": FORCE,
    "conduct-matter.decide": FORCE,
    "conduct-matter.tell-outcome": {H, C, R},
    "conduct-matter.close": FORCE | {R},
    "dsi-matter.record": FORCE,
    "dsi-matter.determine": FORCE | {R},
    # Disclosure to those concerned: by whoever conducts the case.
    "disclosure.give": FORCE_AND_INVESTIGATOR | {R},
    # What follows an upheld review: required by the Director General alone, carried out or entered by the authority.
    "review.no-recommendation": REVIEWER,
    "review.require-investigation": {C},
    "review.enter-decision": FORCE,
    "handling.reopen": FORCE,
    "handling.re-investigate": {R},
    "handling.enter-re-investigation": FORCE,
}
TRUTH = [(key, role, role.value in MAY[key]) for key in sorted(MAY) for role in Role]


def test_the_table_has_a_row_for_every_step_and_no_other() -> None:
    assert set(MAY) == set(the_law().steps)


@pytest.mark.parametrize(("key", "role", "may"), TRUTH)
def test_a_step_is_for_those_whom_the_law_names(key: str, role: Role, may: bool) -> None:
    assert (role.value in the_law().steps[key].who) is may


@pytest.mark.parametrize("key", sorted(MAY))
def test_no_party_auditor_or_administrator_takes_a_step(key: str) -> None:
    outsiders = PARTIES | {Role.AUDITOR, Role.ADMINISTRATOR, Role.LPB_OVERSIGHT}
    assert not outsiders & {Role(role) for role in the_law().steps[key].who}


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize("role", sorted(Role))
def test_the_door_opens_for_exactly_those_whom_the_table_names(role: Role) -> None:
    force, user = a_force(), a_user()
    case_file = a_case_file(force)
    held_by(case_file, force, Capacity.OVERSIGHT)
    held_by(case_file, force, Capacity.REVIEWER)
    body_wide = role not in PARTIES and role is not Role.INVESTIGATOR
    appointed(user, role, force if body_wide else case_file)
    for key, allowed in MAY.items():
        refusal = may_take(user, case_file, the_law().steps[key].who, None, on=TODAY)
        assert (refusal is None) is (role.value in allowed), key
