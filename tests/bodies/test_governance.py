"""Who held a force to account, by date, and how complaints work was shared."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from candour.bodies.actions import join_installation, record_delegation_notice
from candour.bodies.kinds import Confidence, Delegation
from candour.bodies.loading import load_bodies
from candour.bodies.models import Body, DelegationModel
from tests.make.bodies import a_force, a_policing_body, governed

pytestmark = pytest.mark.django_db

WHO_GOVERNED = [
    ("south-yorkshire", date(2012, 11, 21), "South Yorkshire Police Authority"),
    ("south-yorkshire", date(2012, 11, 22), "Police and Crime Commissioner for South Yorkshire"),
    ("south-yorkshire", date(2024, 5, 6), "Police and Crime Commissioner for South Yorkshire"),
    ("south-yorkshire", date(2024, 5, 7), "Mayor of South Yorkshire"),
    ("greater-manchester", date(2017, 5, 7), "Police and Crime Commissioner for Greater Manchester"),
    ("greater-manchester", date(2017, 5, 8), "Mayor of Greater Manchester"),
    ("west-yorkshire", date(2021, 5, 10), "Mayor of West Yorkshire"),
    ("north-yorkshire", date(2018, 11, 14), "Police and Crime Commissioner for North Yorkshire"),
    ("north-yorkshire", date(2024, 5, 6), "Police, Fire and Crime Commissioner for North Yorkshire"),
    ("essex", date(2017, 9, 30), "Police and Crime Commissioner for Essex"),
    ("essex", date(2017, 10, 1), "Police, Fire and Crime Commissioner for Essex"),
    ("metropolitan", date(2012, 1, 15), "Metropolitan Police Authority"),
    ("metropolitan", date(2012, 1, 16), "Mayor's Office for Policing and Crime"),
    ("city-of-london", date(2004, 4, 1), "Common Council of the City of London"),
    ("btp", date(2004, 7, 1), "British Transport Police Authority"),
]


@pytest.mark.parametrize(("force", "on", "name"), WHO_GOVERNED)
def test_a_force_is_held_to_account_by_the_body_of_the_day(force: str, on: date, name: str) -> None:
    load_bodies()
    governing = Body.objects.governing(force, on=on)
    assert governing is not None
    assert governing.policing_body.name_on(on) == name


def test_a_commissioner_who_takes_on_the_fire_service_is_the_same_body_renamed() -> None:
    load_bodies()
    before = Body.objects.governing("essex", on=date(2017, 9, 30))
    after = Body.objects.governing("essex", on=date(2017, 10, 1))
    assert before == after


def test_nobody_is_named_for_a_day_that_no_row_covers() -> None:
    load_bodies()
    assert Body.objects.governing("kent", on=date(1990, 1, 1)) is None
    assert Body.objects.governing("nca", on=date(2020, 1, 1)) is None


def test_each_holder_says_how_far_its_dates_were_checked() -> None:
    load_bodies()
    levels = {
        (force, on.year): getattr(Body.objects.governing(force, on=on), "confidence", None)
        for force, on in [
            ("kent", date(2000, 1, 1)),
            ("kent", date(2020, 1, 1)),
            ("north-yorkshire", date(2025, 1, 1)),
        ]
    }
    assert levels == {
        ("kent", 2000): Confidence.UNCONFIRMED,
        ("kent", 2020): Confidence.READ,
        ("north-yorkshire", 2025): Confidence.SECONDARY,
    }


def test_an_unknown_delegation_is_treated_as_model_1_and_says_so() -> None:
    load_bodies()
    answer = Body.objects.delegation_model("kent", on=date(2024, 1, 1))
    assert (answer.model, answer.known) == (Delegation.MODEL_1, False)
    assert "No notice" in answer.source


def test_the_model_of_the_day_the_complaint_was_made_counts() -> None:
    force = a_force()
    _notice(force, Delegation.MODEL_2, date(2021, 4, 1), "A/1")
    _notice(force, Delegation.MODEL_3, date(2023, 4, 1), "A/2")
    answers = [Body.objects.delegation_model(force, on=date(year, 4, 1)) for year in (2020, 2021, 2022, 2023)]
    assert [(answer.model, answer.known) for answer in answers] == [
        (1, False),
        (2, True),
        (2, True),
        (3, True),
    ]


def test_models_2_and_3_need_the_reference_of_their_notice() -> None:
    force = a_force()
    with pytest.raises(ValidationError, match="Give its reference"):
        _notice(force, Delegation.MODEL_2, date(2021, 4, 1), " ")
    with pytest.raises(IntegrityError):
        DelegationModel.objects.create(
            force=force, model=3, starts=date(2021, 4, 1), source="None", confidence="read"
        )


def test_only_a_force_shares_its_complaints_work() -> None:
    with pytest.raises(ValidationError, match="Only a police force"):
        _notice(a_policing_body(), Delegation.MODEL_2, date(2021, 4, 1), "A/1")


def test_a_body_joins_the_installation_only_with_an_address_for_its_letters() -> None:
    force = a_force()
    with pytest.raises(ValidationError, match="Give the address"):
        join_installation(body=force, letters_address="  ")
    join_installation(body=force, letters_address="The Station, Ashwick")
    assert list(Body.objects.hosted()) == [force]


def test_a_force_cannot_have_two_policing_bodies_from_one_day() -> None:
    force = a_force()
    governed(force, a_policing_body(), starts=date(2012, 11, 22))
    with pytest.raises(IntegrityError):
        governed(force, a_policing_body(key="ashwick-mayor"), starts=date(2012, 11, 22))


def test_governance_cannot_end_before_it_starts() -> None:
    with pytest.raises(IntegrityError):
        governed(a_force(), a_policing_body(), starts=date(2012, 11, 22), ends=date(2012, 11, 21))


def test_a_fictional_body_cannot_be_counted_in_statistics() -> None:
    with pytest.raises(IntegrityError):
        a_force(in_iopc_statistics=True)


def _notice(force: Body, model: Delegation, starts: date, reference: str) -> DelegationModel:
    return record_delegation_notice(
        force=force,
        model=model,
        starts=starts,
        notice_reference=reference,
        source="Invented for a test",
        confidence=Confidence.READ,
    )
