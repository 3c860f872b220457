"""Lists of matters: all that waits to be logged, and no worked example without its mark."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from candour.deadlines.actions import Owing, owe
from candour.ledger.writing import entry
from candour.matters.views.work import A_FEW
from tests.make.accounts import signed_in
from tests.make.matters import MONDAY, a_complaint, a_recorded_complaint
from tests.make.moments import at_nine
from tests.make.people import a_handler

pytestmark = pytest.mark.django_db
MADE_UP = "Cases of a force that does not exist are listed here."


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_came_in_is_all_to_be_found_the_longest_waiting_first() -> None:
    handler = a_handler()
    waiting = [a_complaint(received=MONDAY + timedelta(days=days)) for days in range(A_FEW + 2)]
    client = signed_in(handler)
    assert f"See all {len(waiting)}" in shown(client, "/work/")
    listed = shown(client, "/work/unlogged/")
    places = [listed.index(matter.reference) for matter in waiting]
    assert places == sorted(places)


def test_where_a_few_wait_they_are_all_on_my_work_already() -> None:
    handler = a_handler()
    matter = a_complaint()
    page = shown(signed_in(handler), "/work/")
    assert matter.reference in page
    assert "See all" not in page


def test_where_nothing_waits_the_page_says_so() -> None:
    assert "Nothing waits" in shown(signed_in(a_handler()), "/work/unlogged/")


@pytest.mark.parametrize("address", ["/work/", "/work/unlogged/", "/matters/search/?words={reference}"])
def test_a_list_that_holds_worked_examples_says_that_they_are_made_up(address: str) -> None:
    handler = a_handler()
    matter = a_complaint()
    assert matter.case_file.fictional
    assert MADE_UP in shown(signed_in(handler), address.format(reference=matter.reference))


def test_a_list_of_nothing_carries_no_banner() -> None:
    handler = a_handler()
    a_recorded_complaint(handler)
    assert MADE_UP not in shown(signed_in(handler), "/matters/search/?words=nobody-of-this-name")


def test_a_period_that_ended_was_so_many_days_ago_and_is_not_late() -> None:
    handler = a_handler()
    matter = a_recorded_complaint(handler)
    begun = timezone.localdate() - timedelta(days=400)
    owing = Owing(
        case_file=matter.case_file,
        subject_kind=matter.ledger_kind,
        subject_id=matter.pk,
        body=matter.appropriate_authority,
    )
    known = {
        "complaint-made": begun,
        "track.referral": "local",
        "force-kind": "territorial",
        "linked-matter-under-2012-on-arrival": False,
    }
    with entry("complaint.contact", subject=matter, by=handler.pk, at=at_nine(MONDAY)) as record:
        owe(record, rule="timeliness.overrun", facts=known, owing=owing, on=begun)

    page = shown(signed_in(handler), "/work/")
    item = page[page.index("candour-deadline--later") :]
    item = item[: item.index("</p>")]
    ended = matter.case_file.deadlines.get(rule="timeliness.overrun").due
    assert f"({(timezone.localdate() - ended).days} days ago)" in item
    assert "late" not in item.replace("candour-deadline--later", "")
