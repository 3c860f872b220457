"""`candour ledger` as an operator types it."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from candour.ledger.command import add_parsers
from tests.make.emptying import attack
from tests.make.reports import a_report
from tests.make.trial_tables import Report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial", "own_key")]


@pytest.fixture
def own_key(settings: Any, tmp_path: Path) -> None:
    settings.SIGNING_KEY = tmp_path / "key.pem"


def candour(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="candour")
    add_parsers(parser.add_subparsers(required=True))
    chosen = parser.parse_args([str(word) for word in words])
    return int(chosen.run(chosen))


def test_a_sound_record_verifies_with_exit_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    a_report(account="Words.")

    assert candour("ledger", "verify") == 0
    assert "1 entries, 1 rows, 1 texts (0 disposed of), 0 checkpoints" in (said := capsys.readouterr().out)
    assert "Nothing differs." in said


def test_an_altered_record_gives_exit_status_1_and_the_first_row(capsys: pytest.CaptureFixture[str]) -> None:
    report = a_report()
    Report._base_manager.update(stage="closed")

    assert candour("ledger", "verify") == 1
    assert capsys.readouterr().out.startswith(f"Table trial_report, row {report.pk}: column stage: ")


def test_a_checkpoint_written_to_a_file_finds_a_shortened_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_report()
    kept = tmp_path / "kept.txt"
    assert candour("ledger", "checkpoint", "--out", str(kept)) == 0
    assert "In short form: 1 " in capsys.readouterr().err
    Report._base_manager.all().delete()
    for table in ("ledger_entry", "ledger_subject", "ledger_checkpoint"):
        attack(f"DELETE FROM {table}")
    attack("UPDATE ledger_head SET size = 0, frontier = %s", [b""])
    assert candour("ledger", "verify") == 0

    assert candour("ledger", "verify", "--checkpoint", str(kept)) == 1
    assert "it was shortened or an older copy was put back" in capsys.readouterr().out


def test_a_checkpoint_is_written_into_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    a_report()
    kept = tmp_path / "checkpoints" / "2026-03-02.txt"
    assert candour("ledger", "checkpoint", "--out", str(kept)) == 0
    assert kept.read_text(encoding="utf-8").splitlines()[1] == "1"


def test_a_file_that_cannot_be_written_is_one_plain_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_report()
    (tmp_path / "a-file").write_text("")
    assert candour("ledger", "proof", "0", "--out", str(tmp_path / "a-file" / "proof.json")) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_checkpoint_that_cannot_be_read_is_one_plain_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kept.txt").write_text("nonsense")

    assert candour("ledger", "verify", "--checkpoint", str(tmp_path / "kept.txt")) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert candour("ledger", "verify", "--checkpoint", str(tmp_path / "absent.txt")) == 1


def test_an_export_and_a_proof_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_report()

    assert candour("ledger", "export", str(tmp_path / "out")) == 0
    assert candour("ledger", "export", str(tmp_path / "out")) == 1
    assert candour("ledger", "proof", "0", "--out", str(tmp_path / "proof.json")) == 0
    assert json.loads((tmp_path / "proof.json").read_text())["index"] == 0
    assert candour("ledger", "proof", "5") == 1
    assert "The record has no entry 5." in capsys.readouterr().err


def test_a_key_is_made_once_and_replaced_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert candour("ledger", "key") == 0
    assert candour("ledger", "key") == 1
    assert "--replace" in capsys.readouterr().err
    assert candour("ledger", "key", "--replace") == 0
