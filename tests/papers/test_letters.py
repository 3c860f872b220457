"""A letter is drafted, changed, approved as a PDF that no longer changes, and its fate is stated; each with an entry."""

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from candour.ledger.checkpoints import checkpoint
from candour.ledger.models import LedgerEntry
from candour.ledger.verification import verify
from candour.ledger.writing import Overtaken
from candour.papers.actions import approve_letter, edit_letter, mark_provided, mark_returned, send_letter
from candour.papers.actions.letters import NotThatStep
from candour.papers.codes import LetterKind, LetterState, Marking, Method, ProvidedBasis
from candour.papers.composing import Composed, compose
from candour.papers.models import Document, Letter
from candour.papers.refusal import IncompleteLetter
from candour.papers.store import read_checked
from tests.make.bodies import a_policing_body
from tests.make.papers import NOW, TODAY, a_case_file, a_draft, a_person, a_user, values_of_an_outcome

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def approved(letter: Letter, *, on: date = TODAY) -> Letter:
    return approve_letter(letter=letter, by=a_user(), at=NOW, on=on)


def posted(*, on: date = TODAY) -> Letter:
    return send_letter(letter=approved(a_draft(method=Method.POST)), by=a_user(), at=NOW, on=on)


def edited(letter: Letter, **other: object) -> Letter:
    facts = {
        "subject": "Your bicycle",
        "body": "Dear Siân\n\nIt is here.",
        "signatory": "Mair",
        "method": Method.POST,
    }
    return edit_letter(letter=letter, by=a_user(), at=NOW, on=TODAY, **(facts | other))


def text_of(document: Document | None) -> str:
    assert document is not None
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(read_checked(document.sha256))).pages)


def test_an_approved_letter_is_a_dated_pdf_that_says_what_was_written() -> None:
    letter = approved(a_draft())
    text = text_of(Letter.objects.get(pk=letter.pk).document)
    for words in ("We have your bicycle.", "2 March 2026", "WEX/2026/000123", "Siân Ŵyn-Lŷr", "Mair Handler"):
        assert words in text
    assert letter.state == LetterState.APPROVED


def test_a_letter_of_an_invented_force_is_marked_as_such() -> None:
    assert "WORKED EXAMPLE" in text_of(approved(a_draft()).document)


def test_a_posted_letter_shows_the_address_and_an_e_mailed_one_does_not() -> None:
    assert "Llanfŵr" in text_of(approved(a_draft(method=Method.POST)).document)
    other = a_draft(case_file=a_case_file(reference="WEX/2026/000124"))
    assert "Llanfŵr" not in text_of(approved(other).document)


def test_the_part_that_the_law_requires_stays_when_the_text_is_changed_by_hand() -> None:
    letter = a_draft(composed=compose(LetterKind.OUTCOME, values_of_an_outcome()))
    edited(letter, body="Dear Siân\n\nWe have finished.")
    text = text_of(approved(letter).document).replace("\n", " ")
    assert "no right to apply to the Director General" in text
    assert "We have finished." in text


def test_an_outcome_without_what_the_law_requires_is_not_approved() -> None:
    letter = a_draft(composed=Composed(LetterKind.OUTCOME, "The outcome", "Dear Siân", ""))
    with pytest.raises(IncompleteLetter, match="The part that the law requires is missing"):
        approved(letter)


def test_changing_an_approved_letter_makes_it_a_draft_again_and_keeps_the_old_pdf() -> None:
    letter = approved(a_draft())
    first = letter.document
    edited(letter)
    again = Letter.objects.get(pk=letter.pk)
    assert (again.state, again.document, again.dated) == (LetterState.DRAFT, None, None)
    assert first is not None
    assert "We have your bicycle." in text_of(Document.objects.get(pk=first.pk))


def test_a_letter_changed_in_another_window_is_not_approved_unseen() -> None:
    # given a draft seen in one window and changed in another
    letter = a_draft()
    seen = Letter.objects.get(pk=letter.pk)
    edited(letter)

    # when the first window approves, then it is told, and no PDF hangs on the letter
    with pytest.raises(Overtaken):
        approved(seen)
    assert Letter.objects.get(pk=letter.pk).document is None


def test_a_letter_cannot_be_changed_once_it_was_sent() -> None:
    with pytest.raises(NotThatStep, match="sent: it can no longer be changed"):
        edited(posted())


@pytest.mark.parametrize(
    ("facts", "sentence"), [({"subject": " "}, "subject line"), ({"body": "\n"}, "and a text")]
)
def test_a_letter_needs_a_subject_and_a_text(facts: dict[str, str], sentence: str) -> None:
    with pytest.raises(IncompleteLetter, match=sentence):
        edited(a_draft(), **facts)


WITHOUT = [
    ({"address": ""}, Method.POST, "no postal address"),
    ({"email": ""}, Method.EMAIL, "no e-mail address"),
    ({"email": "not an address"}, Method.EMAIL, "no e-mail address that can be used"),
    ({"name": ""}, Method.HAND, "no name"),
]


@pytest.mark.parametrize(("facts", "method", "sentence"), WITHOUT)
def test_a_letter_that_cannot_reach_anybody_is_not_approved(
    facts: dict[str, str], method: Method, sentence: str
) -> None:
    letter = a_draft(recipient=a_person(**facts), method=method)
    with pytest.raises(IncompleteLetter, match=sentence):
        approved(letter)


def test_a_letter_to_a_body_goes_to_its_address() -> None:
    body = a_policing_body()
    body.letters_address = "2 Moot Hall\nAshwick"
    body.save()
    text = text_of(approved(a_draft(recipient=body, method=Method.POST)).document)
    assert "Commissioner for Ashwick" in text
    assert "2 Moot Hall" in text


def test_a_posted_letter_counts_as_provided_on_the_second_working_day() -> None:
    letter = posted()
    assert (letter.sent_on, letter.provided_on) == (TODAY, date(2026, 3, 4))
    assert letter.provided_basis == ProvidedBasis.POST_DEEMED


def test_a_letter_handed_over_counts_as_provided_that_day() -> None:
    letter = send_letter(letter=approved(a_draft(method=Method.HAND)), by=a_user(), at=NOW, on=TOMORROW)
    assert (letter.provided_on, letter.provided_basis) == (TOMORROW, ProvidedBasis.HANDED)


def test_the_real_day_replaces_the_deemed_one_and_the_deemed_one_stays_in_the_record() -> None:
    letter = mark_provided(letter=posted(), provided_on=TODAY, by=a_user(), at=NOW, on=TOMORROW)
    body = bytes(LedgerEntry.objects.order_by("-index").first().body)
    assert (letter.provided_on, letter.provided_basis) == (TODAY, ProvidedBasis.STATED)
    assert b'"before":"2026-03-04"' in body


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TOMORROW + timedelta(days=1)])
def test_a_letter_is_not_provided_before_it_was_sent_nor_in_the_future(day: date) -> None:
    with pytest.raises(NotThatStep, match="between the day it was sent and today"):
        mark_provided(letter=posted(), provided_on=day, by=a_user(), at=NOW, on=TOMORROW)


def test_a_letter_that_came_back_counts_as_provided_no_longer() -> None:
    letter = mark_returned(letter=posted(), returned_on=TOMORROW, by=a_user(), at=NOW, on=TOMORROW)
    stored = Letter.objects.get(pk=letter.pk)
    assert (stored.state, stored.provided_on, stored.provided_basis) == (LetterState.RETURNED, None, None)


STEPS = [
    ("approve a sent letter", lambda: approved(posted())),
    ("send a draft", lambda: send_letter(letter=a_draft(), by=a_user(), at=NOW, on=TODAY)),
    ("send twice", lambda: send_letter(letter=posted(), by=a_user(), at=NOW, on=TODAY)),
    ("send before its date", lambda: posted(on=TODAY - timedelta(days=1))),
    (
        "take back a draft",
        lambda: mark_returned(letter=a_draft(), returned_on=TODAY, by=a_user(), at=NOW, on=TODAY),
    ),
    (
        "provide a draft",
        lambda: mark_provided(letter=a_draft(), provided_on=TODAY, by=a_user(), at=NOW, on=TODAY),
    ),
]


@pytest.mark.parametrize(("what", "step"), STEPS, ids=[what for what, _ in STEPS])
def test_a_letter_takes_no_step_out_of_order(what: str, step) -> None:
    with pytest.raises(NotThatStep):
        step()


def test_two_people_posting_the_same_letter_leave_one_posting() -> None:
    letter = approved(a_draft(method=Method.POST))
    seen = Letter.objects.get(pk=letter.pk)
    send_letter(letter=letter, by=a_user(), at=NOW, on=TODAY)
    with pytest.raises(Overtaken):
        send_letter(letter=seen, by=a_user(), at=NOW, on=TODAY)


def test_the_record_can_rebuild_every_letter_and_document_and_holds_none_of_their_words() -> None:
    mark_provided(letter=posted(), provided_on=TODAY, by=a_user(), at=NOW, on=TODAY)
    result = verify()
    assert result.ok, result
    written = b"".join(bytes(body) for body in LedgerEntry.objects.values_list("body", flat=True))
    for words in (b"bicycle", b"Mair", "Siân".encode(), b"Llanf"):
        assert words not in written


def test_the_marking_is_printed() -> None:
    letter = approve_letter(
        letter=a_draft(), by=a_user(), at=NOW, on=TODAY, marking=Marking.OFFICIAL_SENSITIVE
    )
    assert "OFFICIAL-SENSITIVE" in text_of(letter.document)


def test_a_letter_carries_the_newest_checkpoint_of_the_record(settings, tmp_path) -> None:
    settings.SIGNING_KEY, settings.DEMONSTRATION = tmp_path / "key.pem", True
    letter = a_draft()
    signed = checkpoint(at=NOW)
    assert signed.short in text_of(approved(letter).document)
