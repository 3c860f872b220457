"""Which step is offered as the next one, and which is said to be waited for. Given a matter, for each who opens it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from candour.accounts.models import User
from candour.matters.facts import facts_of
from candour.matters.models import Matter
from candour.matters.steps import awaited_step, next_step, standings
from tests.make.courses import (
    being_handled,
    being_investigated,
    kept_outside,
    resolved,
    under_the_director_general,
)
from tests.make.matters import MONDAY, a_complaint, a_logged_complaint
from tests.make.people import a_decision_maker, a_director, a_handler

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


def offered(matter: Matter, user: User, on: date = LATER) -> tuple[str | None, str | None]:
    """The next step and the awaited one."""
    matter.refresh_from_db()
    facts = facts_of(matter, on=on)
    judged = standings(matter, user, on=on, facts=facts)
    found = next_step(matter, judged, facts), awaited_step(judged, facts)
    return found[0] and found[0].key, found[1] and found[1].key


def test_once_somebody_investigates_nobody_is_asked_to_appoint_again() -> None:
    matter = being_investigated()

    assert offered(matter, a_handler()) == ("keeping-informed.update", "investigation.report")
    assert offered(matter, a_decision_maker()) == (None, "investigation.report")


def test_the_review_body_of_an_investigated_complaint_is_asked_for_after_the_report() -> None:
    assert offered(being_handled("investigation"), a_handler())[0] == "investigation.appoint"
    assert offered(being_handled("otherwise"), a_handler())[0] == "handling.review-body"


def test_of_a_complaint_closed_outside_schedule_3_nothing_is_asked_but_to_tell_the_outcome() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    kept_outside(matter, handler)
    resolved(matter, handler, MONDAY)

    assert offered(matter, handler) == ("complaint.tell-outcome", None)
    assert offered(matter, a_decision_maker()) == (None, "complaint.tell-outcome")


def test_a_complaint_that_came_in_waits_for_the_handler_to_log_it() -> None:
    assert offered(a_complaint(), a_decision_maker()) == (None, "complaint.log")
    assert offered(a_complaint(), a_handler()) == ("complaint.log", None)


@pytest.mark.parametrize("mode", ["directed", "independent", "local"])
def test_a_form_of_investigation_that_was_decided_is_not_asked_for_again(mode: str) -> None:
    matter = under_the_director_general(mode)

    for user in (a_director(), a_handler()):
        assert "referral.decide-mode" not in offered(matter, user)


def test_the_overview_says_whose_step_the_matter_waits_for() -> None:
    matter = being_investigated()
    client = Client()
    client.force_login(a_handler())

    shown = client.get(matter.get_absolute_url()).content.decode()

    assert "Waits on others: <strong>Submit the report</strong> (investigator)." in shown
