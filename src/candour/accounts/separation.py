"""Who may not do what because of what they did before on the same case file; the table is `separation.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from candour.accounts.codes import Function, Role
from candour.accounts.permissions import Refusal

TABLE = Path(__file__).with_name("separation.toml")
Code = TypeVar("Code", Function, Role)
CONFIDENCES = frozenset({"read", "secondary", "unconfirmed"})


class UnreadableSeparation(ValueError):
    """The table of separated functions says something that this program does not know."""


@dataclass(frozen=True)
class Bar:
    """Having done any of `after` on a file bars from `bars` on it."""

    after: frozenset[Function]
    functions: frozenset[Function]
    roles: frozenset[Role]
    refusal: Refusal
    confidence: str
    note: str


@dataclass(frozen=True)
class Separation:
    bars: tuple[Bar, ...]
    party: Refusal
    appointing_party: Refusal

    def to_function(self, done: frozenset[Function], function: Function) -> Refusal | None:
        return next(
            (bar.refusal for bar in self.bars if bar.after & done and function in bar.functions), None
        )

    def to_role(self, done: frozenset[Function], role: Role) -> Refusal | None:
        return next((bar.refusal for bar in self.bars if bar.after & done and role in bar.roles), None)


@cache
def the_separation() -> Separation:
    return read_separation(TABLE.read_text(encoding="utf-8"), TABLE.name)


def read_separation(text: str, name: str) -> Separation:
    written = tomllib.loads(text)
    bars = [
        bar_from(kind, row, f"{name}, {kind} {number}")
        for kind in ("function", "role")
        for number, row in enumerate(written.pop(kind, []), 1)
    ]
    party = written.pop("party", {})
    if written or not party:
        raise UnreadableSeparation(f"{name}: expected function, role and party, and found {sorted(written)}.")
    check(party, {"text", "appointing", "source", "confidence", "note"}, f"{name}, party")
    return Separation(
        bars=tuple(bars),
        party=Refusal(party["text"], party["source"]),
        appointing_party=Refusal(party["appointing"], party["source"]),
    )


def bar_from(kind: str, row: dict[str, Any], where: str) -> Bar:
    check(row, {"after", "bars", "text", "source", "confidence", "note"}, where)
    after = [row["after"]] if isinstance(row["after"], str) else row["after"]
    return Bar(
        after=frozenset(known(Function, code, where) for code in after),
        functions=frozenset(known(Function, code, where) for code in row["bars"] if kind == "function"),
        roles=frozenset(known(Role, code, where) for code in row["bars"] if kind == "role"),
        refusal=Refusal(row["text"], row["source"]),
        confidence=row["confidence"],
        note=row.get("note", ""),
    )


def check(row: dict[str, Any], keys: set[str], where: str) -> None:
    wrong = (set(row) - keys) | (keys - {"note"} - set(row))
    if wrong:
        raise UnreadableSeparation(f"{where}: missing or unknown: {', '.join(sorted(wrong))}.")
    if row["confidence"] not in CONFIDENCES:
        raise UnreadableSeparation(f"{where}: confidence is one of {', '.join(sorted(CONFIDENCES))}.")
    if row["confidence"] != "read" and not row.get("note"):
        raise UnreadableSeparation(
            f"{where}: a rule that was not read needs a note saying what is unconfirmed."
        )


def known(codes: type[Code], code: str, where: str) -> Code:
    try:
        return codes(code)
    except ValueError:
        raise UnreadableSeparation(f"{where}: there is no {codes.__name__.lower()} called {code}.") from None
