"""The record of a matter as its page shows it, also where somebody altered the database."""

import re

import pytest
from django.test import Client

from candour.ledger.models import LedgerEntry, LedgerSubject
from candour.ledger.reading import entries_for
from candour.matters.models import Matter
from tests.make.emptying import attack
from tests.make.matters import MONDAY, a_logged_complaint, an_allegation, step
from tests.make.people import a_handler

pytestmark = pytest.mark.django_db


def the_record(matter: Matter, page: str = "") -> str:
    client = Client()
    client.force_login(a_handler())
    answer = client.get(f"{matter.get_absolute_url()}record/", {"page": page} if page else {})
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


def entries_shown(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"✓ Entry (\d+) verifies", page)]


def told(matter: Matter, number: int) -> None:
    """So many further acts on the matter."""
    for _ in range(number):
        an_allegation(matter, a_handler())


def test_a_long_record_is_shown_newest_first_page_by_page_and_every_entry_stands_on_one_page() -> None:
    matter = a_logged_complaint(a_handler())
    told(matter, 25)
    every = [entry.index for entry in entries_for(matter, newest_first=True)]

    pages = [entries_shown(the_record(matter, str(number))) for number in (1, 2, 3)]

    assert [entry for page in pages for entry in page] == every
    assert [len(page) for page in pages[:2]] == [10, 10]
    assert f"Entries 11 to 20 of {len(every)}" in the_record(matter, "2")


def test_the_whole_record_is_one_link_away_to_print_or_to_keep() -> None:
    matter = a_logged_complaint(a_handler())
    told(matter, 25)

    assert 'href="?page=all"' in the_record(matter)
    assert len(entries_shown(the_record(matter, "all"))) == len(entries_for(matter))


def test_a_record_that_is_a_little_longer_than_a_page_is_not_cut() -> None:
    matter = a_logged_complaint(a_handler())
    told(matter, 12 - len(entries_for(matter)))

    shown = the_record(matter)

    assert len(entries_shown(shown)) == 12
    assert "?page=all" not in shown


def test_the_words_given_with_a_step_stand_with_its_entry_on_a_later_page() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    person = matter.parties.get(role="complainant")
    said = {"channel": "telephone", "views": "Wants to know why.", "was_an_update": False}
    step("complaint.contact", matter, handler, MONDAY, party=person, wish_for_recording=True, **said)
    told(matter, 25)

    assert "Wants to know why." not in the_record(matter)
    assert "Wants to know why." in the_record(matter, "3")


def test_an_entry_that_cannot_be_read_does_not_take_the_place_of_another_page() -> None:
    matter = a_logged_complaint(a_handler())
    told(matter, 25)
    altered = first_entry(matter)
    attack('UPDATE ledger_entry SET body = %s WHERE "index" = %s', [b"not what was written", altered])

    assert f"Entry {altered} cannot be read" in the_record(matter, "3")
    assert "cannot be read" not in the_record(matter)
