"""`candour chats exposure` and `candour chats together`: one item's row over one phone, and over several."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from candour.evidence.formats.parquet import scan
from candour.evidence.worked.android_database import write_android_database
from candour.evidence.worked.group import Act, Happening, story
from candour.evidence.worked.phones import Phone
from candour.evidence.worked.whatsapp_text import android_text
from candour.web.command import main

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def told() -> tuple[Happening, ...]:
    return story()


@pytest.fixture(scope="module")
def folder(told: tuple[Happening, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The founder's database and a member's text export, read."""
    at = tmp_path_factory.mktemp("chats")
    export = at / "WhatsApp Chat with B relief.txt"
    export.write_text(android_text(told), encoding="utf-8", newline="")
    database = write_android_database(told, Phone(told[0].who), at)
    assert main(["chats", "read", str(export), str(database), "--out", str(at / "out")]) == 0
    return at / "out"


def photo(folder: Path, *, in_text: bool = False) -> tuple[str, dict[str, Any]]:
    """The first photograph: its identity, and its row."""
    place = pl.col("start") if in_text else pl.col("row")
    rows = scan(folder).filter((pl.col("media") == "photo") & place.is_not_null()).collect()
    row = rows.row(0, named=True)
    return f"{row['source']}:{row['start'] if in_text else 'message/' + str(row['row'])}", row


def joined(folder: Path, at: Path) -> Path:
    _, database = photo(folder)
    _, text = photo(folder, in_text=True)
    parts = [{"source": row["source"], "conversation": row["conversation"]} for row in (database, text)]
    at.write_text(json.dumps({"conversations": [{"parts": parts, "by": "Dc Reed", "on": "2024-05-02"}]}))
    return at


def row_of(said: Said, *arguments: str) -> dict[str, Any]:
    said.readouterr()
    assert main(["chats", "exposure", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(said.readouterr().out)
    return found


def test_the_row_of_one_item_is_that_of_the_groups_truth(
    folder: Path, told: tuple[Happening, ...], capsys: Said
) -> None:
    item, _ = photo(folder)
    first = next(one for one in told if one.act is Act.PHOTO)
    answers = [one for one in told if one.about == first.number and one.act is Act.WROTE]
    reacted = [one for one in told if one.about == first.number and one.act is Act.REACTED]

    people = row_of(capsys, str(folder), "--item", item)["people"]

    shown = {
        name: [one["person"] for one in people if any(each["exposure"] == name for each in one["findings"])]
        for name in ("sent", "replied", "reacted")
    }
    assert (len(shown["sent"]), len(shown["reacted"])) == (1, len(reacted))
    assert len(shown["replied"]) == len({one.who for one in answers})


def test_a_source_may_be_cut_short_and_the_text_cites_what_it_says(folder: Path, capsys: Said) -> None:
    item, _ = photo(folder)

    assert main(["chats", "exposure", str(folder), "--item", item[:8] + item[64:]]) == 0

    said = capsys.readouterr().out
    assert f"Item {item}" in said
    assert "shown by the record; " in said
    assert "Whether" in said


def test_two_phones_that_a_person_has_joined_give_one_row_with_the_records_of_both(
    folder: Path, tmp_path: Path, capsys: Said
) -> None:
    item, _ = photo(folder)
    copy, _ = photo(folder, in_text=True)
    people = joined(folder, tmp_path / "people.json")

    one = row_of(capsys, str(folder), "--item", item)
    both = row_of(capsys, str(folder), "--item", item, "--people", str(people))

    assert one["copies"] == [item]
    assert both["copies"] == [item, copy]
    assert both["clock"] == "UTC"


def test_codings_and_statements_come_from_files(folder: Path, tmp_path: Path, capsys: Said) -> None:
    item, _ = photo(folder)
    answer = scan(folder).filter(pl.col("kind") == "reply").collect()["about"][0]
    codings, statements = tmp_path / "codings.json", tmp_path / "statements.json"
    codings.write_text(json.dumps([{"item": item, "message": answer, "stance": "endorsed", "by": "one"}]))
    shown = {"item": item, "person": "a neighbour", "exposure": "shown", "reference": "MG11, p. 2"}
    statements.write_text(json.dumps([shown]))

    found = row_of(
        capsys, str(folder), "--item", item, "--codings", str(codings), "--statements", str(statements)
    )

    findings = [each for one in found["people"] for each in one["findings"]]
    assert [each["stance"] for each in findings if each.get("stance")] == ["endorsed"]
    assert [each["cites"] for each in findings if each["strength"] == "stated"] == [["MG11, p. 2"]]


@pytest.mark.parametrize(
    ("written", "told_of"),
    [
        ("{", "not JSON"),
        ('{"ties": 1}', "ties is no list"),
        ('{"ties": [{"name": "SECRET"}]}', "must be given"),
        ('{"ties": [{"name": "SECRET", "person": "x", "on": "SECRET"}]}', "a field is missing"),
        ('{"conversations": [{"parts": [{}]}]}', "a field is missing"),
        ('["SECRET"]', "a field is missing"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_without_a_word_of_it(
    folder: Path, tmp_path: Path, capsys: Said, written: str, told_of: str
) -> None:
    item, _ = photo(folder)
    (tmp_path / "people.json").write_text(written)

    assert (
        main(["chats", "exposure", str(folder), "--item", item, "--people", str(tmp_path / "people.json")])
        == 2
    )

    said = capsys.readouterr().err
    assert told_of in said
    assert "SECRET" not in said


@pytest.mark.parametrize("item", ["nothing", "abcdef:1", "", ":", "a" * 64 + ":message/1"])
def test_an_item_that_is_not_there_is_refused_in_one_line(folder: Path, capsys: Said, item: str) -> None:
    assert main(["chats", "exposure", str(folder), "--item", item]) == 2

    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path, capsys: Said) -> None:
    assert main(["chats", "exposure", str(tmp_path), "--item", "abcdef:1"]) == 2
    assert main(["chats", "together", str(tmp_path)]) == 2

    assert "manifest.json" in capsys.readouterr().err


def test_together_suggests_which_conversations_are_one_and_why(folder: Path, capsys: Said) -> None:
    capsys.readouterr()
    assert main(["chats", "together", str(folder), "--json"]) == 0

    (found,) = json.loads(capsys.readouterr().out)
    assert len(found["parts"]) == 2
    assert not found["decided"]
    assert [one["lacking"] for one in found["shares"]] == [0, 0]
    assert {"same-messages", "contact-book"} in [set(one["reasons"]) for one in found["suggestions"]]
    assert len(found["same_files"]) == 1


def test_together_says_what_a_person_has_decided(folder: Path, tmp_path: Path, capsys: Said) -> None:
    people = joined(folder, tmp_path / "people.json")
    capsys.readouterr()

    assert main(["chats", "together", str(folder), "--people", str(people)]) == 0

    said = capsys.readouterr().out
    assert said.startswith("One conversation, as a person says:")
    assert "Seem to be" not in said


def test_one_phone_alone_has_nothing_beside_it(
    tmp_path: Path, told: tuple[Happening, ...], capsys: Said
) -> None:
    export = tmp_path / "chat.txt"
    export.write_text(android_text(told), encoding="utf-8", newline="")
    assert main(["chats", "read", str(export), "--out", str(tmp_path / "out")]) == 0
    capsys.readouterr()

    assert main(["chats", "together", str(tmp_path / "out")]) == 0

    assert "No two sources" in capsys.readouterr().out
