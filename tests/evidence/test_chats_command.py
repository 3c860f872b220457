"""`candour chats`: what it prints, what it writes, and that the same file gives the same bytes."""

import email
import io
import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest

from candour.evidence.formats.columns import frame_of, records_of
from candour.evidence.formats.parquet import read_manifest, scan
from candour.evidence.worked.group import story
from candour.evidence.worked.whatsapp_text import android_text
from candour.web.command import main

AMBIGUOUS = b"01/02/2024, 21:05 - Pc Alder: a\n02/02/2024, 21:05 - Pc Alder: b\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "WhatsApp Chat with B relief.txt"
    path.write_text(android_text(story()), encoding="utf-8", newline="")
    return path


def read(export: Path, out: Path, *more: str) -> None:
    assert main(["chats", "read", str(export), "--out", str(out), *more]) == 0


def test_check_prints_the_counts_and_how_they_add_up(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chats", "check", str(export)]) == 0

    found = json.loads(capsys.readouterr().out)
    assert (found["messages"], found["system_events"], found["gaps"]) == (153, 29, 0)
    assert found["date_order"] == "dmy"
    assert found["first"] < found["last"]
    assert found["reconciliation"]["covered"] == export.stat().st_size
    assert found["facts"]["conversation"] == "B relief"


def test_the_same_file_gives_the_same_bytes_and_reading_it_again_changes_nothing(
    export: Path, tmp_path: Path
) -> None:
    read(export, tmp_path / "one")
    read(export, tmp_path / "two")
    read(export, tmp_path / "one")

    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert one == two


def test_each_parquet_file_is_named_by_its_hash_and_cannot_be_written_over(
    export: Path, tmp_path: Path
) -> None:
    import hashlib

    read(export, tmp_path / "out")

    (path,) = (tmp_path / "out").glob("*.parquet")
    assert path.stem == hashlib.sha256(path.read_bytes()).hexdigest()
    assert path.stat().st_mode & 0o222 == 0


def test_what_was_written_holds_every_byte_and_gives_the_records_back(export: Path, tmp_path: Path) -> None:
    read(export, tmp_path / "out")

    frame = scan(tmp_path / "out").collect()
    outer = [one for one in records_of(frame) if not one.inner]

    assert b"".join(one.raw for one in outer) == export.read_bytes()
    assert frame_of(records_of(frame)).equals(frame)


def test_an_ambiguous_file_is_kept_and_the_order_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes(AMBIGUOUS)
    read(path, tmp_path / "out")
    assert "Give --date-order" in capsys.readouterr().err

    read(path, tmp_path / "out", "--date-order", "dmy")

    manifest = read_manifest(tmp_path / "out")
    assert [one["facts"]["date_order"] for one in manifest["sources"]] == ["dmy"]
    assert [one["moved"] for one in manifest["superseded"]] == [{"kept": 2, "gone": 0, "new": 0}]
    assert scan(tmp_path / "out").select(pl.col("local").is_not_null().all()).collect().item()


def test_show_prints_a_line_for_each_record_and_no_control_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes(b"13/03/2024, 21:05 - Pc Alder: a\x1b[31m\nb\n13/03/2024, 21:06 - Pc Alder: c\n")

    assert main(["chats", "show", str(path), "--limit", "1"]) == 0

    (line,) = capsys.readouterr().out.splitlines()
    assert "\x1b" not in line
    assert line.endswith("Pc Alder: a\\x1b[31m ⏎ b")


def test_show_as_json_gives_the_columns_that_hold_something(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chats", "show", str(export), "--json", "--limit", "2"]) == 0

    _, created = map(json.loads, capsys.readouterr().out.splitlines())
    assert (created["kind"], created["change"], created["sender"]) == ("membership", "created", "PC Alder")


def test_the_rsmf_is_a_message_with_its_counts_and_every_event_cites_its_source(
    export: Path, tmp_path: Path
) -> None:
    out = tmp_path / "chat.rsmf"
    assert main(["chats", "export", "--rsmf", str(export), "--out", str(out)]) == 0

    message = email.message_from_bytes(out.read_bytes())
    (attached,) = [part for part in message.walk() if part.get_filename() == "rsmf.zip"]
    with ZipFile(io.BytesIO(attached.get_payload(decode=True))) as archive:  # type: ignore[arg-type]
        manifest = json.loads(archive.read("rsmf_manifest.json"))

    assert message["X-RSMF-Version"] == "2.0.0"
    assert int(message["X-RSMF-EventCount"]) == len(manifest["events"]) == 182
    assert len(manifest["participants"]) == 42
    assert all(event["id"].count(":") == 1 for event in manifest["events"])
    assert {event["type"] for event in manifest["events"]} == {"message", "join", "leave", "history"}


def test_chats_starts_without_django_being_set_up(export: Path) -> None:
    program = (
        "import sys; from candour.web.command import main; main(['chats', 'check', sys.argv[1]]); "
        "from django.apps import apps; assert not apps.ready"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(export)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
