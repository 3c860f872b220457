"""Markup written element by element, every word escaped, and a figure: title, description, drawing, table beneath."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape

FONT = "Arial, 'Liberation Sans', sans-serif"
_CITE = re.compile(r"[0-9a-f]{8}:[^\s,;()<>&]+")  # a record, as sentences name it


def element(name: str, *inside: str, **attributes: object) -> str:
    """`inside` is markup already; `class_` and `aria_label` are written without the bar and with a dash; None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>"


def text(x: float, y: float, words: str, **attributes: object) -> str:
    return element("text", escape(words, quote=False), x=x, y=y, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def shortened(words: str, letters: int) -> str:
    """For a drawing, where room is scarce; the table has all of it."""
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def drawing(title: str, description: str, width: int, height: int, parts: Iterable[str]) -> str:
    label = element("title", escape(title, quote=False)) + element("desc", escape(description, quote=False))
    return element(
        "svg",
        label,
        element(
            "g", *parts, font_family=FONT, font_size=14
        ),  # its own size, whatever a page gives to drawings
        xmlns="http://www.w3.org/2000/svg",
        class_="candour-chart__drawing",
        role="img",
        aria_label=f"{title}. {description}",
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
    )


@dataclass(frozen=True, slots=True)
class Table:
    """Words only. The first cell of each row names the row; `notes` stand beneath, one a line.

    `coded`: each cell begins with a code that the notes explain, so that eyes need no more of it on a page. `anchors` are
    the names under which an address finds a row, `links` where each cell leads, `records` where records lead that a cell
    names, by their short names; each is left out for none.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = field(default=())
    coded: bool = False
    anchors: Sequence[str] = field(default=())
    links: Sequence[Sequence[str]] = field(default=())
    records: Mapping[str, str] = field(default_factory=dict)

    @property
    def html(self) -> str:
        head = "".join(
            element("th", escape(one, quote=False), scope="col", class_="govuk-table__header")
            for one in self.columns
        )
        body = "".join(self._row(at, row) for at, row in enumerate(self.rows))
        table = element(
            "table",
            element(
                "caption",
                escape(self.caption, quote=False),
                class_="govuk-table__caption govuk-table__caption--s",
            ),
            element("thead", element("tr", head, class_="govuk-table__row"), class_="govuk-table__head"),
            element("tbody", body, class_="govuk-table__body"),
            class_="govuk-table govuk-table--small-text-until-tablet",
        )
        notes = "".join(element("li", escape(one, quote=False)) for one in self.notes)
        listed = (
            element("ul", notes, class_="govuk-list govuk-body-s govuk-!-text-break-word") if notes else ""
        )
        return _scrolling(self.caption, table) + listed

    def _row(self, at: int, row: Sequence[str]) -> str:
        first, *others = row
        cells = element("th", escape(first, quote=False), scope="row", class_="govuk-table__header")
        written = [_code(one) if self.coded else _lines(one, self.records) for one in others]
        if self.links:
            linked = zip(written, self.links[at], strict=True)
            written = [element("a", one, href=link, class_="govuk-link") for one, link in linked]
        cells += "".join(element("td", one, class_="govuk-table__cell") for one in written)
        anchor = self.anchors[at] if self.anchors else None
        return element("tr", cells, class_="govuk-table__row", id=anchor)


def anchor_of(person: str) -> str:
    """The name of a person's row: always the same for the same person, and no word of it."""
    return f"who-{sha256(person.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _lines(words: str, records: Mapping[str, str]) -> str:
    lines = "<br>".join(escape(one, quote=False) for one in words.split("\n"))
    return _CITE.sub(lambda found: _record(found[0], records), lines) if records else lines


def _record(cite: str, records: Mapping[str, str]) -> str:
    address = records.get(cite)
    return element("a", cite, href=address, class_="govuk-link") if address else cite


def _code(words: str) -> str:
    code, _, meaning = words.partition(" ")
    return element("abbr", escape(code, quote=False), title=meaning)


def _scrolling(label: str, inside: str) -> str:
    """Whatever is wider than the page scrolls by itself, and by keyboard."""
    return element("div", inside, class_="candour-scroll", role="region", tabindex=0, aria_label=label)


@dataclass(frozen=True, slots=True)
class Figure:
    """`svg` stands alone; `table` says in words all that it shows; `html` is both under their title, with `legend` between."""

    title: str
    description: str
    svg: str
    table: Table
    legend: Sequence[str] = field(default=())

    @property
    def html(self) -> str:
        caption = element("p", escape(self.title, quote=False), class_="candour-chart__title") + element(
            "p", escape(self.description, quote=False), class_="candour-chart__description"
        )
        return element(
            "figure",
            element("figcaption", caption),
            _scrolling(self.title, self.svg),
            element("p", escape("; ".join(self.legend), quote=False), class_="govuk-body-s")
            if self.legend
            else "",
            self.table.html,
            class_="candour-chart candour-chart--scrolls",
        )
