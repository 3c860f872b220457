"""What is entered as unlawful to hold is erased from what was stored before: no byte of it stays, and the rest does."""

import hashlib
import sqlite3
import zlib
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, is_zipfile

import polars as pl
import pytest
from django.conf import settings
from django_q.models import OrmQ

from candour.accounts.models import CaseFile, User
from candour.evidence.actions import EvidenceRefused
from candour.evidence.actions.erasing import Gone, enter_erasure
from candour.evidence.actions.holding import NewHeld, enter_held
from candour.evidence.chats.lines import Line
from candour.evidence.chats.pictures import picture_of
from candour.evidence.codes import Act, Erased, ImportState
from candour.evidence.erasing.databases import blanked
from candour.evidence.erasing.free_space import CannotTakeOut
from candour.evidence.erasing.searching import resume_searches, search
from candour.evidence.imports.folders import folder_of, require_parts, require_unaltered
from candour.evidence.models import Erasure, Exhibit, HeldElsewhere
from candour.evidence.store import path_of
from candour.ledger.models import LedgerEntry
from candour.ledger.verification import verify
from tests.make.accounts import signed_in
from tests.make.exhibits import ADDED, CHAT, a_file, a_marking, a_read_exhibit, an_import, an_investigator
from tests.make.moments import at_nine

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AT = {"at": at_nine(ADDED), "on": ADDED}
PICTURE = b"\x89PNG\r\n\x1a\n" + zlib.compress(b"a picture of a cake") + bytes(range(256))
OTHER = b"\xff\xd8\xff" + bytes(reversed(range(256)))
EXPORT = CHAT + "20/01/2023, 07:05 - Pc Alder: \u200eIMG-20230120-WA0001.jpg (file attached)\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def archived(*, picture: bytes = PICTURE) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("WhatsApp Chat with Relief.txt", EXPORT)
        archive.writestr("IMG-20230120-WA0001.jpg", picture)
        archive.writestr("IMG-20230120-WA0002.jpg", OTHER)
    return made.getvalue()


def texted(picture: bytes = PICTURE) -> str:
    """A backup of messages as a telephone writes it, with a picture within the text."""
    part = f'<part seq="0" ct="image/png" cl="cake.png" data="{b64encode(picture).decode()}"/>'
    words = '<part seq="1" ct="text/plain" text="that [insult] again"/>'
    whole = f'<mms date="1673730600000" msg_box="1" address="07700900001" m_type="132"><parts>{part}{words}</parts></mms>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<smses count="1">\n{whole}\n</smses>\n'


def entered(case_file: CaseFile, content: bytes, by: User | None = None) -> HeldElsewhere:
    by = by or an_investigator(case_file, "Hana Holder")
    told = {"reference": "HLM/9", "description": "One picture.", "custody": "The unit's safe."}
    sha256 = hashlib.sha256(content).hexdigest()
    return enter_held(case_file=case_file, held=NewHeld(sha256=sha256, readers=(by,), **told), by=by, **AT)


def erased(case_file: CaseFile, content: bytes, by: User | None = None) -> HeldElsewhere:
    held = entered(case_file, content, by)
    after = 0
    while search(str(held.pk), after) == "more":
        after += 1
    held.refresh_from_db()
    return held


def stored_anywhere(piece: bytes) -> list[str]:
    """Files of the whole store that hold these bytes: as they are, in an archive, as base64, or in a column of Parquet."""
    shapes = (piece, b64encode(piece))
    return [
        path.name
        for path in Path(settings.EVIDENCE_ROOT).rglob("*")
        if path.is_file() and any(shape in content for content in contents(path) for shape in shapes)
    ]


def contents(path: Path) -> list[bytes]:
    found = [path.read_bytes()]
    if path.suffix == ".parquet":
        frame = pl.read_parquet(path)
        for row in frame.select("before_body", "body", "after_body").iter_rows():
            found.append(b"".join(part or b"" for part in row))
    if is_zipfile(path):
        with ZipFile(path) as archive:
            found += [archive.read(name) for name in archive.namelist()]
    return found


def test_a_picture_goes_out_of_the_archive_and_the_rest_stays_as_it_came() -> None:
    exhibit = a_read_exhibit(content=archived())
    assert stored_anywhere(PICTURE)
    erased(exhibit.case_file, PICTURE)
    assert stored_anywhere(PICTURE) == []
    assert stored_anywhere(OTHER)
    assert not path_of(exhibit.sha256).exists()
    with ZipFile(path_of(exhibit.stored)) as archive:
        assert archive.namelist() == ["WhatsApp Chat with Relief.txt", "IMG-20230120-WA0002.jpg"]
        assert archive.read("WhatsApp Chat with Relief.txt").decode() == EXPORT
        assert archive.testzip() is None


def test_the_messages_record_stays_and_its_page_opens_without_the_picture() -> None:
    exhibit = a_read_exhibit(content=archived())
    by = an_investigator(exhibit.case_file)
    erased(exhibit.case_file, PICTURE)
    client, chat = signed_in(by), exhibit.chats.get()
    assert client.get(chat.get_absolute_url()).status_code == 200
    place = EXPORT.encode().index(b"20/01/2023, 07:05")
    page = client.get(f"{exhibit.get_absolute_url()}messages/{chat.source}/{place}/").content.decode()
    assert "the exhibit has these bytes at this place" in page
    assert "evidence-picture" not in page
    assert "Its picture was erased" in page
    assert (
        client.get(f"{exhibit.get_absolute_url()}messages/{chat.source}/{place}/picture").status_code == 404
    )


def test_the_record_and_the_log_say_what_was_erased_and_by_whom() -> None:
    exhibit = a_read_exhibit(content=archived())
    by = an_investigator(exhibit.case_file, "Hana Holder")
    held = erased(exhibit.case_file, PICTURE, by)
    row = Erasure.objects.get()
    assert (row.what, row.pieces, row.names, row.erased_by) == (
        Erased.FILES,
        1,
        "IMG-20230120-WA0001.jpg",
        by,
    )
    line = exhibit.continuity.get(act=Act.ERASED)
    assert line.who == "Hana Holder"
    assert row.left in line.note
    assert held.searched_at is not None
    bodies = [bytes(one.body) for one in LedgerEntry.objects.order_by("-index")[:2]]
    assert b'"held.searched"' in bodies[0]
    assert b'"held.erase"' in bodies[1]
    assert b"IMG-2023" not in bodies[1]
    assert verify().ok


def test_an_exhibit_that_is_the_material_itself_goes_with_everything_that_was_read_of_it() -> None:
    exhibit = a_read_exhibit()
    by = an_investigator(exhibit.case_file)
    a_marking(exhibit, by)
    erased(exhibit.case_file, CHAT.encode(), by)
    assert stored_anywhere(b"who has the van keys") == []
    assert not list(Path(settings.EVIDENCE_ROOT).rglob("*.parquet"))
    assert not exhibit.chats.exists()
    assert exhibit.imports.get().state == ImportState.ERASED
    assert Erasure.objects.get().left == ""
    client = signed_in(by)
    assert client.get(exhibit.get_absolute_url()).status_code == 410
    for path in ("items", "schedules", "held-elsewhere", "together"):
        assert client.get(f"/exhibits/{path}/{exhibit.case_file.reference}/").status_code == 200, path
    assert verify().ok


def test_a_picture_within_a_text_is_covered_at_its_length_there_and_in_what_was_read() -> None:
    exhibit = a_read_exhibit(content=texted())
    manifest = exhibit.imports.get().manifest
    assert len(stored_anywhere(PICTURE)) == 2
    erased(exhibit.case_file, PICTURE)
    assert stored_anywhere(PICTURE) == []
    assert path_of(exhibit.stored).stat().st_size == exhibit.size
    reading = exhibit.imports.get()
    assert reading.manifest != manifest
    folder = folder_of(reading.folder)
    require_unaltered(folder, reading.manifest)
    require_parts(folder)
    page = signed_in(an_investigator(exhibit.case_file)).get(exhibit.chats.get().get_absolute_url())
    assert "that [insult] again" in page.content.decode()
    with pytest.raises(EvidenceRefused, match="was erased"):
        an_import(exhibit)
    assert verify().ok


def test_an_archive_is_read_again_from_what_is_left_with_every_message_where_it_was() -> None:
    exhibit = a_read_exhibit(content=archived())
    before = exhibit.chats.get()
    erased(exhibit.case_file, PICTURE)
    assert an_import(exhibit).state == ImportState.READ
    after = exhibit.chats.get()
    assert (after.key, after.source, after.messages) == (before.key, before.source, before.messages)


def test_a_preview_in_a_telephones_database_goes_with_its_picture_and_no_row_moves(tmp_path: Path) -> None:
    at = tmp_path / "msgstore.db"
    hashed = b64encode(hashlib.sha256(PICTURE).digest()).decode()
    with sqlite3.connect(at) as database:
        database.executescript(
            "CREATE TABLE message_media (message_row_id INTEGER PRIMARY KEY, file_hash TEXT);"
            "CREATE TABLE message_thumbnail (message_row_id INTEGER PRIMARY KEY, thumbnail BLOB);"
            "CREATE TABLE media_hash_thumbnail (media_hash TEXT PRIMARY KEY, thumbnail BLOB);"
            "CREATE TABLE avatar (id INTEGER PRIMARY KEY, image BLOB);"
        )
        small, kept = b"\xff\xd8\xff" + bytes(300), b"\xff\xd8\xff" + b"kept" * 80
        database.execute("INSERT INTO message_media VALUES (7, ?), (8, 'another')", [hashed])
        database.execute("INSERT INTO message_thumbnail VALUES (7, ?), (8, ?)", [b"small" * 60, kept])
        database.execute("INSERT INTO media_hash_thumbnail VALUES (?, ?)", [hashed, small])
        database.execute("INSERT INTO avatar VALUES (1, ?)", [PICTURE])
    database.close()
    from candour.evidence.erasing.archives import take_out

    into = tmp_path / "left.db"
    taken = take_out(at, frozenset({hashlib.sha256(PICTURE).hexdigest()}), into)
    assert taken is not None
    assert (taken.pieces, taken.within) == (3, True)
    content = into.read_bytes()
    assert len(content) == at.stat().st_size
    assert PICTURE not in content
    assert b"small" not in content
    assert kept in content
    assert [path.name for path in tmp_path.glob("left.db*")] == ["left.db"]


def test_an_archive_in_an_archive_is_looked_into() -> None:
    outer = BytesIO()
    with ZipFile(outer, "w") as archive:
        archive.writestr("chat.txt", EXPORT)
        archive.writestr("pictures.zip", archived())
    exhibit = a_read_exhibit(content=outer.getvalue())
    erased(exhibit.case_file, PICTURE)
    assert Erasure.objects.get().names == "pictures.zip/IMG-20230120-WA0001.jpg"
    with ZipFile(path_of(exhibit.stored)) as archive, ZipFile(BytesIO(archive.read("pictures.zip"))) as inner:
        assert "IMG-20230120-WA0001.jpg" not in inner.namelist()


def test_what_was_killed_after_the_entry_is_brought_to_its_end() -> None:
    exhibit = a_read_exhibit(content=archived())
    held = entered(exhibit.case_file, PICTURE)
    enter_erasure(held=held, exhibit=exhibit, gone=Gone(Erased.WHOLE, 1), **AT)
    assert path_of(exhibit.sha256).exists()
    OrmQ.objects.all().delete()
    assert resume_searches() == 1
    assert OrmQ.objects.count() == 1
    while search(str(held.pk), HeldElsewhere.objects.filter(searched_at=None).count() - 1) == "more":
        search(str(held.pk), exhibit.number)
    assert not path_of(exhibit.sha256).exists()
    assert Erasure.objects.count() == 1


def test_another_case_file_keeps_its_copy_until_its_own_people_enter_it() -> None:
    content = archived()
    one, other = a_read_exhibit(a_file(), content=content), a_read_exhibit(a_file(), content=content)
    erased(one.case_file, PICTURE)
    assert Erasure.objects.get().exhibit == one
    assert path_of(other.sha256).exists()
    erased(other.case_file, PICTURE)
    assert stored_anywhere(PICTURE) == []
    assert one.stored == Exhibit.objects.get(pk=other.pk).stored


def test_exhibits_without_it_are_left_alone_and_the_page_says_that_they_were_looked_through() -> None:
    exhibit = a_read_exhibit(content=archived(picture=OTHER))
    by = an_investigator(exhibit.case_file)
    at = f"/exhibits/held-elsewhere/{exhibit.case_file.reference}/"
    entered(exhibit.case_file, PICTURE, by)
    assert "being looked through" in signed_in(by).get(at).content.decode()
    search(str(HeldElsewhere.objects.get().pk), exhibit.number)
    assert exhibit.stored == exhibit.sha256
    page = signed_in(by).get(at).content.decode()
    assert "none of the exhibits of this case file held it" in page


def a_database(path: Path) -> bytes:
    """A picture stands in one row and was deleted from another; a table counts its rows by itself, one index sorts as a
    telephone does."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA secure_delete=OFF")
    database.create_collation("PHONEBOOK", lambda one, other: (one > other) - (one < other))
    database.executescript(
        "CREATE TABLE kept (name TEXT, file BLOB); CREATE TABLE gone (name TEXT, file BLOB);"
        "CREATE TABLE pairs (one TEXT PRIMARY KEY, other BLOB) WITHOUT ROWID;"
        "CREATE INDEX by_name ON kept (name COLLATE PHONEBOOK)"
    )
    database.executemany("INSERT INTO kept VALUES (?, ?)", [("a", b"x"), ("b", PICTURE), ("c", OTHER)])
    database.executemany("INSERT INTO gone VALUES (?, ?)", [("d", PICTURE * 40), ("e", PICTURE)])
    database.executemany("INSERT INTO pairs VALUES (?, ?)", [("p", b"q"), ("r", PICTURE)])
    database.commit()
    database.execute("DELETE FROM kept WHERE name = 'a'")
    database.execute("DELETE FROM gone")
    database.commit()
    database.close()
    return path.read_bytes()


def test_what_a_telephone_deleted_goes_out_of_a_database_with_the_row_and_every_other_row_keeps_its_number(
    tmp_path: Path,
) -> None:
    content = a_database(tmp_path / "phone.db")
    assert content.count(PICTURE) > 1, "the deleted rows left it in the file"
    left = tmp_path / "left.db"
    assert blanked(tmp_path / "phone.db", frozenset({hashlib.sha256(PICTURE).hexdigest()}), left) == 2
    assert PICTURE not in left.read_bytes()
    database = sqlite3.connect(left)
    zeros = b"\0" * len(PICTURE)
    assert database.execute("SELECT rowid, * FROM kept").fetchall() == [(2, "b", zeros), (3, "c", OTHER)]
    assert database.execute("SELECT * FROM pairs").fetchall() == [("p", b"q"), ("r", zeros)]
    assert database.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND name = 'by_name'"
    ).fetchone()


def test_a_database_that_holds_nothing_of_it_is_left_as_it_came(tmp_path: Path) -> None:
    a_database(tmp_path / "phone.db")
    assert (
        blanked(
            tmp_path / "phone.db", frozenset({hashlib.sha256(b"another").hexdigest()}), tmp_path / "left.db"
        )
        == 0
    )


def test_a_database_whose_rows_would_not_stand_as_they_stood_goes_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_database(tmp_path / "phone.db")
    monkeypatch.setattr("candour.evidence.erasing.free_space._same", lambda *asked: False)
    with pytest.raises(CannotTakeOut):
        blanked(tmp_path / "phone.db", frozenset({hashlib.sha256(PICTURE).hexdigest()}), tmp_path / "left.db")
    assert not list(tmp_path.glob("*.packed"))


def test_a_picture_in_a_damaged_archive_is_no_picture_and_the_rest_can_still_be_erased() -> None:
    content = archived()
    at = (
        content.index(OTHER[:4])
        if OTHER[:4] in content
        else content.rindex(b"IMG-20230120-WA0002.jpg", 0, content.index(b"PK\x01\x02")) + 23
    )
    damaged = content[:at] + b"\xff" * 40 + content[at + 40 :]
    exhibit = a_read_exhibit(content=damaged)
    line = Line(
        1,
        1,
        "x",
        "message",
        None,
        None,
        None,
        "0",
        None,
        "photo",
        None,
        {"attachment": "IMG-20230120-WA0002.jpg"},
    )
    assert picture_of(exhibit.stored, line) is None
    erased(exhibit.case_file, PICTURE)
    assert stored_anywhere(PICTURE) == []
