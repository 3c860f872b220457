"""Schedules for the hearing: what is used, unused and sensitive, less what is left out; as papers and as a bundle."""

import hashlib
import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from odfdo import Document
from pypdf import PdfReader

from candour.accounts.codes import Role
from candour.accounts.models import User
from candour.accounts.permissions import NotPermitted
from candour.evidence.actions import EvidenceRefused
from candour.evidence.actions.scheduling import NewPlacing, place_on_schedule, spans_of
from candour.evidence.codes import Beyond, Schedule
from candour.evidence.imports.folders import folder_of
from candour.evidence.models import Bundle, Exhibit, Item
from candour.evidence.schedules.gathering import schedules_of
from candour.evidence.schedules.printing import schedule_pdf
from candour.evidence.schedules.rows import redacted
from candour.ledger.models import LedgerEntry
from tests.make.accounts import a_user, appointed, signed_in
from tests.make.exhibits import (
    ADDED,
    a_file,
    a_marking,
    a_read_exhibit,
    a_scope,
    an_investigator,
    place_of,
)
from tests.make.moments import at_nine

pytestmark = pytest.mark.django_db
AT = {"at": at_nine(ADDED), "on": ADDED}
INSULT, SECOND, THIRD = "[insult]", "van keys", "kit check"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def three_items() -> tuple[Client, Exhibit, User, list[Item]]:
    case_file = a_file()
    exhibit, by = a_read_exhibit(case_file), an_investigator(case_file)
    items = [a_marking(exhibit, by, words).item for words in (INSULT, SECOND, THIRD)]
    return signed_in(by), exhibit, by, items


def placed(
    item: Item, schedule: str, by: User, left_out: tuple[tuple[int, int], ...] = (), reasons: str = ""
) -> None:
    placing = NewPlacing(schedule, left_out, reasons or ("It names a victim." if left_out else ""))
    place_on_schedule(item=item, placing=placing, by=by, **AT)


def all_placed() -> tuple[Client, Exhibit, User]:
    """One used with a word left out, one unused, one sensitive."""
    client, exhibit, by, (first, second, third) = three_items()
    placed(first, Schedule.USED, by, ((5, 13),))
    placed(second, Schedule.UNUSED, by)
    placed(third, Schedule.SENSITIVE, by, reasons="It shows how watches are kept.")
    return client, exhibit, by


def downloaded(client: Client, which: str, form: str, exhibit: Exhibit) -> bytes:
    answer = client.get(f"/exhibits/schedules/{which}.{form}/{exhibit.case_file.reference}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return bytes(answer.content)


def words_of_pdf(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def words_of_ods(content: bytes) -> str:
    tables = Document(BytesIO(content)).body.tables
    return "\n".join(str(value) for table in tables for row in table.get_values() for value in row)


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def a_bundle() -> tuple[dict[str, bytes], Exhibit]:
    client, exhibit, _ = all_placed()
    assert client.post(f"/exhibits/bundle/{exhibit.case_file.reference}/").status_code == 302
    made = Bundle.objects.get()
    answer = client.get(f"/exhibits/bundles/{made.pk}.zip")
    assert answer["Content-Type"] == "application/zip"
    assert hashlib.sha256(answer.content).hexdigest() == made.sha256
    return unpacked(answer.content), exhibit


def test_each_item_stands_where_it_was_placed_last_and_the_rest_are_named_as_unplaced() -> None:
    _, exhibit, by, (first, second, third) = three_items()
    placed(first, Schedule.UNUSED, by)
    placed(first, Schedule.USED, by)
    found = schedules_of(exhibit.case_file)
    assert [row.mark for row in found.used] == [first.mark]
    assert found.unused == []
    assert sorted(found.unplaced) == sorted([second.mark, third.mark])


def test_what_is_left_out_is_counted_and_its_length_is_not_shown() -> None:
    _, exhibit, _by = all_placed()
    (row,) = schedules_of(exhibit.case_file).used
    assert (row.passages, row.letters) == (1, 8)
    assert row.words == "that ████████████ again"
    assert redacted("abcdef", [(0, 1), (2, 5)]) == "████████████b████████████f"


@pytest.mark.parametrize("form", ["pdf", "ods"])
def test_no_word_that_is_left_out_or_kept_back_stands_in_any_paper(form: str) -> None:
    client, exhibit, _ = all_placed()
    read = words_of_pdf if form == "pdf" else words_of_ods
    papers = {which: read(downloaded(client, which, form, exhibit)) for which in Schedule}
    assert "Take that down" in papers["used"], "the context is there"
    for text in papers.values():
        assert "insult" not in text
    for which in ("used", "unused"):
        assert "kit check" not in papers[which]
    assert "kit check" not in papers["sensitive"]
    assert "how watches are kept" in papers["sensitive"]
    assert "passages 1, letters 8, in items 1" in papers["used"]


def test_a_paper_of_what_is_used_carries_source_coding_and_exposure() -> None:
    client, exhibit, _ = all_placed()
    text = words_of_pdf(downloaded(client, "used", "pdf", exhibit))
    source = place_of(exhibit, INSULT)
    assert source.source in text.replace(" ", "")
    assert "sent it: Pc Cedar" in text
    assert "Pc Briar" in text


def test_the_same_schedule_gives_the_same_pdf_and_emoji_are_printed_by_name() -> None:
    case_file = a_file()
    exhibit = a_read_exhibit(case_file, content="13/01/2023, 06:40 - Pc Alder: that [insult] 😂\n")
    by = an_investigator(case_file)
    placed(a_marking(exhibit, by).item, Schedule.USED, by)
    found = schedules_of(case_file)
    first = schedule_pdf(case_file, found, "used", on=ADDED)
    assert schedule_pdf(case_file, found, "used", on=ADDED) == first
    assert "[face with tears of joy]" in words_of_pdf(first)


def test_a_context_line_that_is_kept_back_elsewhere_is_kept_back_here_too() -> None:
    client, exhibit, by, (first, second, _) = three_items()
    placed(first, Schedule.USED, by)
    placed(second, Schedule.SENSITIVE, by, reasons="It names a vehicle.")
    assert "van keys" not in words_of_pdf(downloaded(client, "used", "pdf", exhibit))


def test_what_lies_outside_the_scope_is_counted_and_not_shown() -> None:
    from datetime import date

    client, exhibit, _by = all_placed()
    a_scope(exhibit, first_day=date(2023, 1, 14), last_day=date(2023, 1, 14), beyond=Beyond.REFUSED)
    found = schedules_of(exhibit.case_file)
    assert (len(found.used), len(found.unused), found.outside) == (1, 0, 2)
    assert "2 items lie outside the scope" in words_of_pdf(downloaded(client, "used", "pdf", exhibit))


@pytest.mark.parametrize(
    ("placing", "why"),
    [
        (NewPlacing(Schedule.SENSITIVE), "Say why"),
        (NewPlacing(Schedule.USED, ((0, 3),)), "Say why"),
    ],
)
def test_keeping_back_and_leaving_out_need_a_reason(placing: NewPlacing, why: str) -> None:
    _, _, by, (first, *_) = three_items()
    with pytest.raises(EvidenceRefused, match=why):
        place_on_schedule(item=first, placing=placing, by=by, **AT)


def test_passages_are_left_out_wherever_they_stand_and_must_stand_there() -> None:
    assert spans_of("that cat and that dog", ["that"]) == ((0, 4), (13, 17))
    assert spans_of("aaaa", ["aaa"]) == ((0, 4),)
    with pytest.raises(EvidenceRefused, match="word for word"):
        spans_of("that cat", ["That"])


def test_an_item_is_placed_on_its_page_and_a_passage_that_is_not_there_is_said_to_be() -> None:
    client, exhibit, _, (first, *_) = three_items()
    at = f"{first.get_absolute_url()}schedule/"
    wrong = {"schedule": "used", "passages": "nothing like it", "reasons": "x"}
    assert "word for word" in client.post(at, wrong).content.decode()
    given = {"schedule": "used", "passages": "[insult]", "reasons": "It names a victim."}
    assert client.post(at, given).status_code == 302
    shown = client.get(f"/exhibits/schedules/{exhibit.case_file.reference}/").content.decode()
    assert "1 passage, 8 letters" in shown
    assert "insult" not in shown
    assert "[insult]" in client.get(at).content.decode(), "what was left out is filled in again"


def test_the_bundle_holds_what_is_used_and_only_numbers_of_the_rest() -> None:
    files, _ = a_bundle()
    assert {"index.html", "item-1.html", "verify.html", "hashes.txt", "schedule.pdf"} <= {*files}
    assert "item-2.html" not in files
    pages = b"".join(content for name, content in files.items() if name.endswith(".html")).decode()
    assert "Take that down" in pages
    assert "1 item is kept back as sensitive" in pages
    for words in ("insult", "kit check", "how watches", "http://", "https://"):
        assert words not in pages.replace("http-equiv", "")


def test_every_file_of_the_bundle_is_listed_with_its_hash_and_the_list_is_on_the_record() -> None:
    files, _ = a_bundle()
    listed = dict(reversed(line.split("  ")) for line in files["hashes.txt"].decode().splitlines())
    assert {*listed} == {*files} - {"hashes.txt"}
    assert all(hashlib.sha256(files[name]).hexdigest() == found for name, found in listed.items())
    made = Bundle.objects.get()
    assert made.list_sha256 == hashlib.sha256(files["hashes.txt"]).hexdigest()
    assert made.list_sha256.encode() in bytes(LedgerEntry.objects.order_by("-index").first().body)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs the tool that the page names")
def test_the_list_is_in_the_form_that_sha256sum_checks(tmp_path: Path) -> None:
    files, _ = a_bundle()
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    checked = subprocess.run(
        ["sha256sum", "-c", "hashes.txt"], cwd=tmp_path, check=False, capture_output=True
    )
    assert checked.returncode == 0


def test_only_who_may_schedule_places_and_bundles() -> None:
    _, exhibit, _, (first, *_) = three_items()
    handler = appointed(a_user("Handler"), Role.COMPLAINT_HANDLER, exhibit.case_file).user
    with pytest.raises(NotPermitted):
        placed(first, Schedule.USED, handler)
    client = signed_in(handler)
    assert client.post(f"/exhibits/bundle/{exhibit.case_file.reference}/").status_code == 403
    assert client.get(f"{first.get_absolute_url()}schedule/").status_code == 403
    assert client.get(f"/exhibits/schedules/{exhibit.case_file.reference}/").status_code == 200


@pytest.mark.parametrize("path", ["used.exe", "other.pdf"])
def test_a_schedule_that_there_is_not_is_not_found(path: str) -> None:
    client, exhibit, _ = all_placed()
    assert client.get(f"/exhibits/schedules/{path}/{exhibit.case_file.reference}/").status_code == 404


def test_an_altered_reading_gives_no_paper() -> None:
    client, exhibit, _ = all_placed()
    (folder_of(exhibit.imports.last().folder) / "manifest.json").write_text(json.dumps({}))
    answer = client.get(f"/exhibits/schedules/used.pdf/{exhibit.case_file.reference}/")
    assert answer.status_code == 500
    assert "read again" in answer.content.decode()
