"""Looks through an OpenDocument spreadsheet for what it holds beside the cells that a reader sees."""

from lxml import etree

from candour.register.replies.hiding import Found, Hiding, RefusedReply, Scan, Sheet
from candour.register.replies.laying_out import LaidOut
from candour.register.replies.packages import MOST_SHEETS, Package

CONTENT = "content.xml"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"
UNSHOWN = frozenset({"collapse", "filter"})
CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
PARTS = (
    (Hiding.MACROS, ("basic/", "scripts/")),
    (Hiding.EMBEDDED, ("object ", "objects/")),
    (Hiding.PICTURES, ("pictures/", "media/")),
)
TOLD = frozenset(
    {"initial-creator", "creator", "printed-by", "keyword", "description", "subject", "user-defined"}
)


def scan_open_document(package: Package) -> Scan:
    found = Found()
    for hiding, folders in PARTS:
        found.add_all(hiding, package.under(*folders))
    _properties(package, found)
    root = package.tree(CONTENT)
    if root is None:
        raise RefusedReply("it is a zip, but no spreadsheet")
    _beside_the_cells(root, found)
    tables = root.findall(f".//{OFFICE}spreadsheet/{TABLE}table")
    if len(tables) > MOST_SHEETS:
        raise RefusedReply(f"it has more than {MOST_SHEETS} sheets")
    unshown, white = _unshown_tables(root), _white_styles(root)
    sheets = [_sheet(table, found, unshown, white) for table in tables]
    return Scan("ods", found.findings(), tuple(sheets))


def _sheet(table: "etree._Element", found: Found, unshown: frozenset[str], white: frozenset[str]) -> Sheet:
    name = table.get(f"{TABLE}name", "")
    hidden = table.get(f"{TABLE}style-name", "") in unshown
    laid = LaidOut(name, hidden)
    if hidden:
        found.add(Hiding.HIDDEN_SHEET, name)
    _columns(table, laid)
    at = 1
    for row in table.iter(f"{TABLE}table-row"):
        at += _row(row, at, laid, white)
    return laid.settled(found)


def _columns(table: "etree._Element", laid: LaidOut) -> None:
    at = 1
    for column in table.iter(f"{TABLE}table-column"):
        times = min(_times(column, "columns"), 16_384)
        if column.get(f"{TABLE}visibility") in UNSHOWN:
            laid.hidden_columns.update(range(at, at + times))
        at += times


def _row(row: "etree._Element", at: int, laid: LaidOut, white: frozenset[str]) -> int:
    """How many rows it stands for. What is repeated counts as often as it would be read."""
    times = _times(row, "rows")
    cells = [cell for cell in row if cell.tag in CELLS]
    held = any(_holds(cell) for cell in cells)
    reach = times if held else 1
    if row.get(f"{TABLE}visibility") in UNSHOWN and held:
        laid.reach(at + reach - 1, 1)
        laid.hidden_rows.update(range(at, at + reach))
    column = 1
    for cell in cells:
        width = _times(cell, "columns")
        if _holds(cell):
            _cell(cell, (at, column, at + reach - 1, column + width - 1), laid, white)
        _merged(cell, at, column, laid)
        column += width
    return times


def _cell(
    cell: "etree._Element", area: tuple[int, int, int, int], laid: LaidOut, white: frozenset[str]
) -> None:
    top, left, bottom, right = area
    laid.reach(bottom, right)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            laid.fill(row, column)
    laid.formulas += cell.get(f"{TABLE}formula") is not None
    if cell.get(f"{TABLE}style-name", "") in white:
        laid.invisible.append(f"row {top}, column {left}")


def _merged(cell: "etree._Element", at: int, column: int, laid: LaidOut) -> None:
    rows, columns = _times(cell, "rows", "spanned"), _times(cell, "columns", "spanned")
    if rows * columns > 1:
        laid.merged.append((at, column, at + rows - 1, column + columns - 1))


def _holds(cell: "etree._Element") -> bool:
    return (
        cell.get(f"{OFFICE}value-type") is not None
        or len(cell) > 0
        or cell.get(f"{TABLE}formula") is not None
    )


def _times(element: "etree._Element", what: str, how: str = "repeated") -> int:
    written = element.get(f"{TABLE}number-{what}-{how}", "1")
    return int(written) if written.isdigit() and len(written) <= 7 else 1


def _beside_the_cells(root: "etree._Element", found: Found) -> None:
    counted = (
        (Hiding.COMMENTS, f"{OFFICE}annotation"),
        (Hiding.TRACKED_CHANGES, f"{TABLE}tracked-changes"),
        (Hiding.PIVOT_CACHE, f"{TABLE}data-pilot-table"),
        (Hiding.CONNECTIONS, f"{TABLE}database-source-table"),
        (Hiding.CONNECTIONS, f"{TABLE}database-source-query"),
        (Hiding.EXTERNAL_LINKS, f"{TABLE}table-source"),
        (Hiding.EXTERNAL_LINKS, f"{TABLE}cell-range-source"),
        (Hiding.EXTERNAL_LINKS, f"{OFFICE}dde-source"),
        (Hiding.SCRIPTS, f"{OFFICE}event-listeners"),
    )
    for hiding, tag in counted:
        found.add(hiding, CONTENT, sum(1 for _ in root.iter(tag)))
    links = (one.get(LINK, "") for one in root.iter(f"{TEXT}a"))
    found.add(Hiding.EXTERNAL_LINKS, CONTENT, sum(not link.startswith("#") for link in links))
    boxes = root.iter("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box")
    found.add(Hiding.TEXT_BOXES, CONTENT, sum(bool("".join(one.itertext()).strip()) for one in boxes))


def _unshown_tables(root: "etree._Element") -> frozenset[str]:
    styles = root.iter(f"{STYLE}style")
    return frozenset(
        style.get(f"{STYLE}name", "")
        for style in styles
        if any(one.get(f"{TABLE}display") == "false" for one in style.iter(f"{STYLE}table-properties"))
    )


def _white_styles(root: "etree._Element") -> frozenset[str]:
    styles = root.iter(f"{STYLE}style")
    return frozenset(
        style.get(f"{STYLE}name", "")
        for style in styles
        if any(
            one.get(f"{FO}color", "").lower() == "#ffffff" for one in style.iter(f"{STYLE}text-properties")
        )
        and not any(
            one.get(f"{FO}background-color", "transparent").lower() not in {"transparent", "#ffffff"}
            for one in style.iter(f"{STYLE}table-cell-properties")
        )
    )


def _properties(package: Package, found: Found) -> None:
    root = package.tree("meta.xml")
    told = (
        []
        if root is None
        else [one for one in root.iter() if isinstance(one.tag, str) and (one.text or "").strip()]
    )
    found.add(Hiding.PROPERTIES, "meta.xml", sum(etree.QName(one).localname in TOLD for one in told))
    settings = package.tree("styles.xml")
    heads = [] if settings is None else [*settings.iter(f"{STYLE}header"), *settings.iter(f"{STYLE}footer")]
    written = ["".join(one.itertext()).strip() for one in heads]
    found.add(Hiding.HEADERS, "styles.xml", sum(bool(one) and one not in STANDARD for one in written))


STANDARD = frozenset({"", "???", "Page 1", "Page 1/ 99"})
"""What an empty page style of the usual programs holds."""
