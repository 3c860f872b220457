"""The glossary is read strictly, marks prose with care, and tells old words by the date of the matter."""

from datetime import date
from pathlib import Path

import pytest

from candour.publishing.marking import Marker, marker_for
from candour.publishing.prose import Prose, standing_of
from candour.publishing.terms import UnreadableGlossary, read_glossary, the_glossary

TERM = """
[[term]]
key = "trial"
term = "trial"
broad = false
definition = "{definition}"
easy_read = "{easy_read}"
welsh_term = "treial"
welsh_confidence = "seen"
welsh_source = "somewhere"
citation = "none"
{more}
"""


def written(
    folder: Path, definition: str = "A hearing.", easy_read: str = "A hearing.", more: str = ""
) -> Path:
    (folder / "one.toml").write_text(TERM.format(definition=definition, easy_read=easy_read, more=more))
    return folder


def found(*paragraphs: str) -> list[list[tuple[str, str]]]:
    marker: Marker = marker_for(paragraphs)
    marks = marker.section(paragraphs)
    return [
        [(text[mark.start : mark.end], mark.term.key) for mark in line]
        for text, line in zip(paragraphs, marks, strict=True)
    ]


def test_every_term_that_ships_can_be_read():
    assert len(the_glossary()) == 145


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"more": 'colour = "red"'}, "unknown: colour"),
        ({"definition": "word " * 46}, "longer than 45 words"),
        ({"easy_read": "One. Two. Three."}, "easy read"),
        ({"easy_read": "word " * 13}, "easy read"),
        ({"more": 'see_also = "nothing"'}, "see_also names nothing"),
        ({"more": "valid_from = 2020-02-01\nvalid_to = 2020-01-31"}, "earlier than valid_from"),
    ],
)
def test_a_mistake_names_the_file_and_the_term(tmp_path: Path, change: dict[str, str], complaint: str):
    with pytest.raises(UnreadableGlossary, match=rf"one\.toml, trial: .*{complaint}"):
        read_glossary(written(tmp_path, **change))


def test_a_term_that_stands_twice_is_refused(tmp_path: Path):
    written(tmp_path)
    (tmp_path / "two.toml").write_text((tmp_path / "one.toml").read_text())
    with pytest.raises(UnreadableGlossary, match=r"stands in one\.toml already"):
        read_glossary(tmp_path)


def test_the_longest_wording_wins():
    assert found("There was a case to answer for gross misconduct.") == [
        [("case to answer", "case-to-answer"), ("gross misconduct", "gross-misconduct")]
    ]


def test_a_wording_is_found_in_any_case_and_only_as_a_whole_word():
    assert found("GROSS   Misconduct was alleged by the reviewers of grossness.") == [
        [("GROSS   Misconduct", "gross-misconduct"), ("alleged", "allegation")]
    ]


def test_an_everyday_word_is_marked_once_a_page_and_a_special_one_once_a_section():
    marker = marker_for(["The conduct was gross misconduct."] * 2)
    first, second = (marker.section(["The conduct was gross misconduct."])[0] for _ in range(2))
    assert [mark.term.key for mark in first] == ["conduct", "gross-misconduct"]
    assert [mark.term.key for mark in second] == ["gross-misconduct"]


def test_a_short_abbreviation_alone_is_not_taken_for_a_term():
    assert found("The AA came to the road.") == [[]]


def test_a_short_abbreviation_counts_where_it_is_spelt_out_or_a_police_term_is_near():
    assert ("AA", "appropriate-authority") in found("The AA agreed to the misconduct meeting.")[0]
    spelt_out = found("The appropriate authority was told.", "The AA came back.")
    assert spelt_out[1] == []  # marked once in the section, where it was spelt out
    assert (
        marker_for(["The appropriate authority."]).found("The AA came back.")[0].term.key
        == "appropriate-authority"
    )


def test_a_long_abbreviation_counts_by_itself_and_only_in_capitals():
    assert found("The IOPC wrote; iopc did not.") == [[("IOPC", "iopc")]]


def test_a_word_of_the_old_scheme_is_told_by_the_date_of_the_matter():
    appeal = the_glossary()["appeal"]
    assert standing_of(appeal, date(2019, 6, 1)) == ""
    assert "no new matter came under it after 31 January 2020" in standing_of(appeal, date(2021, 6, 1))


def test_a_word_that_meant_something_else_then_says_what():
    misconduct = the_glossary()["misconduct"]
    assert "Before:" in standing_of(misconduct, date(2015, 1, 1))
    assert standing_of(misconduct, date(2021, 1, 1)) == ""


def test_an_old_word_points_to_the_one_that_took_its_place():
    prose = Prose(["There was a right of appeal."], on=date(2022, 1, 1))
    prose.section("There was a right of appeal.")
    [word] = prose.words()
    assert (word.term.key, word.instead and word.instead.key) == ("appeal", "review")


def test_welsh_is_shown_only_where_the_wording_was_seen():
    shown = {term.welsh_confidence for term in the_glossary().values() if term.welsh}
    assert shown == {"seen"}
    assert the_glossary()["gross-misconduct"].welsh != ""


def test_prose_is_escaped_and_its_lists_are_lists():
    html = Prose(["<b>x</b>"], on=date(2022, 1, 1)).section("<b>x</b>\n\n- first\n- second")
    assert "&lt;b&gt;" in html
    assert html.count("<li>") == 2
