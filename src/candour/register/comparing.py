"""What changed between two versions of a source, line by line, with a few lines around each change."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

AROUND = 2


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    change: Change
    words: str


def compared(before: str, after: str) -> list[ComparedLine]:
    """Unchanged lines far from any change are left out, and said to be. Nothing where nothing changed."""
    old, new = _lines(before), _lines(after)
    if old == new:
        return []
    found: list[ComparedLine] = []
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += _around(old[first:last], begins=first == 0, ends=last == len(old))
            continue
        found += [ComparedLine(Change.REMOVED, line) for line in old[first:last]]
        found += [ComparedLine(Change.ADDED, line) for line in new[start:end]]
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _around(lines: list[str], *, begins: bool, ends: bool) -> Iterator[ComparedLine]:
    head = 0 if begins else AROUND
    tail = 0 if ends else AROUND
    if len(lines) <= head + tail:
        yield from (ComparedLine(Change.SAME, line) for line in lines)
        return
    yield from (ComparedLine(Change.SAME, line) for line in lines[:head])
    yield ComparedLine(Change.LEFT_OUT, "")
    yield from (ComparedLine(Change.SAME, line) for line in lines[len(lines) - tail :])
