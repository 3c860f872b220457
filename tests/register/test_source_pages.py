"""The pages of sources, for those who edit the register and those who audit it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from candour.accounts.codes import Role
from candour.accounts.models import User
from candour.register.codes import Standing
from candour.register.models import Source
from candour.register.templatetags.register import each_a_sentence
from tests.make.accounts import signed_in
from tests.make.people import FORCE, OVERSIGHT, a_handler, a_user, appointed
from tests.make.sources import ADDRESS, PAGE, an_editor, captured, judged, one_of, read_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return signed_in(an_editor())


def an_auditor() -> User:
    return appointed(a_user("Aud Itor"), Role.AUDITOR, body=FORCE)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_is_captured_read_and_judged_on_the_pages(editor: Client):
    upload = SimpleUploadedFile("page.txt", PAGE.encode())
    given = {"upload": upload, "publisher": OVERSIGHT, "address": ADDRESS, "licence": "ogl-3.0"}
    answer = editor.post("/sources/capture/", given, follow=True)
    assert "Photographs taken at a collision" in answer.content.decode()
    source = Source.objects.get()
    version = f"/sources/{source.reference}/1/"
    force = one_of(captured(), "force").number
    editor.post(f"{version}confirm/", {"statement": [str(force)]})
    assert "Confirmed" in text_of(editor, version)
    dated = one_of(captured(), "investigation_concluded").number
    corrected = {"decision": "corrected", "corrected": "2025-04", "reasons": "Amended on the page."}
    editor.post(f"{version}{dated}/", corrected)
    assert "April 2025" in text_of(editor, version)
    assert "Amended on the page." in text_of(editor, f"{version}{dated}/")


def test_what_readers_report_is_told_in_sentences_and_which_readers_read_is_said_once(editor: Client):
    page = text_of(editor, captured().version.get_absolute_url())
    assert page.count("Read by classifier ") == 1
    assert each_a_sentence("an outcome is later\nthe workbook holds 1 × hidden sheet") == (
        "An outcome is later.\nThe workbook holds 1 × hidden sheet."
    )


def test_the_words_of_a_statement_are_lit_on_request(editor: Client):
    done = captured()
    lit = one_of(done, "force").number
    page = text_of(editor, f"{done.version.get_absolute_url()}?lit={lit}")
    assert '<mark class="candour-lit candour-lit--chosen" id="lit">Wexmoor Constabulary</mark>' in page


@pytest.mark.parametrize("lit", ["", "x", "99999999", "-1", "²"])
def test_a_number_that_is_none_lights_nothing(editor: Client, lit: str):
    page = text_of(editor, f"{captured().version.get_absolute_url()}?lit={lit}")
    assert 'id="lit"' not in page


def test_what_a_page_says_is_never_run(editor: Client):
    done = captured(PAGE.replace("a colleague", "<script>alert(1)</script> a colleague"))
    assert "<script>alert" not in text_of(editor, done.version.get_absolute_url())


def test_the_file_is_given_out_to_be_saved_and_cannot_run(editor: Client):
    done = captured()
    answer = editor.get(f"{done.version.get_absolute_url()}file")
    assert answer.content == PAGE.encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(editor: Client):
    given = {
        "upload": SimpleUploadedFile("page.txt", PAGE.encode()),
        "address": "file:///etc/hosts",
        "licence": "ogl-3.0",
    }
    page = editor.post("/sources/capture/", given).content.decode()
    assert "Give the address in full" in page
    assert "file:///etc/hosts" in page
    assert not Source.objects.exists()


def test_what_changed_between_versions_is_shown(editor: Client):
    captured()
    done = captured(PAGE.replace("without notice", "without any notice"))
    page = text_of(editor, f"{done.version.get_absolute_url()}changes/")
    assert "without any notice" in page
    assert editor.get(f"/sources/{done.source.reference}/1/changes/").status_code == 404


def test_the_list_counts_what_waits_and_is_downloaded_as_filtered(editor: Client):
    done = captured(PAGE.replace("Photographs taken", "=1+1 photographs taken"))
    assert "in 1 source" in text_of(editor, "/sources/")
    listed = text_of(editor, "/sources/export.csv")
    assert done.source.reference in listed
    assert ",=1+1" not in listed
    assert done.source.reference not in text_of(editor, "/sources/export.csv?state=vanished")


def test_a_name_of_no_force_waits_with_the_nearest_beside_it(editor: Client):
    text = PAGE.replace("Wexmoor Constabulary", "Wexmore Constabulary")
    done = captured(text)
    page = text_of(editor, "/sources/waiting/")
    assert "Wexmore Constabulary" in page
    assert "Wexmoor Constabulary (" in page
    row = one_of(done, "force")
    judged(row)
    assert "Wexmore Constabulary" not in text_of(editor, "/sources/waiting/")


def test_a_source_that_is_gone_says_since_when_and_why(editor: Client):
    done = captured()
    address = f"/sources/{done.source.reference}/vanished/"
    today = {
        "gone_on_day": "2",
        "gone_on_month": "3",
        "gone_on_year": "2026",
        "reason": "Taken down after 28 days.",
    }
    editor.post(address, today)
    assert "Taken down after 28 days." in text_of(editor, done.source.get_absolute_url())
    assert editor.get(address).status_code == 404


def test_an_auditor_reads_everything_and_changes_nothing():
    done, auditor = captured(), signed_in(an_auditor())
    version = done.version.get_absolute_url()
    assert "Confirm those ticked" not in text_of(auditor, version)
    assert auditor.post(f"{version}1/", {"decision": "confirmed"}).status_code == 403
    assert auditor.post(f"{version}confirm/", {"statement": "1"}).status_code == 403
    assert auditor.post(f"{version}read-again/").status_code == 403
    assert auditor.get("/sources/capture/").status_code == 403


PAGES = [
    "",
    "export.csv",
    "waiting/",
    "capture/",
    "SRC/",
    "SRC/1/",
    "SRC/1/1/",
    "SRC/1/file",
    "SRC/1/changes/",
    "SRC/vanished/",
]


@pytest.mark.parametrize("page", PAGES)
def test_to_whoever_holds_no_such_role_no_page_of_sources_is_open(page: str):
    done = captured()
    address = "/sources/" + page.replace("SRC", done.source.reference)
    assert signed_in(a_handler()).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_what_is_not_there_is_not_found(editor: Client):
    done = captured()
    for missing in ("SRC-1999-00001/", f"{done.source.reference}/9/", f"{done.source.reference}/1/999/"):
        assert editor.get(f"/sources/{missing}").status_code == 404


def test_what_the_readers_were_sure_of_can_be_ticked_at_once_and_is_confirmed_by_a_person() -> None:
    done = captured(PAGE.replace("Wexmoor Constabulary", "Wexmore Constabulary"))
    editor, home = signed_in(an_editor("Ed Two")), done.version.get_absolute_url()
    assert " checked>" not in editor.get(home).content.decode()
    page = editor.get(f"{home}?tick=sure").content.decode()
    rows = read_in(done)
    assert page.count(" checked>") == sum(row.sure for row in rows) < len(rows)
    assert {row.standing for row in rows} == {Standing.WAITING}
