"""The public pages on forces: open to all, filtered without scripts, honest about what is not known."""

from datetime import date

import pytest
from django.test import Client

from candour.bodies.actions import record_delegation_notice
from candour.bodies.kinds import Confidence, Delegation
from candour.bodies.loading import load_bodies
from candour.bodies.models import Body

pytestmark = pytest.mark.django_db


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_names_every_force_from_a_to_z(client: Client) -> None:
    load_bodies()
    page = _text(client, "/forces/")
    names = [force.official_name.replace("&", "&amp;") for force in Body.objects.forces()]
    assert len(names) == 50
    assert all(name in page for name in names)
    assert [page.index(f'id="{letter}"') for letter in "ABW"] == sorted(
        page.index(f'id="{x}"') for x in "ABW"
    )


def test_the_list_is_filtered_by_any_part_of_any_name(client: Client) -> None:
    load_bodies()
    page = _text(client, "/forces/?name=heddlu")
    assert "Gwent Police" in page
    assert "Kent Police" not in page
    assert "4 forces have a name like" in page


def test_a_filter_that_finds_nothing_says_what_to_try_and_suggests_near_names(client: Client) -> None:
    load_bodies()
    page = _text(client, "/forces/?name=Kent+Plice")
    assert "No force has that name" in page
    assert 'href="/forces/kent/"' in page
    assert "Show every force" in page


def test_an_installation_not_yet_set_up_says_how_to_fill_the_list(client: Client) -> None:
    assert "candour setup" in _text(client, "/forces/")


def test_what_was_typed_is_shown_escaped(client: Client) -> None:
    load_bodies()
    page = _text(client, "/forces/?name=%3Cscript%3E")
    assert "<script>" not in page
    assert "“&lt;script&gt;”" in page


def test_a_force_page_shows_its_policing_bodies_with_dates_and_confidence(client: Client) -> None:
    load_bodies()
    page = _text(client, "/forces/south-yorkshire/")
    assert "Mayor of South Yorkshire" in page
    assert "7 May 2024" in page
    assert "Police and Crime Commissioner for South Yorkshire" in page
    assert "6 May 2024" in page
    assert "Unconfirmed" in page
    assert "uksi/2024/414" in page


def test_a_force_page_says_when_its_commissioner_had_another_name(client: Client) -> None:
    load_bodies()
    page = _text(client, "/forces/essex/")
    assert "Police and Crime Commissioner for Essex until 30 September 2017" in page


def test_a_force_page_says_that_the_delegation_is_not_known(client: Client) -> None:
    load_bodies()
    assert "Not known: treated as Model 1." in _text(client, "/forces/kent/")


def test_a_force_page_cites_the_notice_once_one_is_entered(client: Client) -> None:
    load_bodies()
    record_delegation_notice(
        force=Body.objects.get(key="kent"),
        model=Delegation.MODEL_2,
        starts=date(2021, 4, 1),
        notice_reference="Kent notice 1",
        source="The notice",
        confidence=Confidence.READ,
    )
    page = _text(client, "/forces/kent/")
    assert "Kent notice 1" in page
    assert "Not known" not in page


def test_a_force_page_names_the_law_on_information_and_the_public_authority(client: Client) -> None:
    load_bodies()
    assert "Freedom of Information (Scotland) Act 2002" in _text(client, "/forces/police-scotland/")
    kent = _text(client, "/forces/kent/")
    assert "Freedom of Information Act 2000" in kent
    assert "The chief officer of police" in kent
    assert "Outside the freedom of information Acts" in _text(client, "/forces/nca/")


def test_a_fictional_force_is_marked_on_its_page_and_in_the_list(client: Client) -> None:
    load_bodies()
    assert "Fictional force: worked example" in _text(client, "/forces/wexmoor/")
    assert "Fictional" in _text(client, "/forces/?name=wexmoor")
    assert "Fictional" not in _text(client, "/forces/?name=kent")


@pytest.mark.parametrize("key", ["iopc", "kent-pcc", "nowhere"])
def test_only_forces_have_a_force_page(client: Client, key: str) -> None:
    load_bodies()
    assert client.get(f"/forces/{key}/").status_code == 404


def test_the_list_asks_the_database_a_few_times_however_many_forces_there_are(
    client: Client, django_assert_max_num_queries
) -> None:
    load_bodies()
    with django_assert_max_num_queries(4):
        client.get("/forces/")
