"""The document of a version as a page shows it: its text, or its sheets, with the places of statements lit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from candour.register.cells import Cells, cell_of, cells_of, not_in_cells
from candour.register.codes import Standing
from candour.register.lighting import Stretch, stretches
from candour.register.models import SourceReading, SourceStatement, SourceVersion
from candour.register.refusal import AlteredSource
from candour.register.sheets_shown import SheetShown, rows_near, sheets_shown
from candour.register.statements import Cell, Span

CHARACTERS = re.compile(r"([0-9]{1,8})-([0-9]{1,8})")
NEAR = 400


@dataclass(frozen=True)
class Shown:
    """Either `sheets` or `stretches`. `altered`: why the captured file could not be opened for its cells."""

    cells: Cells
    stretches: Sequence[Stretch] = ()
    sheets: Sequence[SheetShown] = ()
    altered: str = ""


def place_asked_for(written: str) -> Span | None:
    """`?words=120-180`: characters of the text. Addresses hold places, and no words of a source."""
    found = CHARACTERS.fullmatch(written)
    return Span(int(found[1]), int(found[2])) if found else None


def document_shown(
    version: SourceVersion,
    reading: SourceReading,
    rows: Sequence[SourceStatement],
    *,
    lit: int | None = None,
    words: Span | None = None,
    with_cells: bool = False,
) -> Shown:
    """`lit` is the number of a statement. A PDF is opened for its cells only where one is spoken of, or `with_cells`."""
    wanted = with_cells or version.form != "pdf" or any(map(cell_of, rows))
    cells, altered = opened_cells(version) if wanted else (Cells(), "")
    if cells.whole:
        carrying = {one.number: cell for one in rows if (cell := _cell_in(one, reading, cells))}
        chosen = cells.longest(words) if words else carrying.get(lit or 0)
        return Shown(cells, sheets=sheets_shown(cells, carrying.values(), chosen))
    if words:
        places = [(words.start, words.end, 0)]
        return Shown(cells, list(stretches(reading.text, places, chosen=0)), altered=altered)
    unused = unused_of(reading, rows, cells)
    return Shown(
        cells,
        list(stretches(reading.text, _places(rows, reading, cells), unused, chosen=lit)),
        altered=altered,
    )


def document_near(version: SourceVersion, row: SourceStatement) -> Shown:
    """Only what stands around one statement."""
    wanted = version.form != "pdf" or cell_of(row)
    cells, altered = opened_cells(version) if wanted else (Cells(), "")
    cell = _cell_in(row, row.reading, cells)
    if cell and cells.whole:
        return Shown(cells, sheets=rows_near(cells, cell))
    place = next(iter(_places([row], row.reading, cells)), None)
    if place is None:
        return Shown(cells, altered=altered)
    start, end, number = place
    first = max(0, start - NEAR)
    cut = row.reading.text[first : end + NEAR]
    return Shown(cells, list(stretches(cut, [(start - first, end - first, number)], chosen=number)))


def unused_of(reading: SourceReading, rows: Iterable[SourceStatement], cells: Cells) -> list[tuple[int, int]]:
    """What the readers left and nobody added since, a row of a table among it only where none of its cells was used."""
    if cells.text != reading.text:
        return reading.unused_spans
    standing = (one for one in rows if one.standing != Standing.REJECTED)
    used = [cell for one in standing if (cell := _cell_in(one, reading, cells))]
    return not_in_cells(reading.unused_spans, cells, used)


def opened_cells(version: SourceVersion) -> tuple[Cells, str]:
    """The cells, and a sentence where the captured file is not what it was: the page is shown all the same."""
    try:
        return cells_of(version), ""
    except AlteredSource as altered:
        return Cells(), str(altered)


def _cell_in(row: SourceStatement, reading: SourceReading, cells: Cells) -> Cell | None:
    """What quotes the words of a cell stands in it, too: the second reader knows a workbook as a text."""
    if row.start is None or cells.text != reading.text:
        return cell_of(row)
    return cells.at(row.start)


def _places(
    rows: Iterable[SourceStatement], reading: SourceReading, cells: Cells
) -> list[tuple[int, int, int]]:
    """Cells of a PDF are lit in its text, unless it was laid out anew since it was read."""
    found = []
    for one in rows:
        cell: Cell | None = cell_of(one)
        span = cells.span(cell) if cell and cells.text == reading.text else None
        if span:
            found.append((span.start, span.end, one.number))
        elif one.start is not None and one.end is not None:
            found.append((one.start, one.end, one.number))
    return found
