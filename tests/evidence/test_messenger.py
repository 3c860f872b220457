"""Messenger's and Instagram's JSON: the broken encoding repaired string by string, every byte accounted for."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.evidence.formats.messenger import broken, repaired
from candour.evidence.records import Deletion, Membership, Message, Reaction
from candour.evidence.worked.group import Act, story
from candour.evidence.worked.messenger_json import UNWRITTEN, messenger_json, moment_of
from tests.evidence.reading import check, frame_of, records

STORY = story()
THREAD = messenger_json(STORY).encode()
E2EE = {
    "participants": ["Pc Alder", "Pc Birchall"],
    "threadName": "Pc Birchall_1",
    "messages": [
        {
            "isUnsent": False,
            "media": [],
            "reactions": [],
            "senderName": "Pc Alder",
            "text": "hello 😂",
            "timestamp": 1710363907000,
            "type": "text",
        },
        {
            "isUnsent": True,
            "media": [],
            "reactions": [],
            "senderName": "Pc Alder",
            "text": "",
            "timestamp": 1710363908000,
            "type": "text",
        },
    ],
}


def test_every_happening_that_the_format_can_carry_is_one_record_in_utc(tmp_path: Path) -> None:
    told = [one for one in reversed(STORY) if one.act not in UNWRITTEN]

    found = [
        one for one in records(tmp_path, THREAD, "message_1.json") if not one.inner and one.kind != "gap"
    ]

    assert [(one.sender, one.when.utc) for one in found] == [
        (one.who.name, moment_of(one.at)) for one in told
    ]


def test_emoji_and_names_come_out_whole_and_the_raw_bytes_stay_as_they_were(tmp_path: Path) -> None:
    found = records(tmp_path, THREAD, "message_1.json")

    mended = [one for one in found if "repaired" in one.marks]
    assert mended
    assert all(b"\\u00" in one.raw for one in mended)
    assert {one.body for one in found if isinstance(one, Message)} >= {"😂😂 spot on".encode()}


def test_unsent_messages_reactions_and_moves_are_records_of_their_own(tmp_path: Path) -> None:
    found = records(tmp_path, THREAD, "message_1.json")

    assert sum(isinstance(one, Deletion) for one in found) == 1
    assert sum(isinstance(one, Reaction) for one in found) == sum(one.act is Act.REACTED for one in STORY)
    moves = [one for one in found if isinstance(one, Membership)]
    assert len([one for one in moves if one.change == "left"]) == 3
    assert len([one for one in moves if one.change == "removed"]) == 1


def test_the_spans_of_a_thread_cover_its_file(tmp_path: Path) -> None:
    found = check(tmp_path, THREAD, "message_1.json")

    assert found["reconciliation"]["balances"]
    assert [one["reason"] for one in found["gaps_listed"]] == ["fields around the messages"] * 2
    assert len(found["facts"]["members"]) == 42


def test_a_thread_with_end_to_end_encryption_has_other_names_for_its_fields(tmp_path: Path) -> None:
    content = json.dumps(E2EE, ensure_ascii=False).encode()

    message, deletion = [one for one in records(tmp_path, content, "chat.json") if one.kind != "gap"]

    assert isinstance(message, Message)
    assert (message.sender, message.body) == ("Pc Alder", "hello 😂".encode())
    assert isinstance(deletion, Deletion)


@given(st.text())
def test_a_string_broken_by_the_export_is_repaired_and_can_be_broken_again(text: str) -> None:
    try:
        written = broken(text)
    except UnicodeEncodeError:
        return
    assert repaired(written) == text


@pytest.mark.parametrize("text", ["😂 already right", "Müller", "שלום", "plain"])
def test_a_string_that_is_right_already_is_left_alone(text: str) -> None:
    assert repaired(text) == text


@given(st.integers(1, len(THREAD) - 1))
def test_a_file_cut_short_gives_the_messages_before_the_cut_and_a_gap(cut: int) -> None:
    from tempfile import TemporaryDirectory

    content = THREAD[:4000] + THREAD[4000 : max(cut, 4000)]
    with TemporaryDirectory() as folder:
        frame = frame_of(Path(folder), content, "message_1.json").filter(pl_outer())
    assert frame["start"][0] == 0
    assert frame["end"][-1] == len(content)
    assert (frame["start"][1:] == frame["end"][:-1]).all()


def pl_outer() -> object:
    import polars as pl

    return ~pl.col("inner")


@pytest.mark.parametrize(
    "content",
    [
        '{"participants": [], "magic_words": [' + "[" * 100_000,
        '{"magic_words": 1, "messages": [{"timestamp_ms": ' + "9" * 6000 + "}]}",
    ],
)
def test_json_made_to_break_a_parser_becomes_a_gap(tmp_path: Path, content: str) -> None:
    found = check(tmp_path, content.encode(), "message_1.json")

    assert found["messages"] == 0
    assert found["reconciliation"]["balances"]
