"""Files lie under the hash of their content, whole or not at all, and are checked each time they are opened."""

import os
import time
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from candour.papers.codes import FileKind
from candour.papers.hashed_files import INCOMING
from candour.papers.refusal import AlteredFile, RefusedFile
from candour.papers.store import keep, path_of, read_checked, sweep_orphans
from tests.make.papers import a_pdf

LONG_AGO = time.time() - 7 * 24 * 60 * 60


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def left_incoming(folder: Path) -> list[Path]:
    return list((folder / INCOMING).glob("*"))


def test_a_file_is_kept_under_its_hash_and_read_back_unchanged(folder: Path) -> None:
    kept = keep(SimpleUploadedFile("letter.exe", a_pdf(), content_type="text/html"))
    assert kept.sha256 == sha256(a_pdf()).hexdigest()
    assert (kept.size, kept.kind) == (len(a_pdf()), FileKind.PDF)
    assert path_of(kept.sha256).relative_to(folder).parts[:2] == (kept.sha256[:2], kept.sha256[2:4])
    assert read_checked(kept.sha256) == a_pdf()
    assert left_incoming(folder) == []


def test_a_large_upload_that_was_spooled_to_disk_is_kept_piece_by_piece() -> None:
    upload = TemporaryUploadedFile("big.txt", "text/plain", 0, "utf-8")
    upload.write(b"line\n" * 300_000)
    upload.seek(0)
    assert keep(upload).size == 1_500_000


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing_behind(
    folder: Path, settings: object
) -> None:
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024  # type: ignore[attr-defined]
    with pytest.raises(RefusedFile, match="larger than 1 MB"):
        keep(BytesIO(b"x" * (1024 * 1024 + 1)))
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_refused_file_leaves_nothing_behind(folder: Path) -> None:
    with pytest.raises(RefusedFile):
        keep(b"MZ\x90\x00\x03\xff")
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_file_that_was_changed_in_the_store_is_not_given_out() -> None:
    kept = keep(a_pdf())
    path_of(kept.sha256).chmod(0o640)
    path_of(kept.sha256).write_bytes(a_pdf("other words"))
    with pytest.raises(AlteredFile, match=f"{kept.sha256[:12]} is not the file that was added"):
        read_checked(kept.sha256)


def test_a_file_that_is_gone_is_reported_with_what_to_do() -> None:
    kept = keep(a_pdf())
    path_of(kept.sha256).unlink()
    with pytest.raises(AlteredFile, match=r"missing\. Restore"):
        read_checked(kept.sha256)


def test_the_same_file_twice_is_kept_once(folder: Path) -> None:
    assert keep(a_pdf()) == keep(a_pdf())
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_two_people_adding_the_same_file_at_once_both_succeed() -> None:
    kept: list[str] = []
    adding = [Thread(target=lambda: kept.append(keep(a_pdf()).sha256)) for _ in range(8)]
    for thread in adding:
        thread.start()
    for thread in adding:
        thread.join()
    assert len(kept) == 8
    assert len(set(kept)) == 1


def test_the_sweep_takes_old_files_without_a_row_and_nothing_else() -> None:
    # given one wanted and one unwanted old file, and an unwanted new one
    wanted, unwanted, new = keep(a_pdf("wanted")), keep(a_pdf("unwanted")), keep(a_pdf("new"))
    for kept in (wanted, unwanted):
        os.utime(path_of(kept.sha256), (LONG_AGO, LONG_AGO))

    # when the store is swept, then only the old unwanted one goes
    assert sweep_orphans(wanted=[wanted.sha256]) == [unwanted.sha256]
    assert path_of(wanted.sha256).exists()
    assert path_of(new.sha256).exists()


def test_a_file_added_again_while_it_waits_to_be_swept_is_spared() -> None:
    kept = keep(a_pdf())
    os.utime(path_of(kept.sha256), (LONG_AGO, LONG_AGO))
    keep(a_pdf())
    assert sweep_orphans(wanted=[]) == []


def test_what_a_killed_upload_left_half_written_is_swept(folder: Path) -> None:
    keep(a_pdf())
    half = folder / INCOMING / "tmp-half"
    half.write_bytes(b"%PDF-")
    os.utime(half, (LONG_AGO, LONG_AGO))
    sweep_orphans(wanted=[])
    assert not half.exists()
