"""An exhibit is read in the background: unit after unit, once, and a question about its dates goes to a person."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from django.db import connection
from django.utils import timezone
from django_q.models import OrmQ

from candour.evidence.actions import EvidenceRefused, import_exhibit, settle_dates
from candour.evidence.actions.importing import LONGEST_UNIT
from candour.evidence.codes import ImportState
from candour.evidence.formats.parquet import scan
from candour.evidence.imports.folders import (
    LINES,
    AlteredReading,
    folder_of,
    require_parts,
    require_unaltered,
)
from candour.evidence.imports.schema import looking
from candour.evidence.imports.units import run_unit
from candour.evidence.jobs import SCHEDULED, read_exhibit, resume_imports, resume_killed
from candour.evidence.models import Exhibit, Import, ImportProgress
from candour.evidence.store import path_of
from candour.evidence.worked.group import story
from candour.evidence.worked.telegram_json import telegram_json
from candour.evidence.worked.whatsapp_text import android_text
from candour.ledger.models import LedgerEntry
from tests.make.exhibits import (
    ADDED,
    AMBIGUOUS,
    CHAT,
    a_file,
    an_exhibit,
    an_import,
    an_investigator,
    read_to_the_end,
)
from tests.make.killed_import import read_and_be_killed
from tests.make.moments import at_nine

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AT = {"at": at_nine(ADDED), "on": ADDED}


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def asked(exhibit: Exhibit | None = None) -> Import:
    return import_exhibit(exhibit=exhibit or an_exhibit(), by=None, **AT)


def lines_of(row: Import) -> list[tuple[object, ...]]:
    with looking(folder_of(row.folder) / LINES) as found:
        return [tuple(one) for one in found.execute("SELECT * FROM line ORDER BY n")]


def zipped(**files: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.txt", content)
    return made.getvalue()


def test_what_was_read_is_listed_as_chats_with_their_days() -> None:
    row = an_import()
    assert (row.state, row.records) == (ImportState.READ, 5)
    chat = row.exhibit.chats.get()
    assert (chat.conversation, chat.messages, chat.format) == ("Relief", 5, "whatsapp-text")
    assert (chat.first_day, chat.last_day) == (date(2023, 1, 13), date(2023, 1, 20))


def test_asking_puts_it_in_the_queue_and_it_is_read_by_one_worker_only() -> None:
    row = asked()
    assert OrmQ.objects.count() == 1
    with pytest.raises(EvidenceRefused, match="being read already"):
        asked(row.exhibit)
    ImportProgress.objects.update(leased_until=timezone.now() + timedelta(seconds=30))
    assert read_exhibit(str(row.pk)) == "not-mine"


def test_a_unit_whose_time_is_up_hands_over_to_the_next() -> None:
    row = asked()
    assert read_exhibit(str(row.pk), 0) == "more"
    assert OrmQ.objects.count() == 2
    assert read_to_the_end(row).state == ImportState.READ


def test_a_second_reading_finds_the_same_files_and_adds_nothing() -> None:
    first = an_import()
    before, lines = sorted(folder_of(first.folder).iterdir()), lines_of(first)
    second = an_import(first.exhibit)
    assert (second.number, second.manifest, second.records) == (2, first.manifest, first.records)
    assert sorted(folder_of(second.folder).iterdir()) == before
    assert lines_of(second) == lines
    assert second.exhibit.chats.count() == 1


def test_the_record_holds_hashes_and_counts_and_no_word_of_a_message() -> None:
    row = an_import()
    bodies = b"".join(bytes(one.body) for one in LedgerEntry.objects.all())
    assert row.manifest.encode() in bodies
    for word in (b"van keys", b"Briar", b"Relief"):
        assert word not in bodies


def test_several_chats_of_an_archive_are_read_each_as_its_own() -> None:
    exhibit = an_exhibit(content=zipped(one=CHAT, two=android_text(story())))
    row = an_import(exhibit)
    assert row.state == ImportState.READ
    assert exhibit.chats.count() == 2
    assert {chat.messages for chat in exhibit.chats.all()} == {5, 153}


def test_any_format_that_the_readers_know_may_be_imported() -> None:
    exhibit = an_exhibit(content=telegram_json(story()))
    row = an_import(exhibit)
    assert row.state == ImportState.READ
    assert exhibit.chats.get().format == "telegram"
    with looking(folder_of(row.folder) / LINES) as found:
        kinds = {one[0] for one in found.execute("SELECT DISTINCT kind FROM attached")}
    assert {"reaction", "reply"} <= kinds


def test_where_day_and_month_cannot_be_told_apart_a_person_is_asked_and_the_answer_recorded() -> None:
    case_file = a_file()
    exhibit, by = an_exhibit(case_file, content=AMBIGUOUS), an_investigator(case_file)
    row = an_import(exhibit)
    assert row.state == ImportState.NEEDS_ORDER
    assert not exhibit.chats.exists(), "nothing is shown under a guess"
    answered = settle_dates(exhibit=exhibit, order="mdy", by=by, **AT)
    assert read_to_the_end(answered).state == ImportState.READ
    assert exhibit.chats.get().first_day == date(2023, 1, 2)
    entry = LedgerEntry.objects.order_by("-index")[1]
    assert b'"date_order":"mdy"' in bytes(entry.body)


def test_an_answer_is_taken_only_where_one_is_needed() -> None:
    case_file = a_file()
    exhibit, by = an_exhibit(case_file), an_investigator(case_file)
    an_import(exhibit)
    with pytest.raises(EvidenceRefused, match="need no answer"):
        settle_dates(exhibit=exhibit, order="mdy", by=by, **AT)


def test_a_file_in_no_known_format_says_so_without_its_content_or_its_place_on_the_machine(tmp_path) -> None:
    row = an_import(an_exhibit(content="a shopping list\nwith apples\n"))
    assert row.state == ImportState.UNREADABLE
    assert "not a conversation in a format that is read" in row.trouble
    assert "apples" not in row.trouble
    assert str(tmp_path) not in row.trouble
    assert not row.exhibit.chats.exists()


def test_an_altered_exhibit_is_not_read() -> None:
    row = asked()
    path = path_of(row.exhibit.sha256)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    assert read_exhibit(str(row.pk)) == ImportState.UNREADABLE
    assert not (folder_of(row.folder) / LINES).exists()


def test_a_changed_manifest_and_a_changed_part_are_noticed() -> None:
    row = an_import()
    folder = folder_of(row.folder)
    require_unaltered(folder, row.manifest)
    require_parts(folder)
    part = next(folder.glob("*.parquet"))
    part.chmod(0o600)
    part.write_bytes(b"something else")
    with pytest.raises(AlteredReading, match="was altered"):
        require_parts(folder)
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(AlteredReading, match="read again"):
        require_unaltered(folder, row.manifest)


def test_the_lines_are_those_of_the_parquet() -> None:
    row = an_import(an_exhibit(content=android_text(story())))
    records = scan(folder_of(row.folder)).filter(~pl.col("inner") & (pl.col("kind") != "edit")).collect()
    assert [line[6] for line in lines_of(row)] == [str(start) for start in records["start"]]


def test_a_long_chat_is_laid_out_some_lines_at_a_time_and_comes_out_the_same(
    tmp_path: Path, settings, monkeypatch
) -> None:
    content = zipped(one=CHAT, two=android_text(story()))
    whole = lines_of(an_import(an_exhibit(content=content)))
    settings.EVIDENCE_ROOT = tmp_path / "another"
    monkeypatch.setattr("candour.evidence.imports.lines.LINES_AT_ONCE", 50)
    row = an_import(an_exhibit(content=content), seconds=0.01)
    assert lines_of(row) == whole
    with looking(folder_of(row.folder) / LINES) as found:
        assert found.execute("SELECT sum(lines) FROM day").fetchone()[0] == len(whole)


def test_an_import_that_stopped_too_often_at_one_place_is_given_up() -> None:
    row = asked()
    ImportProgress.objects.update(attempts=5)
    assert read_exhibit(str(row.pk)) == ImportState.UNREADABLE
    assert "several times" in Import.objects.get().trouble


def test_while_a_large_source_is_read_its_page_says_how_far_it_is_and_nobody_else_takes_it_up(
    monkeypatch,
) -> None:
    row = asked(an_exhibit(content=android_text(story())))
    ImportProgress.objects.update(attempts=3)
    monkeypatch.setattr("candour.evidence.imports.units.HEARTBEAT", 0)
    monkeypatch.setattr("candour.evidence.formats.whatsapp.cutting._BLOCK", 4_000)
    told: list[tuple[int, int]] = []

    def killed(*_: object) -> None:
        now = ImportProgress.objects.get()
        told.append((now.done, now.total))
        raise KeyboardInterrupt

    monkeypatch.setattr("candour.evidence.imports.units.write_manifest", killed)
    with pytest.raises(KeyboardInterrupt):
        read_exhibit(str(row.pk))
    assert told == [(100, 100)]
    progress = ImportProgress.objects.get()
    assert progress.leased_until > timezone.now()
    assert progress.attempts == 4, "what was read of a source that was not read to its end resets no count"


def test_how_far_a_source_is_read_is_told_in_hundredths_of_its_bytes(monkeypatch) -> None:
    row = asked(an_exhibit(content=android_text(story())))
    monkeypatch.setattr("candour.evidence.imports.units.HEARTBEAT", 0)
    monkeypatch.setattr("candour.evidence.formats.whatsapp.cutting._BLOCK", 4_000)
    told: list[tuple[int, int]] = []
    assert run_unit(row, lambda *_: None, lambda *now: told.append(now))
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == (100, 100)


def test_the_queue_lets_one_large_source_be_read_to_its_end() -> None:
    asked()
    assert OrmQ.objects.get().task["timeout"] == LONGEST_UNIT


def test_an_import_that_no_worker_holds_is_put_back_into_the_queue() -> None:
    asked()
    OrmQ.objects.all().delete()
    ImportProgress.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert resume_imports() == 1
    assert OrmQ.objects.count() == 1


def test_one_whose_worker_was_killed_is_put_back_within_a_minute_and_not_again_while_it_waits() -> None:
    asked()
    OrmQ.objects.all().delete()
    assert resume_killed() == 0, "it waits its turn"
    ImportProgress.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert [resume_killed(), resume_killed()] == [1, 0]
    assert OrmQ.objects.count() == 1
    assert SCHEDULED["candour.evidence.jobs.resume_killed"] == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("steps", [0, 1, 4, 6])
def test_killed_at_any_step_it_goes_on_and_finds_what_an_unkilled_reading_finds(
    tmp_path: Path, settings, steps: int
) -> None:
    content = zipped(one=CHAT, two=android_text(story()))
    row = asked(an_exhibit(content=content))
    connection.close()
    assert read_and_be_killed(str(row.pk), steps=steps) == -9
    ImportProgress.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert resume_imports() == 1
    resumed = read_to_the_end(row)
    lines = lines_of(resumed)
    settings.EVIDENCE_ROOT = tmp_path / "another"
    whole = an_import(an_exhibit(content=content))
    assert (resumed.state, resumed.manifest) == (ImportState.READ, whole.manifest)
    assert lines == lines_of(whole)
