"""XML fed to one parser a block at a time, repaired on the way, so that the parser's offsets are those of the file."""

from collections.abc import Callable, Iterator
from typing import Protocol
from xml.parsers import expat

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.xml_repairs import Repairs, safe_cut

LONGEST_TAG = 256 << 20  # backups hold pictures in them; what goes on for longer is none
Starts = Callable[[str, dict[str, str]], object]
Words = Callable[[str], object]


class Shortens(Protocol):
    """Takes out what need not go by tag by tag, and leaves blanks of its length; see `ufdr/whole_models.py`."""

    def emptied(self, text: bytes, offset: int, *, final: bool) -> tuple[bytes, int]: ...


class XmlFeed:
    """Entities are refused before any is declared. `damaged_at` is where it is no XML any more."""

    def __init__(
        self,
        name: str,
        starts: Starts,
        ends: Words,
        characters: Words | None = None,
        shortens: Shortens | None = None,
    ) -> None:
        self.name, self._shortens = name, shortens
        self._pending, self._parsed = b"", 0
        self.repairs = Repairs()
        self.damaged_at: int | None = None
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = starts
        self._parser.EndElementHandler = ends
        self._characters = characters
        self._parser.StartDoctypeDeclHandler = self._refuse

    @property
    def at(self) -> int:
        """Where the tag begins that the parser has come to."""
        found: int = self._parser.CurrentByteIndex
        return found

    def listen(self, *, on: bool) -> None:
        """Text between tags is given out from here on, or no longer: most of a large report is of no interest."""
        self._parser.CharacterDataHandler = self._characters if on else None

    def through(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Each block again once it was parsed, and nothing after the end, when all of it was. Stops at damage."""
        waiting = b""
        for block in blocks:
            text = waiting + block
            cut = safe_cut(text)
            waiting = text[cut:]
            self._parse(text[:cut], final=False)
            yield block
            if self.damaged_at is not None:
                return
        self._parse(waiting, final=True)
        yield b""

    def _parse(self, text: bytes, *, final: bool) -> None:
        """Repaired, and without what is taken out of it. What is held back of it comes first the next time."""
        text = self._pending + self.repairs.repaired(text)
        shown, used = text, len(text)
        if self._shortens is not None:
            shown, used = self._shortens.emptied(text, self._parsed, final=final)
        self._pending, self._parsed = text[used:], self._parsed + used
        try:
            self._parser.Parse(shown, final)
        except expat.ExpatError:
            self.damaged_at = self._parser.ErrorByteIndex
        if self.damaged_at is None and self._parsed - self.at > LONGEST_TAG:
            self.damaged_at = self.at

    def _refuse(self, *_: object) -> None:
        raise UnreadableExport(
            self.name, "it declares entities of its own, which no export and no report does", self.at
        )
