"""The jobs of this room. Each may be killed at any moment and run again: ids come in, the database says how far it got.

Decision record 0004 says why a letter is e-mailed at most once, and what happens in the one moment nobody can see into.
"""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q
from django.utils import timezone
from django_q.models import Schedule
from django_q.tasks import async_task, schedule

from candour.papers.actions.documents import orphans_swept
from candour.papers.actions.sending import JOB, mark_doubtful, mark_failed, mark_left
from candour.papers.codes import LetterState, Trouble
from candour.papers.mailing import email_of, has_left
from candour.papers.models import Delivery, Letter
from candour.papers.refusal import AlteredFile

# Longer than a unit may run (60 s), shorter than the queue waits before it gives the job to another worker (90 s).
LEASE = timedelta(seconds=75)
SERVER_SECONDS = 20
MOST_ATTEMPTS = 5
PAUSE = timedelta(minutes=5)
_REFUSALS = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPAuthenticationError,
)

# For the scheduler: what runs by itself, and every how many minutes.
SCHEDULED = {"candour.papers.jobs.resume_deliveries": 5, "candour.papers.jobs.sweep_orphans": 24 * 60}


@dataclass(frozen=True)
class _Claim:
    letter: Letter
    message_id: str
    attempt: int
    leased_until: datetime


def deliver_letter(letter_id: str) -> str:
    """Hands one letter to the mail server, once. Returns a word for how it went."""
    claim = _claim(UUID(letter_id))
    if claim is None:
        return "not-mine"
    if Delivery.objects.filter(letter=claim.letter, handed_over_at__isnull=False).exists():
        return _after_interruption(claim)
    return _hand_over(claim)


def _claim(letter_id: UUID) -> _Claim | None:
    """Takes the lease if nobody holds it. One conditional update, so two workers never both get it."""
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    waiting = Delivery.objects.filter(free, letter=letter_id, letter__state=LetterState.SENDING)
    if (
        not Delivery.objects.filter(pk__in=waiting.values("pk"))
        .filter(free)
        .update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    ):
        return None
    delivery = Delivery.objects.get(letter=letter_id)
    letter = Letter.objects.select_related("case_file", "recipient", "sender", "document").get(pk=letter_id)
    return _Claim(letter, delivery.message_id, delivery.attempts, now + LEASE)


def _after_interruption(claim: _Claim) -> str:
    """An earlier worker was killed while it handed the message over. What is known decides; nothing is guessed."""
    match has_left(claim.message_id):
        case True:
            return _left(claim)
        case False:
            Delivery.objects.filter(letter=claim.letter).update(handed_over_at=None)
            return _hand_over(claim)
        case _:
            return _doubtful(claim)


def _hand_over(claim: _Claim) -> str:
    connection = get_connection(timeout=SERVER_SECONDS)
    try:
        message = email_of(claim.letter, claim.message_id, connection)
        connection.open()
    except AlteredFile:
        return _failed(claim, Trouble.FILE_ALTERED)
    except smtplib.SMTPAuthenticationError:
        return _failed(claim, Trouble.REFUSED)
    except (OSError, smtplib.SMTPException):
        return _later(claim)
    if not _begin_handing_over(claim):
        connection.close()
        return "not-mine"
    try:
        connection.send_messages([message])
    except _REFUSALS:
        return _failed(claim, Trouble.REFUSED)
    except (OSError, smtplib.SMTPException):
        return _doubtful(claim)
    finally:
        _hang_up(connection)
    return _left(claim)


def _begin_handing_over(claim: _Claim) -> bool:
    """From here on only a person may send it again. Refused where the lease has meanwhile gone to another worker."""
    mine = Delivery.objects.filter(letter=claim.letter, leased_until=claim.leased_until, handed_over_at=None)
    return bool(mine.update(handed_over_at=timezone.now()))


def _hang_up(connection: BaseEmailBackend) -> None:
    """The message is with the server or it is not; a bad goodbye changes neither."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return


def _left(claim: _Claim) -> str:
    mark_left(letter=claim.letter, attempt=claim.attempt, at=timezone.now(), on=timezone.localdate())
    return "left"


def _doubtful(claim: _Claim) -> str:
    mark_doubtful(letter=claim.letter, at=timezone.now(), on=timezone.localdate())
    return "doubtful"


def _failed(claim: _Claim, trouble: Trouble) -> str:
    mark_failed(letter=claim.letter, trouble=trouble, at=timezone.now(), on=timezone.localdate())
    return str(trouble.value)


def _later(claim: _Claim) -> str:
    """The server was not reached, so nothing left: try again after a pause, and give up after some attempts."""
    if claim.attempt >= MOST_ATTEMPTS:
        return _failed(claim, Trouble.UNREACHABLE)
    Delivery.objects.filter(letter=claim.letter).update(leased_until=None, trouble=Trouble.UNREACHABLE)
    schedule(JOB, str(claim.letter.pk), schedule_type=Schedule.ONCE, next_run=timezone.now() + PAUSE)
    return "later"


def resume_deliveries() -> int:
    """Puts letters that are being sent, and that no worker holds, back into the queue; returns how many."""
    now = timezone.now()
    idle = Delivery.objects.filter(letter__state=LetterState.SENDING).filter(
        Q(leased_until=None, trouble=None) | Q(leased_until__lt=now)
    )
    waiting = [str(letter) for letter in idle.values_list("letter", flat=True)]
    for letter_id in waiting:
        async_task(JOB, letter_id)
    return len(waiting)


def sweep_orphans() -> int:
    """Removes stored files that no document names; returns how many."""
    return len(orphans_swept())
