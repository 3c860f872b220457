"""The one grammar of conditions: lines that answer yes, no or unknown, in blocks any of which may hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from candour.procedure.dates import in_words, london_day
from candour.procedure.facts import NOT_HAPPENED, Fact, FactKind, Facts, Held
from candour.procedure.law_file import LawTable

Answer: TypeAlias = bool | None
"""Yes, no, or None for unknown."""


class Operator(StrEnum):
    ON_OR_AFTER = "on_or_after"
    BEFORE = "before"
    IS = "is"
    IN = "in"
    KNOWN = "known"


_DATED = (Operator.ON_OR_AFTER, Operator.BEFORE)


@dataclass(frozen=True)
class Line:
    fact: Fact
    operator: Operator
    value: Any
    at: Fact | None = None
    answer: Callable[[Facts], Answer] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "answer", _answerer(self))

    def needs(self, facts: Facts) -> tuple[Fact, ...]:
        """The facts that would have to be stated for this line to answer."""
        asked = (self.fact,) if self.at is None else (self.fact, self.at)
        return tuple(fact for fact in asked if fact.name not in facts) or (self.fact,)


@dataclass(frozen=True)
class Block:
    """Holds when every `all` line holds and no `none` line does."""

    all: tuple[Line, ...]
    none: tuple[Line, ...]

    def answer(self, facts: Facts) -> Answer:
        unknown = False
        for line in self.all:
            answered = line.answer(facts)
            if answered is False:
                return False
            unknown = unknown or answered is None
        for line in self.none:
            answered = line.answer(facts)
            if answered is True:
                return False
            unknown = unknown or answered is None
        return None if unknown else True

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.all + self.none

    def reasons(self, facts: Facts) -> tuple[str, ...]:
        return tuple(sentence(line, facts) for line in self.lines)

    def needs(self, facts: Facts) -> tuple[Fact, ...]:
        """Facts not yet stated on which this block still turns."""
        if self.answer(facts) is not None:
            return ()
        return _once(fact for line in self.lines if line.answer(facts) is None for fact in line.needs(facts))


@dataclass(frozen=True)
class Condition:
    """Any block may hold; with no block it always holds."""

    blocks: tuple[Block, ...]

    def answer(self, facts: Facts) -> Answer:
        if not self.blocks:
            return True
        unknown = False
        for block in self.blocks:
            answered = block.answer(facts)
            if answered is True:
                return True
            unknown = unknown or answered is None
        return None if unknown else False

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for block in self.blocks for line in block.lines)

    def reasons(self, facts: Facts) -> tuple[str, ...]:
        """Why it holds (the first block that does), or every line of every block when none does."""
        for block in self.blocks:
            if block.answer(facts) is True:
                return block.reasons(facts)
        return tuple(dict.fromkeys(reason for block in self.blocks for reason in block.reasons(facts)))

    def needs(self, facts: Facts) -> tuple[Fact, ...]:
        if self.answer(facts) is not None:
            return ()
        return _once(fact for block in self.blocks for fact in block.needs(facts))


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple({fact.name: fact for fact in facts}.values())


def read_condition(tables: Sequence[LawTable], declared: Mapping[str, Fact]) -> Condition:
    blocks = []
    for table in tables:
        blocks.append(read_block(table, declared))
        table.finish()
    return Condition(tuple(blocks))


def read_block(table: LawTable, declared: Mapping[str, Fact]) -> Block:
    """Takes `all` and `none`; the caller finishes the table, which may hold more."""
    block = Block(
        tuple(_read_line(line, declared) for line in table.tables("all")),
        tuple(_read_line(line, declared) for line in table.tables("none")),
    )
    if not block.lines:
        raise table.error("all", "or none must hold at least one line")
    return block


def _read_line(table: LawTable, declared: Mapping[str, Fact]) -> Line:
    fact = declared_fact(table, "fact", declared)
    operators = [operator for operator in Operator if operator.value in table.written]
    if len(operators) != 1:
        raise table.error(fact.name, f"needs exactly one of {', '.join(Operator)}")
    at = declared_fact(table, "at", declared) if "at" in table.written else None
    if at is not None and (operators[0] not in (Operator.IS, Operator.IN) or not at.dated):
        raise table.error("at", "goes with is or in, and names a date")
    line = Line(fact, operators[0], _read_operand(table, operators[0], fact), at)
    table.finish()
    return line


def declared_fact(table: LawTable, key: str, declared: Mapping[str, Fact]) -> Fact:
    name = table.text(key)
    if name not in declared:
        raise table.error(key, f"names {name}, which facts.toml does not declare")
    return declared[name]


def _read_operand(table: LawTable, operator: Operator, fact: Fact) -> Any:
    match operator:
        case Operator.ON_OR_AFTER | Operator.BEFORE:
            if not fact.dated or fact.interval:
                raise table.error(operator, f"is for a date, and {fact.name} is {fact.kind}")
            return table.day(operator)
        case Operator.KNOWN:
            return _read_true_or_false(table, operator)
        case Operator.IS if fact.kind is FactKind.YES_NO:
            return _read_true_or_false(table, operator)
        case Operator.IS:
            return _read_codes(table, operator, fact)[0]
        case Operator.IN:
            return frozenset(_read_codes(table, operator, fact))


def _read_true_or_false(table: LawTable, key: str) -> bool:
    value = table.either(key)
    if not isinstance(value, bool):
        raise table.error(key, "must be true or false")
    return value


def _read_codes(table: LawTable, key: str, fact: Fact) -> tuple[str, ...]:
    if fact.kind is not FactKind.CODE:
        raise table.error(key, f"cannot be asked of {fact.name}, which is {fact.kind}")
    codes = table.texts(key, required=True)
    strangers = [code for code in codes if code not in fact.values]
    if strangers:
        raise table.error(key, f"names {', '.join(strangers)}, which {fact.name} does not take")
    return codes


def stated_value(name: str, facts: Facts) -> Any:
    """The value as it stands now: of a repeating fact the latest, of one held from days on the last."""
    value = facts.get(name)
    if isinstance(value, Held):
        return value.latest()
    if isinstance(value, tuple) and value and isinstance(value[0], date):
        return max(value, key=london_day)
    return value


def _answerer(line: Line) -> Callable[[Facts], Answer]:
    """The line as one small function, made once."""
    name, wanted = line.fact.name, line.value
    match line.operator:
        case Operator.ON_OR_AFTER:
            return _comparison(name, wanted, later=True)
        case Operator.BEFORE:
            return _comparison(name, wanted, later=False)
        case Operator.KNOWN:
            return lambda facts: (name in facts and facts[name] is not NOT_HAPPENED) is wanted
        case Operator.IS:
            return _membership(line, frozenset((wanted,)))
        case Operator.IN:
            return _membership(line, wanted)


def _comparison(name: str, day: date, *, later: bool) -> Callable[[Facts], Answer]:
    def answer(facts: Facts) -> Answer:
        value = facts.get(name)
        if value.__class__ is not date:  # a plain day is by far the most frequent
            value = stated_value(name, facts)
            if value is None:
                return None
            if value is NOT_HAPPENED:
                return False
            value = london_day(value)
        return bool(value >= day) is later

    return answer


def _membership(line: Line, wanted: frozenset[Any]) -> Callable[[Facts], Answer]:
    name, plain = line.fact.name, line.at is None

    def answer(facts: Facts) -> Answer:
        value = facts.get(name)
        if not plain or value.__class__ is Held:
            value = _value_asked(line, facts)
        return None if value is None else value in wanted

    return answer


def _value_asked(line: Line, facts: Facts) -> Any:
    if line.at is None:
        return stated_value(line.fact.name, facts)
    day, value = stated_value(line.at.name, facts), facts.get(line.fact.name)
    if day is None or day is NOT_HAPPENED:
        return None
    return value.on(london_day(day)) if isinstance(value, Held) else value


def sentence(line: Line, facts: Facts) -> str:
    """What the line found, in plain English."""
    value = _value_asked(line, facts)
    if line.operator is Operator.KNOWN:
        return _known_sentence(line.fact, value)
    if value is None:
        missing = " and ".join(fact.name for fact in line.needs(facts))
        return f"it is not stated: {missing} ({line.fact.meaning})"
    if line.operator in _DATED:
        return _date_sentence(line, value)
    return _value_sentence(line, value)


def _known_sentence(fact: Fact, value: Any) -> str:
    stated = value not in (None, NOT_HAPPENED)
    if not fact.says:
        return f"{fact.words}: {'stated' if stated else 'not stated'}"
    return fact.says if stated else f"it is not stated that {fact.says}"


def _date_sentence(line: Line, value: Any) -> str:
    says = line.fact.says or line.fact.words
    if value is NOT_HAPPENED:
        return f"{line.fact.words}: it has not happened"
    side = "on or after" if london_day(value) >= line.value else "before"
    return f"{says} on {in_words(value)}, {side} {in_words(line.value)}"


def _value_sentence(line: Line, value: Any) -> str:
    when = f" at {line.at.words}" if line.at else ""
    if isinstance(value, bool):
        spoken = line.fact.says if value else line.fact.says_not
        return (spoken or f"{line.fact.words}: {'yes' if value else 'no'}") + when
    if line.operator is Operator.IS:
        named = line.fact.says or f"{line.fact.words} is"
        return f"{named} {value}{when}" + ("" if value == line.value else f", not {line.value}")
    within = "one" if value in line.value else "none"
    return f"{line.fact.words} is {value}{when}, {within} of {', '.join(sorted(line.value))}"
