"""A letter as an e-mail with its PDF, and what can be known of whether one already left."""

from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.utils.module_loading import import_string

from candour.papers.letter_paper import markdown_of
from candour.papers.models import Letter
from candour.papers.prose import as_text
from candour.papers.store import read_checked


def email_of(letter: Letter, message_id: str, connection: BaseEmailBackend) -> EmailMessage:
    """The same letter always gives the same message, but for its Date. Raises AlteredFile."""
    if letter.document is None:
        raise ValueError("A letter without its PDF is not e-mailed.")
    message = EmailMessage(
        subject=f"{letter.subject} ({letter.case_file.reference})",
        body=_text(letter),
        to=[str(letter.sent_to)],
        headers={"Message-ID": message_id},
        connection=connection,
    )
    name = f"{letter.case_file.reference.replace('/', '-')}-letter.pdf"
    message.attach(name, read_checked(letter.document.sha256), "application/pdf")
    return message


def _text(letter: Letter) -> str:
    signed = letter.signatory.strip()
    ending = "\n".join(part for part in (signed, letter.sender.official_name) if part)
    return f"{as_text(markdown_of(letter))}\n{ending}\n"


def has_left(message_id: str) -> bool | None:
    """Whether a message of this id left; None where the way it goes keeps no trace that we can read.

    Only the folder of messages does, which the demonstration uses in place of a mail server.
    """
    if not issubclass(import_string(settings.EMAIL_BACKEND), FileBackend):
        return None
    return any(message_id in _ids(path) for path in Path(settings.EMAIL_FILE_PATH).glob("*.log"))


def _ids(path: Path) -> set[str]:
    """The Message-IDs in one file of the folder; its messages are parted by a line of dashes."""
    parted = path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    return {
        str(message_from_bytes(part, policy=policy.default)["Message-ID"]).strip() for part in parted if part
    }
