"""Checkpoints are signed notes; the key is made once, kept closed, and its successors are listed."""

from pathlib import Path
from typing import Any

import pytest

from candour.ledger.appending import read_head
from candour.ledger.checkpoints import (
    UnreadableCheckpoint,
    checkpoint,
    latest_checkpoint,
    read_checkpoint,
    stored_checkpoints,
)
from candour.ledger.keys import NoSigningKey, PublicKey, key_path, make_key, public_keys, signing_key
from tests.make.reports import NOON, a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial", "own_key")]


@pytest.fixture
def own_key(settings: Any, tmp_path: Path) -> None:
    settings.SIGNING_KEY = tmp_path / "keys" / "key.pem"
    settings.PUBLIC_ADDRESS = "https://record.example"
    settings.DEMONSTRATION = True


def test_a_checkpoint_states_origin_size_root_and_moment_and_is_signed() -> None:
    a_report()
    signed = checkpoint(at=NOON)

    assert (signed.origin, signed.size, signed.root) == ("record.example/record", 1, read_head().root)
    assert signed.text.splitlines()[3] == "at 2026-11-20T12:00:00.000000Z"
    assert signed.signed_by(public_keys()[signed.key_id])
    assert stored_checkpoints() == [signed] == [latest_checkpoint()]


def test_a_checkpoint_reads_back_from_its_text_also_with_a_witness_below() -> None:
    signed = checkpoint(at=NOON)

    assert read_checkpoint(signed.text) == signed
    assert read_checkpoint(signed.text + "— witness.example AAAAAAAA\n") == signed


@pytest.mark.parametrize("line", range(4))
def test_a_changed_line_breaks_the_signature(line: int) -> None:
    signed = checkpoint(at=NOON)
    changed = ["other.example/record", "7", "A" * 43 + "=", "at 2026-11-21T12:00:00.000000Z"][line]
    lines = signed.text.split("\n")
    lines[5] = lines[5].replace(lines[line], changed) if line == 0 else lines[5]
    lines[line] = changed

    forged = read_checkpoint("\n".join(lines))

    assert forged != signed
    assert not forged.signed_by(public_keys()[signed.key_id])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\nb\nc\nd\n\n",
        "o\nx\nAA==\nat 2026-11-20\n\n— o AAAA\n",
        "o\n1\n!!\nat 2026-11-20\n\n— o AAAA\n",
        "o\n1",
    ],
)
def test_what_is_no_checkpoint_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(UnreadableCheckpoint, match="checkpoint"):
        read_checkpoint(text)


def test_the_short_form_fits_a_line_of_a_letter() -> None:
    a_report()
    signed = checkpoint(at=NOON)

    size, digits = signed.short.split(" ")
    assert size == "1"
    assert digits.replace("-", "") == signed.root.hex()[:16]
    assert [len(group) for group in digits.split("-")] == [4, 4, 4, 4]


def test_the_latest_checkpoint_is_given_only_where_it_reaches_far_enough() -> None:
    a_report()
    signed = checkpoint(at=NOON)
    a_report()

    assert latest_checkpoint(covering=0) == signed
    assert latest_checkpoint(covering=1) is None


def test_the_demonstration_makes_a_key_that_only_its_owner_reads() -> None:
    signing_key()

    assert key_path().stat().st_mode & 0o777 == 0o600


def test_elsewhere_a_missing_key_is_an_error_that_says_how_to_make_one(settings: Any) -> None:
    settings.DEMONSTRATION = False

    with pytest.raises(NoSigningKey, match="candour ledger key"):
        checkpoint(at=NOON)
    assert not key_path().exists()


def test_a_key_that_others_may_read_is_not_used() -> None:
    make_key()
    key_path().chmod(0o644)

    with pytest.raises(NoSigningKey, match="chmod 600"):
        signing_key()


def test_a_key_is_never_overwritten_unasked_and_older_ones_stay_listed() -> None:
    first = make_key()
    old = checkpoint(at=NOON)
    with pytest.raises(NoSigningKey, match="--replace"):
        make_key()

    second = make_key(replace=True)

    assert set(public_keys()) == {first.id, second.id}
    assert old.signed_by(public_keys()[old.key_id])
    assert checkpoint(at=NOON.replace(hour=13)).key_id == second.id


def test_the_name_in_the_key_list_outlives_a_change_of_address(settings: Any) -> None:
    make_key()
    settings.PUBLIC_ADDRESS = "https://moved.example/candour"

    assert checkpoint(at=NOON).origin == "record.example/record"


def test_a_listed_key_whose_id_does_not_fit_is_refused() -> None:
    line = make_key().line

    with pytest.raises(ValueError, match="does not have the id"):
        PublicKey.read(line.replace("record.example", "other.example"))
