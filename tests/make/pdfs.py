"""PDF replies for tests: set by the house's own typesetter, or written operator by operator. All numbers are made up."""

from collections.abc import Sequence

import typst

from candour.papers.typeface import FONTS

PAGE = '#set page(width: 21cm, height: 29cm, margin: 2cm)\n#set text(font: "Liberation Sans", size: 10pt)\n'
LETTER = """
Thank you for your request. I can confirm that the force holds what you ask for, and that it is given
in the table below. A person who is not content may ask for an internal review within forty working days.

"""


def set_pdf(*pages: str) -> bytes:
    """Each page in the typesetter's own language."""
    written = typst.compile(
        (PAGE + "\n#pagebreak()\n".join(pages)).encode(), font_paths=[FONTS], ignore_system_fonts=True
    )
    assert isinstance(written, bytes)
    return written


def set_table(rows: Sequence[Sequence[str]], *, borders: bool, widths: str = "", align: str = "left") -> str:
    cells = ", ".join(f"[{_escaped(cell)}]" for row in rows for cell in row)
    columns = widths or ", ".join(["auto"] * len(rows[0]))
    stroke = "0.5pt" if borders else "none"
    return f"#table(columns: ({columns}), stroke: {stroke}, align: {align}, {cells})\n"


def drawn_pdf(*contents: str, turned: int = 0) -> bytes:
    """One page for each stream of operators, in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {turned}"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    return _file(objects)


def _file(objects: Sequence[str]) -> bytes:
    written, places = "%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{one}\nendobj\n"
    listed = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(written)}\n%%EOF\n"
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{listed}{trailer}"
    return written.encode("latin-1")


def _escaped(cell: str) -> str:
    return "".join(f"\\{sign}" if sign in "<*#_@$[]" else sign for sign in cell)
