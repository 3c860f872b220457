"""What the readers did not see in a workbook, or in a table of a PDF, is added with its cell, and the cell is lit."""

from datetime import date, timedelta
from typing import Any

import pytest

from candour.ledger.verification import verify
from candour.register.actions import ByHand, Captured, add_statement
from candour.register.actions.reading import read_again
from candour.register.cells import cells_of
from candour.register.codes import Standing
from candour.register.models import SourceReading, SourceStatement
from candour.register.refusal import SourceRefused
from candour.register.store import path_of
from candour.register.views.documents import document_shown
from tests.make.accounts import signed_in
from tests.make.moments import at_nine
from tests.make.pdfs import LETTER, set_pdf, set_table
from tests.make.sources import DAY, an_editor, captured, judged, read_in
from tests.make.workbooks import Rows, excel

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HEAD: Rows = [["Wexmoor Constabulary"], ["Year", "Officers disciplined", "Remarks"]]
YEARS: Rows = [["2021/22", 4, "none"], ["2022/23", 6, "one sergeant resigned first"], ["Total", 10, "both"]]
NEXT = DAY + timedelta(days=1)


def a_workbook(rows: Rows = YEARS, *, on: date = DAY, more: dict[str, Rows] | None = None) -> Captured:
    content = excel({"Outcomes": [*HEAD, *rows], **(more or {})})
    return captured(content=content, file_name="outcomes.xlsx", address="https://wexmoor.example/x", on=on)


def added(done: Captured, **said: Any) -> SourceStatement:
    given = {"subject": "count-new", "field": "value", "typed": "6", "sheet": "Outcomes", "cell": "B4"}
    by, version = an_editor(), done.source.latest
    return add_statement(version=version, given=ByHand(**{**given, **said}), by=by, at=at_nine(DAY), on=DAY)


def by_hand(done: Captured) -> list[tuple[str, object, str, str]]:
    return [(row.field, row.settled, row.cell, row.standing) for row in read_in(done) if row.by_hand]


def test_a_number_is_added_with_its_sheet_and_cell_and_counts_at_once() -> None:
    done = a_workbook()
    made = added(done, cell=" $b$4 ")
    assert (made.sheet, made.cell, made.value, made.start) == ("Outcomes", "B4", 6, None)
    assert (made.standing, made.by_hand) == (Standing.CONFIRMED, True)
    assert verify().findings == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"cell": ""}, "letter and number"),
        ({"cell": "row 4"}, "letter and number"),
        ({"cell": "Z99"}, "Nothing stands in that cell"),
        ({"cell": "C1"}, "Nothing stands in that cell"),
        ({"sheet": "Elsewhere"}, "Choose the sheet"),
        ({"typed": "six"}, "whole number"),
    ],
)
def test_a_cell_that_is_not_there_or_is_empty_is_refused(wrong: dict[str, str], told: str) -> None:
    done = a_workbook()
    with pytest.raises(SourceRefused, match=told):
        added(done, **wrong)
    assert by_hand(done) == []


def test_what_was_added_at_a_cell_is_kept_when_the_workbook_is_read_again() -> None:
    done = a_workbook()
    added(done)
    read_again(version=done.source.latest, by=an_editor(), at=at_nine(NEXT), on=NEXT)
    assert by_hand(done) == [("value", 6, "B4", Standing.CONFIRMED)]


def test_what_was_added_follows_its_row_where_the_next_version_puts_a_row_above() -> None:
    added(a_workbook())
    later = a_workbook([["2020/21", 3, "none"], *YEARS], on=NEXT)
    assert by_hand(later) == [("value", 6, "B5", Standing.CONFIRMED)]
    assert verify().findings == []


def test_what_was_added_is_kept_where_only_another_cell_of_its_row_has_changed() -> None:
    added(a_workbook())
    later = a_workbook([YEARS[0], ["2022/23", 6, "nobody resigned"], YEARS[2]], on=NEXT)
    assert by_hand(later) == [("value", 6, "B4", Standing.CONFIRMED)]


def test_what_was_added_goes_with_its_figure_and_the_next_version_says_so() -> None:
    added(a_workbook())
    later = a_workbook([YEARS[0], ["2022/23", 7, "one sergeant resigned first"], YEARS[2]], on=NEXT)
    assert by_hand(later) == []
    reading = later.version.reading
    assert isinstance(reading, SourceReading)
    assert "1 statement that was added by hand is not in this version" in reading.problems


def test_a_word_on_a_cell_is_not_carried_to_another_row_that_has_come_to_stand_there() -> None:
    figures: Rows = [["2021/22", 4], ["2022/23", 6], ["Total", 10]]
    done = a_workbook(figures)
    judged(*(row for row in read_in(done) if row.subject != "document"))
    later = a_workbook([["2020/21", 4], *figures[1:]], on=NEXT)
    standing = {row.cell: row.standing for row in read_in(later) if row.subject != "document"}
    assert standing["B3"] == Standing.WAITING
    assert standing["B4"] == Standing.CONFIRMED


def test_a_figure_in_a_table_of_a_pdf_is_added_by_page_and_cell_where_its_words_stand_twice() -> None:
    rows = [["Year", "Officers", "Staff"], ["2021/22", "6", "2"], ["2022/23", "6", "3"]]
    content = set_pdf(LETTER + set_table(rows, borders=True))
    done = captured(content=content, file_name="reply.pdf", address="https://wexmoor.example/p")
    with pytest.raises(SourceRefused, match="times"):
        added(done, sheet="", cell="", quoted="6")
    made = added(done, sheet="page 1", cell="B3")
    assert (made.sheet, made.cell) == ("page 1", "B3")
    page = signed_in(an_editor("Ed Two")).get(f"{done.version.get_absolute_url()}?lit={made.number}")
    assert '<mark class="candour-lit candour-lit--chosen" id="lit">6</mark>' in page.content.decode()


def test_the_page_shows_each_sheet_as_a_table_with_the_cells_lit_that_carry_a_statement() -> None:
    done = a_workbook(more={"Notes": [["Force", "Wexmoor Constabulary"]]})
    page = signed_in(an_editor("Ed Two")).get(done.version.get_absolute_url()).content.decode()
    assert page.count('<table class="candour-sheet">') == 2
    assert '<mark class="candour-lit">Wexmoor Constabulary</mark>' in page
    assert "<td>one sergeant resigned first</td>" in page


def test_a_row_of_which_a_cell_was_used_is_not_among_those_that_were_not() -> None:
    done, editor = a_workbook(), signed_in(an_editor("Ed Two"))
    before = editor.get(done.version.get_absolute_url()).context["unused"]
    assert not any("Wexmoor" in words for _place, words in before)
    added(done)
    after = editor.get(done.version.get_absolute_url()).context["unused"]
    assert len(before) - len(after) == 1


def test_a_row_that_was_not_used_leads_to_the_form_with_its_sheet_and_its_longest_cell() -> None:
    done, editor = a_workbook(), signed_in(an_editor("Ed Two"))
    home = done.version.get_absolute_url()
    unused = editor.get(home).context["unused"]
    place = next(place for place, words in unused if "sergeant" in words)
    form = editor.get(f"{home}add/?words={place}").context["form"]
    assert (form["sheet"].value(), form["cell"].value()) == ("Outcomes", "C4")
    given = {"subject": "person-new", "field": "role", "typed": "sergeant", "sheet": "Outcomes"}
    wrong = editor.post(f"{home}add/", {**given, "cell": "D4"}).content.decode()
    assert "Nothing stands in that cell" in wrong
    page = editor.post(f"{home}add/", {**given, "cell": "C4"}, follow=True).content.decode()
    assert "added by hand" in page
    assert 'candour-lit--chosen" id="lit">one sergeant resigned first</mark>' in page


def test_a_long_sheet_is_shown_in_part_with_the_rows_around_the_cell_that_is_asked_for() -> None:
    long = [[f"Row {number}", "words"] for number in range(1, 900)]
    done, editor = a_workbook(long), signed_in(an_editor("Ed Two"))
    made = added(done, field="what", typed="words", cell="B880")
    page = editor.get(f"{done.version.get_absolute_url()}?lit={made.number}").content.decode()
    assert "<td>Row 878</td>" in page
    assert "<td>Row 500</td>" not in page
    assert "601 further rows are not shown" in page
    assert "899 rows that were not used" in page
    assert page.count("Add what it says") == 100


def test_a_workbook_whose_kept_file_was_altered_is_shown_as_text_with_a_warning() -> None:
    done = a_workbook([["2019/20", 2, "of this test alone"]])
    path = path_of(done.version.sha256)
    path.chmod(0o600)
    path.write_bytes(b"altered")
    page = signed_in(an_editor("Ed Two")).get(done.version.get_absolute_url())
    assert page.status_code == 200
    assert "no longer what was captured" in page.content.decode()


def test_the_cells_of_a_page_or_a_letter_are_none() -> None:
    assert not cells_of(captured().version).sheets


def test_words_that_the_second_reader_quotes_from_a_workbook_light_their_cell() -> None:
    done = a_workbook()
    reading = done.version.reading
    assert isinstance(reading, SourceReading)
    start = reading.text.index("sergeant resigned")
    row = SourceStatement(reading=reading, number=9, start=start, end=start + 8, field="role")
    cells = [
        one for sheet in document_shown(done.version, reading, [row], lit=9).sheets for one in sheet.rows
    ]
    assert [one.words for line in cells for one in line.cells if one.chosen] == [
        "one sergeant resigned first"
    ]
