"""Who may read and who may write papers, asked of the case file's appointments."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from candour.accounts.access import Refusal, may_take, open_case_file_or_404, require, roles_on
from candour.accounts.codes import ANY_ROLE, WORKING, Role
from candour.accounts.models import CaseFile, User
from candour.papers.codes import LetterKind, LetterState
from candour.papers.models import Document, Letter

WRITERS = frozenset(
    {
        Role.COMPLAINT_HANDLER,
        Role.DECISION_MAKER,
        Role.INVESTIGATOR,
        Role.IOPC_ASSESSMENT,
        Role.IOPC_CASEWORK,
        Role.IOPC_DIRECTOR,
    }
)
# A local policing body that reviews must be able to say how it decided.
REVIEW_KINDS = frozenset(
    {
        LetterKind.ACKNOWLEDGEMENT,
        LetterKind.REVIEW_DECISION,
        LetterKind.RECOMMENDATION,
        LetterKind.FORWARDING,
        LetterKind.FREE,
    }
)


def writers_of(kind: LetterKind | str | None) -> frozenset[Role]:
    return WRITERS | {Role.LPB_REVIEWER} if kind in REVIEW_KINDS else WRITERS


def may_write(
    user: User, case_file: CaseFile, *, on: date, kind: LetterKind | str | None = None
) -> Refusal | None:
    """None where the user may write such a letter, or (no kind) add a document, on this case file."""
    return may_take(user, case_file, writers_of(kind), None, on)


def require_writer(
    user: User, case_file: CaseFile, *, on: date, kind: LetterKind | str | None = None
) -> None:
    require(may_write(user, case_file, on=on, kind=kind))


def may_read_letter(user: User, letter: Letter, *, on: date) -> bool:
    """Those who work on the file read every letter; a party reads what was sent to them, and nothing before it was."""
    if WORKING & roles_on(user, letter.case_file, on=on):
        return True
    mine = letter.recipient is not None and letter.recipient.user_id == user.pk
    return mine and letter.state == LetterState.SENT


def may_read_document(user: User, document: Document, *, on: date) -> bool:
    """A party opens only what they put in themselves; their letters are opened as letters."""
    return bool(WORKING & roles_on(user, document.case_file, on=on)) or document.uploaded_by_id == user.pk


def opened_letter(request: HttpRequest, letter_id: UUID, what: str) -> Letter:
    """The letter, through its case file's gate; the read is logged. To a stranger it does not exist."""
    letter: Letter | None = (
        Letter.objects.filter(pk=letter_id)
        .select_related("case_file", "sender", "recipient", "recipient_body", "document", "approved_by")
        .first()
    )
    if letter is None or not may_read_letter(request.user, letter, on=timezone.localdate()):  # type: ignore[arg-type]
        raise Http404
    open_case_file_or_404(request, letter.case_file.reference, what, roles=ANY_ROLE)
    return letter


def opened_document(request: HttpRequest, document_id: UUID, what: str) -> Document:
    document: Document | None = Document.objects.filter(pk=document_id).select_related("case_file").first()
    if document is None or not may_read_document(request.user, document, on=timezone.localdate()):  # type: ignore[arg-type]
        raise Http404
    open_case_file_or_404(request, document.case_file.reference, what, roles=ANY_ROLE)
    return document
