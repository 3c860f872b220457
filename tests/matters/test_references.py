"""References: the body's letters, the year, and a number that is never given twice."""

from datetime import date

import pytest

from candour.accounts.models import CaseFile
from candour.accounts.numbering import next_reference
from candour.bodies.models import Body
from candour.ledger.verification import verify
from candour.matters.models import Matter
from candour.matters.references import letters_of
from tests.make.matters import a_complaint
from tests.make.threads import all_at_once

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Wexmoor Constabulary", "WEX"),
        ("City of London Police", "CIT"),
        ("Police and Crime Commissioner for Wexmoor", "PCCW"),
        ("Devon and Cornwall Police", "DEV"),
    ],
)
def test_the_letters_stand_for_the_body(name: str, letters: str) -> None:
    assert letters_of(Body(official_name=name)) == letters


@pytest.mark.django_db
def test_numbers_run_on_within_a_year_and_begin_again_with_the_next() -> None:
    days = (date(2026, 3, 2), date(2026, 3, 3), date(2025, 12, 31), date(2026, 3, 4))
    references = [a_complaint(received=day).reference for day in days]
    assert references == ["WEX-2026-000001", "WEX-2026-000002", "WEX-2025-000001", "WEX-2026-000003"]


@pytest.mark.django_db
def test_two_bodies_count_for_themselves() -> None:
    a_complaint()
    assert a_complaint(about="chief-officer").reference == "PCCW-2026-000001"


@pytest.mark.django_db(transaction=True)
def test_a_reference_is_given_only_within_the_transaction_that_writes_it() -> None:
    with pytest.raises(RuntimeError, match="WEX-2026-…: a reference belongs to the transaction"):
        next_reference(CaseFile, "WEX", 2026, digits=6)


@pytest.mark.django_db(transaction=True)
def test_complaints_that_arrive_at_once_get_references_without_gap_or_double() -> None:
    def six_complaints() -> None:
        for _ in range(6):
            a_complaint()

    assert all_at_once(*[six_complaints] * 6) == []
    references = sorted(CaseFile.objects.values_list("reference", flat=True))
    assert references == [f"WEX-2026-{number:06d}" for number in range(1, 37)]
    assert Matter.objects.count() == 36
    assert verify().ok
