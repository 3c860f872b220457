"""HTML to text with every character's place in the source; what a page hides or scripts is left out."""

from bisect import bisect_right
from html import unescape
from html.parser import HTMLParser

from candour.register.readers.document import Marking
from candour.register.readers.offsets import TextBuilder
from candour.register.readers.spacing import add_spaced

SILENT = {"script", "style", "noscript", "template", "svg", "iframe", "select", "button", "head"}
BLOCKS = set(
    "address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul title".split()
)
CELLS = {"td", "th"}
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "area", "base", "col", "embed", "track"}
FURNITURE_TAGS = {"nav", "footer"}
FURNITURE_ROLES = {"navigation", "contentinfo", "search", "tooltip", "banner", "dialog"}
META_NAMES = {
    "og:title": "title",
    "og:url": "address",
    "article:published_time": "published",
    "datepublished": "published",
    "dcterms.date": "published",
    "dc.date": "published",
}


class TextParser(HTMLParser):
    """Feeds a `TextBuilder`; call `feed` once with the whole source, so that places are places in it."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.builder = TextBuilder()
        self.markings: list[Marking] = []
        self.set_aside: list[tuple[int, int]] = []
        self._line_starts = [0, *(place + 1 for place, one in enumerate(source) if one == "\n")]
        self._silent: list[str] = []
        self._aside: list[tuple[str, int]] = []
        self._heading: tuple[str, int] | None = None
        self._in_cell = False
        self._owed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._mark(tag, given)
        if tag in CELLS:
            self._begin_cell()
        elif tag in BLOCKS:
            self._break()
        if tag in VOID:
            return
        if self._silent:
            self._silent += [tag] * (tag == self._silent[-1])
        elif (tag in SILENT and tag != "head") or "hidden" in given or given.get("aria-hidden") == "true":
            self._silent.append(tag)
        self._enter(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mark(tag, {name: value or "" for name, value in attrs})
        if tag in BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        if self._aside and tag == self._aside[-1][0]:
            begun = self._aside.pop()[1]
            self.set_aside += [(begun, self.builder.length)] * (begun >= 0)
        if self._heading and tag == self._heading[0]:
            self._close_heading()
        self._in_cell = self._in_cell and tag not in CELLS
        if tag in BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pay(data)
            add_spaced(self.builder, data, self._place(), breaks=False)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};", f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};", f"&#{name}")

    def _reference(self, written: str, bare: str) -> None:
        if self._silent:
            return
        self._pay(written)
        place = self._place()
        closed = self.rawdata.startswith(written, place)
        self.builder.stand_in(unescape(written), place, place + len(written if closed else bare))

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        """Regions that are furniture by their own account; a nested tag of the same name must not end one early."""
        if tag in FURNITURE_TAGS or given.get("role") in FURNITURE_ROLES:
            self._aside.append((tag, self.builder.length))
        elif self._aside and tag == self._aside[-1][0]:
            self._aside.append((tag, -1))
        if tag in {"h1", "title"} and not self._heading:
            self._heading = (tag, self.builder.length)

    def _close_heading(self) -> None:
        tag, begun = self._heading or ("", 0)
        written = " ".join(self.builder.text[begun:].split())
        pieces = [piece for piece in self.builder.pieces if piece.end > begun]
        if written and pieces:
            self.markings.append(Marking(tag, written, pieces[0].source_start, pieces[-1].source_end))
        if tag == "title":
            self.set_aside.append((begun, self.builder.length))
        self._heading = None

    def _mark(self, tag: str, given: dict[str, str]) -> None:
        start = self._place()
        end = start + len(self.get_starttag_text() or "")
        if tag == "meta" and (
            name := META_NAMES.get((given.get("property") or given.get("name") or "").lower())
        ):
            self.markings.append(Marking(name, given.get("content", ""), start, end))
        elif tag == "meta" and given.get("itemprop", "").lower() == "datepublished":
            self.markings.append(Marking("published", given.get("content", ""), start, end))
        elif tag == "link" and given.get("rel") == "canonical":
            self.markings.append(Marking("address", given.get("href", ""), start, end))
        elif tag == "time" and given.get("datetime"):
            self.markings.append(Marking("time", given["datetime"], start, end))

    def _break(self) -> None:
        """A new line, unless one has just begun, or a cell has: the first paragraph of a cell is no new line."""
        self._owed = False
        if self.builder.parts and not self.builder.parts[-1].endswith(("\n", "\t")):
            self.builder.stand_in("\n", self._place(), self._place())

    def _begin_cell(self) -> None:
        """Cells of a row stay on its line, a tab apart."""
        self._owed, self._in_cell = False, True
        if self.builder.parts and not self.builder.parts[-1].endswith("\n"):
            self.builder.stand_in("\t", self._place(), self._place())

    def _end_block(self) -> None:
        """In a cell the line ends only if more text follows there."""
        if self._in_cell:
            self._owed = True
        else:
            self._break()

    def _pay(self, written: str) -> None:
        if self._owed and written.strip():
            self._break()

    def _place(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column


def is_html(text: str) -> bool:
    start = text[:3000].lower()
    return any(
        sign in start
        for sign in ("<!doctype html", "<html", "<body", "<head", "<div", "<p>", "<h1", "<article", "<main")
    )


def inside(place: int, regions: list[tuple[int, int]]) -> bool:
    """Whether a place lies in one of the regions, which are in the order they ended."""
    ordered = sorted(regions)
    found = bisect_right(ordered, (place, len(regions) + place + 1)) - 1
    return any(start <= place < end for start, end in ordered[: found + 1])
