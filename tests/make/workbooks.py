"""Workbooks for tests, written part by part so that each hides exactly what a test says. All numbers are made up."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
Rows = Sequence[Sequence[Any]]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def excel(
    sheets: Mapping[str, Rows],
    *,
    state: Mapping[str, str] | None = None,
    hidden_rows: Sequence[int] = (),
    columns: str = "",
    after: str = "",
    cell_style: str = "",
    names: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """`columns` and `after` are XML put before and after the rows of every sheet; `more` adds parts."""
    listed, related, parts = [], [], {}
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        shown = f' state="{state[name]}"' if state and name in state else ""
        listed.append(f'<sheet name="{escape(name)}" sheetId="{number}"{shown} r:id="rId{number}"/>')
        related.append(
            f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        )
        written = "".join(
            _row(at, row, at in hidden_rows, cell_style) for at, row in enumerate(rows, start=1)
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f"<worksheet {MAIN}>{columns}<sheetData>{written}</sheetData>{after}</worksheet>"
        )
    book = f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>{"".join(listed)}</sheets>{names}</workbook>'
    links = f'<Relationships xmlns="{PACKAGE}">{"".join(related)}</Relationships>'
    top = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": top,
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": links,
            **(parts | dict(more or {})),
        }
    )


def _row(at: int, cells: Sequence[Any], hidden: bool, style: str) -> str:
    written = "".join(_cell(at, column, held, style) for column, held in enumerate(cells, start=1))
    return f'<row r="{at}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{written}</row>'


def _cell(row: int, column: int, held: Any, style: str) -> str:
    place = f'r="{chr(64 + column)}{row}"' + (f' s="{style}"' if style else "")
    if held is None:
        return ""
    if isinstance(held, str) and held.startswith("="):
        return f"<c {place}><f>{escape(held[1:])}</f><v>0</v></c>"
    if isinstance(held, str):
        return f'<c {place} t="inlineStr"><is><t>{escape(held)}</t></is></c>'
    return f"<c {place}><v>{held}</v></c>"


def open_document(
    sheets: Mapping[str, Rows],
    *,
    hidden_sheets: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    columns: str = "",
    within: str = "",
    styles: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """`within` is XML put before the tables, `columns` before the rows of each."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}" table:style-name="{"unseen" if name in hidden_sheets else "seen"}">'
        f"{columns or '<table:table-column/>'}"
        + "".join(_table_row(at in hidden_rows, row) for at, row in enumerate(rows, start=1))
        + "</table:table>"
        for name, rows in sheets.items()
    )
    spaces = "".join(
        f' xmlns:{short}="{ODF}:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
            ("meta", "meta"),
        )
    )
    content = (
        f'<office:document-content{spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
        f"<office:automatic-styles>{styles}"
        '<style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/></style:style>'
        "</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{within}{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped(
        {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content, **(more or {})}
    )


def _table_row(hidden: bool, cells: Sequence[Any]) -> str:
    shown = ' table:visibility="collapse"' if hidden else ""
    return f"<table:table-row{shown}>{''.join(map(_table_cell, cells))}</table:table-row>"


def _table_cell(held: Any) -> str:
    if held is None:
        return "<table:table-cell/>"
    if isinstance(held, str):
        if held.startswith("<table:"):
            return held
        return (
            f'<table:table-cell office:value-type="string"><text:p>{escape(held)}</text:p></table:table-cell>'
        )
    return f'<table:table-cell office:value-type="float" office:value="{held}"><text:p>{held}</text:p></table:table-cell>'
