"""The pages of letters and documents: through the case file's gate, for the right people, with every read logged."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from candour.accounts.codes import Role
from candour.accounts.models import Read, User
from candour.papers.actions import approve_letter, file_document, mark_doubtful, send_letter
from candour.papers.codes import LetterKind, LetterState, Marking, Method, Source
from candour.papers.composing import compose
from candour.papers.models import Document, Letter
from candour.papers.store import path_of
from tests.make.papers import (
    NOW,
    TODAY,
    a_case_file,
    a_docx,
    a_draft,
    a_pdf,
    a_person,
    a_png,
    a_user,
    appointed,
    values_of_an_outcome,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "documents"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


def signed_in(role: Role | None = Role.COMPLAINT_HANDLER, *, user: User | None = None) -> Client:
    """Somebody at a browser, appointed to the case file (to none where the role is None)."""
    person, client = user or a_user(), Client()
    if role is not None:
        appointed(person, role, case_file=a_case_file())
    client.force_login(person)
    return client


def page(letter: Letter, name: str = "letter") -> str:
    return reverse(f"papers:{name}", args=[letter.pk])


def approved(letter: Letter) -> Letter:
    return approve_letter(letter=letter, by=a_user(), at=timezone.now(), on=timezone.localdate())


def posted() -> Letter:
    letter = approved(a_draft(method=Method.POST))
    return send_letter(letter=letter, by=a_user(), at=timezone.now(), on=timezone.localdate())


def stored(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def day(value: date, name: str = "day") -> dict[str, str]:
    parts = {"day": value.day, "month": value.month, "year": value.year}
    return {f"{name}_{part}": str(number) for part, number in parts.items()}


def a_document(*, by: User | None = None, content: bytes = b"") -> Document:
    facts = {"title": "Letter of complaint", "marking": Marking.NOT_MARKED, "source": Source.COMPLAINANT}
    upload = content or a_pdf()
    return file_document(case_file=a_case_file(), upload=upload, on=TODAY, by=by or a_user(), at=NOW, **facts)


def test_a_letter_is_shown_as_it_will_read_with_its_law_beneath() -> None:
    letter = a_draft(composed=compose(LetterKind.OUTCOME, values_of_an_outcome()))
    shown = signed_in().get(page(letter)).content.decode()
    assert "<h2>What we found</h2>" in shown
    assert "Siân Ŵyn-Lŷr" in shown
    assert "https://www.legislation.gov.uk/uksi/2020/2/regulation/33" in shown
    assert "The words of regulation 29(5) were not read" in shown
    assert "Approve this letter" in shown


def test_every_look_at_a_letter_is_logged() -> None:
    letter = a_draft()
    client = signed_in()
    client.get(page(letter))
    client.get(page(letter, "letter-pdf"))
    assert list(Read.objects.order_by("id").values_list("what", flat=True)) == ["letter.read", "letter.pdf"]


WHO = [
    (Role.COMPLAINT_HANDLER, 200, True),
    (Role.DECISION_MAKER, 200, True),
    (Role.INVESTIGATOR, 200, True),
    (Role.IOPC_ASSESSMENT, 200, True),
    (Role.IOPC_CASEWORK, 200, True),
    (Role.IOPC_DIRECTOR, 200, True),
    (Role.AUDITOR, 200, False),
    (Role.PROCEEDINGS_OFFICER, 200, False),
    (Role.COMPLAINANT, 404, False),
    (Role.OFFICER_CONCERNED, 404, False),
    (Role.POLICE_FRIEND, 404, False),
    (Role.INTERESTED_PERSON, 404, False),
    (None, 404, False),
]


@pytest.mark.parametrize(("role", "answer", "writes"), WHO, ids=[str(row[0]) for row in WHO])
def test_who_reads_a_draft_and_who_writes_it(role: Role | None, answer: int, writes: bool) -> None:
    letter = a_draft(composed=compose(LetterKind.OUTCOME, values_of_an_outcome()))
    client = signed_in(role)
    assert client.get(page(letter)).status_code == answer
    refused = 404 if answer == 404 else 403
    assert client.get(page(letter, "letter-edit")).status_code == (200 if writes else refused)
    approving = client.post(page(letter, "letter-approve"), {"marking": "not-marked"})
    assert approving.status_code == (302 if writes else refused)
    assert (stored(letter).state == LetterState.APPROVED) is writes


def test_a_review_officer_writes_the_decision_on_a_review_and_not_the_outcome() -> None:
    client = signed_in(Role.LPB_REVIEWER)
    outcome = a_draft(composed=compose(LetterKind.OUTCOME, values_of_an_outcome()))
    assert client.get(page(outcome, "letter-edit")).status_code == 403
    assert client.get(page(a_draft(), "letter-edit")).status_code == 200


def test_a_complainant_reads_the_letter_that_was_sent_to_them_and_no_other() -> None:
    # given a complainant with a sign-in, a letter to them and one to somebody else
    user = a_user()
    mine = a_draft(recipient=a_person(user=user), method=Method.HAND)
    other = a_draft(method=Method.HAND)
    client = signed_in(Role.COMPLAINANT, user=user)
    assert client.get(page(mine)).status_code == 404

    # when both are sent, then they read their own, without the steps and the law that are for staff
    for letter in (mine, other):
        send_letter(letter=approved(letter), by=a_user(), at=timezone.now(), on=timezone.localdate())
    shown = client.get(page(mine))
    assert shown.status_code == 200
    assert "It came back" not in shown.content.decode()
    assert client.get(page(mine, "letter-pdf")).status_code == 200
    assert client.get(page(other)).status_code == 404


def test_a_stranger_learns_nothing_from_a_letter_that_exists() -> None:
    letter = a_draft()
    client = signed_in(None)
    there, not_there = client.get(page(letter)), client.get(reverse("papers:letter", args=[a_case_file().pk]))
    assert there.status_code == not_there.status_code == 404
    assert the_words(there) == the_words(not_there)


def the_words(answer: HttpResponse) -> bytes:
    """Without the token of the sign-out button, which is another on each page."""
    return answer.content.split(b"<main")[1].split(b"</main>")[0]


def test_nobody_opens_a_letter_without_signing_in() -> None:
    assert Client().get(page(a_draft())).status_code == 302


def test_a_letter_is_changed_approved_and_posted_through_its_pages() -> None:
    letter, client = a_draft(method=Method.POST), signed_in()

    entered = {
        "subject": "Your bicycle",
        "body": "Dear Siân\n\nIt is **here**.",
        "signatory": "Mair",
        "method": "post",
    }
    assert client.post(page(letter, "letter-edit"), entered).status_code == 302
    assert "It is <strong>here</strong>." in client.get(page(letter)).content.decode()

    assert client.post(page(letter, "letter-approve"), {"marking": "official"}).status_code == 302
    assert client.post(page(letter, "letter-send"), day(timezone.localdate())).status_code == 302
    sent = stored(letter)
    assert (sent.state, sent.sent_on) == (LetterState.SENT, timezone.localdate())
    assert "in the ordinary course of post" in client.get(page(letter)).content.decode()


def test_a_day_in_the_future_is_refused_and_what_was_typed_stays() -> None:
    letter, client = approved(a_draft(method=Method.POST)), signed_in()
    answer = client.post(
        page(letter, "letter-send"), {"day_day": "31", "day_month": "12", "day_year": "2199"}
    )
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "must be today or in the past" in shown
    assert 'value="2199"' in shown
    assert stored(letter).state == LetterState.APPROVED


def test_an_e_mail_is_sent_by_one_button_and_the_page_says_that_it_is_on_its_way() -> None:
    letter, client = approved(a_draft()), signed_in()
    assert client.post(page(letter, "letter-send")).status_code == 302
    assert "on its way to the mail server" in client.get(page(letter)).content.decode()


def test_a_refusal_shows_the_stored_letter_and_the_reason() -> None:
    letter, client = a_draft(recipient=a_person(address=""), method=Method.POST), signed_in()
    answer = client.post(page(letter, "letter-approve"), {"marking": "not-marked"})
    assert answer.status_code == 422
    assert "no postal address" in answer.content.decode()
    assert stored(letter).state == LetterState.DRAFT


def test_a_doubtful_letter_tells_whom_to_ask_and_is_settled() -> None:
    letter, client = approved(a_draft()), signed_in()
    client.post(page(letter, "letter-send"))
    mark_doubtful(letter=stored(letter), at=timezone.now(), on=timezone.localdate())
    assert "Say whether it left" in client.get(page(letter)).content.decode()

    assert (
        "Enter the day it left"
        in client.post(page(letter, "letter-settle"), {"left": "yes"}).content.decode()
    )
    answer = client.post(
        page(letter, "letter-settle"), {"left": "yes", **day(timezone.localdate(), "left_on")}
    )
    assert answer.status_code == 302
    assert stored(letter).state == LetterState.SENT


def test_a_letter_that_came_back_says_so() -> None:
    letter, client = posted(), signed_in()
    assert client.post(page(letter, "letter-returned"), day(timezone.localdate())).status_code == 302
    assert "counts as not provided" in client.get(page(letter)).content.decode()


def test_the_day_of_providing_is_stated() -> None:
    letter, client = posted(), signed_in()
    assert client.post(page(letter, "letter-provided"), day(timezone.localdate())).status_code == 302
    assert stored(letter).provided_on == timezone.localdate()


def test_a_draft_is_downloaded_marked_as_a_draft() -> None:
    answer = signed_in().get(page(a_draft(), "letter-pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer.content.startswith(b"%PDF-")


def test_a_document_is_added_and_what_was_found_in_it_is_shown() -> None:
    client = signed_in()
    upload = SimpleUploadedFile(
        "photograph.pdf", a_png(width=640, height=480), content_type="application/pdf"
    )
    entered = {"upload": upload, "title": "Photograph", "source": "witness", "marking": "official"}
    add = reverse("papers:document-add", args=[a_case_file().reference])
    answer = client.post(add, {**entered, **day(timezone.localdate(), "received_on")}, follow=True)
    assert "PNG image" in answer.content.decode()
    assert Document.objects.get().sha256 in answer.content.decode()
    assert [str(message) for message in get_messages(answer.wsgi_request)] or answer.status_code == 200


def test_a_file_that_is_refused_is_explained_at_the_question_and_the_rest_stays() -> None:
    client = signed_in()
    bomb = SimpleUploadedFile("report.docx", a_docx(**{"bomb.xml": b"\0" * 4_000_000}))
    entered = {"upload": bomb, "title": "The report", "source": "witness", "marking": "official"}
    add = reverse("papers:document-add", args=[a_case_file().reference])
    shown = client.post(add, {**entered, **day(timezone.localdate(), "received_on")}).content.decode()
    assert "100 to 1" in shown
    assert 'value="The report"' in shown
    assert not Document.objects.exists()


def test_a_document_is_given_out_as_an_attachment_in_which_nothing_can_run() -> None:
    document = a_document(content=b"<script>alert(1)</script> words\n")
    answer = signed_in().get(reverse("papers:document", args=[document.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="letter-of-complaint.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Read.objects.get().what == "document.read"


def test_an_altered_document_is_not_given_out_and_the_page_says_why() -> None:
    document = a_document()
    path_of(document.sha256).chmod(0o640)
    path_of(document.sha256).write_bytes(b"other")
    answer = signed_in().get(reverse("papers:document", args=[document.pk]))
    assert answer.status_code == 500
    assert "no longer matches its hash" in answer.content.decode()
    assert answer.content != b"other"


def test_a_complainant_opens_the_document_they_put_in_and_no_other() -> None:
    user = a_user()
    mine, other = a_document(by=user), a_document(content=a_pdf("other"))
    client = signed_in(Role.COMPLAINANT, user=user)
    assert client.get(reverse("papers:document", args=[mine.pk])).status_code == 200
    assert client.get(reverse("papers:document", args=[other.pk])).status_code == 404
    assert client.get(reverse("papers:document-add", args=[a_case_file().reference])).status_code == 404


def test_an_auditor_adds_no_document() -> None:
    add = reverse("papers:document-add", args=[a_case_file().reference])
    assert signed_in(Role.AUDITOR).get(add).status_code == 403
