"""Tables of numbers: in a letter, a page, a CSV file or a workbook, each cell with its place and its state."""

import pytest

from candour.register.statements import Cell
from tests.make.workbooks import excel, open_document
from tests.register.reading import codes, line, read

LETTER = """Dunmere Police
Freedom of information request reference no: 3117/31

You asked how many officers were investigated for misconduct.

"""
ROWS = (
    ("Year", "Officers investigated", "Dismissed"),
    ("2028", "31", "<5"),
    ("2029", "44", "*"),
    ("2030", "25", "nil"),
    ("Total", "100", "withheld s40(2)"),
)
BOOK = {"Misconduct": [["Dunmere Police: misconduct of officers"], *[list(row) for row in ROWS]]}


def rows(between: str) -> str:
    return "\n".join(between.join(row) for row in ROWS)


def page_of_cells() -> str:
    cells = "".join("<tr>" + "".join(f"<td><p>{one}</p></td>" for one in row) + "</tr>" for row in ROWS)
    return f"<html><body><h1>FOI: misconduct at Dunmere Police</h1><table>{cells}</table></body></html>"


WRITTEN = {
    "spaces": (LETTER + rows("      "), "letter.txt"),
    "tabs": (LETTER + rows("\t"), "letter.txt"),
    "bars": (LETTER + "\n".join(f"| {' | '.join(row)} |" for row in ROWS), "letter.txt"),
    "html": (page_of_cells().replace("<5", "&lt;5"), "page.html"),
    "csv": ("Dunmere Police misconduct,,\n" + rows(","), "reply.csv"),
    "xlsx": (excel(BOOK), "reply.xlsx"),
    "ods": (open_document(BOOK), "reply.ods"),
}


@pytest.mark.parametrize("form", WRITTEN)
def test_every_form_of_the_same_table_gives_the_same_exact_numbers(form: str):
    counted = line(*WRITTEN[form])["counts"]
    assert [(one["what"], one["value"]) for one in counted] == [
        ("Officers investigated 2028", 31),
        ("Officers investigated 2029", 44),
        ("Officers investigated 2030", 25),
        ("Dismissed 2030", 0),
        ("Officers investigated Total", 100),
    ]


@pytest.mark.parametrize("form", WRITTEN)
def test_a_cell_that_gives_no_exact_number_is_a_state_and_never_a_count(form: str):
    told = line(*WRITTEN[form])["statements"]
    cells = {one["subject"] for one in told if one["subject"].startswith("cell-")}
    said = [
        tuple(one["value"] for one in told if one["subject"] == cell and one["field"] != "what")
        for cell in cells
    ]
    assert sorted(said) == [("range", 0, 4), ("suppressed",), ("withheld",)]


@pytest.mark.parametrize("form", ["xlsx", "ods", "csv"])
def test_a_value_of_a_workbook_names_its_sheet_and_cell(form: str):
    (total,) = [one for one in read(*WRITTEN[form]).statements if one.value == 100]
    place = total.place
    assert isinstance(place, Cell)
    assert (place.name, place.sheet) == ("B6", "table" if form == "csv" else "Misconduct")


@pytest.mark.parametrize("form", WRITTEN)
def test_a_total_that_adds_up_is_no_problem(form: str):
    assert "total-differs" not in codes(*WRITTEN[form])


def test_a_total_that_does_not_add_up_is_told_by_its_cell_and_left_as_it_is():
    wrong = {"Misconduct": [*BOOK["Misconduct"][:-1], ["Total", 102, 9]]}
    done = read(excel(wrong), "reply.xlsx")
    (told,) = [one.sentence for one in done.problems if one.code == "total-differs"]
    assert told == "Misconduct, cell B6: a total of 102, above it at least 100"
    assert [one.value for one in done.statements if one.field == "value"][-2:] == [102, 9]


def test_a_total_over_suppressed_cells_may_be_any_number_they_allow():
    may_be = {"Sheet": [["Force", "Dismissed"], ["Wexmoor", "<5"], ["Dunmere", 7], ["Total", 11]]}
    assert codes(excel(may_be), "reply.xlsx") == []
    never = {"Sheet": [["Force", "Dismissed"], ["Wexmoor", "<5"], ["Dunmere", 7], ["Total", 12]]}
    assert codes(excel(never), "reply.xlsx") == ["total-differs"]


def test_of_a_long_table_only_the_totals_are_sure():
    many = [["Force", "Complaints"], *[[f"Area {n}", n] for n in range(1, 44)], ["Total", 946]]
    done = line(excel({"Complaints": many}), "figures.xlsx")
    assert [(one["what"], one["value"]) for one in done["counts"]] == [("Complaints Total", 946)]
    assert sum(one["field"] == "value" for one in done["statements"]) == 44


def test_a_hidden_sheet_is_told_before_anything_is_taken_from_it():
    hidden = excel(
        {"Figures": BOOK["Misconduct"], "Names": [["Name"], ["A. Placeholder"]]}, state={"Names": "hidden"}
    )
    assert "hidden-sheet" in codes(hidden, "reply.xlsx")
    assert "Placeholder" not in read(hidden, "reply.xlsx").document.text


def test_hidden_rows_and_columns_are_told_of_and_not_read():
    rows_of_force = [
        ["Dunmere Police: misconduct of officers", "Name"],
        ["2028: 31", "A. Placeholder"],
        ["2029: 44", "B. Placeholder"],
    ]
    content = excel(
        {"Misconduct": rows_of_force},
        hidden_rows=[3],
        columns='<cols><col min="2" max="2" hidden="1"/></cols>',
    )
    found = read(content, "reply.xlsx")
    assert {"hidden-rows", "hidden-columns"} <= set(codes(content, "reply.xlsx"))
    assert "31" in found.document.text
    assert "Placeholder" not in found.document.text
    assert "44" not in found.document.text


def test_a_financial_year_stays_as_it_is_written():
    told = line(LETTER + "Year\tComplaints\n2028/29\t14\n2029/30\t17\n")
    assert [one["what"] for one in told["counts"]] == ["Complaints 2028/29", "Complaints 2029/30"]


def test_a_table_of_labels_and_words_is_no_table_of_numbers():
    told = read(
        "Misconduct hearing outcome - Dunmere Police\n\nRank\tPC\nOutcome\tDismissed without notice\n"
    )
    assert [one.value for one in told.statements if one.field == "outcome"] == ["dismissed_without_notice"]
