"""Documents, exhibits and captured sources lie in one kind of store: whole or not at all, each under its own roof."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from candour.evidence.store import FILES as EXHIBITS
from candour.evidence.store import AlteredExhibit, RefusedExhibit
from candour.papers.hashed_files import INCOMING, HashedFiles
from candour.papers.refusal import AlteredFile, RefusedFile
from candour.papers.store import FILES as DOCUMENTS
from candour.register.refusal import AlteredSource, SourceRefused
from candour.register.store import FILES as SOURCES

CONTENT = b"some words\n"
DIGEST = sha256(CONTENT).hexdigest()
EACH = [
    pytest.param(DOCUMENTS, RefusedFile, AlteredFile, id="documents"),
    pytest.param(EXHIBITS, RefusedExhibit, AlteredExhibit, id="exhibits"),
    pytest.param(SOURCES, SourceRefused, AlteredSource, id="sources"),
]


class BreaksOff:
    """A file whose medium fails after the first piece."""

    def __init__(self) -> None:
        self.pieces: Iterator[bytes] = iter((CONTENT,))

    def read(self, size: int) -> bytes:
        piece = next(self.pieces, None)
        if piece is None:
            raise OSError("the medium failed")
        return piece


@pytest.fixture(autouse=True)
def roofs(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "documents"
    settings.EVIDENCE_ROOT = settings.STORE = tmp_path
    settings.DOCUMENT_MAX_BYTES = settings.EXHIBIT_MAX_BYTES = 2 * 1024 * 1024
    return tmp_path


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("store", "refused", "lost"), EACH)
def test_a_file_is_kept_under_its_hash_where_nobody_can_write_to_it(
    store: HashedFiles, refused: Any, lost: Any
) -> None:
    assert store.keep(CONTENT) == (DIGEST, len(CONTENT))
    assert store.read_checked(DIGEST) == CONTENT
    assert store.path_of(DIGEST).stat().st_mode & 0o777 == 0o440
    assert list((store.root() / INCOMING).iterdir()) == []


@pytest.mark.parametrize(("store", "refused", "lost"), EACH)
def test_a_write_that_fails_half_way_leaves_nothing_behind(
    store: HashedFiles, refused: Any, lost: Any, roofs: Path
) -> None:
    with pytest.raises(OSError, match="the medium failed"):
        store.keep(BreaksOff())  # type: ignore[arg-type]
    assert files_below(roofs) == []


@pytest.mark.parametrize(("store", "refused", "lost"), EACH)
def test_a_file_over_the_bound_is_refused_in_the_words_of_its_room(
    store: HashedFiles, refused: Any, lost: Any, roofs: Path
) -> None:
    with pytest.raises(refused, match="larger than 2 MB"):
        store.keep(b"x" * (2 * 1024 * 1024 + 1))
    assert files_below(roofs) == []


@pytest.mark.parametrize(("store", "refused", "lost"), EACH)
def test_an_altered_file_is_neither_given_out_nor_added_to(
    store: HashedFiles, refused: Any, lost: Any
) -> None:
    store.keep(CONTENT)
    store.path_of(DIGEST).chmod(0o640)
    store.path_of(DIGEST).write_bytes(b"other words")
    for opening in (store.read_checked, store.checked_path):
        with pytest.raises(lost, match=DIGEST[:12]):
            opening(DIGEST)
    with pytest.raises(lost, match=DIGEST[:12]):
        store.keep(CONTENT)


@pytest.mark.parametrize(("store", "refused", "lost"), EACH)
def test_a_file_that_is_gone_is_told_with_what_to_do(store: HashedFiles, refused: Any, lost: Any) -> None:
    with pytest.raises(lost, match=r"missing\. Restore"):
        store.checked_path(DIGEST)


def test_no_two_rooms_keep_their_files_in_one_folder(roofs: Path) -> None:
    for store in (DOCUMENTS, EXHIBITS, SOURCES):
        store.keep(CONTENT)
    assert len(files_below(roofs)) == 3
