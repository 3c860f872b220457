"""Documents of a case file: added with an entry, never altered."""

import hashlib
import os

import pytest

from candour.ledger.models import LedgerEntry
from candour.ledger.writing import entry
from candour.papers.actions import add_document, file_document, orphans_swept
from candour.papers.codes import FileKind, Marking, Source
from candour.papers.models import Document
from candour.papers.refusal import RefusedFile
from candour.papers.store import path_of
from tests.make.papers import NOW, TODAY, a_case_file, a_pdf, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def filed(**other: object) -> Document:
    facts = {
        "case_file": a_case_file(),
        "upload": a_pdf(),
        "title": "  Letter of \n complaint ",
        "marking": Marking.OFFICIAL,
        "source": Source.COMPLAINANT,
        "on": TODAY,
        "by": a_user(),
        "at": NOW,
    }
    return file_document(**(facts | other))


def test_a_document_is_kept_with_what_is_known_of_it() -> None:
    document = Document.objects.get(pk=filed().pk)
    assert (document.title, document.file_kind, document.size) == (
        "Letter of complaint",
        FileKind.PDF,
        len(a_pdf()),
    )
    assert document.received_on == TODAY
    assert path_of(document.sha256).read_bytes() == a_pdf()


def test_the_record_holds_the_hash_of_the_document_and_neither_its_title_nor_its_words() -> None:
    document = filed()
    body = bytes(LedgerEntry.objects.order_by("-index").first().body)
    assert document.sha256.encode() in body
    assert b"complaint" not in body.replace(b"complainant", b"")
    assert b"Letter of" not in body


def test_a_refused_file_leaves_neither_row_nor_entry() -> None:
    case_file, user, before = a_case_file(), a_user(), LedgerEntry.objects.count()
    with pytest.raises(RefusedFile):
        filed(case_file=case_file, by=user, upload=b"MZ\xff\x90")
    assert not Document.objects.exists()
    assert LedgerEntry.objects.count() == before


def test_a_document_without_a_title_is_refused() -> None:
    with pytest.raises(RefusedFile, match="title"):
        filed(title=" ")


def test_an_entry_that_fails_leaves_only_an_orphan_which_the_sweep_takes() -> None:
    # given a document added within an entry that then fails
    with pytest.raises(RuntimeError):
        add_and_fail()
    sha256 = hashlib.sha256(a_pdf()).hexdigest()
    orphan = path_of(sha256)
    assert orphan.exists()
    assert not Document.objects.exists()

    # when a day has passed and the store is swept, then the file is gone
    os.utime(orphan, (0, 0))
    assert orphans_swept() == [sha256]
    assert not orphan.exists()


def add_and_fail() -> None:
    facts = {"title": "Letter", "marking": Marking.NOT_MARKED, "source": Source.WITNESS, "on": TODAY}
    case_file, user = a_case_file(), a_user()
    with entry("document.add", subject=case_file, by=user.pk, at=NOW) as record:
        add_document(record, case_file=case_file, upload=a_pdf(), by=user, **facts)
        raise RuntimeError("the caller's own step failed")


def test_the_sweep_spares_every_document_that_has_a_row() -> None:
    document = filed()
    os.utime(path_of(document.sha256), (0, 0))
    assert orphans_swept() == []


def test_the_documents_of_a_file_are_its_own_and_the_newest_come_first() -> None:
    case_file = a_case_file()
    older = filed(case_file=case_file, on=TODAY.replace(day=1), upload=a_pdf("older"))
    newer = filed(case_file=case_file, upload=a_pdf("newer"))
    filed(case_file=a_case_file(reference="WEX/2026/000124"), upload=a_pdf("other"))
    assert [document.pk for document in Document.objects.of(case_file)] == [newer.pk, older.pk]
