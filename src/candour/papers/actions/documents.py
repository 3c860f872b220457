"""Adding documents to a case file, and sweeping files that no document names."""

from datetime import date, datetime
from typing import TypeAlias

from candour.accounts.models import CaseFile, User
from candour.ledger.writing import Record, entry
from candour.papers.codes import Marking, Source
from candour.papers.hashed_files import Content
from candour.papers.models import TITLE_LENGTH, Document
from candour.papers.refusal import RefusedFile
from candour.papers.store import ORPHAN_AFTER, Kept, keep, sweep_orphans

Upload: TypeAlias = "Content | Kept"


def add_document(
    record: Record,
    *,
    case_file: CaseFile,
    upload: Upload,
    title: str,
    marking: Marking,
    source: Source,
    on: date,
    by: User | None,
) -> Document:
    """Adds a document within the caller's entry, whose verb must write papers_document.

    Give a `Kept` from `store.keep(upload)`, called before the entry was opened, so that nothing slow happens
    inside it; a bare upload is kept here. Raises RefusedFile. Whoever calls has checked who may.
    """
    title = " ".join(title.split())
    if not title or len(title) > TITLE_LENGTH:
        raise RefusedFile(f"Give the document a title of at most {TITLE_LENGTH} characters.")
    kept = upload if isinstance(upload, Kept) else keep(upload)
    return record.save(
        Document(
            case_file=case_file,
            title=title,
            marking=Marking(marking),
            file_kind=kept.kind,
            size=kept.size,
            sha256=kept.sha256,
            received_on=on,
            source=Source(source),
            uploaded_by=by,
        )
    )


def file_document(
    *,
    case_file: CaseFile,
    upload: Content,
    title: str,
    marking: Marking,
    source: Source,
    on: date,
    by: User,
    at: datetime,
) -> Document:
    """The same as a verb of its own."""
    kept = keep(upload)
    with entry("document.add", subject=case_file, by=by.pk, at=at, on=on) as record:
        return add_document(
            record,
            case_file=case_file,
            upload=kept,
            title=title,
            marking=marking,
            source=source,
            on=on,
            by=by,
        )


def orphans_swept(*, older_than: float = ORPHAN_AFTER) -> list[str]:
    """Removes stored files that no document names, once they are older than that many seconds."""
    return sweep_orphans(wanted=Document.objects.values_list("sha256", flat=True), older_than=older_than)
