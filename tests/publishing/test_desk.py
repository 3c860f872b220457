"""The desk: the checklist, the draft and its warnings, the preview, publishing and withdrawing by hand."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from candour.accounts.codes import Capacity, Role
from candour.accounts.models import CaseFile
from candour.bodies.models import Body
from candour.publishing.codes import BlockerKind
from candour.publishing.models import Blocker, PublicPage, Snapshot, Summary
from tests.make.accounts import held_by, signed_in
from tests.make.matters import a_logged_complaint
from tests.make.people import FORCE, OVERSIGHT, a_decision_maker, a_handler, a_user, appointed
from tests.make.publications import a_file, all_considered, drafted, published, ready
from tests.make.recommendations import a_director, a_recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> Client:
    return signed_in(a_director())


def desk(case_file: CaseFile, more: str = "") -> str:
    return f"/matters/{case_file.reference}/publication/{more}"


TYPED: dict[str, Any] = {
    "what": "Video of an arrest deleted",
    "force": FORCE,
    "month_month": "7",
    "month_year": "2025",
    "began": "conduct",
    "happened": "An officer deleted a video.",
    "found": "A case to answer.",
    "followed": "A written warning.",
    "references": "2025/000001, 2025/000002",
    "behaviours": ["neglect_of_duty"],
}


def test_the_checklist_is_the_first_thing_on_the_desk(director: Client):
    case_file = a_file()
    page = director.get(desk(case_file)).content.decode()
    assert "2 things stand in the way of publishing" in page
    assert "Missing: what it is about" in page
    assert "Welsh translation" in page


def test_the_desk_of_a_matter_stands_within_the_matters_own_frame():
    matter = a_logged_complaint(a_handler())
    page = signed_in(a_decision_maker()).get(desk(matter.case_file)).content.decode()
    assert "The record shows handling as: none." in page
    assert f"/matters/{matter.reference}/deadlines/" in page


def test_a_page_is_written_from_the_first_text_to_the_public(director: Client):
    case_file = a_file()
    director.post(desk(case_file, "summary/"), TYPED)
    director.post(
        desk(case_file, "summary/people/add/"),
        {"role": "pc", "count": "2", "serving": "serving", "outcomes": ["written-warning"]},
    )
    director.post(
        desk(case_file, "summary/events/add/"), {"day_year": "2025", "day_month": "7", "title": "The arrest"}
    )
    all_considered(case_file)
    answer = director.post(desk(case_file, "publish/"), {})
    [snapshot] = Snapshot.objects.all()
    shown = director.get(snapshot.path).content.decode()
    assert answer.status_code == 302
    assert "Two police constables" in shown
    assert "2025/000001, 2025/000002" in shown
    assert PublicPage.objects.filter(path="/publications/investigations/").exists()


def test_changing_the_text_keeps_people_and_events(director: Client):
    case_file = a_file()
    drafted(case_file)
    director.post(desk(case_file, "summary/"), {**TYPED, "happened": "Two videos."})
    summary = Summary.objects.get()
    assert (summary.happened, summary.people.count(), summary.events.count()) == ("Two videos.", 1, 2)


def test_people_and_events_are_removed_again(director: Client):
    case_file = a_file()
    drafted(case_file)
    director.post(desk(case_file, "summary/people/1/remove/"))
    director.post(desk(case_file, "summary/events/2/remove/"))
    summary = Summary.objects.get()
    assert (summary.people.count(), [one.title for one in summary.events.all()]) == (0, ["The arrest"])
    assert director.post(desk(case_file, "summary/people/7/remove/")).status_code == 404


def test_each_thing_is_considered_on_one_page_and_needs_evidence(director: Client):
    case_file = ready_but_for(BlockerKind.INQUEST, BlockerKind.REVIEW)
    typed = {
        "inquest-waits": "yes",
        "inquest-evidence": "",
        "review-waits": "no",
        "review-evidence": "Nobody asked.",
    }
    refused = director.post(desk(case_file, "consider/"), typed)
    assert "Say what shows it" in refused.content.decode()
    director.post(desk(case_file, "consider/"), {**typed, "inquest-evidence": "The coroner's letter."})
    assert set(Blocker.objects.filter(kind__in=["inquest", "review"]).values_list("kind", "applies")) == {
        ("inquest", True),
        ("review", False),
    }


def test_what_has_ended_is_entered_from_the_checklist(director: Client):
    case_file = ready_but_for(BlockerKind.INQUEST)
    director.post(
        desk(case_file, "wait/"), {"kind": "inquest", "evidence": "A letter.", "opened_year": "2025"}
    )
    blocker = Blocker.objects.get(kind="inquest")
    address = desk(case_file, f"wait/{blocker.pk}/ended/")
    assert address in director.get(desk(case_file)).content.decode()
    too_early = director.post(address, {"closed_year": "2024", "evidence": "The conclusion."})
    assert "must not end before it began" in too_early.content.decode()
    director.post(address, {"closed_year": "2026", "closed_month": "1", "evidence": "The conclusion."})
    assert "Nothing stands in the way" in director.get(desk(case_file)).content.decode()


def test_publishing_all_the_same_asks_for_reasons_and_shows_what_is_overridden(director: Client):
    case_file = ready_but_for(BlockerKind.INQUEST)
    asked = director.get(desk(case_file, "publish/")).content.decode()
    assert "Inquest" in asked
    director.post(desk(case_file, "publish/"), {"override_reasons": ""})
    assert not Snapshot.objects.exists()
    director.post(desk(case_file, "publish/"), {"override_reasons": "The coroner has no objection."})
    assert "The coroner has no objection." in director.get(desk(case_file)).content.decode()


def test_the_preview_is_what_the_public_will_be_sent(director: Client):
    case_file = ready()
    seen = director.get(desk(case_file, "preview/"))
    director.post(desk(case_file, "publish/"), {})
    [snapshot] = Snapshot.objects.all()
    assert Client().get(snapshot.path).content == seen.content
    assert "no-store" in seen["Cache-Control"]


def test_there_is_no_preview_of_nothing(director: Client):
    assert director.get(desk(a_file(), "preview/")).status_code == 409


def test_a_page_is_withdrawn_from_the_desk(director: Client):
    case_file = ready()
    [snapshot] = published(case_file)
    director.post(desk(case_file, f"{snapshot.pk}/withdraw/"), {"reason": "By order of a court."})
    assert Client().get(snapshot.path).status_code == 410


def test_a_recommendation_is_published_from_a_desk_of_its_own(director: Client):
    row = a_recommendation()
    all_considered(row.case_file)
    address = f"/recommendations/{row.reference}/publication/"
    assert "Nothing stands in the way" in director.get(address).content.decode()
    director.post(f"{address}publish/", {})
    assert Snapshot.objects.get().kind == "recommendation"
    assert address in director.get(f"/recommendations/{row.reference}/").content.decode()


def test_recommendations_that_are_ready_go_out_with_the_investigation(director: Client):
    row = a_recommendation()
    case_file = a_file()
    drafted(case_file, recommendations=(row,))
    all_considered(case_file)
    all_considered(row.case_file)
    assert row.reference in director.get(desk(case_file, "publish/")).content.decode()
    director.post(desk(case_file, "publish/"), {})
    assert set(Snapshot.objects.values_list("kind", flat=True)) == {"investigation", "recommendation"}


@pytest.mark.parametrize(
    ("role", "capacity", "looks", "publishes"),
    [
        (Role.IOPC_DIRECTOR, Capacity.OVERSIGHT, 200, 200),
        (Role.IOPC_CASEWORK, Capacity.REVIEWER, 200, 403),
        (Role.IOPC_ASSESSMENT, Capacity.OVERSIGHT, 200, 403),
        (Role.LPB_REVIEWER, Capacity.HANDLER, 404, 404),
    ],
)
def test_who_may_look_at_the_desk_and_who_may_publish(
    role: Role, capacity: Capacity, looks: int, publishes: int
):
    case_file, body = ready(), Body.objects.get(pk=OVERSIGHT)
    if capacity is not Capacity.OVERSIGHT:
        held_by(case_file, body, capacity)
    client = signed_in(appointed(a_user("Sam Else"), role, body=OVERSIGHT))
    assert client.get(desk(case_file)).status_code == looks
    assert client.get(desk(case_file, "publish/")).status_code == publishes


def test_nobody_who_is_not_signed_in_sees_a_desk():
    answer = Client().get(desk(ready()))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def ready_but_for(*kinds: BlockerKind) -> CaseFile:
    case_file = a_file()
    drafted(case_file)
    all_considered(case_file, *kinds)
    return case_file
