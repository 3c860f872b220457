"""`candour setup`: what a real installation has from its first minute, and that a second run changes nothing."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest


def set_up(store: Path) -> str:
    """Outside the demonstration, as somebody who installs it would."""
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    real = {
        "CANDOUR_STORE": str(store),
        "CANDOUR_DEMONSTRATION": "0",
        "DATABASE_URL": "",
        "CANDOUR_SECRET_KEY": "only-for-this-test-" + "x" * 40,
        "CANDOUR_HOSTS": "complaints.example",
    }
    command = [sys.executable, "-m", "candour.web.command", "setup"]
    done = subprocess.run(command, env={**own, **real}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def public_pages(store: Path) -> dict[str, str]:
    with sqlite3.connect(next(store.rglob("*.sqlite3"))) as database:
        return dict(
            database.execute("SELECT path, sha256 FROM publishing_publicpage WHERE snapshot_id IS NULL")
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("installed")
    set_up(store)
    return store


def test_the_public_registers_stand_before_anything_is_published(installed: Path) -> None:
    pages = public_pages(installed)
    assert {"/publications/", "/publications/investigations/", "/publications/feed.atom", "/glossary/"} <= {
        *pages
    }


def test_a_second_setup_leaves_every_public_page_as_it_is(installed: Path) -> None:
    before = public_pages(installed)
    set_up(installed)
    assert public_pages(installed) == before


def test_outside_the_demonstration_there_is_no_made_up_body(installed: Path) -> None:
    with sqlite3.connect(next(installed.rglob("*.sqlite3"))) as database:
        assert database.execute("SELECT count(*) FROM bodies_body WHERE fictional").fetchone() == (0,)


def test_a_verb_where_nothing_is_set_up_says_what_to_do(tmp_path: Path):
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "candour.web.command", "ledger", "verify"]
    given = {"CANDOUR_STORE": str(tmp_path), "CANDOUR_DEMONSTRATION": "1", "DATABASE_URL": ""}
    done = subprocess.run(command, env={**own, **given}, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.strip() == f"Nothing is set up in {tmp_path} yet: run 'candour setup' first."
