"""What cannot be read is refused in one line with file and place, and nothing is left half written."""

import json
import struct
from argparse import Namespace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from candour.evidence.command import _kindly
from candour.evidence.formats import archives
from candour.web.command import main
from tests.evidence.reading import check

SECRET = "the words of a message"
GOOD = f"13/03/2024, 21:05 - Pc Alder: {SECRET}\n".encode()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "byte 0: the file is empty"),
        ("prose.txt", SECRET.encode(), "not a conversation in a format that is read"),
        ("zeros.txt", bytes(4096), "not a conversation in a format that is read"),
        ("utf16.txt", GOOD.decode().encode("utf-16"), "UTF-16"),
        ("cut.zip", b"PK\x03\x04" + bytes(100), "damaged or unsupported zip"),
        ("some.sqlite", b"SQLite format 3\0" + bytes(4096), "SQLite"),
        ("msgstore.db.crypt14", bytes(range(256)) * 20, "encrypted"),
        (
            "joined.txt",
            GOOD * 30 + b"".join(b"[14/03/24, 21:05:%02d] Pc Alder: x\n" % n for n in range(30)),
            "the header form changes here",
        ),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)

    assert main(["chats", "read", str(tmp_path / name), "--out", str(tmp_path / "out")]) == 2

    said = capsys.readouterr().err
    assert reason in said
    assert name in said
    assert said.count("\n") == 1
    assert SECRET not in said
    assert not list((tmp_path / "out").iterdir())


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chats", "check", str(tmp_path / "none.txt")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_one_bad_file_among_good_ones_leaves_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(GOOD)
    (tmp_path / "bad.txt").write_bytes(b"nothing")

    assert (
        main(
            [
                "chats",
                "read",
                str(tmp_path / "good.txt"),
                str(tmp_path / "bad.txt"),
                "--out",
                str(tmp_path / "out"),
            ]
        )
        == 2
    )
    assert not list((tmp_path / "out").iterdir())


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return path


@pytest.mark.parametrize(
    "name", ["../chat.txt", "/etc/chat.txt", "a/../../chat.txt", "..\\chat.txt", "C:/chat.txt"]
)
def test_a_path_that_leads_out_of_an_archive_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = zipped(tmp_path / "tricky.zip", (name, GOOD))

    assert main(["chats", "check", str(path)]) == 2
    assert "path that leads out" in capsys.readouterr().err


def test_a_file_that_would_grow_beyond_all_measure_is_refused_unread(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = zipped(tmp_path / "bomb.zip", ("_chat.txt", bytes(40 << 20)))

    assert main(["chats", "check", str(path)]) == 2
    assert "may be a trap" in capsys.readouterr().err


def test_an_archive_with_a_link_or_with_a_password_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = ZipInfo("_chat.txt")
    link.external_attr = 0o120777 << 16
    with ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    locked = bytearray(zipped(tmp_path / "locked.zip", ("_chat.txt", GOOD)).read_bytes())
    at = locked.rindex(b"PK\x01\x02") + 8
    locked[at : at + 2] = struct.pack("<H", 1)
    (tmp_path / "locked.zip").write_bytes(bytes(locked))

    assert main(["chats", "check", str(tmp_path / "link.zip")]) == 2
    assert "is a link" in capsys.readouterr().err
    assert main(["chats", "check", str(tmp_path / "locked.zip")]) == 2
    assert "encrypted" in capsys.readouterr().err


def test_an_export_inside_an_archive_is_the_same_source_as_outside_it(tmp_path: Path) -> None:
    path = zipped(tmp_path / "WhatsApp Chat - B relief.zip", ("_chat.txt", GOOD), ("photo.jpg", b"\xff\xd8"))

    inside = check(tmp_path, path.read_bytes(), path.name)
    outside = check(tmp_path, GOOD)

    assert inside["sha256"] == outside["sha256"]
    assert inside["facts"]["conversation"] == "B relief"
    assert inside["facts"]["archive"] == {"files": 2, "bytes": len(GOOD) + 2}


def test_a_damaged_archive_gives_what_can_be_read_and_says_what_cannot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = b"".join(
        b"13/03/2024, 21:05 - Pc Alder: words %d %d\n" % (n, n * 7919 % 99991) for n in range(20_000)
    )
    path = zipped(tmp_path / "chat.zip", ("_chat.txt", content))
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2 : len(damaged) // 2 + 40] = b"\xff" * 40
    path.write_bytes(bytes(damaged))

    assert main(["chats", "read", str(path), "--out", str(tmp_path / "out")]) == 0

    said = capsys.readouterr()
    assert "bytes are damaged" in said.err
    assert "1 gap" in said.out


def test_an_error_of_the_reader_itself_says_where_it_arose_and_never_what_it_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def reads(_: Namespace) -> int:
        raise ValueError(SECRET)

    assert _kindly(reads)(Namespace()) == 2

    said = capsys.readouterr().err
    assert "ValueError in test_bad_input.py" in said
    assert SECRET not in said


def test_the_list_of_an_archives_files_is_read_a_few_times_however_many_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[object] = []

    class Counted(ZipFile):
        def __init__(self, *given: Any, **more: Any) -> None:
            opened.append(given)
            super().__init__(*given, **more)

    path = zipped(
        tmp_path / "chat.zip", *((f"{n}/notes.txt", b"nothing") for n in range(50)), ("_chat.txt", GOOD)
    )
    monkeypatch.setattr(archives, "ZipFile", Counted)

    assert main(["chats", "check", str(path)]) == 0

    assert json.loads(capsys.readouterr().out)["messages"] == 1
    assert 0 < len(opened) < 6


def test_a_file_of_an_archive_that_cannot_be_unpacked_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = zipped(tmp_path / "chat.zip", ("_chat.txt", GOOD * 50))
    damaged = bytearray(path.read_bytes())
    damaged[40:60] = b"\xff" * 20
    path.write_bytes(bytes(damaged))

    assert main(["chats", "check", str(path)]) == 2

    assert "1 of them cannot be unpacked" in capsys.readouterr().err
