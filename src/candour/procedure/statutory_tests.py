"""Statutory tests: the limbs a person answers, and the one mechanical thing, how the answers combine."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from candour.procedure.conditions import Condition, read_condition
from candour.procedure.facts import Fact, FactKind, Facts
from candour.procedure.law_file import (
    Confidence,
    LawTable,
    citation,
    files_of,
    read_law_file,
    stated_confidence,
)


class Outcome(StrEnum):
    MET = "met"
    NOT_MET = "not-met"
    CANNOT_SAY_YET = "cannot-say-yet"


class Combining(StrEnum):
    ANY_YES = "any-yes"
    ALL_YES = "all-yes"


@dataclass(frozen=True)
class Limb:
    key: str
    words: str
    source: tuple[str, ...]
    definition: str
    guidance_edition: str
    confidence: Confidence | None
    confidence_note: str
    applies: Condition


@dataclass(frozen=True)
class StatutoryTest:
    key: str
    title: str
    question: str
    source: tuple[str, ...]
    confidence: Confidence
    confidence_note: str
    note: str
    checked: date | None
    as_alleged: bool
    combining: Combining
    limbs: tuple[Limb, ...]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of what was asked: an answer keeps it, so that a later wording is told apart."""
        asked = [[limb.key, limb.words, limb.definition, limb.guidance_edition, *limb.source] for limb in self.limbs]
        text = json.dumps([self.key, self.question, self.combining.value, asked], ensure_ascii=False)
        return sha256(text.encode()).hexdigest()

    @property
    def fact(self) -> str:
        """The fact that holds how the test was answered."""
        return f"answered.{self.key}"

    def limbs_for(self, facts: Facts) -> tuple[Limb, ...]:
        """The limbs to answer on these facts; one that may apply is asked."""
        return tuple(limb for limb in self.limbs if limb.applies.answer(facts) is not False)

    def outcome(self, answers: Mapping[str, bool | None], facts: Facts | None = None) -> Outcome:
        """How a person's answers combine: yes, no or None (cannot say) for each limb; silence is None.

        Raises KeyError for a limb that this test does not have.
        """
        strangers = answers.keys() - {limb.key for limb in self.limbs}
        if strangers:
            raise KeyError(f"{self.key} has no limb {', '.join(sorted(strangers))}")
        given = [answers.get(limb.key) for limb in self.limbs_for(facts or {})]
        deciding = self.combining is Combining.ANY_YES
        if deciding in given:
            return Outcome.MET if deciding else Outcome.NOT_MET
        if None in given or not given:
            return Outcome.CANNOT_SAY_YET
        return Outcome.NOT_MET if deciding else Outcome.MET


def answer_facts(root: Path) -> dict[str, Fact]:
    """The fact `answered.TEST` of every test, which lifecycles and rules may ask for."""
    return {f"answered.{path.stem}": _answer_fact(path.stem) for path in files_of(root / "tests")}


def _answer_fact(key: str) -> Fact:
    return Fact(
        name=f"answered.{key}",
        kind=FactKind.CODE,
        meaning=f"how the test '{key.replace('-', ' ')}' was answered",
        stated_by="the person who answered its limbs",
        values=tuple(outcome.value for outcome in Outcome),
    )


def read_statutory_tests(root: Path, declared: Mapping[str, Fact]) -> dict[str, StatutoryTest]:
    return {
        path.stem: _read_test(path.stem, read_law_file(path, root), declared) for path in files_of(root / "tests")
    }


def _read_test(key: str, table: LawTable, declared: Mapping[str, Fact]) -> StatutoryTest:
    if table.text("key") != key:
        raise table.error("key", f"must be {key}, as the file is called")
    confidence, confidence_note = stated_confidence(table)
    test = StatutoryTest(
        key=key,
        title=table.text("title"),
        question=table.text("question"),
        source=citation(table),
        confidence=confidence,
        confidence_note=confidence_note,
        note=table.optional_text("note") or "",
        checked=table.optional_day("checked"),
        as_alleged=table.yes_no("as_alleged"),
        combining=table.choice("outcome", Combining, default=Combining.ANY_YES),
        limbs=tuple(_read_limb(row, declared) for row in table.tables("limb", required=True)),
    )
    table.finish()
    if len({limb.key for limb in test.limbs}) < len(test.limbs):
        raise table.error("limb", "has the same key twice")
    return test


def _read_limb(row: LawTable, declared: Mapping[str, Fact]) -> Limb:
    confidence, note = stated_confidence(row) if "confidence" in row.written else (None, "")
    limb = Limb(
        key=row.text("key"),
        words=row.text("words"),
        source=citation(row),
        definition=row.optional_text("definition") or "",
        guidance_edition=row.optional_text("guidance_edition") or "",
        confidence=confidence,
        confidence_note=note,
        applies=read_condition(row.tables("applies"), declared),
    )
    row.finish()
    return limb
