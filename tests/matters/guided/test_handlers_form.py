"""A complaint handler enters what reached them: own forces only, days that can be right, people who may be known."""

from datetime import date

import pytest
from django.conf import settings
from django.core.cache import cache
from django.shortcuts import resolve_url
from django.test import Client

from candour.accounts.codes import Role
from candour.accounts.models import CaseFile, Person
from candour.bodies.kinds import Confidence, Delegation
from candour.bodies.models import Body, DelegationModel
from candour.matters.actions.parties import PartyDetails
from candour.matters.guided.entering import may_enter, own_forces
from candour.matters.models import Matter, PartyRole
from tests.make.matters import a_complaint
from tests.make.people import POLICING_BODY, a_handler, a_reviewer, a_user, appointed
from tests.matters.guided.filling import ARRIVAL, HANDLER_PAGES, Pages, fill, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
START = "/matters/new/"
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _an_empty_cache() -> None:
    cache.clear()


@pytest.fixture
def handler(client: Client) -> Client:
    client.force_login(a_handler())
    return client


def enter(client: Client, pages: Pages | None = None, **changed: dict[str, str]) -> None:
    fill(client, pages or HANDLER_PAGES, start=START, **changed)
    assert send(client, start=START).status_code == 302


def the_force() -> Body:
    return Body.objects.get(pk="wexmoor")


def under_model(model: Delegation) -> None:
    DelegationModel.objects.filter(force="wexmoor").delete()
    DelegationModel.objects.create(
        force=the_force(),
        model=model,
        starts=date(2020, 2, 1),
        notice_reference="Invented notice",
        source="Invented for a test",
        confidence=Confidence.READ,
    )


def test_the_matter_is_made_with_the_days_and_the_way_it_arrived(handler: Client) -> None:
    enter(handler)

    matter = Matter.objects.get()
    assert (matter.channel, matter.received_on, matter.made_on) == (
        "telephone",
        date(2026, 3, 4),
        date(2026, 3, 3),
    )
    assert matter.in_writing is False
    assert matter.intake == "received"


def test_the_handler_lands_on_the_file_where_logging_is_the_next_step(handler: Client) -> None:
    fill(handler, HANDLER_PAGES, start=START)

    landed = send(handler, start=START)

    matter = Matter.objects.get()
    assert landed.url == f"/matters/{matter.reference}/"
    page = handler.get(landed.url).content.decode()
    assert "Log the complaint" in page
    assert "The word is shown only now" in page


def test_the_test_of_the_law_is_shown_beside_the_question_about_standing(handler: Client) -> None:
    fill(handler, HANDLER_PAGES, until="standing", start=START)

    page = handler.get(f"{START}standing/").content.decode()

    assert "The complainant acts for a person who meets one of these" in page
    assert "Police Reform Act 2002, section 12" in page


def test_doubtful_standing_is_pointed_out_and_does_not_stop_the_file_from_being_opened(
    handler: Client,
) -> None:
    fill(handler, HANDLER_PAGES, start=START, standing={"basis": "none"})

    page = handler.get(f"{START}check/").content.decode()
    send(handler, start=START)

    assert "On these answers standing is in doubt" in page
    assert (
        "Chose none of the ways" in Matter.objects.get().parties.get(role=PartyRole.COMPLAINANT).description
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"made_on_day": "5"}, "The day it was made cannot be after the day it was received"),
        ({"received_on_year": "2999"}, "The day it was received must be today or in the past"),
        ({"received_on_day": ""}, "The day it was received must include a day"),
        ({"made_on_day": "31", "made_on_month": "2"}, "The day it was made must be a real date"),
        ({"channel": ""}, "Select how it reached you"),
        ({"channel": "carrier-pigeon"}, "Select"),
        ({"in_writing": ""}, "Select yes if it was made in writing"),
    ],
)
def test_days_and_ways_that_cannot_be_right_are_refused(
    handler: Client, changed: dict[str, str], sentence: str
) -> None:
    fill(handler, HANDLER_PAGES, until="arrival", start=START)

    page = handler.post(f"{START}arrival/", {**ARRIVAL, **changed})

    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_another_force_cannot_be_entered_for(handler: Client) -> None:
    page = handler.post(f"{START}force/", {"force": "kent"})

    assert "Select a force from the list" in page.content.decode()


def test_somebody_who_handles_no_complaints_is_refused(client: Client) -> None:
    client.force_login(a_reviewer())

    assert client.get(START).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(START).url.startswith(resolve_url(settings.LOGIN_URL))


@pytest.mark.parametrize(
    ("model", "about", "may"),
    [
        (Delegation.MODEL_1, "officer-or-staff", False),
        (Delegation.MODEL_1, "service", False),
        (Delegation.MODEL_1, "chief-officer", True),
        (Delegation.MODEL_2, "officer-or-staff", True),
        (Delegation.MODEL_3, "service", True),
    ],
)
def test_a_policing_body_enters_what_it_deals_with_under_its_model(
    model: Delegation, about: str, may: bool
) -> None:
    user = appointed(a_user("Pat Commissioner"), Role.COMPLAINT_HANDLER, body=POLICING_BODY)
    under_model(model)

    assert (may_enter(user, the_force(), about, on=TODAY) is None) is may
    assert own_forces(user, on=TODAY) == [the_force()]


@pytest.mark.parametrize("about", ["officer-or-staff", "service", "chief-officer"])
def test_a_forces_handler_may_take_in_any_complaint_about_it(about: str) -> None:
    assert may_enter(a_handler(), the_force(), about, on=TODAY) is None


def test_an_appointment_that_has_ended_enters_nothing() -> None:
    assert may_enter(a_user("Nobody Now"), the_force(), "service", on=TODAY) is not None


def test_a_complaint_about_the_chief_officer_goes_to_a_file_the_forces_handler_does_not_see(
    handler: Client,
) -> None:
    pages = {key: given for key, given in HANDLER_PAGES.items() if key != "who"}
    fill(handler, pages, start=START, about={"about": "chief-officer"})

    landed = send(handler, start=START)

    matter = Matter.objects.get()
    assert landed.url == f"{START}sent/"
    page = handler.get(landed.url).content.decode()
    assert "Police and Crime Commissioner for Wexmoor is the appropriate authority" in page
    assert matter.reference in page
    assert handler.get(f"/matters/{matter.reference}/").status_code == 404


def test_pressing_the_button_twice_opens_one_file(handler: Client) -> None:
    fill(handler, HANDLER_PAGES, start=START)
    token = str(handler.get(f"{START}check/").context["form"]["token"].value())

    send(handler, token, start=START)
    send(handler, token, start=START)

    assert CaseFile.objects.count() == 1


def test_a_person_already_known_is_offered_with_reasons_and_used_only_when_chosen(handler: Client) -> None:
    known = Person(name="Robin Vale", email="robin@example.invalid")
    a_complaint(parties=(PartyDetails(role=PartyRole.COMPLAINANT, person=known),))
    fill(handler, HANDLER_PAGES, until="same", start=START)

    page = handler.get(f"{START}same/").content.decode()
    handler.post(f"{START}same/", {"person": str(known.pk)})
    send(handler, start=START)

    assert "The name is the same. The e-mail address is the same." in page
    assert Person.objects.count() == 1
    assert known.parties.count() == 2


def test_a_new_way_of_contact_of_a_known_person_is_kept_beside_them(handler: Client) -> None:
    known = Person(name="Robin Vale", email="old@example.invalid", telephone="01632 960 001")
    a_complaint(parties=(PartyDetails(role=PartyRole.COMPLAINANT, person=known),))
    fill(handler, HANDLER_PAGES, start=START, same={"person": str(known.pk)})

    send(handler, start=START)

    entered = Matter.objects.order_by("received_on").last().parties.get(role=PartyRole.COMPLAINANT)  # type: ignore[union-attr]
    assert entered.person_id == known.pk
    assert "Gave this time: robin@example.invalid." in entered.description


def test_a_person_of_files_that_are_not_open_to_the_handler_is_neither_offered_nor_taken(
    handler: Client,
) -> None:
    hidden = Person(name="Robin Vale")
    a_complaint(about="chief-officer", parties=(PartyDetails(role=PartyRole.COMPLAINANT, person=hidden),))
    fill(handler, HANDLER_PAGES, until="same", start=START)

    shown = handler.get(f"{START}same/").content.decode()
    refused = handler.post(f"{START}same/", {"person": str(hidden.pk)})

    assert "Nobody in the files looks like the complainant" in shown
    assert refused.status_code == 200
    assert "Select a person from the list" in refused.content.decode()


def test_the_handlers_draft_and_a_public_one_are_kept_apart(handler: Client) -> None:
    fill(handler, HANDLER_PAGES, until="about", start=START)

    assert set(handler.session.keys()) & {"complaint-draft", "matter-draft"} == {"matter-draft"}
