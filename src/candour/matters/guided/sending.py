"""Sending a finished draft: one draft makes one complaint, however often the button is pressed."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction

from candour.accounts.models import User
from candour.matters.actions.receiving import ComplaintReceived, receive_complaint
from candour.matters.guided.draft import Draft
from candour.matters.guided.situation import Situation

SHOWN_FOR = timedelta(minutes=15)
WORD_PART = 4


class DraftGone(Exception):
    """The draft this button belonged to is no longer there: it was cleared, or another one was begun."""


@dataclass(frozen=True)
class Sent:
    """What the page after sending shows; kept in the session for a quarter of an hour, then forgotten."""

    token: str
    reference: str
    word: str
    force: str
    about: str
    at: str
    named: bool = True
    in_reach: bool = True

    def is_fresh(self, now: datetime) -> bool:
        return now - datetime.fromisoformat(self.at) < SHOWN_FOR

    @property
    def spaced_word(self) -> str:
        """In fours, which are easier to copy; spaces do not count when it is typed."""
        return " ".join(self.word[place : place + WORD_PART] for place in range(0, len(self.word), WORD_PART))


def sent_key(draft_key: str) -> str:
    return f"{draft_key}-sent"


def send_once(
    session: SessionBase,
    key: str,
    token: str,
    compose: Callable[[Draft], ComplaintReceived],
    *,
    by: User | None,
    at: datetime,
) -> Sent:
    """Make the complaint of this draft, or give back the one already made of it. Raises DraftGone.

    The session's row is locked and read again, so that two requests at once do not both find the draft unsent.
    """
    with transaction.atomic():
        stored = _locked(session)
        sent = _already(stored, key, token) or _send(stored, key, token, compose, by=by, at=at)
    session.pop(key, None)
    session[sent_key(key)] = asdict(sent)
    return sent


def _locked(session: SessionBase) -> SessionBase:
    Session.objects.select_for_update().filter(session_key=session.session_key).first()
    return type(session)(session.session_key)


def _already(stored: SessionBase, key: str, token: str) -> Sent | None:
    held = stored.get(sent_key(key))
    return Sent(**held) if held and held["token"] == token else None


def _send(
    stored: SessionBase,
    key: str,
    token: str,
    compose: Callable[[Draft], ComplaintReceived],
    *,
    by: User | None,
    at: datetime,
) -> Sent:
    draft = Draft(stored, key)
    if draft.token != token or not draft.is_begun:
        raise DraftGone
    complaint = compose(draft)
    received = receive_complaint(complaint=complaint, by=by, at=at)
    reference = received.matter.reference
    situation = Situation(draft, complaint.received_on)
    sent = Sent(
        token,
        reference,
        received.tracking_word,
        complaint.expressed_to.pk,
        complaint.about,
        at.isoformat(),
        named=not situation.is_nameless,
        in_reach=not situation.is_out_of_reach,
    )
    draft.clear()
    stored[sent_key(key)] = asdict(sent)
    stored.save()
    return sent


def last_sent(session: Any, key: str, now: datetime) -> Sent | None:
    """What was sent in this session, while it may still be shown."""
    held = session.get(sent_key(key))
    sent = Sent(**held) if held else None
    return sent if sent is not None and sent.is_fresh(now) else None
