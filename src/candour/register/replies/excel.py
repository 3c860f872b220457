"""Looks through an Excel workbook, part by part, for what it holds beside the cells that a reader sees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath

from lxml import etree

from candour.register.replies.hiding import Found, Hiding, RefusedReply, Scan, Sheet
from candour.register.replies.laying_out import LaidOut
from candour.register.replies.packages import MOST_CHARACTERS, MOST_SHEETS, Package

MAIN = "xl/workbook.xml"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
AREA = re.compile(r"([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})")
NO_SHOW = ";;;"
WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF"})
TRUE = frozenset({"1", "true"})
PARTS = (
    (Hiding.PIVOT_CACHE, ("xl/pivotcache/",)),
    (Hiding.COMMENTS, ("xl/comments", "xl/threadedcomments/")),
    (Hiding.TRACKED_CHANGES, ("xl/revisions/",)),
    (Hiding.EXTERNAL_LINKS, ("xl/externallinks/",)),
    (Hiding.CONNECTIONS, ("xl/connections", "xl/querytables/", "xl/model/")),
    (Hiding.MACROS, ("xl/vbaproject", "xl/macrosheets/", "xl/dialogsheets/")),
    (Hiding.EMBEDDED, ("xl/embeddings/", "xl/activex/", "xl/ctrlprops/", "customxml/item")),
    (Hiding.PICTURES, ("xl/media/",)),
)


def scan_excel(package: Package) -> Scan:
    found = Found()
    for hiding, folders in PARTS:
        places = [name for name in package.under(*folders) if not name.endswith(".rels")]
        found.add_all(hiding, places)
    _properties(package, found)
    _relations(package, found)
    texts = _lengths_of_texts(package)
    used: set[int] = set()
    unseen = _unseen_styles(package)
    sheets = [_sheet(package, one, found, texts, used, unseen) for one in _listed(package, found)]
    found.add(Hiding.LEFT_OVER_TEXT, "xl/sharedStrings.xml", len(texts) - len(used))
    return Scan("xlsx", found.findings(), tuple(sheets))


@dataclass(frozen=True)
class _Listed:
    name: str
    hidden: bool
    part: str


def _listed(package: Package, found: Found) -> Iterator[_Listed]:
    root = package.tree(MAIN)
    if root is None:
        raise RefusedReply("it is a zip, but no workbook")
    targets = _targets(package)
    names = root.findall(".//{*}definedName")
    found.add(Hiding.HIDDEN_NAMES, MAIN, sum(one.get("hidden") in TRUE for one in names))
    sheets = root.findall(".//{*}sheet")
    if len(sheets) > MOST_SHEETS:
        raise RefusedReply(f"it has more than {MOST_SHEETS} sheets")
    for sheet in sheets:
        name, hidden = sheet.get("name", ""), sheet.get("state", "visible") != "visible"
        if hidden:
            found.add(Hiding.HIDDEN_SHEET, name)
        part = targets.get(sheet.get(RELATION, ""), "")
        yield _Listed(name, hidden, part if part in package else "")


def _sheet(
    package: Package, listed: _Listed, found: Found, texts: list[int], used: set[int], unseen: frozenset[str]
) -> Sheet:
    """Sheets of charts have no part of rows."""
    laid = LaidOut(listed.name, listed.hidden)
    if listed.part:
        for element in package.walk(listed.part, "row", "col", "mergeCell", "sheetFormatPr", "headerFooter"):
            _take(etree.QName(element).localname, element, laid, found, listed.name, texts, used, unseen)
    if laid.characters > MOST_CHARACTERS:
        raise RefusedReply(f"the sheet “{listed.name}” repeats long texts too often")
    return laid.settled(found)


def _take(
    tag: str,
    element: "etree._Element",
    laid: LaidOut,
    found: Found,
    name: str,
    texts: list[int],
    used: set[int],
    unseen: frozenset[str],
) -> None:
    match tag:
        case "row":
            _row(element, laid, texts, used, unseen)
        case "col" if element.get("hidden") in TRUE or element.get("width") in {"0", "0.0"}:
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            laid.hidden_columns.update(range(first, min(last, 16_384) + 1))
        case "mergeCell":
            laid.merged.append(_area(element.get("ref", "")))
        case "sheetFormatPr" if element.get("zeroHeight") in TRUE:
            found.add(Hiding.HIDDEN_ROWS, f"{name}: rows are hidden unless they say otherwise")
        case "headerFooter" if "".join(element.itertext()).strip():
            found.add(Hiding.HEADERS, name)
        case _:
            return


def _row(
    row: "etree._Element", laid: LaidOut, texts: list[int], used: set[int], unseen: frozenset[str]
) -> None:
    number = laid.at = int(row.get("r") or laid.at + 1)
    if row.get("hidden") in TRUE or row.get("ht") in {"0", "0.0"}:
        laid.hidden_rows.add(number)
    for place, cell in enumerate(row, start=1):
        column = _column(cell.get("r", "")) or place
        # Only formatted, as far down as the sheet can go: it holds nothing and takes no room.
        if len(cell) == 0:
            continue
        laid.fill(number, column)
        if cell.get("s") in unseen:
            laid.invisible.append(cell.get("r", ""))
        laid.formulas += str(cell[0].tag).endswith("}f")
        if cell.get("t") == "s":
            _text_used(cell, laid, texts, used)


def _text_used(cell: "etree._Element", laid: LaidOut, texts: list[int], used: set[int]) -> None:
    written = cell[-1].text or ""
    if not written.isdigit() or len(written) > 9 or int(written) >= len(texts):
        raise RefusedReply("a cell names a text that the workbook does not hold")
    used.add(int(written))
    laid.characters += texts[int(written)]


def _lengths_of_texts(package: Package) -> list[int]:
    name = next((one for one in package.names if one.lower() == "xl/sharedstrings.xml"), "")
    if not name:
        return []
    return [len("".join(one.itertext())) for one in package.walk(name, "si")]


def _unseen_styles(package: Package) -> frozenset[str]:
    """Cell styles whose number format shows nothing, or whose letters are white on no fill."""
    root = package.tree("xl/styles.xml")
    if root is None:
        return frozenset()
    blank = {one.get("numFmtId") for one in root.iterfind(".//{*}numFmt") if one.get("formatCode") == NO_SHOW}
    white = {str(at) for at, font in enumerate(root.iterfind("{*}fonts/{*}font")) if _is_white(font)}
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(
        str(at)
        for at, one in styles
        if one.get("numFmtId") in blank
        or (one.get("fontId") in white and one.get("fillId", "0") in {"0", "1"})
    )


def _is_white(font: "etree._Element") -> bool:
    colour = font.find("{*}color")
    return colour is not None and (
        colour.get("rgb", "").upper() in WHITE or (colour.get("theme") == "0" and not colour.get("tint"))
    )


def _properties(package: Package, found: Found) -> None:
    """Names of people, organisations and files; templates and times are left out."""
    told = {"creator", "lastModifiedBy", "manager", "company", "keywords", "description", "category"}
    for part in ("docProps/core.xml", "docProps/app.xml"):
        root = package.tree(part)
        named = [] if root is None else [one for one in root if (one.text or "").strip()]
        found.add(
            Hiding.PROPERTIES,
            part,
            sum(etree.QName(one).localname.casefold() in {name.casefold() for name in told} for one in named),
        )
    custom = package.tree("docProps/custom.xml")
    found.add(Hiding.PROPERTIES, "docProps/custom.xml", 0 if custom is None else len(custom))
    for name in package.under("xl/drawings/"):
        if name.endswith(".xml"):
            found.add(
                Hiding.TEXT_BOXES,
                name,
                sum(bool((one.text or "").strip()) for one in package.walk(name, "t")),
            )


def _relations(package: Package, found: Found) -> None:
    for name in package.names:
        if not name.endswith(".rels"):
            continue
        outside = [
            one for one in package.walk_attributes(name, "Relationship", "TargetMode") if one == "External"
        ]
        found.add(Hiding.EXTERNAL_LINKS, name, len(outside))


def _targets(package: Package) -> dict[str, str]:
    root = package.tree("xl/_rels/workbook.xml.rels")
    relations = [] if root is None else list(root)
    return {one.get("Id", ""): _resolved(one.get("Target", "")) for one in relations}


def _resolved(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")


def _area(written: str) -> tuple[int, int, int, int]:
    """Top, left, bottom, right."""
    found = AREA.fullmatch(written)
    if found is None:
        raise RefusedReply("it merges cells that it does not name")
    return (int(found[2]), _column(found[1]), int(found[4]), _column(found[3]))


def _column(written: str) -> int:
    number = 0
    for letter in written:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number
