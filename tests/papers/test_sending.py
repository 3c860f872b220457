"""An e-mail is handed to the mail server once. What is known decides what happens next; nothing is guessed."""

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from candour.ledger.models import LedgerEntry
from candour.papers.actions import approve_letter, edit_letter, mark_doubtful, send_letter, settle_letter
from candour.papers.actions.letters import NotThatStep
from candour.papers.codes import LetterState, Method, ProvidedBasis, Trouble
from candour.papers.jobs import MOST_ATTEMPTS, deliver_letter, resume_deliveries
from candour.papers.models import Delivery, Letter
from candour.papers.store import path_of
from tests.make.mail_server import MailServer, a_mail_server
from tests.make.papers import a_draft, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SERVER = "django.core.mail.backends.smtp.EmailBackend"
FOLDER = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "documents"
    settings.EMAIL_FILE_PATH, settings.EMAIL_BACKEND = tmp_path / "mail", FOLDER
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "127.0.0.1", "Candour <psd@ashwick.example.invalid>"
    return tmp_path


@pytest.fixture
def through(settings):
    """Sends through that mail server from now on."""

    def choose(server: MailServer) -> None:
        settings.EMAIL_BACKEND, settings.EMAIL_PORT = SERVER, server.port

    return choose


def queued() -> Letter:
    today = timezone.localdate()
    letter = approve_letter(letter=a_draft(), by=a_user(), at=timezone.now(), on=today)
    return send_letter(letter=letter, by=a_user(), at=timezone.now(), on=today)


def stored(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def delivery_of(letter: Letter) -> Delivery:
    return Delivery.objects.get(letter=letter)


def lease_has_passed(letter: Letter) -> None:
    Delivery.objects.filter(letter=letter).update(leased_until=timezone.now() - timedelta(seconds=1))


def test_sending_puts_one_job_in_the_queue_together_with_the_state() -> None:
    letter = queued()
    assert stored(letter).state == LetterState.SENDING
    assert OrmQ.objects.count() == 1


def test_where_the_sending_is_undone_no_job_is_left() -> None:
    today = timezone.localdate()
    letter = approve_letter(letter=a_draft(), by=a_user(), at=timezone.now(), on=today)
    with pytest.raises(RuntimeError):
        send_and_fail(letter)
    assert OrmQ.objects.count() == 0
    assert stored(letter).state == LetterState.APPROVED


def send_and_fail(letter: Letter) -> None:
    with transaction.atomic():
        send_letter(letter=letter, by=a_user(), at=timezone.now(), on=timezone.localdate())
        raise RuntimeError("the caller's own step failed")


def test_a_letter_that_left_counts_as_provided_that_day(through) -> None:
    letter = queued()
    with a_mail_server() as server:
        through(server)
        assert deliver_letter(str(letter.pk)) == "left"
    sent = stored(letter)
    assert (sent.state, sent.sent_on) == (LetterState.SENT, timezone.localdate())
    assert (sent.provided_on, sent.provided_basis) == (timezone.localdate(), ProvidedBasis.EMAIL_SENT)
    assert len(server.messages) == 1


def test_the_message_carries_the_text_and_the_approved_pdf(through) -> None:
    letter = queued()
    with a_mail_server() as server:
        through(server)
        deliver_letter(str(letter.pk))
    message = message_from_bytes(server.messages[0], policy=policy.default)
    text, attached = message.get_body(), list(message.iter_attachments())
    assert message["Subject"] == "Your bicycle (WEX/2026/000123)"
    assert message["To"] == "sian@example.invalid"
    assert message["Message-ID"] == delivery_of(letter).message_id
    assert text is not None
    assert "We have your bicycle." in text.get_content()
    assert [part.get_filename() for part in attached] == ["WEX-2026-000123-letter.pdf"]
    document = stored(letter).document
    assert document is not None
    assert attached[0].get_content() == path_of(document.sha256).read_bytes()


def test_a_job_that_comes_twice_sends_once(through) -> None:
    letter = queued()
    with a_mail_server() as server:
        through(server)
        assert [deliver_letter(str(letter.pk)) for _ in range(3)] == ["left", "not-mine", "not-mine"]
    assert len(server.messages) == 1


def test_a_second_worker_leaves_a_letter_alone_that_the_first_still_holds(through) -> None:
    letter = queued()
    Delivery.objects.filter(letter=letter).update(leased_until=timezone.now() + timedelta(seconds=30))
    with a_mail_server() as server:
        through(server)
        assert deliver_letter(str(letter.pk)) == "not-mine"
    assert server.messages == []


@pytest.mark.parametrize("manner", ["refuses-address", "refuses-message"])
def test_a_refused_letter_is_approved_again_and_says_why(through, manner) -> None:
    letter = queued()
    with a_mail_server(manner) as server:
        through(server)
        assert deliver_letter(str(letter.pk)) == Trouble.REFUSED
    assert stored(letter).state == LetterState.APPROVED
    assert stored(letter).sent_on is None
    assert delivery_of(letter).trouble == Trouble.REFUSED


def test_a_line_that_breaks_while_the_server_takes_the_letter_leaves_it_to_a_person(through) -> None:
    # given a server that takes the message and hangs up without saying so
    letter = queued()
    with a_mail_server("hangs-up-after-taking") as server:
        through(server)
        assert deliver_letter(str(letter.pk)) == "doubtful"

        # when the job comes again, then nothing is sent again
        lease_has_passed(letter)
        assert deliver_letter(str(letter.pk)) == "not-mine"
    assert len(server.messages) == 1
    assert stored(letter).state == LetterState.UNSETTLED


def test_a_person_says_that_it_left() -> None:
    letter = queued()
    left_in_doubt(letter)
    settled = settle_letter(
        letter=stored(letter),
        left_on=timezone.localdate(),
        by=a_user(),
        at=timezone.now(),
        on=timezone.localdate(),
    )
    assert (settled.state, settled.sent_on) == (LetterState.SENT, timezone.localdate())


def test_a_person_says_that_it_did_not_leave_and_it_is_sent_again_as_the_same_message(through) -> None:
    letter = queued()
    before = delivery_of(letter).message_id
    left_in_doubt(letter)
    now, today = timezone.now(), timezone.localdate()
    settled = settle_letter(letter=stored(letter), left_on=None, by=a_user(), at=now, on=today)
    assert settled.state == LetterState.APPROVED
    send_letter(letter=settled, by=a_user(), at=now, on=today)
    with a_mail_server() as server:
        through(server)
        assert deliver_letter(str(letter.pk)) == "left"
    assert before.encode() in server.messages[0]


def left_in_doubt(letter: Letter) -> None:
    mark_doubtful(letter=stored(letter), at=timezone.now(), on=timezone.localdate())


def test_a_changed_letter_is_another_message() -> None:
    letter = queued()
    first = delivery_of(letter).message_id
    left_in_doubt(letter)
    now, today = timezone.now(), timezone.localdate()
    letter = settle_letter(letter=stored(letter), left_on=None, by=a_user(), at=now, on=today)
    facts = {"subject": "Other", "body": "Other words", "signatory": "", "method": Method.EMAIL}
    edit_letter(letter=letter, by=a_user(), at=now, on=today, **facts)
    approve_letter(letter=letter, by=a_user(), at=now, on=today)
    send_letter(letter=letter, by=a_user(), at=now, on=today)
    assert delivery_of(letter).message_id != first


def test_an_unreachable_server_is_tried_again_later_and_given_up_after_five_attempts(settings) -> None:
    letter = queued()
    with a_mail_server() as server:
        settings.EMAIL_BACKEND, settings.EMAIL_PORT = SERVER, server.port
    results = [deliver_letter(str(letter.pk)) for _ in range(MOST_ATTEMPTS)]
    assert results == ["later"] * (MOST_ATTEMPTS - 1) + [Trouble.UNREACHABLE]
    assert Schedule.objects.filter(args__contains=str(letter.pk)).count() == MOST_ATTEMPTS - 1
    assert stored(letter).state == LetterState.APPROVED


def test_a_letter_whose_stored_pdf_was_altered_is_not_sent(through) -> None:
    letter = queued()
    document = stored(letter).document
    assert document is not None
    path_of(document.sha256).chmod(0o640)
    path_of(document.sha256).write_bytes(b"%PDF-other %%EOF")
    with a_mail_server() as server:
        through(server)
        assert deliver_letter(str(letter.pk)) == Trouble.FILE_ALTERED
    assert server.messages == []


def test_letters_whose_job_was_lost_are_put_back_into_the_queue() -> None:
    letter = queued()
    OrmQ.objects.all().delete()
    assert resume_deliveries() == 1
    assert OrmQ.objects.count() == 1
    assert stored(letter).state == LetterState.SENDING


def test_a_letter_without_doubt_cannot_be_settled() -> None:
    letter = queued()
    with pytest.raises(NotThatStep, match="nothing to settle"):
        settle_letter(letter=letter, left_on=None, by=a_user(), at=timezone.now(), on=timezone.localdate())


def test_the_record_names_the_message_and_not_the_address(through) -> None:
    letter = queued()
    with a_mail_server() as server:
        through(server)
        deliver_letter(str(letter.pk))
    last = bytes(LedgerEntry.objects.order_by("-index").first().body)  # type: ignore[union-attr]
    assert letter.pk.hex.encode() in last
    assert b"example.invalid" not in b"".join(
        bytes(body) for body in LedgerEntry.objects.values_list("body", flat=True)
    )
