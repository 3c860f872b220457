"""Bodies are found by any name they bore, exactly; near names are only ever suggested."""

from datetime import date

import pytest

from candour.bodies.kinds import NameKind
from candour.bodies.loading import load_bodies
from candour.bodies.models import Body
from candour.bodies.naming import fold
from tests.make.bodies import a_force, a_name

pytestmark = pytest.mark.django_db

BY_NAME = [
    ("Kent police", "kent"),
    ("METROPOLITAN POLICE SERVICE", "metropolitan"),
    ("Metroplitan", "metropolitan"),
    ("South Yorshire", "south-yorkshire"),
    ("Devon and Cornwall Constabulary", "devon-and-cornwall"),
    ("Devon & Cornwall Police", "devon-and-cornwall"),
    ("Dyfed Powys", "dyfed-powys"),
    ("Dyfed-Powys", "dyfed-powys"),
    ("London, City of", "city-of-london"),
    ("Heddlu De Cymru", "south-wales"),
    ("Police Scotland", "police-scotland"),
    ("National Police Chiefs Council", "npcc"),
    ("IPCC", "iopc"),
    ("South Yorkshire PCC", "south-yorkshire-pcc"),
    ("Mayor of South Yorkshire (SYMCA)", "south-yorkshire-mayor"),
    ("Cumbria Police, Fire and Crime Commissioner", "cumbria-pcc"),
]


@pytest.mark.parametrize(("written", "key"), BY_NAME)
def test_a_body_is_found_by_a_name_that_published_sources_give_it(written: str, key: str) -> None:
    load_bodies()
    assert [body.key for body in Body.objects.by_name(written)] == [key]


def test_a_misspelling_nobody_has_seen_finds_nothing_by_itself() -> None:
    load_bodies()
    assert Body.objects.by_name("Kent Plice") == []


def test_a_former_name_is_not_a_name_of_today() -> None:
    load_bodies()
    assert Body.objects.by_name("IPCC", on=date(2018, 1, 7)) == Body.objects.by_name("IPCC")
    assert Body.objects.by_name("IPCC", on=date(2018, 1, 8)) == []
    assert Body.objects.by_name("Hampshire Constabulary", on=date(2022, 6, 1))
    assert Body.objects.by_name("Hampshire Constabulary", on=date(2023, 1, 1)) == []


def test_the_police_conduct_office_was_the_complaints_commission_until_7_january_2018() -> None:
    load_bodies()
    office = Body.objects.get(key="iopc")
    assert office.name_on(date(2018, 1, 7)) == "Independent Police Complaints Commission"
    assert office.name_on(date(2018, 1, 8)) == "Independent Office for Police Conduct"


def test_a_name_that_two_bodies_share_gives_both() -> None:
    a_name(a_force(key="ashwick", name="Ashwick Police"), name="The Constabulary")
    a_name(a_force(key="brindle", name="Brindle Police"), name="The Constabulary")
    assert [body.key for body in Body.objects.by_name("the constabulary")] == ["ashwick", "brindle"]


def test_a_near_name_is_suggested_with_its_score_nearest_first() -> None:
    load_bodies()
    near = Body.objects.forces().suggest("Metropoliton")
    assert near[0].body.key == "metropolitan"
    assert 75 <= near[0].score < 100
    scores = [one.score for one in Body.objects.suggest("South Yorkshir Police")]
    assert scores == sorted(scores, reverse=True)


def test_a_body_is_suggested_once_however_many_of_its_names_are_near() -> None:
    load_bodies()
    keys = [one.body.key for one in Body.objects.suggest("Devon and Cornwal Constabulary", limit=20)]
    assert keys.count("devon-and-cornwall") == 1


def test_a_name_like_no_other_is_met_with_no_suggestion() -> None:
    load_bodies()
    assert Body.objects.suggest("Quartermaster's stores") == []


def test_suggestions_leave_out_names_that_had_ended() -> None:
    force = a_force(name="Ashwick Police")
    a_name(force, name="Old Vale Constabulary", kind=NameKind.FORMER, until="1999")
    assert Body.objects.suggest("Old Vale Constabulry", on=date(1998, 5, 1))[0].body == force
    assert Body.objects.suggest("Old Vale Constabulry", on=date(2020, 5, 1)) == []


def test_case_spacing_hyphens_apostrophes_and_ampersands_do_not_count() -> None:
    assert fold("  National  Police Chiefs’ Council") == fold("national police chiefs council")
    assert fold("Dyfed-Powys & Gwent") == fold("DYFED POWYS and GWENT")
    assert fold("Kent") != fold("Gwent")
