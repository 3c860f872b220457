"""Values on their way into a letter: checked by kind, and written so that no sign in them is taken for Markdown."""

from collections.abc import Sequence
from datetime import date, datetime

from candour.papers.letter_kinds import Slot

LONGEST_TEXT = 500
_SIGNS = frozenset("\\`*_[]<>#|~")
_OPENERS = frozenset("-+=>#")


def is_given(value: object) -> bool:
    """No is an answer; an empty text or list is not."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != [] and value != ()


def problem_with(slot: Slot, value: object) -> str:
    """A sentence naming the slot, or nothing. The value itself is not repeated."""
    match slot.kind:
        case "date":
            fits = isinstance(value, date) and not isinstance(value, datetime)
            return "" if fits else f"{slot.name} must be a date."
        case "yes-no":
            return _problem_with_answer(slot, value)
        case "choice":
            return "" if value in slot.values else f"{slot.name} must be one of {', '.join(slot.values)}."
        case "list":
            fits = isinstance(value, list | tuple) and all(
                isinstance(item, str) and item.strip() for item in value
            )
            return "" if fits else f"{slot.name} must be a list of texts, none of them empty."
        case "text":
            fits = isinstance(value, str) and len(value) <= LONGEST_TEXT and "\n" not in value.strip()
            return "" if fits else f"{slot.name} must be one line of at most {LONGEST_TEXT} characters."
        case "prose":
            return "" if isinstance(value, str) else f"{slot.name} must be text."


def _problem_with_answer(slot: Slot, value: object) -> str:
    if not isinstance(value, bool):
        return f"{slot.name} must be yes or no."
    if slot.must_be and slot.must_be != ("yes" if value else "no"):
        return f"{slot.name} must be {slot.must_be}: the letter states {slot.meaning}."
    return ""


def as_markdown(slot: Slot, value: object) -> str | bool | Sequence[str]:
    """The value as it goes into the text. Codes and answers are for the text's own conditions and stay as they are."""
    match value:
        case date():
            return f"{value.day} {value:%B %Y}"
        case bool():
            return value
        case str() if slot.kind == "choice":
            return value
        case str() if slot.kind == "prose":
            return _paragraphs(value)
        case str():
            return escaped(value)
        case list() | tuple():
            return [escaped(str(item)) for item in value]
        case _:
            return ""


def escaped(text: str) -> str:
    """One line of plain words as Markdown that reads as exactly these words."""
    words = " ".join(text.split())
    safe = "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in words)
    return _opening_escaped(safe)


def _opening_escaped(line: str) -> str:
    """At the start of a line a dash, a plus or `12.` would begin a list."""
    if line[:1] in _OPENERS:
        return f"\\{line}"
    digits = len(line) - len(line.lstrip("0123456789"))
    if 0 < digits < 10 and line[digits : digits + 1] in {".", ")"}:
        return f"{line[:digits]}\\{line[digits:]}"
    return line


def _paragraphs(text: str) -> str:
    """Empty lines part paragraphs; a single new line stays a new line."""
    paragraphs: list[list[str]] = [[]]
    for line in text.strip().splitlines():
        if line.strip():
            paragraphs[-1].append(escaped(line))
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\\\n".join(lines) for lines in paragraphs if lines)
