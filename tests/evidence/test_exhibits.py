"""An exhibit is hashed first, kept as it came, and every hand it passed through is on the record."""

import hashlib
from datetime import timedelta

import pytest

from candour.evidence.actions import EvidenceRefused, Handing, add_continuity, checked_exhibit
from candour.evidence.codes import Act
from candour.evidence.models import Continuity, Exhibit
from candour.evidence.store import AlteredExhibit, RefusedExhibit, keep, path_of
from candour.ledger.models import LedgerEntry
from candour.ledger.recorded import OutsideTheRecord
from tests.make.exhibits import ADDED, CHAT, SEIZED, a_file, an_exhibit, an_investigator
from tests.make.moments import at_nine

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def test_an_exhibit_is_kept_byte_for_byte_under_its_hash() -> None:
    exhibit = Exhibit.objects.get(pk=an_exhibit().pk)
    assert exhibit.sha256 == hashlib.sha256(CHAT.encode()).hexdigest()
    assert path_of(exhibit.sha256).read_bytes() == CHAT.encode()
    assert (exhibit.number, exhibit.reference, exhibit.size) == (1, "HLM/1", len(CHAT.encode()))


def test_its_log_begins_with_the_seizure_and_goes_on_with_its_arrival_here() -> None:
    log = [(line.number, line.act, line.who) for line in an_exhibit().continuity.all()]
    assert log == [(1, Act.SEIZED, "Dc Hallam"), (2, Act.HANDED_OVER, "Dc Hallam"), (3, Act.RECEIVED, "")]


def test_the_record_holds_its_hash_and_no_name_no_mark_and_no_word_of_it() -> None:
    exhibit = an_exhibit()
    body = bytes(LedgerEntry.objects.order_by("-index").first().body)
    assert exhibit.sha256.encode() in body
    for word in (b"Hallam", b"HLM", b"Relief", b"black phone", b"van keys"):
        assert word not in body


def test_a_further_line_comes_at_the_end_and_none_is_changed() -> None:
    case_file = a_file()
    exhibit, by = an_exhibit(case_file), an_investigator(case_file)
    sealed = Handing(Act.SEALED, at_nine(ADDED), "Dc Hallam", note="Bag 1234")
    line = add_continuity(exhibit=exhibit, handing=sealed, by=by, at=at_nine(ADDED), on=ADDED)
    assert (line.number, line.entered_by) == (4, by)
    line.note = "Bag 4321"
    with pytest.raises(OutsideTheRecord):
        line.save()
    with pytest.raises(OutsideTheRecord):
        Continuity.objects.filter(exhibit=exhibit).delete()


@pytest.mark.parametrize(
    ("handing", "why"),
    [
        (Handing(Act.SEALED, at_nine(ADDED) + timedelta(days=1), "Dc Hallam"), "happened already"),
        (Handing(Act.SEALED, at_nine(ADDED), " "), "who did it"),
        (Handing(Act.FOUND_ALTERED, at_nine(ADDED), "Dc Hallam"), "by the program itself"),
    ],
)
def test_a_line_that_cannot_be_so_is_refused(handing: Handing, why: str) -> None:
    case_file = a_file()
    exhibit, by = an_exhibit(case_file), an_investigator(case_file)
    with pytest.raises(EvidenceRefused, match=why):
        add_continuity(exhibit=exhibit, handing=handing, by=by, at=at_nine(ADDED), on=ADDED)
    assert exhibit.continuity.count() == 3


def test_the_stored_file_is_checked_and_its_alteration_enters_the_log_once() -> None:
    exhibit = an_exhibit()
    path = path_of(exhibit.sha256)
    path.chmod(0o600)
    path.write_bytes(CHAT.replace("Briar", "Cedar").encode())
    for _ in range(2):
        with pytest.raises(AlteredExhibit, match="no longer matches its hash"):
            checked_exhibit(exhibit, at=at_nine(ADDED), on=ADDED)
    assert exhibit.continuity.filter(act=Act.FOUND_ALTERED).count() == 1


def test_a_missing_file_is_said_to_be_missing() -> None:
    exhibit = an_exhibit()
    path_of(exhibit.sha256).unlink()
    with pytest.raises(AlteredExhibit, match="is missing"):
        checked_exhibit(exhibit, at=at_nine(ADDED), on=ADDED)


def test_one_file_on_two_case_files_is_two_exhibits() -> None:
    first, second = an_exhibit(), an_exhibit()
    assert first.sha256 == second.sha256
    assert first.case_file != second.case_file
    assert (first.number, second.number) == (1, 1)


def test_a_reference_is_given_once_on_a_case_file() -> None:
    case_file = a_file()
    an_exhibit(case_file)
    with pytest.raises(EvidenceRefused, match="reference already"):
        an_exhibit(case_file, reference="hlm/1", content="another")
    assert an_exhibit(case_file, reference="HLM/2").number == 2


def test_a_seizure_in_the_future_is_refused_before_anything_is_written() -> None:
    before = LedgerEntry.objects.count()
    case_file = a_file()
    with pytest.raises(EvidenceRefused, match="happened already"):
        an_exhibit(case_file, at=SEIZED - timedelta(days=1))
    assert not Exhibit.objects.exists()
    assert LedgerEntry.objects.count() == before + 1, "the case file was opened and nothing else happened"


def test_an_empty_file_and_one_too_large_are_refused_and_leave_nothing(tmp_path, settings) -> None:
    settings.EXHIBIT_MAX_BYTES = 1 << 20
    with pytest.raises(RefusedExhibit, match="empty"):
        keep(b"")
    with pytest.raises(RefusedExhibit, match="larger than 1 MB"):
        keep(b"x" * ((1 << 20) + 1))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
