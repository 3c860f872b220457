"""Writing, changing and approving letters, and stating when they were provided or came back."""

from datetime import date, datetime

from candour.accounts.models import CaseFile, Person, User
from candour.bodies.models import Body
from candour.ledger.checkpoints import latest_checkpoint
from candour.ledger.writing import Record, entry
from candour.papers.actions.documents import add_document
from candour.papers.codes import LetterKind, LetterState, Marking, Method, ProvidedBasis, Source
from candour.papers.composing import Composed
from candour.papers.letter_paper import paper_of, require_whole
from candour.papers.models import Letter
from candour.papers.refusal import IncompleteLetter
from candour.papers.store import keep
from candour.papers.typesetting import render_letter

TEXTS = ("subject", "body", "fixed", "signatory")


class NotThatStep(ValueError):
    """The letter is not in a state in which this can be done. The sentence says which it is in."""

    def __init__(self, letter: Letter, what: str) -> None:
        super().__init__(f"This letter is {letter.get_state_display().lower()}: {what}")


def draft_letter(
    record: Record,
    *,
    case_file: CaseFile,
    sender: Body,
    recipient: Person | Body,
    method: Method,
    composed: Composed,
    on: date,
    by: User | None,
    signatory: str = "",
) -> Letter:
    """Writes a draft within the caller's entry, whose verb must write papers_letter."""
    return record.save(
        Letter(
            case_file=case_file,
            sender=sender,
            recipient=recipient if isinstance(recipient, Person) else None,
            recipient_body=recipient if isinstance(recipient, Body) else None,
            kind=composed.kind,
            method=Method(method),
            subject=composed.subject,
            body=composed.body,
            fixed=composed.fixed,
            signatory=signatory,
            drafted_on=on,
            drafted_by=by,
        )
    )


def edit_letter(
    *,
    letter: Letter,
    subject: str,
    body: str,
    signatory: str,
    method: Method,
    by: User,
    at: datetime,
    on: date,
    composed: Composed | None = None,
) -> Letter:
    """Changes a letter that has not been sent. An approved one becomes a draft again; its PDF is kept, unused.

    The part that the law requires changes only by composing the letter anew (`composed`).
    """
    if not letter.is_editable:
        raise NotThatStep(letter, "it can no longer be changed. Write another letter.")
    if not subject.strip() or not body.strip():
        raise IncompleteLetter(letter.kind, ["It needs a subject line and a text."])
    seen = _as_seen(letter)
    letter.subject, letter.body = " ".join(subject.split()), body.strip()
    letter.signatory, letter.method = signatory.strip(), Method(method)
    letter.fixed = letter.fixed if composed is None else composed.fixed
    _back_to_draft(letter)
    with entry("letter.edit", subject=letter.case_file, by=by.pk, at=at, on=on, also=[letter]) as record:
        return record.save(letter, expect=seen)


def _back_to_draft(letter: Letter) -> None:
    letter.state = LetterState.DRAFT
    letter.document = letter.dated = letter.approved_on = letter.approved_by = None


def approve_letter(
    *,
    letter: Letter,
    by: User,
    at: datetime,
    on: date,
    marking: Marking = Marking.NOT_MARKED,
) -> Letter:
    """Sets the letter as a PDF dated `on`, stores it, and closes the text. Raises IncompleteLetter.

    The newest checkpoint of the record is printed at its foot: each letter that leaves is a witness.
    """
    if letter.state != LetterState.DRAFT:
        raise NotThatStep(letter, "only a draft is approved.")
    require_whole(letter)
    checkpoint = latest_checkpoint()
    witness = checkpoint.short if checkpoint is not None else ""
    kept = keep(
        render_letter(
            LetterKind(letter.kind), paper_of(letter, dated=on, marking=marking, checkpoint=witness)
        )
    )
    seen = _as_seen(letter)
    with entry("letter.approve", subject=letter.case_file, by=by.pk, at=at, on=on, also=[letter]) as record:
        letter.document = add_document(
            record,
            case_file=letter.case_file,
            upload=kept,
            title=letter.subject,
            marking=marking,
            source=Source.LETTER,
            on=on,
            by=by,
        )
        letter.state, letter.dated = LetterState.APPROVED, on
        letter.approved_on, letter.approved_by = on, by
        record.note(sha256=kept.sha256, checkpoint=checkpoint.size if checkpoint is not None else None)
        return record.save(letter, expect=seen)


def _as_seen(letter: Letter) -> dict[str, object]:
    """The state and texts as they were read: a text's salt is fresh whenever the text is."""
    salts = {f"{text}_salt": _bytes(getattr(letter, f"{text}_salt")) for text in TEXTS}
    return {"state": letter.state, **salts}


def _bytes(salt: bytes | memoryview | None) -> bytes | None:
    return None if salt is None else bytes(salt)


def mark_provided(
    *,
    letter: Letter,
    provided_on: date,
    by: User,
    at: datetime,
    on: date,
    basis: ProvidedBasis = ProvidedBasis.STATED,
) -> Letter:
    """States the day on which a sent letter was really provided; the day deemed before is noted in the entry."""
    if letter.state != LetterState.SENT or letter.sent_on is None:
        raise NotThatStep(letter, "only a sent letter can have been provided.")
    if not letter.sent_on <= provided_on <= on:
        raise NotThatStep(letter, "the day of providing lies between the day it was sent and today.")
    seen = {"state": letter.state, "provided_on": letter.provided_on}
    with entry("letter.provide", subject=letter.case_file, by=by.pk, at=at, on=on, also=[letter]) as record:
        record.note(before=letter.provided_on)
        letter.provided_on, letter.provided_basis = provided_on, ProvidedBasis(basis)
        return record.save(letter, expect=seen)


def mark_returned(*, letter: Letter, returned_on: date, by: User, at: datetime, on: date) -> Letter:
    """The letter came back: it counts as provided no longer."""
    if letter.state != LetterState.SENT or letter.sent_on is None:
        raise NotThatStep(letter, "only a sent letter can come back.")
    if not letter.sent_on <= returned_on <= on:
        raise NotThatStep(letter, "the day it came back lies between the day it was sent and today.")
    letter.state, letter.returned_on = LetterState.RETURNED, returned_on
    letter.provided_on = letter.provided_basis = None
    with entry("letter.return", subject=letter.case_file, by=by.pk, at=at, on=on, also=[letter]) as record:
        return record.save(letter, expect={"state": LetterState.SENT})
