"""What a text export can do to a careless reader."""

from pathlib import Path

import pytest

from candour.evidence.records import Mark, Message
from tests.evidence.reading import check, records

H = "13/03/2024, 21:05 - "


def test_a_pasted_conversation_is_flagged_and_not_split(tmp_path: Path) -> None:
    content = (
        f"{H}Pc Alder: look at this:\n01/02/2023, 10:00 - Pc Elder: old words\n02/02/2023, 10:01 - Pc Elder: more\n"
        "13/03/2024, 21:06 - Pc Birchall: I see\n"
    ).encode()

    first, second = records(tmp_path, content)

    assert first.body is not None
    assert first.body.count(b"Pc Elder") == 2
    assert "lookalike" in first.marks
    assert second.sender == "Pc Birchall"
    assert len(records(tmp_path, content, split_lookalikes=True)) == 4


@pytest.mark.parametrize(
    "pasted", ["[3/12, 9:05 PM] Pc Elder: old words", "[13/03/24, 21:05:07] Pc Elder: old words"]
)
def test_a_pasted_header_of_another_form_is_flagged(tmp_path: Path, pasted: str) -> None:
    content = f"{H}Pc Alder: {pasted}\n{H}Pc Alder: look:\n{pasted}\n{H}Pc Alder: plain\n".encode()

    assert ["lookalike" in one.marks for one in records(tmp_path, content)] == [True, True, False]


def test_an_hour_lost_to_summer_time_or_a_flight_is_no_paste(tmp_path: Path) -> None:
    content = (
        f"{H}Pc Alder: a\n13/03/2024, 09:05 - Pc Birchall: b\n13/03/2024, 21:06 - Pc Alder: c\n".encode()
    )

    assert [one.sender for one in records(tmp_path, content)] == ["Pc Alder", "Pc Birchall", "Pc Alder"]


def test_a_clock_set_to_the_future_does_not_swallow_what_follows(tmp_path: Path) -> None:
    content = f"{H}Pc Alder: a\n13/03/2034, 21:05 - Pc Elder: b\n13/03/2024, 21:06 - Pc Alder: c\n".encode()

    assert [one.sender for one in records(tmp_path, content)] == ["Pc Alder", "Pc Elder", "Pc Alder"]


def test_a_clock_set_wrong_for_several_messages_does_not_swallow_what_follows(tmp_path: Path) -> None:
    wrong = "".join(f"01/01/2036, 00:0{n} - Pc Elder: b\n" for n in range(4))
    content = (
        f"{H}Pc Alder: a\n{wrong}14/03/2024, 21:06 - Pc Alder: c\n14/03/2024, 21:07 - Pc Ash: d\n".encode()
    )

    found = records(tmp_path, content)

    assert len(found) == 7
    assert [Mark.TIME_GOES_BACK in one.marks for one in found] == [False] * 5 + [True, False]


@pytest.mark.parametrize("year", ["1970", "2003", "9999"])
def test_a_time_that_no_chat_can_have_neither_swallows_nor_is_swallowed(tmp_path: Path, year: str) -> None:
    content = f"{H}Pc Alder: a\n01/01/{year}, 00:00 - Pc Elder: b\n14/03/2024, 21:06 - Pc Alder: c\n".encode()

    first, odd, last = records(tmp_path, content)

    assert Mark.IMPLAUSIBLE_TIME in odd.marks
    assert [one.sender for one in (first, odd, last)] == ["Pc Alder", "Pc Elder", "Pc Alder"]


def test_where_messages_end_in_cr_lf_a_bare_lf_does_not_end_one(tmp_path: Path) -> None:
    h = "[13/03/2024, 21:05:07] "
    lookalike = f"{h}Pc Elder: pasted"
    content = (
        "".join(f"{h}Pc Alder: line {n}\nnext\r\n" for n in range(40)) + f"{h}Pc Alder: see\n{lookalike}\r\n"
    )

    found = records(tmp_path, content.encode())

    assert found[0].body == b"line 0\nnext"
    assert len(found) == 41
    assert found[-1].body == f"see\n{lookalike}".encode()
    assert "lookalike" in found[-1].marks


def test_a_byte_order_mark_a_nul_and_bytes_that_are_no_utf8_are_all_kept(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + H.encode() + b"Pc Alder: a\0b\xff\xfe c\r\xe2\x80\xa8d\n"

    (only,) = records(tmp_path, content)

    assert only.raw == content
    assert only.body == b"a\0b\xff\xfe c\r\xe2\x80\xa8d"
    assert only.marks == {"holds-nul", "not-utf8"}


def test_two_names_that_differ_in_broken_bytes_stay_two_names(tmp_path: Path) -> None:
    content = H.encode() + b"Pc \xff: a\n" + H.encode() + b"Pc \xfe: b\n"

    first, second = records(tmp_path, content)

    assert first.sender != second.sender


def test_a_subject_with_a_colon_is_not_taken_for_a_sender(tmp_path: Path) -> None:
    content = (
        f'{H}Pc Alder changed the subject from "Night: shift" to "Day: shift"\n{H}Pc Alder: plain\n'.encode()
    )

    found = check(tmp_path, content)

    assert found["participants"] == ["Pc Alder"]
    assert found["kinds"] == {"message": 1, "rename": 1}


def test_a_file_and_its_caption_on_the_next_line_are_one_message(tmp_path: Path) -> None:
    content = f"{H}Pc Alder: \u200eIMG-20240313-WA0001.jpg (file attached)\nlook at him\n".encode()

    (only,) = records(tmp_path, content)

    assert isinstance(only, Message)
    assert (only.attachment, only.media) == ("IMG-20240313-WA0001.jpg", "photo")
    assert only.body is not None
    assert only.body.endswith(b"\nlook at him")


def test_an_edit_is_a_record_within_its_message(tmp_path: Path) -> None:
    content = f"{H}Pc Alder: changed \u200e<This message was edited>\n".encode()

    message, edit = records(tmp_path, content)

    assert "edited" in message.marks
    assert edit.inner
    assert edit.about == message.identity  # type: ignore[attr-defined]
    assert content[edit.locator.start : edit.locator.end] == edit.raw  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("This message was deleted", "deletion"),
        ("You deleted this message.", "deletion"),
        ("Diese Nachricht wurde gelöscht", "deletion"),
        ("POLL:\nWhen?\nOPTION: now (3 votes)\nOPTION: later (1 vote)", "poll"),
        ("\u200ePOLL:\nWhen?\n\u200eOPTION: now (\u200e3 votes)", "poll"),
        ("POLL: who has the keys", "message"),
        ("null", "message"),
        ("Location: https://maps.google.com/?q=51.5,-0.1", "message"),
        ("\u200eMissed voice call", "call"),
        ("\u200eMissed voice call, \u200eTap to call back", "call"),
        ("\u200eVideo call, \u200e4 min", "call"),
        ("\u200eVoice call, \u200eNo answer", "call"),
        ("Missed voice call, sorry", "message"),
        ("\u200eYou deleted this message as admin", "deletion"),
        ("Pc Birchall left", "message"),
        ("report.pdf • \u200e2 pages \u200edocument omitted", "message"),
    ],
)
def test_what_stands_in_place_of_a_body_is_known_for_what_it_is(tmp_path: Path, body: str, kind: str) -> None:
    found = check(tmp_path, f"{H}Pc Alder: {body}\n{H}Pc Alder: plain\n".encode())

    assert found["kinds"].get(kind, 0) == 1 + (kind == "message")


@pytest.mark.parametrize(
    ("line", "change", "subjects"),
    [
        ('Pc Alder created group "B: relief"', "created", ()),
        ("Pc Alder added Pc Ash, Pc Birchall and Pc Elder", "added", ("Pc Ash", "Pc Birchall", "Pc Elder")),
        ("Pc Ash was added", "added", ("Pc Ash",)),
        ("+44 7700 900123 joined using this group's invite link", "joined-by-link", ("+44 7700 900123",)),
        ("Pc Alder removed Pc Ash", "removed", ("Pc Ash",)),
        ("Pc Ash left", "left", ("Pc Ash",)),
        ("Pc Alder hat Pc Ash hinzugefügt", "added", ("Pc Ash",)),
        ("Pc Ash hat die Gruppe verlassen", "left", ("Pc Ash",)),
        ("Pc Ash salió del grupo", "left", ("Pc Ash",)),
        ("Pc Ash saiu", "left", ("Pc Ash",)),
        ("You're now an admin", "made-admin", ("You",)),
    ],
)
def test_who_joined_and_who_left_is_read_in_the_words_of_each_language(
    tmp_path: Path, line: str, change: str, subjects: tuple[str, ...]
) -> None:
    first, *_ = records(tmp_path, f"{H}{line}\n{H}Pc Alder: plain\n".encode())

    assert (first.change, first.subjects) == (change, subjects)  # type: ignore[attr-defined]


def test_a_line_without_sender_in_unknown_words_is_kept_as_unclassified(tmp_path: Path) -> None:
    first, _ = records(tmp_path, f"{H}Xyzzy plugh\n{H}Pc Alder: plain\n".encode())

    assert (first.kind, first.body) == ("unclassified", b"Xyzzy plugh")  # type: ignore[attr-defined]


def test_text_before_the_first_header_is_a_gap_that_is_shown(tmp_path: Path) -> None:
    content = b"the tail of another message\nand more\n" + H.encode() + b"Pc Alder: a\n"

    found = check(tmp_path, content)

    assert found["gaps_listed"] == [{"start": 0, "end": 37, "reason": "text before the first header"}]
    assert found["reconciliation"]["balances"]
