"""The tables of words: complete, unambiguous, and each wording found by the reader it is written for."""

import pytest

from candour.evidence.formats.whatsapp.bodies import body_words, comparable, read_body
from candour.evidence.formats.whatsapp.dates import read_time
from candour.evidence.formats.whatsapp.events import Events, event_lines
from candour.evidence.formats.whatsapp.stamps import header_of
from candour.evidence.formats.whatsapp.time_words import read_table, time_words

BODIES = read_table("whatsapp-bodies.toml")
TIMES = read_table("whatsapp-times.toml")
EVENTS = read_table("whatsapp-events.toml")
PLACES = {
    "actor": "Pc Alder",
    "subjects": "Pc Birchall",
    "before": "Old",
    "after": "New",
    "rest": " x",
    "more": " y",
}


def test_no_month_name_stands_for_two_months() -> None:
    seen: dict[str, int] = {}
    for table in TIMES["months"]:
        assert len(table["names"]) == 12
        for number, names in enumerate(table["names"], start=1):
            for name in names:
                assert seen.setdefault(name.casefold(), number) == number


def test_no_word_is_both_halves_of_the_day() -> None:
    before = {word for table in TIMES["half"] for word in table["before"]}
    after = {word for table in TIMES["half"] for word in [*table["after"], *table.get("noon", [])]}

    assert not before & after


@pytest.mark.parametrize("word", sorted(time_words().halves))
def test_each_half_of_the_day_is_read_behind_the_time(word: str) -> None:
    header = header_of(f"13/3/2024, 9:05 {word} - Pc Alder: x")

    assert header is not None
    assert read_time(header.time) == (9 + time_words().halves[word]) * 3_600_000_000 + 5 * 60_000_000


@pytest.mark.parametrize("table", [*TIMES["half"], *TIMES["months"], *TIMES["era"], *EVENTS.values()])
def test_each_table_says_how_surely_it_is_known(table: dict[str, str]) -> None:
    assert table["confidence"] in {"seen", "known"}


@pytest.mark.parametrize("line", event_lines(), ids=lambda line: f"{line.language}-{line.event}")
def test_each_wording_of_an_event_is_found_as_that_event(line: object) -> None:
    wordings = [text for event, text in EVENTS[line.language]["lines"] if event == line.event]  # type: ignore[attr-defined]
    for wording in wordings:
        text = wording.format(**PLACES)
        found = Events().find(text)
        assert found is not None, wording
        assert found.line.event == line.event, (wording, found.line)  # type: ignore[attr-defined]


def test_each_notice_of_deletion_is_read_as_one() -> None:
    for name in ("deleted_by_sender", "deleted_by_owner", "deleted_by_admin"):
        for word in [*BODIES[name]["seen"], *BODIES[name]["known"]]:
            assert read_body(f"\u200e{word}".encode()).deleted


def test_each_word_for_an_omitted_file_is_read_with_its_kind() -> None:
    for table in BODIES["omitted"]:
        for word in [*table["seen"], *table["known"]]:
            assert read_body(word.encode()).media == table["media"]


@pytest.mark.parametrize("word", [*BODIES["attached_after"]["seen"], *BODIES["attached_after"]["known"]])
def test_each_word_behind_a_file_is_read(word: str) -> None:
    assert read_body(f"IMG-20240313-WA0001.jpg ({word})".encode()).attachment == "IMG-20240313-WA0001.jpg"


@pytest.mark.parametrize("word", [*BODIES["attached_before"]["seen"], *BODIES["attached_before"]["known"]])
def test_each_word_before_a_file_is_read(word: str) -> None:
    for body in (
        f"\u200e<{word}: 00000042-PHOTO-2020-06-07-15-13-20.jpg>",
        f"2015-08-04-PHOTO-00004762.jpg <\u200e{word}>",
    ):
        assert read_body(body.encode()).media == "photo"


@pytest.mark.parametrize("word", [*BODIES["edited"]["seen"], *BODIES["edited"]["known"]])
def test_each_notice_of_an_edit_is_read_and_its_place_is_the_place_in_the_bytes(word: str) -> None:
    body = f"später 😂 \u200e<{word}>".encode()

    found = read_body(body)

    assert found.edited_at is not None
    assert body[: found.edited_at].decode() == "später 😂"


def test_no_notice_means_two_things() -> None:
    words = body_words()

    assert not set(words.omitted) & set(words.deleted)
    assert not set(words.calls) & (set(words.omitted) | set(words.deleted))
    assert comparable("\u200eThis message was deleted.") in words.deleted
