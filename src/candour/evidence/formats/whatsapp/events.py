"""The lines WhatsApp writes itself: who joined, who left, what was changed; by tables of its words in each language."""

import re
from dataclasses import dataclass
from functools import cache

from candour.evidence.formats.whatsapp.time_words import plain, read_table

_QUOTES = str.maketrans(dict.fromkeys("“”„«»‟″", '"') | dict.fromkeys("‘’‚`´", "'"))
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class EventLine:
    """One wording of one language."""

    event: str
    language: str
    confidence: str
    pattern: re.Pattern[str]
    literal: str  # its longest fixed part, looked for before the pattern is tried
    names_title: bool  # holds a title that people choose, and so perhaps a colon


@dataclass(frozen=True, slots=True)
class Event:
    line: EventLine
    actor: str | None
    subjects: tuple[str, ...]
    before: str | None
    after: str | None


def comparable(text: str) -> str:
    return plain(text).translate(_QUOTES).strip()


@cache
def event_lines() -> tuple[EventLine, ...]:
    table = read_table("whatsapp-events.toml")
    return tuple(
        _compiled(event, wording, language, words["confidence"])
        for language, words in table.items()
        for event, wording in words["lines"]
    )


def _compiled(event: str, wording: str, language: str, confidence: str) -> EventLine:
    wording = comparable(wording)
    pieces = _PLACE.split(wording)
    pattern = "".join(_piece(piece, place) for place, piece in enumerate(pieces))
    literal = max(pieces[::2], key=len)
    return EventLine(
        event, language, confidence, re.compile(pattern + r"\.?", re.DOTALL), literal, '{after}"' in wording
    )


def _piece(piece: str, place: int) -> str:
    if place % 2 == 0:
        return re.escape(piece)
    anything = ".*" if piece in ("rest", "more") else ".+?"
    return f"(?P<{piece}>{anything})"


class Events:
    """Finds the wording of a line; the language met last is tried first, since a file has one."""

    def __init__(self) -> None:
        self._last: str | None = None
        self._ordered = event_lines()

    def find(self, text: str) -> Event | None:
        text = comparable(text)
        for line in self._ordered:
            if line.literal in text and (found := line.pattern.fullmatch(text)):
                self._met(line.language)
                return _event(line, found.groupdict())
        return None

    def _met(self, language: str) -> None:
        if language != self._last:
            self._last = language
            others = (line for line in event_lines() if line.language != language)
            self._ordered = (*(line for line in event_lines() if line.language == language), *others)


def _event(line: EventLine, named: dict[str, str | None]) -> Event:
    subjects = named.get("subjects")
    return Event(
        line,
        named.get("actor"),
        _people(subjects) if subjects else (),
        named.get("before"),
        named.get("after"),
    )


def _people(written: str) -> tuple[str, ...]:
    """A list of people as WhatsApp writes it. A name that holds a comma itself is parted too: the line keeps the whole."""
    return tuple(
        name.strip()
        for name in re.split(r",? (?:and|und|y|e|et|ed|en|och|og|i|ve|dan|и|و) |, ", written)
        if name.strip()
    )


@cache
def _title_literals() -> tuple[str, ...]:
    return tuple(line.literal for line in event_lines() if line.names_title)


def may_hold_title(sender: str) -> bool:
    """Is this 'sender' perhaps the first half of a line such as: Ann changed the subject to "Night: shift"?"""
    text = comparable(sender)
    return any(literal in text for literal in _title_literals())
