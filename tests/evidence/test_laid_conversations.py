"""A large joined conversation is laid once and kept: whoever looks next reads it, and nothing that was altered is used."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from django_q.models import OrmQ

from candour.accounts.models import User
from candour.evidence import laid as laying
from candour.evidence.actions.joining import join_chats, part_chats
from candour.evidence.actions.people import tie_people
from candour.evidence.erasing.readings import folders_of, take_away
from candour.evidence.jobs import lay_joined
from candour.evidence.joined import Laid, parts_of
from candour.evidence.models import Exhibit, Joining
from tests.make.exhibits import ADDED, a_file, a_read_exhibit, an_investigator
from tests.make.moments import at_nine

pytestmark = pytest.mark.django_db
NOW = {"at": at_nine(ADDED), "on": ADDED}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forty messages are many here."""
    settings.EVIDENCE_ROOT = tmp_path
    for module in ("candour.evidence.laid", "candour.evidence.actions.laying"):
        monkeypatch.setattr(f"{module}.LARGE", 40)
    laying._laid.cache_clear()
    yield
    laying._laid.cache_clear()


def a_chat(*, but: range = range(0)) -> str:
    first = datetime.fromisoformat("2023-01-13T06:40:00")
    said = (
        f"{first + timedelta(minutes=7 * at):%d/%m/%Y, %H:%M} - Pc {'Alder' if at % 3 else 'Briar'}: number {at}\n"
        for at in range(60)
        if at not in but
    )
    return "".join(said)


@pytest.fixture
def joining() -> Joining:
    file = a_file()
    one = a_read_exhibit(file, content=a_chat())
    other = a_read_exhibit(file, content=a_chat(but=range(20, 24)), reference="HLM/2")
    chats = [one.chats.get(), other.chats.get()]
    return join_chats(case_file=file, chats=chats, by=None, **NOW)


def kept(root: Path) -> list[Path]:
    return sorted((root / "laid").glob("*"))


def laid_anew(joining: Joining) -> Laid:
    """As in a process that has not laid it."""
    laying._laid.cache_clear()
    return Laid(parts_of(joining)[0])


def test_joining_large_chats_has_them_laid_in_the_background(joining: Joining, tmp_path: Path) -> None:
    asked = [one.task for one in OrmQ.objects.all()]

    assert [one["args"] for one in asked if one["func"].endswith("lay_joined")] == [(str(joining.pk),)]
    assert kept(tmp_path) == []
    assert lay_joined(str(joining.pk)) == "laid"
    assert len(kept(tmp_path)) == 1


def test_what_is_kept_is_read_as_it_was_laid(joining: Joining, tmp_path: Path) -> None:
    first = laid_anew(joining).whole()
    (made,) = kept(tmp_path)
    written = made.stat().st_mtime_ns

    again = laid_anew(joining).whole()

    assert again is not first
    assert made.stat().st_mtime_ns == written
    assert again.merged.placed.equals(first.merged.placed)
    assert again.merged.found.equals(first.merged.found)
    assert again.merged.clocks == first.merged.clocks
    assert {source: one.height for source, one in again.merged.pairs.items()} == {
        source: one.height for source, one in first.merged.pairs.items()
    }
    assert (again.stays, again.shares, again.differences) == (first.stays, first.shares, first.differences)


@pytest.mark.parametrize("what", ["placed.parquet", "layout.json"])
def test_what_was_altered_on_the_disk_is_not_used(joining: Joining, tmp_path: Path, what: str) -> None:
    first = laid_anew(joining).whole()
    path = kept(tmp_path)[0] / what
    if what == "placed.parquet":
        pl.read_parquet(path).with_columns(pl.lit("Pc Nobody").alias("sender")).write_parquet(path)
    else:
        head = json.loads(path.read_text())
        path.write_text(json.dumps({**head, "head": head["head"].replace("minute", "second")}))

    again = laid_anew(joining).whole()

    assert again.merged.placed.equals(first.merged.placed)


def test_a_name_that_is_tied_anew_has_it_laid_anew(joining: Joining, tmp_path: Path) -> None:
    laid_anew(joining)
    exhibit = Exhibit.objects.get(reference="HLM/2")
    before = OrmQ.objects.count()

    tie_people(exhibit=exhibit, persons={"Pc Alder": "Alex Alder"}, by=None, **NOW)

    assert OrmQ.objects.count() == before + 1
    assert "Alex Alder" in laid_anew(joining).whole().timeline.people()
    assert len(kept(tmp_path)) == 2


def test_once_something_is_erased_from_what_was_read_nothing_laid_is_kept(
    joining: Joining, tmp_path: Path
) -> None:
    laid_anew(joining)

    take_away(folders_of(Exhibit.objects.get(reference="HLM/2").sha256)[0])

    assert kept(tmp_path) == []


def test_chats_that_were_taken_apart_are_not_laid(joining: Joining, tmp_path: Path) -> None:
    somebody: User = an_investigator(joining.case_file)
    part_chats(joining=joining, because="Two groups of one name.", by=somebody, **NOW)

    assert lay_joined(str(joining.pk)) == "apart"
    assert kept(tmp_path) == []


def test_a_gap_is_told_of_a_phone_that_stands_before_and_after_it(joining: Joining) -> None:
    laid = laid_anew(joining)

    assert [(one.held, one.alone, one.lacking) for one in laid.whole().shares] == [(60, 4, 0), (56, 0, 4)]
    assert len(laid.whole().places) == 60
