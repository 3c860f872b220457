"""Files beside the messages of an export have their hashes, so that copies are known as such; nothing of them is kept."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from candour.evidence.formats import attached_hashes
from candour.evidence.formats.parquet import write
from candour.evidence.formats.reading import Settled
from candour.evidence.formats.registry import readings
from candour.evidence.merging.conversation import merged
from candour.evidence.merging.differences import Differs, differences
from candour.evidence.merging.files import same_files
from candour.evidence.records import Message
from tests.evidence.databases import check, of, read, records
from tests.evidence.ufdr_reports import chat, field, instant, many, model, report

PICTURE, OTHER = b"\xff\xd8\xff picture", b"\xff\xd8\xff other"
DIGEST, OTHER_DIGEST = (sha256(one).hexdigest() for one in (PICTURE, OTHER))
CHAT = (
    "13/03/2024, 21:05 - Pc Alder: IMG-20240313-WA0001.jpg (file attached)\n"
    "13/03/2024, 21:06 - Pc Aspen: IMG-20240313-WA0002.jpg (file attached)\n"
    "14/03/2024, 08:00 - Pc Alder: look at that\n"
)


def archive(folder: Path, files: Mapping[str, Any], name: str = "chat.zip") -> Path:
    with ZipFile(folder / name, "w", ZIP_DEFLATED) as made:
        for member, content in files.items():
            made.writestr(member, content)
    return folder / name


def hashes(path: Path) -> list[str | None]:
    return [one.attachment_sha256 for one in of(Message, records(path)) if one.attachment]


def facts(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = check(path)["facts"]["attached_files"]
    return found


def test_pictures_in_an_export_of_whatsapp_have_the_hash_of_their_bytes(tmp_path: Path) -> None:
    files = {"chat.txt": CHAT, "IMG-20240313-WA0001.jpg": PICTURE, "IMG-20240313-WA0002.jpg": OTHER}
    path = archive(tmp_path, files)

    assert hashes(path) == [DIGEST, OTHER_DIGEST]
    assert facts(path) == {"hashed": 2, "not_there": 0, "damaged": 0, "beyond_the_bound": 0}


def test_a_picture_that_was_left_out_has_no_hash_and_is_counted(tmp_path: Path) -> None:
    path = archive(tmp_path, {"chat.txt": CHAT, "IMG-20240313-WA0002.jpg": OTHER})

    assert hashes(path) == [None, OTHER_DIGEST]
    assert (facts(path)["hashed"], facts(path)["not_there"]) == (1, 1)


@pytest.mark.parametrize("prefix", ["", "your_facebook_activity/", "a/b/"])
def test_messenger_names_its_pictures_from_a_folder_that_may_lie_higher_or_lower(
    tmp_path: Path, prefix: str
) -> None:
    uri = "messages/inbox/relief_1/photos/1.jpg"
    message = {"sender_name": "Pc Alder", "timestamp_ms": 1_710_363_907_000, "photos": [{"uri": uri}]}
    thread = json.dumps({"participants": [], "messages": [message], "thread_path": "inbox/relief_1"})
    files = {
        f"{prefix}messages/inbox/relief_1/message_1.json": thread,
        prefix + uri: PICTURE,
        f"{prefix}messages/inbox/other_2/photos/1.jpg": OTHER,
    }
    lower = {name.removeprefix("messages/"): content for name, content in files.items()}

    assert hashes(archive(tmp_path, files)) == [DIGEST]
    if not prefix:
        assert hashes(archive(tmp_path, lower, "lower.zip")) == [DIGEST]


def test_telegram_names_its_pictures_beside_the_list_of_messages(tmp_path: Path) -> None:
    message = {"id": 1, "type": "message", "date_unixtime": "1710363907", "from": "Pc Alder", "text": "", "photo": "photos/1.jpg"}  # fmt: skip
    left_out = message | {
        "id": 2,
        "photo": "(File not included. Change data exporting settings to download.)",
    }
    chat = json.dumps({"name": "B relief", "type": "private_group", "id": 7, "messages": [message, left_out]})
    path = archive(tmp_path, {"Export/result.json": chat, "Export/photos/1.jpg": PICTURE})

    assert hashes(path) == [DIGEST]


def test_a_name_that_could_mean_two_files_or_leads_out_of_the_archive_means_none(tmp_path: Path) -> None:
    message = {"id": 1, "type": "message", "date_unixtime": "1710363907", "from": "Pc Alder", "text": ""}
    named = ["1.jpg", "../../etc/1.jpg", "/etc/passwd", " ", "x\0y", "x" * 5000]
    messages = [message | {"id": at, "photo": name} for at, name in enumerate(named)]
    chat = json.dumps({"name": "B relief", "type": "private_group", "id": 7, "messages": messages})
    path = archive(tmp_path, {"Export/result.json": chat, "Export/a/1.jpg": PICTURE, "Export/b/1.jpg": OTHER})

    assert set(hashes(path)) == {None}


def test_a_damaged_picture_has_no_hash_and_the_messages_are_read(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "chat.zip", "w", ZIP_STORED) as made:
        made.writestr("chat.txt", CHAT)
        made.writestr("IMG-20240313-WA0001.jpg", PICTURE)
        made.writestr("IMG-20240313-WA0002.jpg", OTHER)
    path = tmp_path / "chat.zip"
    path.write_bytes(path.read_bytes().replace(PICTURE, PICTURE[:-1] + b"?"))

    assert hashes(path) == [None, OTHER_DIGEST]
    assert facts(path)["damaged"] == 1


def test_what_lies_beyond_the_bound_is_not_hashed_and_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached_hashes, "MOST_BYTES", len(PICTURE))
    files = {"chat.txt": CHAT, "IMG-20240313-WA0001.jpg": PICTURE, "IMG-20240313-WA0002.jpg": OTHER}
    path = archive(tmp_path, files)

    assert hashes(path) == [DIGEST, None]
    assert facts(path)["beyond_the_bound"] == 1


def test_pictures_of_an_export_that_was_unpacked_lie_beside_it_and_no_link_is_followed(
    tmp_path: Path,
) -> None:
    (tmp_path / "secret.jpg").write_bytes(PICTURE)
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "chat.txt").write_text(CHAT, encoding="utf-8")
    (folder / "IMG-20240313-WA0001.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "IMG-20240313-WA0002.jpg").write_bytes(OTHER)

    (reading,) = readings(folder, Settled())
    named = [one for frame in reading.frames for one in frame["attachment_sha256"]]

    assert named == [None, OTHER_DIGEST, None]


def test_a_file_alone_does_not_look_around_itself(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    (tmp_path / "IMG-20240313-WA0001.jpg").write_bytes(PICTURE)

    assert hashes(tmp_path / "chat.txt") == [None, None]


def test_reading_leaves_nothing_of_a_picture_behind_but_its_hash(tmp_path: Path) -> None:
    path = archive(tmp_path, {"chat.txt": CHAT, "IMG-20240313-WA0001.jpg": PICTURE})
    out = tmp_path / "out"
    out.mkdir()

    entry = write(read(path), out)

    assert {one.name for one in out.iterdir()} == {part["file"] for part in entry["parts"]}
    assert not any(b"picture" in one.read_bytes() for one in out.iterdir())


def test_the_same_picture_on_two_phones_under_two_names_is_grouped(tmp_path: Path) -> None:
    other_chat = CHAT.replace("WA0001.jpg", "WA0009.jpg").replace("Pc Aspen", "Aspen W")
    again = "15/03/2024, 09:00 - Aspen W: IMG-20240315-WA0003.jpg (file attached)\n"
    one = archive(tmp_path, {"chat.txt": CHAT, "IMG-20240313-WA0001.jpg": PICTURE}, "one.zip")
    two = archive(
        tmp_path,
        {"chat.txt": other_chat + again, "IMG-20240313-WA0009.jpg": PICTURE, "IMG-20240315-WA0003.jpg": PICTURE},
        "two.zip",
    )  # fmt: skip
    parts = [frame for path in (one, two) for frame in read(path).frames]

    (same,) = same_files(merged(parts).placed)

    assert same.sha256 == DIGEST
    assert [len(sending.cites) for sending in same.sendings] == [2, 1]


def test_a_picture_that_two_phones_keep_otherwise_is_one_message_and_the_files_are_shown_to_differ(
    tmp_path: Path,
) -> None:
    before = "".join(f"13/03/2024, 20:{at:02} - Pc Alder: line {at}\n" for at in range(10))
    paths = [
        archive(tmp_path, {"chat.txt": before + CHAT, "IMG-20240313-WA0001.jpg": picture}, name)
        for name, picture in (("one.zip", PICTURE), ("two.zip", OTHER))
    ]

    whole = merged([frame for path in paths for frame in read(path).frames])

    assert {one.differs for one in differences(whole)} == {Differs.FILE}
    assert whole.placed["place"].n_unique() == 13


def test_a_report_that_states_no_hash_of_a_file_has_that_of_the_file_in_its_archive(tmp_path: Path) -> None:
    """By the place that the report gives, and never by a name that another file may bear too."""

    def sent(name: str, place: str | None) -> str:
        fields = field("Filename", name) + field("attachment_extracted_path", place)
        return instant(many("Attachments", "Attachment", model("Attachment", fields, id=name)))

    messages = chat(
        sent("1.jpg", "files\\Image\\1.jpg"), sent("2.jpg", None), sent("3.jpg", "files\\Image\\3.jpg")
    )
    files = {"report.xml": report(messages), "files/Image/1.jpg": PICTURE, "files/Image/2.jpg": OTHER}
    path = archive(tmp_path, files, "phone.ufdr")

    assert hashes(path) == [DIGEST, None, None]
    assert (facts(path)["hashed"], facts(path)["not_there"]) == (1, 1)
