"""How wide words are as a PDF sets them: from the widths of its font, else from those usual for such letters."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Widths: TypeAlias = Mapping[str, float]
BYTES = r"<([0-9A-Fa-f\s]+)>"
CHARACTERS = re.compile(r"beginbfchar(.*?)endbfchar", re.S)
RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.S)
CHARACTER = re.compile(rf"{BYTES}\s*{BYTES}")
RANGE = re.compile(rf"{BYTES}\s*{BYTES}\s*(?:{BYTES}|\[([^\]]*)\])")
LONGEST_RANGE = 65_536
MOST_WIDTHS = 70_000
NARROW, WIDE = frozenset("fijlrtI.,:;'|()[]! -"), frozenset("mwMWABCDGHKNOPQRUVXY&%@")


def width_of(text: str, widths: Widths) -> float:
    """In thousandths of the size of the font."""
    return sum(widths.get(one) or _usual(one) for one in text)


def widths_of(font: Any) -> Widths:
    """By character. `font` is a font resource of the page, or None; what cannot be read of it is left out."""
    try:
        if font is None:
            return {}
        return dict(_of_composite(font) if "/DescendantFonts" in font else _of_simple(font))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        return {}


def _usual(character: str) -> float:
    if character.isdigit():
        return 556.0
    return 290.0 if character in NARROW else 720.0 if character in WIDE else 530.0


def _of_simple(font: Any) -> Iterator[tuple[str, float]]:
    """Codes are taken for those of Windows, as nearly all such fonts have them."""
    first = int(font.get("/FirstChar", 0))
    for code, width in enumerate(font.get("/Widths", [])[:256], start=first):
        if 32 <= code < 256 and float(width) > 0:
            yield bytes([code]).decode("cp1252", errors="replace"), float(width)


def _of_composite(font: Any) -> Iterator[tuple[str, float]]:
    """Codes are taken for numbers of glyphs, and their characters from the table that makes a PDF searchable."""
    descendant = font["/DescendantFonts"][0].get_object()
    usual, by_code = float(descendant.get("/DW", 1000)), dict(_by_code(descendant.get("/W", [])))
    for code, text in _characters(font["/ToUnicode"].get_object().get_data().decode("latin-1")):
        width = by_code.get(code, usual)
        for each in text:
            yield each, width / len(text)


def _by_code(written: Any) -> Iterator[tuple[int, float]]:
    """`5 [500 600]` gives the widths from 5 on, `5 9 500` one for all from 5 to 9."""
    held = [one.get_object() if hasattr(one, "get_object") else one for one in written][:MOST_WIDTHS]
    place = 0
    while place + 1 < len(held):
        first, second = int(held[place]), held[place + 1]
        if isinstance(second, list):
            yield from ((first + number, float(width)) for number, width in enumerate(second[:MOST_WIDTHS]))
            place += 2
        else:
            last = min(int(second), first + LONGEST_RANGE)
            yield from ((code, float(held[place + 2])) for code in range(first, last + 1))
            place += 3


def _characters(table: str) -> Iterator[tuple[int, str]]:
    for block in CHARACTERS.finditer(table):
        yield from ((_code(one[1]), _text(one[2])) for one in CHARACTER.finditer(block[1]))
    for block in RANGES.finditer(table):
        for one in RANGE.finditer(block[1]):
            yield from _of_range(_code(one[1]), _code(one[2]), one[3], one[4])


def _of_range(first: int, last: int, start: str | None, listed: str | None) -> Iterator[tuple[int, str]]:
    if start is not None:
        text = _text(start)
        codes = range(first, min(last, first + LONGEST_RANGE) + 1)
        yield from ((code, text[:-1] + chr(ord(text[-1]) + code - first)) for code in codes)
        return
    texts = re.findall(BYTES, listed or "")
    yield from zip(range(first, last + 1), map(_text, texts), strict=False)


def _code(written: str) -> int:
    return int("".join(written.split()), 16)


def _text(written: str) -> str:
    return bytes.fromhex("".join(written.split())).decode("utf-16-be", errors="replace") or " "
