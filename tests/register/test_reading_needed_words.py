"""The words that a pattern cannot match without: a page is never skipped that a pattern would have matched."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from candour.register.readers.held_words import HeldWords
from candour.register.readers.needed import words_needed
from candour.register.readers.role_words import openings, roles_written
from candour.register.readers.sought import sought
from candour.register.readers.vocabulary import FOLDER, Patterns, filled, terms
from tests.register.reading import read

DOCUMENTS = Path(__file__).parent / "documents"
NAMES = sorted(one.name for one in FOLDER.iterdir() if one.name.endswith(".toml"))

NEEDED = {
    r"\bcompl(?:ain|y)ed? to\b": {"compl"},
    r"(?:he|she) (?:was|were) (?:dismissed|sacked)": {"dismissed", "sacked"},
    r"(?<!not )dismiss(?:al)?": {"dismiss"},
    r"\b(?:foo|ba[rz]z) quxes": {" quxes"},
    r"(?:hearing)? heard": {" heard"},
    r"abc?d": set(),
    r"(?:officer|\w+) \d": set(),
}


@pytest.mark.parametrize(("pattern", "words"), NEEDED.items())
def test_what_a_pattern_cannot_do_without_is_found_in_it(pattern: str, words: set[str]):
    assert set(words_needed(re.compile(pattern))) == words


def test_a_pattern_for_letters_of_any_case_is_always_tried():
    assert words_needed(re.compile("dismissed", re.IGNORECASE)) == ()


@pytest.mark.parametrize("name", NAMES)
def test_no_pattern_of_a_vocabulary_matches_where_its_words_are_missing(name: str):
    for pattern in patterns_of(name):
        for text in texts():
            able = [*Patterns.of([pattern]).able(text, 0, len(text))]
            assert able or not pattern.search(text), pattern.pattern[:60]


def test_every_word_that_a_text_holds_is_found_in_one_pass_with_those_that_begin_it():
    words = HeldWords(["dismiss", "dismissed", "missed", "case to answer", "to answer"])
    assert words.of("he was dismissed: a case to answer") == {
        "dismiss",
        "dismissed",
        "missed",
        "case to answer",
        "to answer",
    }
    assert words.of("no such thing") == frozenset()


def test_the_words_of_each_sentence_are_those_that_stand_in_it():
    words = ["missed", "dismissed", "case to answer", "proven"]
    for text in texts():
        document = read(text).document
        for number, sentence in enumerate(document.sentences):
            held = document.held_in(sentence)
            written = document.plain[sentence.start : sentence.end]
            assert held is not None
            assert {one for one in words if one in held} == {one for one in words if one in written}
            assert all(number in document.sentences_of(one) for one in held)


def test_a_cue_that_no_page_is_looked_through_for_is_refused_and_not_taken_for_absent():
    document = read("A constable was dismissed.").document
    assert list(document.sentences_of("dismissed")) == [0]
    assert list(document.sentences_of("demot")) == []
    with pytest.raises(LookupError):
        document.sentences_of("a word that no vocabulary knows")


def test_no_cue_of_a_page_is_overlooked():
    cues = {
        cue for name in ("behaviours", "events", "matter_types") for term in terms(name) for cue in term.cues
    }
    for text in texts():
        assert sought().of(text) & cues == {cue for cue in cues if cue in text}


@pytest.mark.parametrize("vocabulary", ["behaviours", "events"])
def test_what_a_page_holds_leaves_out_no_pattern_that_matches_in_it(vocabulary: str):
    for text in texts():
        held = sought().of(text)
        for term in terms(vocabulary):
            kept = [*term.patterns.able(text, 0, len(text), held)]
            assert not [one for one in term.patterns if one not in kept and one.search(text)]


def test_no_role_is_overlooked_for_how_it_begins():
    begins = tuple(openings(roles_written()))
    found = [role for text in texts() for role in re.findall(rf"\b(?:{roles_written()})\b", text, re.ASCII)]
    assert found
    assert not [role for role in found if not role.startswith(begins) and not role[1:].startswith(begins)]


def patterns_of(name: str) -> Iterator[re.Pattern[str]]:
    table = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    words = {key: f"(?:{one})" for key, one in table.get("words", {}).items()}
    for written in {one for one in _strings(table) if "\\" in one}:
        yield re.compile(filled(written, words))


@cache
def texts() -> tuple[str, ...]:
    pages = sorted(DOCUMENTS.glob("*.txt"))[::4]
    return tuple(one.read_text(encoding="utf-8", errors="replace").lower() for one in pages)


def _strings(table: Any) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    for one in table.values() if isinstance(table, dict) else table if isinstance(table, list) else ():
        yield from _strings(one)
