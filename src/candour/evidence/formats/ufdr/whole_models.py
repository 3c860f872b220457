"""Models and files of a report that stand whole in the text at hand: cut out by their tags, and checked by a parser of their own.

Of millions of elements few are of interest one by one. The stream is given such a model with nothing in it, every byte in its
place, and what it holds is parsed at once. That a cut is right follows from two things: the stream met the tag where the
cut begins, and what was cut is well-formed by itself. Whatever is not so goes through the stream tag by tag.
"""

import re
from array import array
from collections.abc import Iterable
from xml.etree.ElementTree import Element, XMLParser
from xml.parsers import expat

# Models that stand in a chat's own fields are read with the chat; a chat goes through the stream.
_OPENS = re.compile(
    rb'<(?:model\s(?:[^<>]*\s)?type="(?!(?:Chat|Party|ContactPhoto|KeyValueModel|Attachment)")(\w*)"[^<>]*|file\s[^<>]*)>'
)
_MODEL = re.compile(rb"<model\b[^<>]*?(/?)>|</model\s*>")
_FILE = re.compile(rb"</file\s*>")
_LARGEST = 8 << 20
_NESTED = 20
Place = tuple[
    int, int, int, int
]  # where it begins, where its first tag ends, where its last tag begins, where it ends


class Unsure(Exception):
    """A cut was not where the stream met a tag, or within something that is read: the report is read tag by tag."""


class Cuts:
    """`open` are elements cut out of the text that was given last, by where they begin; whoever meets the tag takes them."""

    def __init__(self, kinds: Iterable[str]) -> None:
        self.kinds = frozenset(one.encode() for one in kinds)
        self.open: dict[int, bytes] = {}

    def _emptied(self, text: bytes, offset: int, places: Iterable[Place], until: int) -> tuple[bytes, int]:
        parts: list[bytes] = []
        at = 0
        for begins, inside, closes, ends in places:
            self.open[offset + begins] = text[begins:ends]
            parts += [text[at:inside], b" " * (closes - inside)]
            at = closes
        return b"".join([*parts, text[at:until]]), until


class FoundCuts(Cuts):
    """On the first walk they are looked for. `kinds` are models that are read on the second: nothing that holds one is cut."""

    def __init__(self, kinds: Iterable[str]) -> None:
        super().__init__(kinds)
        self._inside = re.compile(rb'type="(?:%s)"' % b"|".join(sorted(self.kinds)))
        self.places = array("Q")

    def emptied(self, text: bytes, offset: int, *, final: bool) -> tuple[bytes, int]:
        """The text with nothing in what was cut out, and how much of it may be parsed: none of what goes on behind it."""
        places, until = self._found(text, final=final)
        for one in places:
            self.places.extend(offset + place for place in one)
        return self._emptied(text, offset, places, until)

    def _found(self, text: bytes, *, final: bool) -> tuple[list[Place], int]:
        places: list[Place] = []
        reached = 0
        while (opened := _OPENS.search(text, reached)) is not None:
            begins, inside = opened.span()
            ends = inside if text[inside - 2] == ord("/") else _end(text, opened)
            if ends is None:
                if not final and len(text) - begins > _LARGEST:
                    raise Unsure
                return places, len(text) if final else begins
            reached = ends
            if ends > inside and self._is_whole(opened, text[begins:ends]):
                places.append((begins, inside, text.rindex(b"<", begins, ends), ends))
        return places, len(text) if final else max(_last_open(text), reached)

    def _is_whole(self, opened: re.Match[bytes], found: bytes) -> bool:
        """Whether it is well-formed, and nothing in it is read that is not read with it."""
        tag = opened[0]
        if (
            b"xmlns" in found or b"'" in tag or tag.count(b'"') % 2
        ):  # a value may hold the sign that ends a tag
            return False
        if opened[1] is not None and opened[1] not in self.kinds and self._inside.search(found):
            return False
        try:
            expat.ParserCreate("utf-8").Parse(found, True)
        except expat.ExpatError:
            return False
        return True


class KnownCuts(Cuts):
    """On the second walk they are where the first found them."""

    def __init__(self, found: FoundCuts) -> None:
        self.kinds, self.open = found.kinds, {}
        self._places, self._next = found.places, 0

    def emptied(self, text: bytes, offset: int, *, final: bool) -> tuple[bytes, int]:
        places: list[Place] = []
        until = len(text)
        while self._next < len(self._places):
            begins, inside, closes, ends = self._places[self._next : self._next + 4]
            if ends > offset + len(text):
                until = min(until, max(begins - offset, 0))
                break
            places.append((begins - offset, inside - offset, closes - offset, ends - offset))
            self._next += 4
        return self._emptied(text, offset, places, until)


def tree_of(found: bytes) -> Element:
    parser = XMLParser(encoding="utf-8")  # noqa: S314 - a part of a text whose entities were refused
    parser.feed(found)
    made: Element = parser.close()
    return made


def _end(text: bytes, opened: re.Match[bytes]) -> int | None:
    """Where the element ends, by its tags alone; None where it goes on."""
    if opened[1] is None:
        closed = _FILE.search(text, opened.end())
        return None if closed is None else closed.end()
    depth = 0
    for tag in _MODEL.finditer(text, opened.start()):
        depth += -1 if tag[1] is None else not tag[1]
        if depth == 0 or depth > _NESTED:
            return tag.end()
    return None


def _last_open(text: bytes) -> int:
    """Where a tag begins that is cut by the end of the text; its end where none is, or none that is a tag's length."""
    begins = text.rfind(b"<")
    return begins if begins > text.rfind(b">") and len(text) - begins < _LARGEST else len(text)
