"""The handbook says what tests/spec says: each folder a chapter, each test a sentence, and nothing out of date."""

from pathlib import Path

import pytest

from tools.handbook import (
    APART,
    CHAPTERS,
    SPEC,
    SPELT,
    handbook,
    heading_of,
    in_words,
    out_of_date,
    section_of,
)

WRITTEN = '''"""Referral: what must be referred.

More about it.
"""

import pytest


@pytest.mark.parametrize(("mode", "may"), [("local", True), ("directed", False)])
def test_the_director_general_decides_at_a_week_end(mode: str, may: bool) -> None:
    """Whatever the force thinks."""


class TestComingBack:
    def test_what_came_back_is_handled(self) -> None: ...


def not_a_test() -> None: ...
'''


def test_the_committed_pages_are_those_printed_now() -> None:
    assert out_of_date(handbook()) == [], "run make handbook"


def test_every_folder_of_the_specification_is_a_chapter() -> None:
    folders = {path.parent.name for path in SPEC.glob("*/test_*.py")}
    assert folders == {*CHAPTERS}


def test_every_test_of_the_specification_is_a_sentence_of_the_handbook() -> None:
    names = [line.split("(")[0].strip() for path in SPEC.glob("*/test_*.py") for line in definitions(path)]
    printed = "\n".join(handbook().values())
    assert [name for name in names if in_words(name) not in printed] == []


def definitions(path: Path) -> list[str]:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return [line.removeprefix("def ") for line in lines if line.startswith("def test_")]


def test_a_file_is_read_as_title_explanation_sentences_and_cases(tmp_path: Path) -> None:
    path = tmp_path / "test_referral.py"
    path.write_text(WRITTEN, encoding="utf-8")
    section = section_of(path)
    assert (section.title, section.explained) == ("Referral: what must be referred", "More about it.")
    [(_, [first]), (heading, [second])] = section.parts
    assert first.words == "The Director General decides at a week-end."
    assert first.cases == ("mode: local; may: yes", "mode: directed; may: no")
    assert (first.explained, heading) == ("Whatever the force thinks.", "Coming back")
    assert second.words == "What came back is handled."


@pytest.mark.parametrize("wording", SPELT)
def test_every_spelling_is_still_needed(wording: str) -> None:
    names = " | ".join(
        name.replace("_", " ") for path in SPEC.glob("*/test_*.py") for name in definitions(path)
    )
    assert wording in APART.findall(names)


def test_the_name_of_a_group_becomes_a_heading() -> None:
    assert heading_of("TestSeeingWhichLawGoverns") == "Seeing which law governs"
