"""What pages say, where a stranger would stumble: whom an update may tell, clocks named once, choices with words."""

import pytest
from django.test import Client

from candour.accounts.models import Person
from candour.matters.actions import add_party
from candour.matters.actions.parties import PartyDetails
from candour.matters.models import Matter, PartyRole
from tests.make.courses import being_handled, being_investigated
from tests.make.matters import MONDAY
from tests.make.moments import at_nine
from tests.make.people import a_handler

pytestmark = pytest.mark.django_db


def shown(path: str) -> str:
    client = Client()
    client.force_login(a_handler())
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def step_page(matter: Matter, key: str) -> str:
    return shown(f"{matter.get_absolute_url()}steps/{key}/")


def test_an_update_is_not_entered_as_told_to_the_officer_complained_about() -> None:
    matter = being_handled()
    known = PartyDetails(role=PartyRole.COMPLAINED_ABOUT, person=Person(name="Constable 4417"))
    add_party(matter=matter, details=known, by=a_handler(), on=MONDAY, at=at_nine(MONDAY))

    assert "Constable 4417" in step_page(matter, "complaint.contact")
    page = step_page(matter, "keeping-informed.update")
    assert "Robin Vale (complainant)" in page
    assert "Constable 4417" not in page


def test_a_clock_that_may_start_on_either_of_two_days_is_named_once() -> None:
    page = step_page(being_handled("investigation"), "investigation.appoint")

    assert page.count("Starts a clock:") == 1
    assert "Choose a person" in page


def test_the_state_of_a_deadline_is_said_once() -> None:
    matter = being_investigated()
    page = shown(f"{matter.get_absolute_url()}deadlines/")
    address = page.split('<a class="govuk-link" href="')[1].split('"')[0]

    assert shown(address).count("Running") + shown(address).count(">Late<") == 1


def test_somebody_signed_in_is_led_from_the_home_page_to_their_work() -> None:
    page = shown("/")

    assert '<a class="govuk-link" href="/work/">Go on to your work</a>' in page
    assert "sign in</a> to see what is due" not in page
    assert "sign in</a> to see what is due" in Client().get("/").content.decode()
