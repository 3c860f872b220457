"""A table on the pages of a PDF reply: every figure under its heading with page and cell, or a place where it cannot be told."""

from datetime import date

import pytest

from candour.register.replies.hiding import RefusedReply
from candour.register.replies.mapping import Column, Layout, Mapping, Use
from candour.register.replies.pdf.pages import read_pages, sheets_of
from candour.register.replies.periods import Period, YearBasis
from candour.register.replies.quarantine import scan_reply
from candour.register.replies.reading import apply_mapping
from candour.register.replies.suggesting import suggest_mapping
from candour.register.replies.tables import Table, read_tables
from tests.make.pdfs import LETTER, drawn_pdf, set_pdf, set_table

YEARLY = [
    ["Year", "Disciplined", "Dismissed"],
    ["2019", "13", "1"],
    ["2020", "<5", "0"],
    ["2021", "1,024", "*"],
]
QUESTIONS = {"disciplined": "How many officers were disciplined?", "dismissed": "How many were dismissed?"}
ASKED = Period(date(2018, 1, 1), date(2021, 12, 31))


def tables(content: bytes) -> list[Table]:
    return read_tables(content, scan_reply(content))


def rows(content: bytes) -> list[list[object]]:
    [table] = tables(content)
    return [list(row) for row in table.rows]


@pytest.mark.parametrize("borders", [True, False], ids=["with borders", "without borders"])
@pytest.mark.parametrize("align", ["left", "right", "center", "(left, right, right)"])
def test_a_table_is_read_cell_by_cell_however_it_is_set(borders: bool, align: str):
    page = LETTER + set_table(YEARLY, borders=borders, align=align) + LETTER
    assert rows(set_pdf(page)) == YEARLY


def test_a_wide_table_without_borders_keeps_numbers_under_headings_that_they_do_not_touch():
    page = set_table(YEARLY, borders=False, widths="6cm, 5cm, 5cm", align="(left, right, right)")
    assert rows(set_pdf(page)) == YEARLY


def test_an_empty_cell_moves_nothing_into_its_place():
    held = [YEARLY[0], ["2019", "", "7"], ["2020", "3", ""], ["2021", "4", "5"]]
    assert rows(set_pdf(set_table(held, borders=False, widths="3cm, 3cm, 3cm"))) == held


def test_words_over_several_lines_of_a_cell_are_one_cell():
    wrapped = [
        ["Outcome", "Officers"],
        ["Dismissed without notice and put on the barred list of the College", "13"],
        ["Final written warning (including those that were given on appeal)", "2"],
    ]
    for borders in (True, False):
        assert rows(set_pdf(set_table(wrapped, borders=borders, widths="5cm, 3cm"))) == wrapped


def test_rows_of_cases_are_read_without_a_single_number():
    cases = [["Role", "Conduct", "Outcome"], ["PC", "Images", "Dismissed"], ["DC", "Messages", "Warning"]]
    assert rows(set_pdf(LETTER + set_table(cases, borders=False, widths="3cm, 4cm, 4cm"))) == cases


def test_a_note_sign_beside_a_number_makes_no_other_number_of_it():
    page = "#table(columns: 2, [Year], [Dismissed], [2019], [1#super[2]], [2020], [3])"
    [table] = tables(set_pdf(page))
    assert table.at(2, 2) == "1 [2]"


def test_a_heading_over_two_columns_stands_over_both():
    page = "#table(columns: 3, [], table.cell(colspan: 2)[Officers and special constables], [Year], [M], [F], [2019], [3], [4])"
    [table] = tables(set_pdf(page))
    assert table.sheet.merged == ((1, 2, 1, 3),)
    assert list(table.rows[2]) == ["2019", "3", "4"]


def test_running_text_addresses_and_two_columns_of_words_are_no_tables():
    letterhead = (
        "#grid(columns: (1fr, 1fr), [A. Person \\ 1 High Street], [Reference: 12 of 22 \\ 3 May 2022])\n"
    )
    two_columns = "#columns(2)[" + LETTER * 6 + "]"
    with pytest.raises(RefusedReply, match="no table stands on its pages"):
        tables(set_pdf(letterhead + LETTER + two_columns))


def test_two_tables_on_a_page_and_one_on_the_next_are_told_apart_by_page_and_number():
    cases = [["Role", "Cases"], ["PC", "4"], ["DC", "2"]]
    one, other = set_table(YEARLY, borders=True), set_table(cases, borders=True)
    found = tables(set_pdf(LETTER + one + LETTER + other, LETTER + LETTER + LETTER + other))
    assert [table.sheet.name for table in found] == ["page 1", "page 1, table 2", "page 2"]


def test_a_table_that_goes_on_over_pages_is_one_and_its_repeated_heading_no_row():
    body = [[str(1900 + number), str(number), str(number * 2)] for number in range(120)]
    cells = ", ".join(f"[{cell}]" for row in body for cell in row)
    page = f"#table(columns: (4cm, 4cm, 4cm), table.header([Year], [Disciplined], [Dismissed]), {cells})"
    content = set_pdf(page)
    [table] = tables(content)
    assert table.sheet.name == f"pages 1 to {len(read_pages(content))}"
    assert [list(row) for row in table.rows] == [YEARLY[0], *body]


def test_cells_of_one_text_block_are_told_apart_by_where_they_were_moved_to():
    """As some programs write: one block, a move before each cell."""
    cells = "".join(
        f"1 0 0 1 {60 + 150 * column} {700 - 14 * row} Tm ({cell}) Tj "
        for row, held in enumerate(YEARLY)
        for column, cell in enumerate(held)
    )
    assert rows(drawn_pdf(f"BT /F1 11 Tf {cells} ET")) == YEARLY


def test_a_table_typed_with_spaces_is_read_by_its_gaps():
    lines = "".join(
        f"BT /F1 11 Tf 60 {700 - 14 * row} Td ({'        '.join(held)}) Tj ET "
        for row, held in enumerate([["Year", "Cases"], ["2019", "13"], ["2020", "25"]])
    )
    assert rows(drawn_pdf(lines)) == [["Year", "Cases"], ["2019", "13"], ["2020", "25"]]


def test_a_page_that_was_turned_is_read_as_it_is_seen():
    cells = "".join(
        f"BT /F1 11 Tf 0 1 -1 0 {100 + 14 * row} {60 + 150 * column} Tm ({cell}) Tj ET "
        for row, held in enumerate(YEARLY)
        for column, cell in enumerate(held)
    )
    assert rows(drawn_pdf(cells, turned=90)) == YEARLY


def test_rows_set_in_one_go_are_told_with_page_and_line_and_no_cell_is_made_up():
    lines = "".join(
        f"BT /F1 11 Tf 60 {700 - 14 * row} Td [(20{19 + row}) -2500 (13) -2500 ({row})] TJ ET "
        for row in range(4)
    )
    with pytest.raises(
        RefusedReply, match=r"page 1, line 1: the columns of a table cannot be told apart.*by hand"
    ):
        tables(drawn_pdf(lines))


def test_a_cell_that_reaches_over_two_columns_makes_the_whole_table_unclear():
    held = [("2019", 60), ("13", 200), ("7", 340)], [("2020", 60), ("14", 200), ("8", 340)]
    cells = "".join(
        f"BT /F1 11 Tf {x} {700 - 14 * row} Td ({cell}) Tj ET "
        for row, some in enumerate(held)
        for cell, x in some
    )
    over = "BT /F1 11 Tf 60 672 Td (2021) Tj ET BT /F1 11 Tf 195 672 Td (15 of all the forces that are named on page 9) Tj ET "
    with pytest.raises(RefusedReply, match="page 1, line 3: the columns"):
        tables(drawn_pdf(cells + over))


def test_where_one_table_is_clear_and_another_not_the_place_of_the_other_is_told():
    unclear = "".join(
        f"BT /F1 11 Tf 60 {700 - 14 * row} Td (20{19 + row} 13 {row}) Tj ET " for row in range(4)
    )
    cells = "".join(
        f"BT /F1 11 Tf {60 + 150 * column} {700 - 14 * row} Td ({cell}) Tj ET "
        for row, held in enumerate(YEARLY)
        for column, cell in enumerate(held)
    )
    [table] = tables(drawn_pdf(cells, unclear))
    assert [place.split(":")[0] for place in table.untold] == ["page 2, line 1"]


def test_figures_of_a_pdf_are_mapped_to_questions_with_page_and_cell():
    [table] = tables(set_pdf(LETTER + set_table(YEARLY, borders=False, widths="3cm, 3cm, 3cm")))
    columns = (
        Column(1, "Year", Use.PERIOD),
        Column(2, "Disciplined", Use.FIGURE, "disciplined"),
        Column(3, "Dismissed", Use.FIGURE, "dismissed"),
    )
    mapping = Mapping("page 1", Layout.FIGURES, 1, columns, year_basis=YearBasis.CALENDAR)
    done = apply_mapping(table, mapping, asked=ASKED)
    assert done.problems == ()
    told = [(one.cell.sheet, one.cell.name, one.figure.low, one.figure.high) for one in done.given]
    assert told == [
        ("page 1", "B2", 13, 13),
        ("page 1", "C2", 1, 1),
        ("page 1", "B3", 0, 4),
        ("page 1", "C3", 0, 0),
        ("page 1", "B4", 1024, 1024),
        ("page 1", "C4", 0, None),
    ]


def test_a_mapping_is_offered_for_a_table_of_a_pdf_as_for_a_sheet():
    [table] = tables(set_pdf(set_table(YEARLY, borders=True)))
    offered = suggest_mapping(table, QUESTIONS)
    assert offered.heading_row == 1
    assert [one.use for one in offered.columns] == [Use.PERIOD, Use.FIGURE, Use.FIGURE]


def test_a_damaged_pdf_is_refused_in_a_sentence():
    whole = set_pdf(set_table(YEARLY, borders=True))
    with pytest.raises(RefusedReply, match="damaged or locked"):
        read_pages(whole[: len(whole) // 2])


def test_a_page_without_words_has_no_table():
    assert sheets_of(read_pages(drawn_pdf(""))) == []


def test_a_page_stuffed_with_more_than_anybody_reads_is_told_and_not_taken_apart():
    stuffed = " ".join(f"BT /F1 1 Tf {number % 500} {number // 500} Td (1) Tj ET" for number in range(20_002))
    with pytest.raises(RefusedReply, match="page 1: where its words stand cannot be read"):
        tables(drawn_pdf(stuffed))
