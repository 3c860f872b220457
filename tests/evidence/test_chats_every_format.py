"""`candour chats` over every format there is: checked, read, shown and exported, with nothing lost on the way."""

import email
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polars as pl
import pytest

from candour.evidence.formats.columns import records_of
from candour.evidence.formats.parquet import read_manifest, scan
from candour.evidence.formats.registry import FORMATS
from candour.evidence.worked.android_database import write_android_database
from candour.evidence.worked.group import TITLE, story
from candour.evidence.worked.ios_database import write_ios_database
from candour.evidence.worked.messenger_json import messenger_json
from candour.evidence.worked.phones import Phone
from candour.evidence.worked.telegram_json import telegram_json
from candour.evidence.worked.ufdr import write_ufdr
from candour.evidence.worked.whatsapp_text import android_text, ios_text
from candour.web.command import main
from tests.evidence.reading import EXAMPLES

STORY = story()
PHONE = Phone(next(one.who for one in STORY if one.picture == "car-park"))
_AT = 1_710_363_907_000


def signal_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE conversations (id TEXT, type TEXT, serviceId TEXT, name TEXT)")
        made.execute("INSERT INTO conversations VALUES ('c', 'private', 'aci', 'Pc Alder')")
        made.execute(
            "CREATE TABLE messages (id TEXT, conversationId TEXT, type TEXT, sent_at INTEGER, sourceServiceId TEXT, "
            "body TEXT, json TEXT)"
        )
        reactions = json.dumps({"reactions": [{"emoji": "👍", "fromId": "c", "timestamp": _AT}]})
        made.execute(
            "INSERT INTO messages VALUES ('m', 'c', 'incoming', ?, 'aci', 'hello', ?)", (_AT, reactions)
        )


def write(form: str, folder: Path) -> Path:
    texts = {
        "whatsapp-text": ("WhatsApp Chat with x.txt", android_text(STORY)),
        "whatsapp-text-ios": ("_chat.txt", ios_text(STORY, TITLE)),
        "messenger": ("message_1.json", messenger_json(STORY)),
        "telegram": ("result.json", telegram_json(STORY)),
        "signal-text": ("signal.txt", "[2024-03-13, 21:05] Pc Alder: hello\n[2024-03-13, 21:06] Me: hi\n"),
        "sms-backup": ("sms.xml", (EXAMPLES / "sms/backup.xml").read_text(encoding="utf-8")),
    }
    if form in texts:
        name, content = texts[form]
        (folder / name).write_text(content, encoding="utf-8", newline="")
        return folder / name
    match form:
        case "whatsapp-android-database":
            return write_android_database(STORY, PHONE, folder)
        case "whatsapp-ios-database":
            return write_ios_database(STORY, PHONE, folder)
        case "cellebrite-report":
            return write_ufdr(STORY, PHONE, folder / "phone.ufdr")
        case _:
            signal_database(folder / "db.sqlite")
            return folder / "db.sqlite"


EVERY = [
    "whatsapp-text", "whatsapp-text-ios", "messenger", "telegram", "signal-text", "signal-database", "sms-backup",
    "whatsapp-android-database", "whatsapp-ios-database", "cellebrite-report",
]  # fmt: skip


@pytest.fixture(scope="module", params=EVERY)
def given(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    return request.param, write(request.param, tmp_path_factory.mktemp(request.param))


def test_each_format_is_named_by_what_is_tried_here() -> None:
    assert {form.name for form in FORMATS} == {one.removesuffix("-ios") for one in EVERY}


def test_check_prints_how_the_file_adds_up(
    given: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    form, path = given

    assert main(["chats", "check", str(path)]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found["format"] == form.removesuffix("-ios")
    assert found["reconciliation"]["balances"]
    assert found["messages"] > 0
    assert found["first"] <= found["last"]
    assert found["participants"]


def test_reading_twice_gives_the_same_bytes_and_the_records_come_back(
    given: tuple[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, path = given
    for name in ("one", "two"):
        assert main(["chats", "read", str(path), "--out", str(tmp_path / name)]) == 0
    assert "balances" in capsys.readouterr().out

    one, two = (
        {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    frame = scan(tmp_path / "one").collect()
    assert one == two
    assert len(list(records_of(frame))) == frame.height
    (source,) = read_manifest(tmp_path / "one")["sources"]
    assert sum(source["kinds"].values()) == frame.height
    assert set(frame["source"]) == {source["source"]}


def test_no_two_records_of_a_kind_stand_at_one_place_unless_one_lies_within_another(
    given: tuple[str, Path], tmp_path: Path
) -> None:
    _, path = given
    main(["chats", "read", str(path), "--out", str(tmp_path)])

    outer = scan(tmp_path).filter(~pl.col("inner")).select("start", "table", "row").collect()

    assert outer.height == outer.unique().height


def test_show_prints_a_line_for_each_record(
    given: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    _, path = given

    assert main(["chats", "show", str(path)]) == 0
    plain = capsys.readouterr().out.splitlines()
    assert main(["chats", "show", str(path), "--json", "--limit", "40"]) == 0
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert len(plain) >= len(shown) > 0
    assert all(one["kind"] and one["source"] for one in shown)


def exported(path: Path, folder: Path) -> tuple[Any, dict[str, Any]]:
    out = folder / "chat.rsmf"
    assert main(["chats", "export", "--rsmf", str(path), "--out", str(out)]) == 0
    message = email.message_from_bytes(out.read_bytes())
    (attached,) = [part for part in message.walk() if part.get_filename() == "rsmf.zip"]
    with ZipFile(io.BytesIO(attached.get_payload(decode=True))) as archive:  # type: ignore[arg-type]
        return message, json.loads(archive.read("rsmf_manifest.json"))


def test_the_rsmf_names_only_people_and_conversations_that_it_lists(
    given: tuple[str, Path], tmp_path: Path
) -> None:
    _, path = given

    message, manifest = exported(path, tmp_path)

    people = {one["id"] for one in manifest["participants"]}
    conversations = {one["id"] for one in manifest["conversations"]}
    events = manifest["events"]
    assert int(message["X-RSMF-EventCount"]) == len(events) > 0
    assert {one["participant"] for one in events if "participant" in one} <= people
    assert {one["conversation"] for one in events if "conversation" in one} <= conversations
    assert len({one["id"] for one in events}) == len(events)
    assert {one["parent"] for one in events if "parent" in one} <= {one["id"] for one in events}


def test_the_rsmf_holds_to_the_published_schema(given: tuple[str, Path], tmp_path: Path) -> None:
    _, path = given

    message, manifest = exported(path, tmp_path)

    for event in manifest["events"]:
        assert event["type"] in {"message", "disclaimer", "join", "leave", "history", "unknown"}
        assert all(one["name"] and one["value"] for one in event["custom"])
        assert {one["action"] for one in event.get("read_receipts", [])} <= {"read", "delivered"}
        assert all("participant" in one for one in event.get("edits", []))
        assert "attachments" not in event
    assert all(one["platform"] and one["participants"] is not None for one in manifest["conversations"])
    assert manifest["eventcollectionid"] == message["X-RSMF-EventCollectionID"]
    assert message["X-RSMF-AttachmentCount"] == "0"
    assert message["X-RSMF-Application"]


def test_the_rsmf_names_everybody_in_its_head_and_leaves_out_dates_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes(b"01/02/2024, 21:05 - Pc Alder: a\n02/02/2024, 21:05 - Pc Birchall: b\n")

    message, _ = exported(path, tmp_path)

    assert message["X-RSMF-Participants"] == "Pc Alder, Pc Birchall"
    assert message["X-RSMF-BeginDate"] is None


def test_a_reply_to_a_message_that_is_not_in_the_export_has_no_parent_and_says_what_it_answers(
    tmp_path: Path,
) -> None:
    said = {"type": "message", "date": "2023-03-01T10:00:00", "date_unixtime": "1677664800", "from": "Al"}
    chat = {"name": "Nights", "type": "private_group", "id": 9}
    told = [{**said, "id": 7, "from_id": "user1", "text": "hm", "reply_to_message_id": 2}]
    path = tmp_path / "result.json"
    path.write_text(json.dumps({**chat, "messages": told}))

    _, manifest = exported(path, tmp_path)

    (reply,) = [one for one in manifest["events"] if one["type"] == "message"]
    assert "parent" not in reply
    assert [one["value"] for one in reply["custom"] if one["name"] == "reply"] == ["2"]


def test_in_the_rsmf_reactions_edits_and_receipts_stand_with_their_message(tmp_path: Path) -> None:
    path = write("whatsapp-android-database", tmp_path)

    _, manifest = exported(path, tmp_path)

    events = manifest["events"]
    assert sum(len(one.get("reactions", [])) for one in events) == 2
    assert sum(len(one.get("edits", [])) for one in events) == 1
    assert sum("parent" in one for one in events) == 5
    receipts = [each["action"] for one in events for each in one.get("read_receipts", [])]
    assert set(receipts) == {"delivered", "read"}
    others = [each["value"] for one in events for each in one["custom"] if each["name"] == "receipt"]
    assert any(one.startswith("raw ") for one in others)
    assert manifest["conversations"][0]["display"] == "Harrowdale B Relief: banter"


def test_an_ambiguous_order_is_asked_for_by_every_verb(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes(b"01/02/2024, 21:05 - Pc Alder: a\n02/02/2024, 21:05 - Pc Alder: b\n")
    asks = {
        "check": [],
        "read": ["--out", str(tmp_path / "out")],
        "show": [],
        "export": ["--rsmf", "--out", str(tmp_path / "x.rsmf")],
    }

    for verb, more in asks.items():
        assert main(["chats", verb, str(path), *more]) == 0
        assert "Give --date-order" in capsys.readouterr().err, verb
        assert main(["chats", verb, str(path), *more, "--date-order", "mdy"]) == 0
        assert "Give --date-order" not in capsys.readouterr().err, verb


def test_a_folder_is_read_with_its_address_books_and_what_is_no_conversation_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_android_database(STORY, PHONE, tmp_path)
    write_ios_database(STORY, PHONE, tmp_path)
    write_ufdr(STORY, PHONE, tmp_path / "phone.ufdr")
    (tmp_path / "notes.txt").write_text("nothing of a conversation")

    assert main(["chats", "read", str(tmp_path), "--out", str(tmp_path / "out")]) == 0

    said = capsys.readouterr()
    assert len(read_manifest(tmp_path / "out")["sources"]) == 3
    assert "notes.txt: not read" in said.err
    assert "wa.db" not in said.err
    assert "ContactsV2" not in said.err
