"""A letter's row as a printed sheet: who it is from and to, and what is checked before it is approved."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from candour.papers.codes import LetterKind, Marking, Method
from candour.papers.letter_kinds import kind_of_letter
from candour.papers.models import Letter
from candour.papers.refusal import IncompleteLetter
from candour.papers.typesetting import Paper


def markdown_of(letter: Letter) -> str:
    return "\n\n".join(part for part in (letter.body, letter.fixed) if part)


def recipient_name(letter: Letter) -> str:
    if letter.recipient_body is not None:
        return letter.recipient_body.official_name
    return str(letter.recipient.name) if letter.recipient is not None else ""


def recipient_address(letter: Letter) -> list[str]:
    written = letter.recipient_body.letters_address if letter.recipient_body else letter.recipient.address  # type: ignore[union-attr]
    return [line.strip() for line in str(written or "").splitlines() if line.strip()]


def recipient_email(letter: Letter) -> str:
    """A body's letters go by post or by hand: its address for e-mail is not kept."""
    return str(letter.recipient.email or "").strip() if letter.recipient is not None else ""


def paper_of(
    letter: Letter, *, dated: date | None, marking: Marking = Marking.NOT_MARKED, checkpoint: str = ""
) -> Paper:
    return Paper(
        sender=letter.sender.official_name,
        sender_address=letter.sender.letters_address.splitlines(),
        recipient=recipient_name(letter),
        recipient_address=recipient_address(letter) if letter.method == Method.POST else (),
        reference=letter.case_file.reference,
        dated=dated,
        subject=letter.subject,
        body=markdown_of(letter),
        signatory=letter.signatory.splitlines(),
        method=str(Method(letter.method).label),
        marking=marking,
        fictional=letter.case_file.fictional or letter.sender.fictional,
        checkpoint=checkpoint,
        signed_by_hand=letter.method != Method.EMAIL,
    )


def require_whole(letter: Letter) -> None:
    """A letter is approved with a name, a text, a way to reach its reader, and all that the law requires."""
    problems = [] if recipient_name(letter) else ["The recipient has no name."]
    if letter.method == Method.POST and not recipient_address(letter):
        problems.append("The recipient has no postal address. Add it, or send the letter another way.")
    if letter.method == Method.EMAIL:
        problems += _problems_with_email(letter)
    if not letter.fixed and kind_of_letter(LetterKind(letter.kind)).parts:
        problems.append("The part that the law requires is missing. Write the letter anew.")
    if problems:
        raise IncompleteLetter(letter.kind, problems)


def require_email_address(letter: Letter) -> None:
    problems = _problems_with_email(letter)
    if problems:
        raise IncompleteLetter(letter.kind, problems)


def _problems_with_email(letter: Letter) -> list[str]:
    try:
        validate_email(recipient_email(letter))
    except ValidationError:
        return [
            "The recipient has no e-mail address that can be used. Correct it, or send the letter another way."
        ]
    return []
