"""What a reply hides is found before anybody opens it; what must not be opened is refused with a sentence."""

import io
import zipfile

import pytest

from candour.register.replies.hiding import Hiding, RefusedReply, Scan
from candour.register.replies.quarantine import delimiter_of, scan_reply
from candour.register.replies.tables import read_tables
from tests.make.workbooks import Rows, excel, open_document, zipped

ROWS: Rows = [["Year", "Officers"], ["2019", 3], ["2020", 4]]
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELL = '<table:table-cell office:value-type="string"{0}><text:p>{1}</text:p></table:table-cell>'


def found(scan: Scan, hiding: Hiding) -> tuple[int, tuple[str, ...]]:
    return next(((one.number, one.places) for one in scan.findings if one.hiding is hiding), (0, ()))


def test_a_plain_workbook_hides_nothing() -> None:
    assert scan_reply(excel({"Reply": ROWS})).findings == ()
    assert scan_reply(open_document({"Reply": ROWS})).findings == ()


def test_the_sheet_that_leaked_in_2023_is_found_in_both_forms() -> None:
    """A sheet of staff behind the one with the answer, hidden from the tabs."""
    people: dict[str, Rows] = {"Reply": ROWS, "Staff": [["Surname"], ["[made up]"]]}

    for content in (
        excel(people, state={"Staff": "hidden"}),
        excel(people, state={"Staff": "veryHidden"}),
        open_document(people, hidden_sheets=["Staff"]),
    ):
        scan = scan_reply(content)

        assert found(scan, Hiding.HIDDEN_SHEET) == (1, ("Staff",))
        assert scan.grave
        assert [one.hidden for one in scan.sheets] == [False, True]


def test_hidden_rows_are_named_in_both_forms() -> None:
    for content in (
        excel({"Reply": ROWS}, hidden_rows=[2, 3]),
        open_document({"Reply": ROWS}, hidden_rows=[2, 3]),
    ):
        scan = scan_reply(content)

        assert found(scan, Hiding.HIDDEN_ROWS) == (2, ("Reply: rows 2 to 3",))
        assert scan.sheets[0].hidden_rows == {2, 3}


def test_hidden_columns_are_named_in_both_forms() -> None:
    in_excel = excel({"Reply": ROWS}, columns='<cols><col min="2" max="2" hidden="1"/></cols>')
    in_open = open_document(
        {"Reply": ROWS}, columns='<table:table-column/><table:table-column table:visibility="collapse"/>'
    )

    for content in (in_excel, in_open):
        scan = scan_reply(content)

        assert found(scan, Hiding.HIDDEN_COLUMNS) == (1, ("Reply: columns 2",))


def test_a_column_of_no_width_and_rows_of_no_height_are_hidden_too() -> None:
    content = excel({"Reply": ROWS}, columns='<cols><col min="2" max="2" width="0"/></cols>')

    assert found(scan_reply(content), Hiding.HIDDEN_COLUMNS)[0] == 1
    unsaid = excel({"Reply": ROWS}, columns='<sheetFormatPr zeroHeight="1"/>')
    assert found(scan_reply(unsaid), Hiding.HIDDEN_ROWS)[0] == 1


def test_a_hidden_row_that_holds_nothing_is_no_finding() -> None:
    content = excel({"Reply": [*ROWS, [None, None]]}, hidden_rows=[4])

    assert scan_reply(content).findings == ()


PARTS = [
    ("xl/pivotCache/pivotCacheRecords1.xml", "<r/>", Hiding.PIVOT_CACHE),
    ("xl/comments1.xml", "<comments/>", Hiding.COMMENTS),
    ("xl/threadedComments/threadedComment1.xml", "<c/>", Hiding.COMMENTS),
    ("xl/externalLinks/externalLink1.xml", "<e/>", Hiding.EXTERNAL_LINKS),
    ("xl/connections.xml", "<c/>", Hiding.CONNECTIONS),
    ("xl/vbaProject.bin", b"\0\1", Hiding.MACROS),
    ("xl/macrosheets/sheet1.xml", "<m/>", Hiding.MACROS),
    ("xl/embeddings/oleObject1.bin", b"\0", Hiding.EMBEDDED),
    ("xl/revisions/revisionLog1.xml", "<r/>", Hiding.TRACKED_CHANGES),
    ("xl/media/image1.png", b"\x89PNG", Hiding.PICTURES),
]


@pytest.mark.parametrize(("part", "content", "hiding"), PARTS, ids=[part for part, _, _ in PARTS])
def test_a_part_beside_the_cells_is_named(part: str, content: str | bytes, hiding: Hiding) -> None:
    scan = scan_reply(excel({"Reply": ROWS}, more={part: content}))

    assert found(scan, hiding) == (1, (part,))


def test_what_the_file_says_of_who_made_it_is_told_without_the_names() -> None:
    core = '<p xmlns:dc="d"><dc:creator>[made up]</dc:creator><dc:created>2022</dc:created></p>'
    scan = scan_reply(excel({"Reply": ROWS}, more={"docProps/core.xml": core}))
    meta = '<m xmlns:dc="d"><dc:creator>[made up]</dc:creator></m>'

    assert found(scan, Hiding.PROPERTIES) == (1, ("docProps/core.xml",))
    assert found(scan_reply(open_document({"R": ROWS}, more={"meta.xml": meta})), Hiding.PROPERTIES)[0] == 1
    assert "made up" not in str(scan)


def test_formulas_and_links_outwards_are_counted() -> None:
    formulas = excel({"Reply": [["Year", "Officers"], ["2019", "=SUM(A1:A9)"]]})
    link = '<Relationships><Relationship Id="r" Target="https://example.invalid/" TargetMode="External"/></Relationships>'
    linked = excel({"Reply": ROWS}, more={"xl/worksheets/_rels/sheet1.xml.rels": link})

    assert found(scan_reply(formulas), Hiding.FORMULAS) == (1, ("Reply",))
    assert found(scan_reply(linked), Hiding.EXTERNAL_LINKS)[0] == 1


def test_text_that_no_cell_shows_any_more_is_found() -> None:
    """Deleted cells leave their words among the shared texts until the file is saved anew."""
    texts = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>a</t></si><si><t>b</t></si></sst>'

    assert (
        found(scan_reply(excel({"R": ROWS}, more={"xl/sharedStrings.xml": texts})), Hiding.LEFT_OVER_TEXT)[0]
        == 2
    )


@pytest.mark.parametrize(
    "style",
    [
        '<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><fonts><font/></fonts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>',
        '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>',
    ],
    ids=["a format that shows nothing", "white on white"],
)
def test_words_that_cannot_be_seen_are_found(style: str) -> None:
    sheet = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + style
        + "</styleSheet>"
    )
    content = excel({"Reply": ROWS}, cell_style="1", more={"xl/styles.xml": sheet})

    assert found(scan_reply(content), Hiding.INVISIBLE_TEXT)[0] == 6


def test_white_words_are_found_in_an_open_document() -> None:
    style = '<style:style style:name="w" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>'
    rows: Rows = [["Year", CELL.format(' table:style-name="w"', "unseen")]]

    assert found(scan_reply(open_document({"R": rows}, styles=style)), Hiding.INVISIBLE_TEXT)[0] == 1


def test_what_lies_under_merged_cells_is_found() -> None:
    content = excel({"Reply": ROWS}, after='<mergeCells><mergeCell ref="A2:B3"/></mergeCells>')
    scan = scan_reply(content)

    assert found(scan, Hiding.UNDER_MERGED) == (3, ("Reply: from row 2, column 1",))
    assert scan.sheets[0].merged == ((2, 1, 3, 2),)


def test_an_open_document_tells_of_comments_changes_pivots_macros_and_formulas() -> None:
    within = (
        "<table:tracked-changes/><table:data-pilot-tables><table:data-pilot-table/></table:data-pilot-tables>"
    )
    rows = [
        [
            CELL.format("", "a").replace(
                "<text:p>", "<office:annotation><text:p>x</text:p></office:annotation><text:p>"
            )
        ],
        ['<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'],
        [CELL.format("", '<text:a xlink:href="https://example.invalid/">b</text:a>')],
    ]
    scan = scan_reply(open_document({"R": rows}, within=within, more={"Basic/Standard/Module1.xml": "<m/>"}))

    assert {one.hiding for one in scan.findings} == {
        Hiding.COMMENTS,
        Hiding.TRACKED_CHANGES,
        Hiding.PIVOT_CACHE,
        Hiding.MACROS,
        Hiding.FORMULAS,
        Hiding.EXTERNAL_LINKS,
    }


def test_a_workbook_of_100_sheets_is_looked_through_sheet_by_sheet() -> None:
    sheets: dict[str, Rows] = {f"Sheet {number}": ROWS for number in range(100)}
    scan = scan_reply(excel(sheets, state={"Sheet 57": "hidden"}))

    assert len(scan.sheets) == 100
    assert found(scan, Hiding.HIDDEN_SHEET) == (1, ("Sheet 57",))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = excel({"Reply": ROWS}, more={"xl/media/image1.png": b"\0" * 20_000_000})

    with pytest.raises(RefusedReply, match="packed more than 200 to 1"):
        scan_reply(bomb)


def test_a_sheet_that_claims_thousands_of_millions_of_cells_is_refused() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{far}</sheetData></worksheet>'
    repeated = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )

    with pytest.raises(RefusedReply, match="claims 1,048,576 rows"):
        scan_reply(excel({"Reply": ROWS}, more={"xl/worksheets/sheet1.xml": sheet}))
    with pytest.raises(RefusedReply, match="claims"):
        scan_reply(open_document({"R": [[repeated]] * 200}))


def test_rows_that_are_only_formatted_down_to_the_end_of_a_sheet_take_no_room() -> None:
    below = '<row r="1048575" ht="12.8"/><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    rows = '<row r="1"><c r="A1"><v>2019</v></c></row><row><c><v>3</v></c></row>'
    sheet = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{rows}{below}</sheetData></worksheet>'
    book = excel({"Reply": ROWS}, more={"xl/worksheets/sheet1.xml": sheet})

    assert scan_reply(book).findings == ()
    assert [len(one.rows) for one in read_tables(book, scan_reply(book))] == [2]


def test_entities_that_multiply_are_not_followed() -> None:
    laughs = f'<!DOCTYPE w [<!ENTITY a "<sheet name=\'x\'/>"><!ENTITY b "&a;&a;">]><workbook xmlns="{SPREADSHEET}">&b;</workbook>'

    assert scan_reply(zipped({"xl/workbook.xml": laughs})).sheets == ()


def test_two_parts_of_one_name_are_refused() -> None:
    """Programs differ in which of the two they read, so that one could be cleared and the other opened."""
    file = io.BytesIO(excel({"Reply": ROWS}))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")

    with pytest.raises(RefusedReply, match="same name"):
        scan_reply(file.getvalue())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel form"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (zipped({"letter.txt": "no workbook"}), "no workbook"),
        (b"\x7fELF\0\0\0", "neither a workbook"),
        (b"%PDF-1.7 but no more", "damaged or locked"),
        (zipped({"word/document.xml": "<w/>"}), "a Word document; save it as PDF"),
        (zipped({"xl/workbook.bin": b"\x83"}), "binary form"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "no spreadsheet",
        ),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "old Word form"),
        (b"\xd0\xcf\x11\xe0" + "__properties_version1.0".encode("utf-16-le"), "an e-mail"),
        (b"From: a@force.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x", "an e-mail"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"\x1f\x8b\x08\0", "packed"),
        (b"{\\rtf1 Dear requester}", "RTF"),
        (b"<html><table><tr><td>2019</td></tr></table></html>", "a web page, whatever its name says"),
        (b'Year,Officers\n2019,"3\n2020,4\n2021,5\n', "from line 2 on a quotation mark"),
    ],
)
def test_what_cannot_be_looked_into_is_refused_with_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(RefusedReply, match=why):
        scan_reply(content)


def test_a_table_of_commas_is_told_from_a_letter() -> None:
    table = scan_reply(b"Year,Officers\n2019,3\n2020,=1+1\n")
    letter = scan_reply(b"Dear requester, we hold nothing.\n\nYours faithfully\n")

    assert (table.form, letter.form) == ("csv", "txt")
    assert found(table, Hiding.FORMULAS) == (1, ("line 3",))


@pytest.mark.parametrize(
    ("content", "sign"),
    [
        (b"Request 12\nMade-up Police\n\nYear,Officers\n2019,3\n2020,4\n\nNote: of a live system\n", ","),
        (b'"Year","Number\nof officers"\n"2019","3"\n"2020","4"\n', ","),
        (b"Year|Officers\n2019|3\n2020|4\n", "|"),
        (b'Rank,Note\nConstable,"one, or two"\nSergeant,"none, so far"\n', ","),
    ],
    ids=["title and note", "broken heading", "upright strokes", "commas within"],
)
def test_a_table_is_known_below_a_title_and_by_any_sign_that_parts_its_cells(
    content: bytes, sign: str
) -> None:
    assert delimiter_of(content.decode()) == sign
    assert scan_reply(content).form == "csv"


def test_a_letter_of_many_commas_is_no_table() -> None:
    letter = (
        "Dear requester, thank you.\nWe looked in 2019, and again, in 2020,\nwith care, and found three.\n"
    )
    assert scan_reply(letter.encode()).form == "txt"
