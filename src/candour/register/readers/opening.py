"""A file's bytes to a document: what form it is in, its text and lines, and what is wrong with it."""

import hashlib
import re

from candour.register.readers.document import Document, Line, Marking, Problem, split_lines
from candour.register.readers.encodings import Decoded, decode
from candour.register.readers.furniture import set_furniture_aside
from candour.register.readers.hypertext import TextParser, inside, is_html
from candour.register.readers.offsets import OffsetMap, TextBuilder
from candour.register.readers.paged import open_pages
from candour.register.readers.spacing import add_spaced, mended
from candour.register.readers.workbook import is_table, open_table
from candour.register.replies.hiding import RefusedReply

ADDRESS_LINE = re.compile(
    r"\s*(?:(?:url|source|address|link|web ?page)\s*:\s*)?<?(https?://[^\s>]+)>?\s*$", re.I | re.M
)
OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0"


class UnreadableSource(ValueError):
    """The file holds nothing that can be read; the message says why, and quotes nothing of it."""


def open_document(content: bytes, name: str, *, address: str = "") -> Document:
    """Raises UnreadableSource for an empty file, a scan without text, an empty workbook and unknown binaries."""
    if not content.strip():
        raise UnreadableSource("the file is empty")
    if is_table(content, name):
        document = _open_table(content, name, address)
    elif content.startswith(b"%PDF"):
        document = _open_pdf(content, name, address)
    elif b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableSource("the file is neither text, HTML, PDF nor a spreadsheet that can be read here")
    else:
        document = _open_text(content, name, address)
    if not document.lines or (document.cells and not document.body):
        raise UnreadableSource("nothing that can be read stands in the file")
    return document


def _open_table(content: bytes, name: str, address: str) -> Document:
    try:
        return open_table(content, name, address)
    except RefusedReply as refused:
        raise UnreadableSource(str(refused)) from refused


def _open_text(content: bytes, name: str, address: str) -> Document:
    decoded = decode(content)
    form = "html" if is_html(decoded.text) else "text"
    parser = _parsed(decoded) if form == "html" else None
    builder = parser.builder if parser else _spaced(decoded)
    regions = parser.set_aside if parser else []
    builder, once, twice = mended(builder)
    text = builder.text
    lines = [
        Line(line.start, line.end, "region") if inside(line.start, regions) else line
        for line in split_lines(text)
    ]
    markings = tuple(parser.markings) if parser else ()
    return Document(
        name=name,
        digest=hashlib.sha256(content).hexdigest(),
        form=form,
        text=text,
        lines=set_furniture_aside(text, lines),
        offsets=OffsetMap(tuple(builder.pieces), decoded.text, decoded.encoding, decoded.mark),
        address=address or _address(text, markings),
        markings=markings,
        problems=_encoding_problems(decoded, once, twice),
    )


def _parsed(decoded: Decoded) -> TextParser:
    parser = TextParser(decoded.text)
    parser.feed(decoded.text)
    parser.close()
    return parser


def _spaced(decoded: Decoded) -> TextBuilder:
    builder = TextBuilder()
    add_spaced(builder, decoded.text, 0, breaks=True)
    return builder


def _open_pdf(content: bytes, name: str, address: str) -> Document:
    try:
        return open_pages(content, name, address)
    except RefusedReply as refused:
        raise UnreadableSource(str(refused)) from refused


def _address(text: str, markings: tuple[Marking, ...]) -> str:
    stated = next(
        (one.value for one in markings if one.name == "address" and one.value.startswith("http")), ""
    )
    found = ADDRESS_LINE.match(text[:600])
    return stated or (found[1] if found else "")


def _encoding_problems(decoded: Decoded, once: int, twice: int) -> tuple[Problem, ...]:
    lost = decoded.text.count("\ufffd")
    found = [
        Problem(
            "broken-twice",
            f"{twice} characters had been decoded wrongly twice; they are read as what they stood for",
        )
        if twice
        else None,
        Problem(
            "broken-once", f"{once} characters had been decoded wrongly; they are read as what they stood for"
        )
        if once
        else None,
        Problem("characters-lost", f"{lost} characters were lost before the file came here")
        if lost
        else None,
    ]
    return tuple(one for one in found if one)
