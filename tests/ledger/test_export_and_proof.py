"""What leaves the house can be checked by anybody with Python, and fails when anything in it was changed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.ledger import verifier
from candour.ledger.checkpoints import checkpoint
from candour.ledger.exporting import CannotExport, export
from candour.ledger.keys import public_keys_path
from candour.ledger.reading import NoSuchEntry, entry_verifies, proof
from tests.make.emptying import attack
from tests.make.forging import alter_body
from tests.make.reports import NOON, a_report

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("trial")]


@pytest.fixture
def seven_entries(settings: Any, tmp_path: Path) -> None:
    """Seven entries; checkpoints over the first three and over six."""
    settings.SIGNING_KEY = tmp_path / "key.pem"
    for number in range(7):
        a_report(pages=number, account="Words that stay here.")
        if number in {2, 5}:
            checkpoint(at=NOON.replace(hour=number))


@pytest.fixture
def exported(seven_entries: None, tmp_path: Path) -> Path:
    export(tmp_path / "out")
    return tmp_path / "out"


def check(what: Path, *options: str) -> tuple[int, str]:
    """Runs the exported verifier where neither Django nor this package can be imported."""
    program = what / "verifier.py" if what.is_dir() else Path(verifier.__file__)
    call = [sys.executable, "-I", "-S", str(program), str(what), *options]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd="/")
    return done.returncode, done.stdout + done.stderr


def test_an_untouched_export_agrees(exported: Path) -> None:
    status, said = check(exported)

    assert (status, said.splitlines()[-1]) == (0, "Everything agrees.")
    assert said.startswith("7 entries.")


def test_an_export_holds_no_text(exported: Path) -> None:
    everything = b"".join(path.read_bytes() for path in exported.rglob("*") if path.is_file())

    assert b"Words that stay here" not in everything


def replace_in(path: Path, old: str, new: str) -> None:
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_an_altered_entry_is_found(exported: Path) -> None:
    replace_in(exported / "entries.jsonl", '"pages":1,', '"pages":9,')

    status, said = check(exported)

    assert status == 1
    assert "the first 3 entries are not those that were signed" in said


def test_entries_cut_off_at_the_end_are_found(exported: Path) -> None:
    lines = (exported / "entries.jsonl").read_text().splitlines(keepends=True)
    (exported / "entries.jsonl").write_text("".join(lines[:5]))

    status, said = check(exported)

    assert status == 1
    assert "was signed over 6 entries and the export holds 5: entries were cut off" in said


def test_an_entry_spelt_otherwise_is_found_although_it_says_the_same(exported: Path) -> None:
    replace_in(exported / "entries.jsonl", '"pages":6,', '"pages": 6,')

    assert "Entry 6 is not written in the record's one spelling" in check(exported)[1]


def test_a_forged_checkpoint_is_found(exported: Path) -> None:
    [first, _] = sorted((exported / "checkpoints").iterdir())
    replace_in(first, "T02:00", "T03:00")

    status, said = check(exported)

    assert status == 1
    assert "the signature is false" in said


def test_keys_from_elsewhere_expose_a_record_signed_by_somebody_else(exported: Path, tmp_path: Path) -> None:
    raw = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    from candour.ledger.keys import PublicKey

    (tmp_path / "mine.txt").write_text(PublicKey("127.0.0.1:8000/record", raw).line + "\n")

    status, said = check(exported, "--keys", str(tmp_path / "mine.txt"))

    assert status == 1
    assert "none of the known public keys signed it" in said


def test_the_short_form_on_a_letter_can_be_checked(exported: Path) -> None:
    a_report()
    signed = checkpoint(at=NOON)

    assert check(exported, "--short", signed.short)[0] == 1
    export(exported.with_name("later"))
    assert check(exported.with_name("later"), "--short", signed.short)[0] == 0
    assert check(exported.with_name("later"), "--short", "3 0000-0000-0000-0000")[0] == 1


def test_a_witness_s_checkpoint_can_be_brought_along(exported: Path, tmp_path: Path) -> None:
    a_report()
    (tmp_path / "kept.txt").write_text(checkpoint(at=NOON).text)

    status, said = check(exported, "--checkpoint", str(tmp_path / "kept.txt"))

    assert status == 1
    assert "was signed over 8 entries and the export holds 7" in said


@pytest.mark.parametrize(
    ("name", "content"),
    [("keys.txt", "nonsense"), ("checkpoints/x.txt", "nonsense"), ("entries.jsonl", "{}")],
)
def test_a_file_that_cannot_be_read_is_named(exported: Path, name: str, content: str) -> None:
    (exported / name).write_text(content)

    status, said = check(exported)

    assert status == 2
    assert said.startswith(f"Cannot check {exported}: ")
    assert "Traceback" not in said


def test_an_export_never_overwrites_and_appears_only_when_complete(exported: Path) -> None:
    with pytest.raises(CannotExport, match="exists"):
        export(exported)

    attack('DELETE FROM ledger_entry WHERE "index" = 3')
    with pytest.raises(CannotExport, match="Entry 3 is missing or broken"):
        export(exported.with_name("broken"))
    assert not exported.with_name("broken").exists()


@pytest.mark.parametrize("index", range(7))
def test_each_entry_can_be_taken_away_with_its_proof(seven_entries: None, tmp_path: Path, index: int) -> None:
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(proof(index)))
    keys = ["--keys", str(public_keys_path())]

    status, said = check(path, *keys)
    assert (status, said.splitlines()[-1]) == (0, "Everything agrees.")
    assert ("No checkpoint covers this entry yet" in said) == (index == 6)

    replace_in(path, f'\\"pages\\":{index}', '\\"pages\\":9')
    assert check(path, *keys)[0] == 1


@pytest.mark.parametrize("part", ["size", "root", "checkpoint", "path"])
def test_a_proof_with_a_changed_part_fails(seven_entries: None, tmp_path: Path, part: str) -> None:
    changed = proof(1)
    other = proof(6) | {"checkpoint": changed["checkpoint"].replace("at 2026", "at 2025")}
    (tmp_path / "proof.json").write_text(json.dumps(changed | {part: other[part]}))

    assert check(tmp_path / "proof.json", "--keys", str(public_keys_path()))[0] == 1


def test_a_file_that_is_no_proof_is_refused_in_one_line(seven_entries: None, tmp_path: Path) -> None:
    (tmp_path / "proof.json").write_text('{"index": 1}')

    status, said = check(tmp_path / "proof.json", "--keys", str(public_keys_path()))

    assert (status, len(said.splitlines())) == (2, 1)


def test_an_entry_verifies_until_it_is_touched(seven_entries: None) -> None:
    assert all(entry_verifies(index) for index in range(7))

    alter_body(4, b"{}")

    assert [index for index in range(7) if not entry_verifies(index)] == [4]
    assert not entry_verifies(7)
    with pytest.raises(NoSuchEntry, match="no entry 7"):
        proof(7)


@settings(max_examples=15)
@given(st.binary(max_size=80), st.integers(0, 511))
def test_the_verifier_s_own_ed25519_agrees_with_the_library(message: bytes, bit: int) -> None:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    signature = private.sign(message)
    flipped = (int.from_bytes(signature, "big") ^ 1 << bit).to_bytes(64, "big")

    assert verifier.ed25519_holds(public, message, signature)
    assert not verifier.ed25519_holds(public, message, flipped)
    assert not verifier.ed25519_holds(public, message + b"x", signature)
    assert not verifier.ed25519_holds(public[:31], message, signature)
