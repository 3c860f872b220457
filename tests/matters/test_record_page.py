"""The record of a matter as its page shows it, also where somebody altered the database."""

import pytest
from django.test import Client

from candour.ledger.models import LedgerEntry, LedgerSubject
from candour.matters.models import Matter
from tests.make.emptying import attack
from tests.make.matters import a_logged_complaint
from tests.make.people import a_handler

pytestmark = pytest.mark.django_db


def the_record(matter: Matter) -> str:
    client = Client()
    client.force_login(a_handler())
    answer = client.get(f"{matter.get_absolute_url()}record/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def first_entry(matter: Matter) -> int:
    kept = LedgerSubject.objects.filter(kind="matter", subject_id=str(matter.pk)).order_by("entry_index")
    return kept.values_list("entry_index", flat=True)[0]


@pytest.mark.parametrize("body", [b"not what was written", b'{"v":1}', b"[]"])
def test_an_entry_that_cannot_be_read_any_more_is_shown_as_such_among_the_others(body: bytes) -> None:
    matter = a_logged_complaint(a_handler())
    altered = first_entry(matter)
    assert "cannot be read" not in the_record(matter)

    attack('UPDATE ledger_entry SET body = %s WHERE "index" = %s', [body, altered])

    shown = the_record(matter)
    assert f"Entry {altered} cannot be read" in shown
    assert "✓" in shown, "the others still verify"


def test_an_entry_that_was_altered_and_can_be_read_is_shown_as_not_verifying() -> None:
    matter = a_logged_complaint(a_handler())
    altered = first_entry(matter)

    later = bytes(LedgerEntry.objects.get(index=altered).body).replace(b'"at":"2026', b'"at":"2025')
    attack('UPDATE ledger_entry SET body = %s WHERE "index" = %s', [later, altered])

    assert f"Entry {altered} does not verify" in the_record(matter)
