"""What it is unlawful to hold is kept out, and pictures are shown only when asked for, grey and blurred first."""

import hashlib
import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from candour.accounts.models import Read, User
from candour.accounts.permissions import NotPermitted
from candour.evidence.actions import EvidenceRefused
from candour.evidence.actions.holding import NewHeld, enter_held
from candour.evidence.codes import ImportState
from candour.evidence.models import Exhibit, HeldElsewhere
from candour.evidence.store import RefusedExhibit, path_of
from candour.ledger.models import LedgerEntry
from tests.make.accounts import a_user, signed_in
from tests.make.exhibits import (
    ADDED,
    CHAT,
    a_file,
    a_read_exhibit,
    a_scope,
    an_exhibit,
    an_import,
    an_investigator,
)
from tests.make.moments import at_nine

pytestmark = pytest.mark.django_db
AT = {"at": at_nine(ADDED), "on": ADDED}
PICTURE = b"\x89PNG\r\n\x1a\n" + zlib.compress(b"a picture of a cake")
EXPORT = CHAT + "20/01/2023, 07:05 - Pc Alder: \u200eIMG-20230120-WA0001.jpg (file attached)\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def archived(picture: bytes = PICTURE, name: str = "IMG-20230120-WA0001.jpg") -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("WhatsApp Chat with Relief.txt", EXPORT)
        archive.writestr(name, picture)
    return made.getvalue()


def held(by: User, content: bytes, **other: object) -> HeldElsewhere:
    told = {
        "reference": "HLM/9",
        "sha256": hashlib.sha256(content).hexdigest(),
        "description": "One picture.",
        "custody": "The unit's safe, shelf 3.",
        "readers": (by,),
    }
    case_file = by.appointments.get().case_file
    return enter_held(case_file=case_file, held=NewHeld(**{**told, **other}), by=by, **AT)


def with_picture(picture: bytes = PICTURE) -> tuple[Client, Exhibit, str]:
    """An export with a picture, and the address of the message that names it."""
    case_file = a_file()
    exhibit = a_read_exhibit(case_file, content=archived(picture))
    chat = exhibit.chats.get()
    at = f"{exhibit.get_absolute_url()}messages/{chat.source}/{EXPORT.encode().index(b'20/01/2023, 07:05')}/"
    return signed_in(an_investigator(case_file)), exhibit, at


@pytest.mark.parametrize("content", [CHAT.encode(), archived()])
def test_a_file_that_must_not_be_held_and_an_archive_with_it_are_not_taken_in(content: bytes) -> None:
    case_file = a_file()
    held(an_investigator(case_file), CHAT.encode())
    held(an_investigator(case_file), PICTURE)
    with pytest.raises(RefusedExhibit, match="unlawful to hold"):
        an_exhibit(case_file, content=content)
    assert not path_of(hashlib.sha256(content).hexdigest()).exists()
    assert not Exhibit.objects.exists()


def test_an_exhibit_that_is_entered_later_no_longer_opens_and_is_not_read() -> None:
    case_file = a_file()
    by = an_investigator(case_file)
    exhibit = a_read_exhibit(case_file)
    held(by, CHAT.encode())
    client = signed_in(by)
    for page in (exhibit.get_absolute_url(), exhibit.chats.get().get_absolute_url()):
        answer = client.get(page)
        assert answer.status_code == 410
        assert "unlawful to hold" in answer.content.decode()
    assert an_import(exhibit).state == ImportState.UNREADABLE
    assert "HLM/1 is closed" in client.get(exhibit.get_absolute_url()).content.decode()


def test_its_description_and_place_open_to_those_named_and_its_hash_to_whoever_reads_exhibits() -> None:
    case_file = a_file()
    by, other = an_investigator(case_file), an_investigator(case_file, "Other")
    entered = held(by, PICTURE)
    at = f"/exhibits/held-elsewhere/{case_file.reference}/"
    for user, opens in ((by, True), (other, False)):
        page = signed_in(user).get(at).content.decode()
        assert entered.sha256 in page
        assert ("shelf 3" in page) is opens
        assert ("One picture." in page) is opens


def test_it_is_entered_on_the_page_and_there_is_no_place_for_the_file() -> None:
    case_file = a_file()
    by = an_investigator(case_file)
    client, at = signed_in(by), f"/exhibits/held-elsewhere/{case_file.reference}/"
    assert 'type="file"' not in client.get(at).content.decode()
    given = {
        "reference": "HLM/9",
        "sha256": "no hash",
        "description": "One picture.",
        "custody": "Safe",
        "readers": str(by.pk),
        "handed_over": "on",
        "upload": SimpleUploadedFile("x.jpg", PICTURE),
    }
    assert "64 figures and letters" in client.post(at, given).content.decode()
    unconfirmed = {name: value for name, value in given.items() if name != "handed_over"}
    assert "can be erased for good" in client.post(at, {**unconfirmed, "sha256": "A" * 64}).content.decode()
    assert not HeldElsewhere.objects.exists()
    assert client.post(at, {**given, "sha256": "A" * 64}).status_code == 302
    assert HeldElsewhere.objects.get().sha256 == "a" * 64


def test_an_entry_names_its_readers_and_says_where_it_is_kept() -> None:
    by = an_investigator(a_file())
    with pytest.raises(EvidenceRefused, match="Name those"):
        held(by, PICTURE, readers=())
    with pytest.raises(EvidenceRefused, match="where it is kept"):
        held(by, PICTURE, custody=" ")
    told = NewHeld("R", "0" * 64, "d", "c", (by,))
    with pytest.raises(NotPermitted):
        enter_held(case_file=a_file(), held=told, by=a_user("Nobody Here"), **AT)


def test_the_record_holds_the_hash_and_no_word_of_the_description() -> None:
    held(an_investigator(a_file()), PICTURE)
    body = bytes(LedgerEntry.objects.order_by("-index").first().body)
    assert hashlib.sha256(PICTURE).hexdigest().encode() in body
    assert b"picture" not in body


def test_a_picture_is_veiled_until_it_is_asked_for_plainly_and_each_look_is_logged() -> None:
    client, exhibit, at = with_picture()
    assert "<img" not in client.get(at).content.decode()
    assert "evidence-picture--veiled" in client.get(f"{at}?veiled").content.decode()
    plain = client.get(f"{at}?plainly").content.decode()
    assert "<img" in plain
    assert "evidence-picture--veiled" not in plain
    answer = client.get(f"{at}picture")
    assert (answer.content, answer["Content-Type"]) == (PICTURE, "image/png")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Read.objects.filter(what="exhibit.1.picture").count() == 1
    chat = client.get(exhibit.chats.get().get_absolute_url()).content.decode()
    assert "<img" not in chat


@pytest.mark.parametrize("content", [b"<svg onload='x'/>", b"<html>", b"MZ\x90"])
def test_what_is_no_picture_is_not_given_out_as_one(content: bytes) -> None:
    client, _, at = with_picture(content)
    assert client.get(f"{at}picture").status_code == 404


def test_a_picture_that_must_not_be_held_is_not_shown() -> None:
    client, exhibit, at = with_picture()
    held(an_investigator(exhibit.case_file, "Another"), PICTURE)
    assert client.get(f"{at}picture").status_code == 404


def test_a_picture_outside_the_scope_is_not_there() -> None:
    from datetime import date

    client, exhibit, at = with_picture()
    a_scope(exhibit, last_day=date(2023, 1, 14))
    assert client.get(f"{at}picture").status_code == 404
