"""The pages of an exhibit: added with its history, opened with its hash checked, each look logged."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from candour.accounts.models import Read
from candour.evidence.codes import Act, Beyond
from candour.evidence.models import Exhibit
from candour.evidence.store import path_of
from tests.make.accounts import signed_in
from tests.make.exhibits import CHAT, a_file, a_scope, an_exhibit, an_investigator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def typed(name: str, day: date, time: str = "") -> dict[str, str]:
    boxes = {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
    return {**boxes, **({f"{name}_time": time} if time else {})}


def filled(**other: object) -> dict[str, object]:
    upload = SimpleUploadedFile("../../Chat with Relief.txt", CHAT.encode())
    return {
        "upload": upload,
        "reference": "HLM/1",
        "description": "The black phone",
        "seized_by": "Dc Hallam",
        "seized_from": "Locker 14",
        **typed("seized_at", date(2026, 2, 20), "09:00"),
        "handed_over_by": "Dc Hallam",
        **typed("handed_over_at", date(2026, 2, 20), "12:00"),
        **other,
    }


def with_exhibit(**scope: object) -> tuple[Client, Exhibit]:
    case_file = a_file()
    exhibit = an_exhibit(case_file)
    if scope:
        a_scope(exhibit, **scope)
    return signed_in(an_investigator(case_file)), exhibit


def test_an_exhibit_is_added_on_the_page_with_its_history() -> None:
    case_file = a_file()
    client = signed_in(an_investigator(case_file))
    answer = client.post(f"/exhibits/add/{case_file.reference}/", filled(), follow=True)
    page = answer.content.decode()
    exhibit = Exhibit.objects.get()
    assert exhibit.sha256 in page
    assert exhibit.file_name == "Chat with Relief.txt"
    assert [line.act for line in exhibit.continuity.all()] == [Act.SEIZED, Act.HANDED_OVER, Act.RECEIVED]
    assert "nobody can open what is in the exhibit" in page


def test_what_was_typed_is_kept_when_something_is_missing() -> None:
    case_file = a_file()
    client = signed_in(an_investigator(case_file))
    given = filled(seized_from="", **typed("seized_at", date(2026, 2, 20), "25:00"))
    page = client.post(f"/exhibits/add/{case_file.reference}/", given).content.decode()
    assert "Dc Hallam" in page
    assert "govuk-error-summary" in page
    assert not Exhibit.objects.exists()


def test_a_file_too_large_is_refused_at_its_question(settings) -> None:
    settings.EXHIBIT_MAX_BYTES = 1 << 20
    case_file = a_file()
    large = SimpleUploadedFile("large.txt", b"x" * ((1 << 20) + 1))
    client = signed_in(an_investigator(case_file))
    page = client.post(f"/exhibits/add/{case_file.reference}/", filled(upload=large)).content.decode()
    assert "The file is larger than 1 MB" in page
    assert not Exhibit.objects.exists()


def test_each_opening_is_logged_with_the_number_of_the_exhibit() -> None:
    client, exhibit = with_exhibit(first_day=None)
    client.get(exhibit.get_absolute_url())
    client.get(f"{exhibit.get_absolute_url()}file")
    looks = Read.objects.filter(case_file=exhibit.case_file).order_by("id")
    assert [look.what for look in looks] == ["exhibit.1.facts", "exhibit.1.file"]


def test_an_altered_exhibit_is_not_shown_and_its_page_says_so() -> None:
    client, exhibit = with_exhibit(first_day=None)
    path = path_of(exhibit.sha256)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    for more in ("", "file", "scope/", "continuity/"):
        answer = client.get(f"{exhibit.get_absolute_url()}{more}")
        assert answer.status_code == 500
        assert "no longer matches its hash" in answer.content.decode()
        assert "something else" not in answer.content.decode()


def test_the_whole_file_is_given_out_only_where_the_scope_holds_all_of_it() -> None:
    client, exhibit = with_exhibit(last_day=date(2023, 1, 14))
    assert client.get(f"{exhibit.get_absolute_url()}file").status_code == 403
    a_scope(exhibit)
    answer = client.get(f"{exhibit.get_absolute_url()}file")
    assert b"".join(answer.streaming_content) == CHAT.encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"


def test_the_scope_is_stated_and_a_look_outside_it_recorded_on_the_pages() -> None:
    client, exhibit = with_exhibit()
    at = exhibit.get_absolute_url()
    stated = {
        "basis": "Custody messages",
        "beyond": Beyond.WITH_REASONS,
        **typed("last_day", date(2023, 1, 14)),
    }
    assert client.post(f"{at}scope/", stated).status_code == 302
    asked = {
        "reasons": "A reply is said to be there.",
        **typed("first_day", date(2023, 1, 20)),
        **typed("last_day", date(2023, 1, 20)),
    }
    assert client.post(f"{at}outside-scope/", asked).status_code == 302
    page = client.get(at).content.decode()
    assert "Custody messages" in page
    assert "A reply is said to be there." in page
    assert exhibit.outside_looks.get().on == timezone.localdate()


def test_a_line_is_added_to_the_log_on_its_page() -> None:
    client, exhibit = with_exhibit()
    given = {
        "act": Act.SEALED,
        "who": "Dc Hallam",
        "note": "Bag 1234",
        **typed("happened_at", date(2026, 3, 1), "10:00"),
    }
    assert client.post(f"{exhibit.get_absolute_url()}continuity/", given).status_code == 302
    page = client.get(exhibit.get_absolute_url()).content.decode()
    assert "Bag 1234" in page


def test_the_exhibits_of_a_matter_stand_on_its_evidence_page() -> None:
    from tests.make.matters import a_logged_complaint
    from tests.make.people import a_handler

    handler = a_handler()
    matter = a_logged_complaint(handler)
    client = signed_in(handler)
    assert "No exhibits yet" in client.get(f"/matters/{matter.reference}/evidence/").content.decode()
    exhibit = an_exhibit(matter.case_file)
    page = client.get(f"/matters/{matter.reference}/evidence/").content.decode()
    assert exhibit.get_absolute_url() in page
    assert "Not stated" in page


def test_the_pages_of_a_worked_example_say_that_its_force_does_not_exist() -> None:
    client, exhibit = with_exhibit(first_day=None)
    force = exhibit.case_file.custodies.get().body
    told = f"{force.official_name} does not exist. Everything on this page is made up."
    for page in ("", "scope/"):
        assert told in client.get(f"{exhibit.get_absolute_url()}{page}").content.decode()
