"""The static export: the same bytes in files, with what they name, replaced as a whole and never over other things."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from candour.publishing.actions import withdraw
from candour.publishing.exporting import MANIFEST, CannotExport, export, file_for
from candour.publishing.models import PublicPage
from tests.make.moments import at_nine
from tests.make.publications import TODAY, published, ready

pytestmark = pytest.mark.django_db


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in {"href", "src"} and value}


def exported(folder: Path) -> list[str]:
    said: list[str] = []
    export(folder, say=said.append)
    return said


def test_every_file_holds_the_bytes_that_the_server_sends(tmp_path: Path):
    published(ready())
    exported(tmp_path / "site")
    pages = list(PublicPage.objects.all())
    assert len(pages) > 150
    for page in pages:
        assert file_for(tmp_path / "site", page.path).read_bytes() == bytes(page.body)


def test_every_link_of_the_export_leads_to_a_file_of_the_export(tmp_path: Path):
    published(ready())
    exported(tmp_path / "site")
    for page in (tmp_path / "site").rglob("*.html"):
        reader = Links()
        reader.feed(page.read_text())
        inside = {link.split("#")[0].split("?")[0] for link in reader.found if link.startswith("/")}
        missing = [link for link in inside if not file_for(tmp_path / "site", link).is_file()]
        assert missing == [], page


def test_the_manifest_lists_each_page_with_its_hash_and_what_was_withdrawn(tmp_path: Path):
    [snapshot] = published(ready())
    withdraw(snapshot=snapshot, reason="By order of a court.", by=None, at=at_nine(TODAY), on=TODAY)
    exported(tmp_path / "site")
    listed = {page["path"]: page for page in json.loads((tmp_path / "site" / MANIFEST).read_text())["pages"]}
    assert listed[snapshot.path]["status"] == 410
    assert listed[snapshot.path]["sha256"] == PublicPage.objects.get(path=snapshot.path).sha256


def test_an_earlier_export_is_replaced_as_a_whole(tmp_path: Path):
    folder = tmp_path / "site"
    exported(folder)
    (folder / "left-over.html").write_text("old")
    exported(folder)
    assert not (folder / "left-over.html").exists()
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path):
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(CannotExport, match="Name an empty folder"):
        exported(tmp_path)
    assert (tmp_path / "diary.txt").read_text() == "mine"
