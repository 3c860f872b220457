"""A complaint made without a name: taken, worked to its end, with nothing owed to somebody whom nobody can reach."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from candour.accounts.models import Person
from candour.deadlines.models import Deadline
from candour.ledger.verification import verify
from candour.matters.actions import StepRefused
from candour.matters.actions.parties import PartyDetails
from candour.matters.models import Matter, Party, PartyRole
from tests.make.accounts import signed_in
from tests.make.courses import outcome_decided, review_body_worked_out
from tests.make.matters import (
    MONDAY,
    a_recorded_complaint,
    an_allegation,
    due_for,
    owes,
    step,
    the_complainant,
)
from tests.make.people import a_decision_maker, a_handler
from tests.matters.guided.filling import HANDLER_PAGES, PUBLIC_PAGES, answer, fill, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PROGRESS, OUTCOME = "keeping-informed.progress", "keeping-informed.outcome"
NO_NAME = {"no_name": "on"}
AFTER_CONTACT = ("needs", "equality")
SILENT = {
    **{key: given for key, given in PUBLIC_PAGES.items() if key not in AFTER_CONTACT},
    "name": NO_NAME,
    "contact": {"prefers": "none"},
}


@pytest.fixture(autouse=True)
def _an_empty_cache() -> None:
    cache.clear()


def sent(client: Client, pages: dict[str, Any] = SILENT) -> str:
    fill(client, pages)
    send(client)
    return client.get("/complain/sent/").content.decode()


def unknown_complaint(handler: Any) -> Matter:
    details = PartyDetails(role=PartyRole.COMPLAINANT, description="Gave no name and no way to be reached.")
    return a_recorded_complaint(handler, parties=(details,))


def test_the_form_offers_to_give_no_name_and_says_what_that_means(client: Client) -> None:
    fill(client, until="name")
    shown = client.get("/complain/name/").content.decode()
    assert "I do not want to give my name" in shown
    assert "no updates, no outcome letter" in shown


def test_a_name_and_the_tick_are_not_both_taken_nor_neither(client: Client) -> None:
    fill(client, until="name")
    for given, error in [
        ({}, "or tick that you do not want to give it"),
        ({"name": "Robin", **NO_NAME}, "both cannot be"),
    ]:
        assert error in answer(client, "name", given).content.decode()


def test_whoever_acts_for_somebody_else_has_to_give_a_name(client: Client) -> None:
    behalf = {"name": "Kit Vale", "their_basis": "conduct-towards", "acting_as": "Parent", "consent": "no"}
    changed = {"standing": {"basis": "representative"}, "on-behalf": behalf, "anyway": {"anyway": "yes"}}
    pages = {}
    for key, given in PUBLIC_PAGES.items():
        pages[key] = changed.get(key, given)
        if key == "standing":
            pages |= {"on-behalf": behalf, "anyway": changed["anyway"]}
    fill(client, pages, until="name")
    assert "no_name" not in client.get("/complain/name/").content.decode()
    assert "Enter your full name" in answer(client, "name", NO_NAME).content.decode()


def test_who_gives_neither_name_nor_address_is_not_asked_about_themselves(client: Client) -> None:
    shown = sent(client)
    assert "You gave no name" in shown
    assert "nobody can ask you anything" in shown
    party = Party.objects.get(role=PartyRole.COMPLAINANT)
    assert party.person is None
    assert "Gave no name and no way to be reached." in party.description
    assert party.standing == "conduct-towards"
    assert not Person.objects.filter(name="").exists()


def test_who_gives_a_way_to_be_reached_is_kept_informed_without_a_name(client: Client) -> None:
    sent(client, {**PUBLIC_PAGES, "name": NO_NAME})
    party = Party.objects.select_related("person").get(role=PartyRole.COMPLAINANT)
    assert party.person is not None
    assert (party.person.name, party.person.email) == ("", "robin@example.invalid")
    assert Party.objects.filter(pk=party.pk).kept_informed().exists()


def test_a_name_given_after_all_asks_how_to_reach_them(client: Client) -> None:
    fill(client, SILENT)
    answer(client, "name", {"name": "Robin Vale"})
    assert client.get("/complain/check/").headers["Location"] == "/complain/contact/"


def test_turning_to_somebody_elses_complaint_asks_for_the_name_again(client: Client) -> None:
    fill(client, SILENT)
    answer(client, "standing", {"basis": "representative"})
    answer(
        client,
        "on-behalf",
        {"name": "Kit", "their_basis": "conduct-towards", "acting_as": "Parent", "consent": "no"},
    )
    answer(client, "anyway", {"anyway": "yes"})
    assert client.get("/complain/check/").headers["Location"] == "/complain/name/"


def test_the_complaint_is_followed_with_reference_and_word_and_not_with_the_reference_alone(
    client: Client,
) -> None:
    sent(client)
    held = client.session["complaint-draft-sent"]
    pair = {"reference": held["reference"], "word": held["word"]}
    assert "without a name or a way to reach" in client.post("/track/", pair).content.decode()
    assert (
        "do not belong together" in client.post("/track/", {**pair, "word": "AAAABBBBCCCC"}).content.decode()
    )
    assert "Enter the tracking word" in client.post("/track/", {**pair, "word": ""}).content.decode()


def test_a_handler_enters_a_complaint_without_a_name() -> None:
    client = signed_in(a_handler())
    pages = {key: given for key, given in HANDLER_PAGES.items() if key not in AFTER_CONTACT}
    fill(
        client, {**pages, "name": NO_NAME, "contact": {"prefers": "none"}, "same": {}}, start="/matters/new/"
    )
    assert send(client, start="/matters/new/").status_code == 302
    matter = Matter.objects.latest("received_on")
    shown = client.get(f"/matters/{matter.reference}/people/").content.decode()
    assert "Nobody is owed updates or the outcome" in shown
    assert "Identify" in shown


def test_nothing_is_owed_to_nobody_and_the_complaint_is_closed_once_it_is_decided() -> None:
    matter = decided_for_nobody()
    assert not owes(matter, PROGRESS)
    assert not owes(matter, OUTCOME)
    with pytest.raises(StepRefused, match="Nobody who is to be told the outcome is known"):
        step(
            "handling.provide-outcome",
            matter,
            a_handler(),
            MONDAY,
            review_right_provided=MONDAY,
            method="email",
        )
    step("handling.close", matter, a_handler(), MONDAY, actions_done="The officer was spoken to.")
    assert matter.handling == "closed"
    assert not Deadline.objects.for_subject(matter.pk).owed().exists()
    assert verify().ok


def test_who_gives_their_name_once_it_is_decided_is_owed_the_outcome() -> None:
    matter = decided_for_nobody()
    address = f"/matters/{matter.reference}/people/{the_complainant(matter).pk}/identify/"
    posted = {"name": "Robin Vale", "email": "robin@example.invalid"}
    assert signed_in(a_handler()).post(address, posted).status_code == 302
    assert due_for(matter, OUTCOME, the_complainant(matter)) == date(2026, 3, 9)
    with pytest.raises(StepRefused, match="Somebody is still to be told the outcome"):
        step("handling.close", matter, a_handler(), MONDAY, actions_done="The officer was spoken to.")


def test_who_could_be_reached_gives_their_name_later_and_their_clock_runs_on() -> None:
    handler = a_handler()
    person = Person(name="", email="robin@example.invalid")
    matter = a_recorded_complaint(handler, parties=(PartyDetails(role=PartyRole.COMPLAINANT, person=person),))
    party = the_complainant(matter)
    before = due_for(matter, PROGRESS, party)
    posted = {"name": "Robin Vale", "email": "robin@example.invalid"}
    signed_in(handler).post(f"/matters/{matter.reference}/people/{party.pk}/identify/", posted)
    assert the_complainant(matter).shown_name == "Robin Vale"
    assert due_for(matter, PROGRESS, the_complainant(matter)) == before
    assert verify().ok


def decided_for_nobody() -> Matter:
    handler, decider = a_handler(), a_decision_maker()
    matter = unknown_complaint(handler)
    an_allegation(matter, handler)
    step(
        "handling.decide",
        matter,
        decider,
        MONDAY,
        handling_choice="otherwise",
        reasons="It is proportionate.",
    )
    review_body_worked_out(matter, MONDAY)
    outcome_decided(matter, MONDAY)
    return matter


def test_pages_say_why_there_is_nobody_to_contact_or_to_write_to() -> None:
    matter, client = unknown_complaint(a_handler()), signed_in(a_handler())
    for page in ("steps/complaint.contact", "steps/keeping-informed.update", "letters/write/acknowledgement"):
        assert (
            "Nobody can be chosen" in client.get(f"/matters/{matter.reference}/{page}/").content.decode()
        ), page


def test_who_is_identified_may_give_no_more_than_a_way_to_reach_them() -> None:
    matter = unknown_complaint(a_handler())
    address = f"/matters/{matter.reference}/people/{the_complainant(matter).pk}/identify/"
    client = signed_in(a_handler())
    assert "Enter their name, or a way to reach them" in client.post(address, {"name": ""}).content.decode()
    client.post(address, {"email": "robin@example.invalid"})
    assert due_for(matter, PROGRESS, the_complainant(matter)) == date(2026, 3, 30)
