"""Sending a letter: by post or hand it is noted, by e-mail it is put on its way and the job says how it went."""

from base64 import urlsafe_b64encode
from datetime import date, datetime
from email.utils import parseaddr

from django.conf import settings
from django_q.tasks import async_task

from candour.accounts.models import User
from candour.ledger.writing import entry
from candour.papers.actions.letters import NotThatStep
from candour.papers.codes import LetterState, Method, Trouble
from candour.papers.letter_paper import recipient_email, require_email_address
from candour.papers.models import Delivery, Letter
from candour.papers.service import service_by

JOB = "candour.papers.jobs.deliver_letter"


def send_letter(*, letter: Letter, by: User, at: datetime, on: date) -> Letter:
    """By e-mail: queues the sending, once. By post or by hand: notes that it went on the day `on`."""
    if letter.state != LetterState.APPROVED or letter.dated is None:
        raise NotThatStep(letter, "only an approved letter is sent.")
    if on < letter.dated:
        raise NotThatStep(letter, "it cannot be sent before its date.")
    if letter.method == Method.EMAIL:
        return _queue(letter, by=by, at=at, on=on)
    _mark_sent(letter, on)
    with entry("letter.post", subject=letter.case_file, by=by.pk, at=at, on=on, also=[letter]) as record:
        return record.save(letter, expect={"state": LetterState.APPROVED})


def _queue(letter: Letter, *, by: User, at: datetime, on: date) -> Letter:
    """State, delivery and job stand in one transaction: none of them is ever there without the others."""
    require_email_address(letter)
    letter.state, letter.sent_to = LetterState.SENDING, recipient_email(letter)
    with entry("letter.send", subject=letter.case_file, by=by.pk, at=at, on=on, also=[letter]) as record:
        record.save(letter, expect={"state": LetterState.APPROVED})
        start_delivery(letter)
        return letter


def start_delivery(letter: Letter) -> None:
    defaults = {"message_id": message_id_of(letter), "attempts": 0, "leased_until": None}
    Delivery.objects.update_or_create(
        letter=letter, defaults={**defaults, "handed_over_at": None, "trouble": None}
    )
    async_task(JOB, str(letter.pk))


def message_id_of(letter: Letter) -> str:
    """The same letter with the same PDF keeps its Message-ID, so that even a second copy is known as one message.

    The letter's id is written short, so that the header fits on one line and no server has to unfold it.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    letter_id = urlsafe_b64encode(letter.pk.bytes).decode().rstrip("=")
    version = letter.document.sha256[:8] if letter.document is not None else "draft"
    return f"<{letter_id}.{version}@{domain}>"


def mark_left(*, letter: Letter, attempt: int, at: datetime, on: date) -> None:
    """The mail server took the message."""
    _mark_sent(letter, on)
    with entry("letter.leave", subject=letter.case_file, by=None, at=at, on=on, also=[letter]) as record:
        record.note(message=letter.pk.hex, attempt=attempt)
        record.save(letter, expect={"state": LetterState.SENDING})
        Delivery.objects.filter(letter=letter).update(leased_until=None, trouble=None)


def mark_failed(*, letter: Letter, trouble: Trouble, at: datetime, on: date) -> None:
    """The message certainly did not leave: the letter is approved again and may be sent another way."""
    letter.state = LetterState.APPROVED
    with entry("letter.fail", subject=letter.case_file, by=None, at=at, on=on, also=[letter]) as record:
        record.note(trouble=str(trouble.value))
        record.save(letter, expect={"state": LetterState.SENDING})
        Delivery.objects.filter(letter=letter).update(leased_until=None, handed_over_at=None, trouble=trouble)


def mark_doubtful(*, letter: Letter, at: datetime, on: date) -> None:
    """The message was being handed over when the worker or the line broke: only a person can settle it."""
    letter.state = LetterState.UNSETTLED
    with entry("letter.doubt", subject=letter.case_file, by=None, at=at, on=on, also=[letter]) as record:
        record.save(letter, expect={"state": LetterState.SENDING})


def settle_letter(*, letter: Letter, left_on: date | None, by: User, at: datetime, on: date) -> Letter:
    """A person has looked: it left on that day, or (None) it did not leave and is approved again."""
    if letter.state != LetterState.UNSETTLED:
        raise NotThatStep(letter, "there is nothing to settle.")
    if left_on is not None and not (letter.dated or left_on) <= left_on <= on:
        raise NotThatStep(letter, "the day it left lies between its date and today.")
    if left_on is None:
        letter.state = LetterState.APPROVED
    else:
        _mark_sent(letter, left_on)
    with entry("letter.settle", subject=letter.case_file, by=by.pk, at=at, on=on, also=[letter]) as record:
        return record.save(letter, expect={"state": LetterState.UNSETTLED})


def _mark_sent(letter: Letter, on: date) -> None:
    service = service_by(letter.method)
    letter.state, letter.sent_on = LetterState.SENT, on
    letter.provided_on, letter.provided_basis = service.provided_on(on), service.basis
