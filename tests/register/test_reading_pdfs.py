"""A reply published as a PDF: its tables are read cell by cell with their page, its sentences as before."""

import json
from pathlib import Path

import pytest

from candour.register.readers.reading import Reading, read_source
from candour.register.readers.record import record_line
from candour.web.command import main
from tests.make.pdfs import LETTER, drawn_pdf, set_pdf, set_table

OPENING = (
    "Freedom of information request: police officers dismissed for misconduct by Wexmoor Constabulary.\n\n"
)
YEARLY = [
    ["Year", "Officers dismissed", "Officers who resigned"],
    ["2019", "13", "1"],
    ["2020", "<5", "0"],
    ["Total", "17", "1"],
]


def read(*pages: str) -> Reading:
    return read_source(set_pdf(*pages), "reply.pdf")


def counted(reading: Reading) -> list[tuple[str, object, str, str]]:
    rows = [one for one in record_line(reading)["statements"] if one["field"] in {"value", "at_most"}]
    what = {
        one["subject"]: one["value"] for one in record_line(reading)["statements"] if one["field"] == "what"
    }
    return [(what[one["subject"]], one["value"], one["sheet"], one["cell"]) for one in rows]


@pytest.mark.parametrize("borders", [True, False], ids=["with borders", "without borders"])
def test_each_figure_of_a_table_is_read_with_its_page_and_cell(borders: bool):
    table = set_table(YEARLY, borders=borders, widths="3cm, 5cm, 5cm")
    assert counted(read(OPENING + LETTER + table)) == [
        ("Officers dismissed 2019", 13, "page 1", "B2"),
        ("Officers who resigned 2019", 1, "page 1", "C2"),
        ("Officers dismissed 2020", 4, "page 1", "B3"),
        ("Officers who resigned 2020", 0, "page 1", "C3"),
        ("Officers dismissed Total", 17, "page 1", "B4"),
        ("Officers who resigned Total", 1, "page 1", "C4"),
    ]


def test_a_sentence_beside_a_table_keeps_its_characters_and_its_page():
    reading = read(OPENING + LETTER, OPENING + set_table(YEARLY, borders=True))
    [force] = [one for one in record_line(reading)["statements"] if one["field"] == "force"]
    start, end = force["span"]
    assert reading.document.text[start:end] == "Wexmoor Constabulary"
    assert force["page"] == 1


def test_a_total_of_a_pdf_that_does_not_add_up_is_told_by_page_and_cell():
    wrong = [*YEARLY[:3], ["Total", "19", "1"]]
    [problem] = read(OPENING + set_table(wrong, borders=True)).problems
    assert problem.sentence == "page 1, cell B4: a total of 19, above it at least 13"


def test_where_columns_cannot_be_told_the_line_is_named_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    lines = " ".join(f"BT /F1 11 Tf 60 {700 - 14 * row} Td (20{19 + row} 13 {row}) Tj ET" for row in range(4))
    path = tmp_path / "reply.pdf"
    path.write_bytes(drawn_pdf(lines))
    assert main(["sources", "read", str(path), "--json"]) == 1
    printed = capsys.readouterr()
    told = "page 1, line 1: the columns of a table cannot be told apart there; enter its figures by hand"
    assert told in printed.err
    assert json.loads(printed.out)["problems"][0].startswith(told)
