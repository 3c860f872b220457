"""Where the public form leads when a complaint does not belong here, or the law may not treat it as one."""

import pytest
from django.core.cache import cache
from django.test import Client

from candour.bodies.models import Body
from candour.matters.guided.forces import flat, listed
from candour.matters.models import Matter, PartyRole
from tests.make.bodies import a_force
from tests.matters.guided.filling import PUBLIC_PAGES, Pages, answer, fill, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_empty_cache() -> None:
    cache.clear()


@pytest.mark.parametrize(
    ("force", "where"),
    [
        ("police-scotland", "Police Investigations and Review Commissioner"),
        ("northern-ireland", "Police Ombudsman for Northern Ireland"),
        ("service-police", "Service Police Complaints Commissioner"),
    ],
)
def test_police_with_a_law_of_their_own_lead_to_their_own_overseer(
    client: Client, force: str, where: str
) -> None:
    answer(client, "force", {"force": force})

    page = client.get("/complain/elsewhere/").content.decode()

    assert where in page
    assert client.get("/complain/about/").url == "/complain/elsewhere/"


def test_a_force_nobody_here_deals_with_is_said_to_be_so_rather_than_sent_to_nobody(client: Client) -> None:
    fill(client, until="serving", force={"force": "kent"})

    page = client.get("/complain/not-here/").content.decode()

    assert "Complain to Kent Police" in page
    assert "Independent Office for Police Conduct" in page
    assert client.get("/complain/check/").url == "/complain/not-here/"


def test_the_list_holds_the_forces_of_england_and_wales_and_the_others_under_the_same_oversight() -> None:
    keys = {choice.key for choice in flat(listed())}

    territorial = set(
        Body.objects.real().filter(force_kind="territorial", valid_to="").values_list("pk", flat=True)
    )
    assert len(territorial) == 43
    assert territorial | {"btp", "mod-police", "cnc", "nca", "hmrc", "wexmoor"} <= keys
    assert not {"iopc", "pirc", "hmicfrs", "wexmoor-pcc"} & keys


@pytest.mark.parametrize(
    ("typed", "found"),
    [("met", "metropolitan"), ("HEDDLU", "gwent"), ("transport", "btp"), ("wexm", "wexmoor")],
)
def test_a_force_is_found_by_part_of_any_of_its_names(client: Client, typed: str, found: str) -> None:
    page = client.get("/complain/force/", {"name": typed}).content.decode()

    assert f'value="{found}"' in page
    assert 'value="kent"' not in page


def test_a_name_nobody_bears_says_what_to_try(client: Client) -> None:
    page = client.get("/complain/force/", {"name": "Zzz<b>"}).content.decode()

    assert "No force is called “Zzz&lt;b&gt;”" in page
    assert "Show all forces" in page


def test_an_invented_force_is_marked_in_the_list(client: Client) -> None:
    assert (
        "invented, for the worked examples"
        in client.get("/complain/force/", {"name": "wexm"}).content.decode()
    )


DOUBTS: list[tuple[str, Pages]] = [
    (
        "same chief officer",
        {"serving": {"serving": "yes", "off_duty": "no"}, "standing": {"basis": "conduct-towards"}},
    ),
    ("a person it happened to", {"standing": {"basis": "none"}}),
    (
        "must come from somebody who was badly affected",
        {"about": {"about": "service"}, "standing": {"basis": "none"}},
    ),
]


@pytest.mark.parametrize(("reason", "answers"), DOUBTS)
def test_whoever_may_have_no_standing_is_told_why_and_may_still_send_it(
    client: Client, reason: str, answers: Pages
) -> None:
    fill(client, until="what-happened", **answers)

    page = client.get("/complain/anyway/").content.decode()

    assert reason in page
    assert client.get("/complain/what-happened/").url == "/complain/anyway/"
    answer(client, "anyway", {"anyway": "yes"})
    assert client.get("/complain/what-happened/").status_code == 200


def test_sent_all_the_same_it_is_received_with_what_was_answered_and_no_standing_made_up(
    client: Client,
) -> None:
    fill(client, until="what-happened", standing={"basis": "none"})
    answer(client, "anyway", {"anyway": "yes", "reasons": "My neighbour is afraid to."})
    fill(client, _pages_from("what-happened"))

    send(client)

    complainant = Matter.objects.get().parties.get(role=PartyRole.COMPLAINANT)
    assert complainant.standing == ""
    assert "sent it all the same" in complainant.description
    assert "My neighbour is afraid to." in complainant.description


def test_whoever_gives_up_sends_nothing_and_leaves_nothing_behind(client: Client) -> None:
    fill(client, until="what-happened", standing={"basis": "none"})

    given_up = answer(client, "anyway", {"anyway": "no"})

    assert given_up.url == "/complain/not-sent/"
    assert client.get("/complain/not-sent/").status_code == 200
    assert "complaint-draft" not in client.session
    assert not Matter.objects.exists()


def test_somebody_off_duty_is_not_turned_away(client: Client) -> None:
    fill(client, until="what-happened", serving={"serving": "yes", "off_duty": "yes"})

    assert client.get("/complain/what-happened/").status_code == 200


def test_whether_it_was_off_duty_must_be_said(client: Client) -> None:
    fill(client, until="serving")

    page = answer(client, "serving", {"serving": "yes"}).content.decode()

    assert "Select yes if it happened off duty and outside work" in page


BEHALF = {
    "name": "Sam Reed",
    "their_basis": "conduct-towards",
    "acting_as": "solicitor",
    "consent": "yes",
    "consented_on_day": "1",
    "consented_on_month": "3",
    "consented_on_year": "2026",
}


def test_a_representative_and_the_person_they_act_for_are_two_parties(client: Client) -> None:
    fill(client, until="what-happened", standing={"basis": "representative"})
    answer(client, "on-behalf", BEHALF)
    fill(client, _pages_from("what-happened"))

    send(client)

    parties = {party.role: party for party in Matter.objects.get().parties.select_related("person")}
    complainant, acting = parties["complainant"], parties["representative"]
    assert (complainant.person.name, complainant.standing) == ("Sam Reed", "conduct-towards")
    assert (acting.person.name, acting.standing) == ("Robin Vale", "representative")
    assert acting.description == "Acts as: solicitor."
    assert acting.acts_for == complainant
    assert acting.consented_on.isoformat() == "2026-03-01"


def test_without_written_consent_the_page_says_how_to_get_it(client: Client) -> None:
    fill(client, until="what-happened", standing={"basis": "representative"})
    answer(client, "on-behalf", {**BEHALF, "consent": "no"})

    page = client.get("/complain/anyway/").content.decode()

    assert "sign a few lines" in page
    assert "Unconfirmed" in page


def test_people_complained_about_may_be_named_numbered_or_only_described(client: Client) -> None:
    fill(client, until="outcome", who={"known": "yes"})
    client.post("/complain/people/1/", {"number": "4412", "description": "Drove the car"})
    client.post("/complain/people/", {"another": "yes"})
    client.post("/complain/people/2/", {"description": "Tall, with glasses"})
    client.post("/complain/people/", {"another": "no"})
    fill(client, _pages_from("outcome"))

    send(client)

    concerned = {
        p.description: p for p in Matter.objects.get().parties.filter(role=PartyRole.COMPLAINED_ABOUT)
    }
    assert concerned["Drove the car"].person.warrant_number == "4412"
    assert concerned["Tall, with glasses"].person is None


def test_a_person_of_whom_nothing_is_said_is_refused(client: Client) -> None:
    fill(client, until="outcome", who={"known": "yes"})

    page = client.post("/complain/people/1/", {"name": " "}).content.decode()

    assert "Enter a name, a number or a description" in page


def test_taking_the_last_person_out_asks_again_whether_anybody_is_known(client: Client) -> None:
    fill(client, until="outcome", who={"known": "yes"})
    client.post("/complain/people/1/", {"name": "PC Marsh"})

    removed = client.post("/complain/people/1/", {"remove": "yes"})

    assert removed.url == "/complain/who/"
    assert client.get("/complain/outcome/").url == "/complain/people/"


def test_a_complaint_about_the_chief_officer_goes_to_the_policing_body(client: Client) -> None:
    about = {"about": {"about": "chief-officer"}}
    fill(client, {key: given for key, given in _pages_from("force").items() if key != "who"}, **about)

    send(client)

    matter = Matter.objects.get()
    assert matter.appropriate_authority_id == "wexmoor-pcc"
    assert (
        matter.parties.get(role=PartyRole.COMPLAINED_ABOUT).description
        == "The chief officer of Wexmoor Constabulary"
    )


def test_a_key_that_is_no_force_is_refused_in_a_sentence(client: Client) -> None:
    page = answer(client, "force", {"force": "iopc"}).content.decode()

    assert "Select a force from the list" in page


def test_a_force_of_which_nothing_is_recorded_is_no_error(client: Client) -> None:
    a_force(on_this_installation=True, overseen_by=Body.objects.get(pk="example-iopc"))

    answer(client, "force", {"force": "ashwick"})
    answer(client, "about", {"about": "chief-officer"})

    assert client.get("/complain/serving/").status_code == 200


def _pages_from(first: str) -> Pages:
    keys = list(PUBLIC_PAGES)
    return {key: PUBLIC_PAGES[key] for key in keys[keys.index(first) :]}
