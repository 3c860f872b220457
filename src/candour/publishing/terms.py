"""The glossary, read strictly from its files: terms with their dates, what replaced them, Welsh and easy read."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

FOLDER = Path(__file__).with_name("glossary")
LONGEST_DEFINITION = 45
EASY_SENTENCES, EASY_WORDS = 2, 12
WELSH = frozenset({"seen", "known", "unsure"})
NEEDED = frozenset(
    {
        "key",
        "term",
        "broad",
        "definition",
        "easy_read",
        "welsh_term",
        "welsh_confidence",
        "welsh_source",
        "citation",
    }
)
LINKS = ("replaces", "replaced_by", "see_also")


class UnreadableGlossary(ValueError):
    """A file of the glossary says something that this program does not know; the message names file and term."""


@dataclass(frozen=True)
class Term:
    """`valid_from` and `valid_to`: the first and last day on which a new matter could come under the term."""

    key: str
    term: str
    broad: bool
    definition: str
    easy_read: str
    welsh_term: str
    welsh_confidence: str
    welsh_source: str
    citation: str
    plural: str = ""
    match: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    replaces: str = ""
    replaced_by: str = ""
    see_also: str = ""
    lives_on: str = ""
    earlier_meaning: str = ""
    note: str = ""

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every full form to find in a text; case does not count."""
        return tuple(dict.fromkeys(form for form in (self.term, self.plural, *self.match) if form))

    @property
    def welsh(self) -> str:
        """Only a wording that was seen in use is shown as the Welsh term."""
        return self.welsh_term if self.welsh_confidence == "seen" else ""

    def ended_by(self, on: date) -> bool:
        return self.valid_to is not None and on > self.valid_to

    def not_yet_on(self, on: date) -> bool:
        return self.valid_from is not None and on < self.valid_from


Glossary = Mapping[str, Term]


@cache
def the_glossary() -> Glossary:
    return read_glossary(FOLDER)


def read_glossary(folder: Path) -> Glossary:
    """All terms by key, in order of the alphabet. Raises UnreadableGlossary for the first thing that is wrong."""
    found: dict[str, tuple[Term, str]] = {}
    for path in sorted(folder.glob("*.toml")):
        for term in _terms_of(path):
            if term.key in found:
                _wrong(path.name, term.key, f"it stands in {found[term.key][1]} already")
            found[term.key] = (term, path.name)
    for term, name in found.values():
        _check_links(term, name, found)
    ordered = sorted((term for term, _ in found.values()), key=lambda term: term.term.casefold())
    return {term.key: term for term in ordered}


def _terms_of(path: Path) -> Iterable[Term]:
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = written.pop("term", [])
    if written or not rows:
        raise UnreadableGlossary(f"{path.name}: it holds [[term]] tables and nothing else.")
    return [_term(row, path.name) for row in rows]


def _term(row: dict[str, Any], name: str) -> Term:
    key = str(row.get("key", "a term without a key"))
    known = {field.name for field in fields(Term)}
    if set(row) - known:
        _wrong(name, key, f"unknown: {', '.join(sorted(set(row) - known))}")
    if NEEDED - set(row):
        _wrong(name, key, f"missing: {', '.join(sorted(NEEDED - set(row)))}")
    listed = {field: tuple(value) for field, value in row.items() if isinstance(value, list)}
    term = Term(**{**row, **listed})
    _check_words(term, name)
    return term


def _check_words(term: Term, name: str) -> None:
    if len(term.definition.split()) > LONGEST_DEFINITION:
        _wrong(name, term.key, f"the definition is longer than {LONGEST_DEFINITION} words")
    sentences = [one for one in term.easy_read.replace("?", ".").split(".") if one.strip()]
    if len(sentences) > EASY_SENTENCES or any(len(one.split()) > EASY_WORDS for one in sentences):
        _wrong(name, term.key, f"easy read has {EASY_SENTENCES} sentences of {EASY_WORDS} words at most")
    if term.welsh_confidence not in WELSH:
        _wrong(name, term.key, f"welsh_confidence is one of {', '.join(sorted(WELSH))}")
    if term.valid_from and term.valid_to and term.valid_to < term.valid_from:
        _wrong(name, term.key, "valid_to is earlier than valid_from")


def _check_links(term: Term, name: str, found: Mapping[str, object]) -> None:
    for link in LINKS:
        other = getattr(term, link)
        if other and other not in found:
            _wrong(name, term.key, f"{link} names {other}, which is no term")


def _wrong(name: str, key: str, what: str) -> NoReturn:
    raise UnreadableGlossary(f"{name}, {key}: {what}.")
