"""Public sources are captured once, kept by their bytes, and never altered."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from candour.accounts.permissions import NotPermitted
from candour.ledger.verification import verify
from candour.register.actions import note_vanished
from candour.register.models import Source, SourceVersion
from candour.register.refusal import AlteredSource, SourceRefused
from candour.register.store import path_of, read_checked
from candour.web.command import main
from tests.make.moments import at_nine
from tests.make.people import OVERSIGHT, a_handler
from tests.make.sources import ADDRESS, DAY, OUTCOME, PAGE, an_editor, captured, read_in

pytestmark = pytest.mark.django_db


def test_what_is_captured_is_kept_byte_for_byte_with_its_publisher_address_and_licence():
    broken = b"\xff\xfe" + PAGE.encode("utf-16-le")
    done = captured(content=broken)
    assert read_checked(done.version.sha256) == broken
    source = Source.objects.get()
    assert (source.address, source.publisher_id, source.licence) == (ADDRESS, OVERSIGHT, "ogl-3.0")
    assert source.reference == "SRC-2026-00001"
    assert source.fictional


def test_the_same_bytes_again_write_nothing():
    first = captured()
    again = captured(on=DAY + timedelta(days=7))
    assert not again.new
    assert again.version.pk == first.version.pk
    assert SourceVersion.objects.count() == 1


def test_changed_bytes_at_the_same_address_are_a_further_version():
    captured()
    done = captured(PAGE.replace("January 2026", "February 2026"), on=DAY + timedelta(days=7))
    assert (done.version.number, Source.objects.count()) == (2, 1)


def test_two_addresses_with_the_same_bytes_are_two_sources_and_one_file():
    first, second = captured(), captured(address=ADDRESS + "-again")
    assert first.source.pk != second.source.pk
    assert first.version.sha256 == second.version.sha256
    assert path_of(first.version.sha256).exists()


def test_a_page_that_came_back_is_no_longer_entered_as_gone():
    done = captured()
    note_vanished(
        source=done.source, gone_on=DAY, reason="Withdrawn.", by=an_editor(), at=at_nine(DAY), on=DAY
    )
    later = DAY + timedelta(days=2)
    captured(PAGE + "Updated.\n", on=later)
    source = Source.objects.get()
    assert (source.vanished_on, source.vanished_reason) == (None, "")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"content": b"  "}, "the file is empty"),
        ({"content": b"\x7fELF\0\0\0\1"}, "neither text"),
        ({"content": b"PK\x03\x04\0\0\0\0"}, "workbook is damaged"),
        ({"address": "javascript:alert(1)"}, "beginning with https"),
        ({"publisher": None}, "who published it"),
        ({"publisher_name": "A Newspaper"}, "who published it"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence_and_leaves_nothing(
    said: dict[str, object], told: str
):
    with pytest.raises(SourceRefused, match=told):
        captured(**said)
    assert not Source.objects.exists()


@override_settings(DOCUMENT_MAX_BYTES=100)
def test_a_file_over_the_limit_is_refused():
    with pytest.raises(SourceRefused, match="larger"):
        captured()


def test_an_altered_file_is_found_when_it_is_opened():
    done = captured()
    path = path_of(done.version.sha256)
    path.chmod(0o640)
    path.write_bytes(b"something else")
    with pytest.raises(AlteredSource, match="hash does not match"):
        read_checked(done.version.sha256)
    path.unlink()


def test_only_a_register_editor_captures():
    with pytest.raises(NotPermitted):
        captured(by=a_handler())
    assert captured(by=an_editor()).new


def test_the_record_holds_what_was_captured_and_read():
    read_in(captured())
    assert verify().findings == []


def test_a_folder_is_captured_from_the_command_line_and_each_file_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "below").mkdir()
    (tmp_path / "page.txt").write_text(PAGE)
    (tmp_path / "below" / "outcome.txt").write_text(OUTCOME)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / ".hidden").write_text(PAGE)
    (tmp_path / "link.txt").symlink_to(tmp_path / "page.txt")
    code = main(["sources", "capture", str(tmp_path), "--publisher", "wexmoor"])
    said = capsys.readouterr()
    assert code == 1
    assert said.out.count("version 1") == 2
    assert "empty.txt: It cannot be read: the file is empty." in said.err
    main(["sources", "capture", str(tmp_path / "page.txt"), "--publisher", "wexmoor"])
    assert "unchanged" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--publisher", "nobody"], "no body with the key"),
        ([], "say who published"),
        (["--publisher", "wexmoor", "--address", "https://a.example"], "single file"),
    ],
)
def test_a_mistake_in_the_call_is_one_line_and_captures_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
):
    (tmp_path / "one.txt").write_text(PAGE)
    (tmp_path / "two.txt").write_text(OUTCOME)
    assert main(["sources", "capture", str(tmp_path), *words]) == 2
    assert told in capsys.readouterr().err
    assert not Source.objects.exists()
