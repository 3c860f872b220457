"""The words of a header: halves of the day, month names, eras; read from the tables beside the formats."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent.parent / "tables"
_LEFT_OUT = str.maketrans("", "", "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class TimeWords:
    """`halves` gives the hours to add to an hour of the twelve; `sets` the words that one file may hold together."""

    halves: dict[str, int]
    sets: tuple[frozenset[str], ...]
    months: dict[str, int]
    eras: dict[str, int]
    buddhist: tuple[str, ...]
    joining: tuple[str, ...]


def plain(text: str) -> str:
    """A copy for comparing: without direction marks, every space an ordinary one."""
    return text.translate(_LEFT_OUT).translate(_SPACES)


def read_table(name: str) -> dict[str, Any]:
    with (TABLES / name).open("rb") as file:
        return tomllib.load(file)


@cache
def time_words() -> TimeWords:
    table = read_table("whatsapp-times.toml")
    halves = {word: 0 for half in table["half"] for word in half["before"]}
    halves |= {word: 12 for half in table["half"] for word in [*half["after"], *half.get("noon", [])]}
    return TimeWords(
        halves=halves,
        sets=tuple(
            frozenset([*half["before"], *half["after"], *half.get("noon", [])]) for half in table["half"]
        ),
        months=_months(table["months"]),
        eras={letters: era["year_zero"] for era in table["era"] for letters in era["letters"]},
        buddhist=tuple(table["buddhist"]["words"]),
        joining=tuple(table["joining"]["words"]),
    )


def _months(tables: list[dict[str, Any]]) -> dict[str, int]:
    """No name may stand for two months, in whatever language; a test holds the tables to it."""
    return {
        name.casefold(): number
        for table in tables
        for number, names in enumerate(table["names"], start=1)
        for name in names
    }
