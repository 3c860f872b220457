"""The declared facts: what may be stated, by whom, in what form, and how it is read from text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any, NamedTuple, TypeAlias

from candour.procedure.dates import LONDON, in_words
from candour.procedure.law_file import LawTable

_WORDS_YES = {"yes": True, "true": True, "no": False, "false": False}


class FactError(ValueError):
    """A fact was stated that is not declared, or in a form that its kind does not accept."""


class FactKind(StrEnum):
    DATE = "date"
    MOMENT = "moment"
    YES_NO = "yes-no"
    CODE = "code"


class Stated(Enum):
    """`NOT_HAPPENED`: somebody has stated that there is no such day. Silence is different: it is unknown."""

    NOT_HAPPENED = "none"


NOT_HAPPENED = Stated.NOT_HAPPENED


class Span(NamedTuple):
    """Both days belong to it."""

    first: date
    last: date


class Held(NamedTuple):
    """What was so from each day on, earliest first."""

    since: tuple[tuple[date, Any], ...]

    def on(self, day: date) -> Any:
        """The value on that day, or None before the first."""
        earlier = [value for start, value in self.since if start <= day]
        return earlier[-1] if earlier else None

    def latest(self) -> Any:
        return self.since[-1][1]


FactValue: TypeAlias = date | datetime | bool | str | Stated | Span | Held | tuple[Any, ...]
Facts: TypeAlias = Mapping[str, FactValue]


# Types of a value that need no second look; everything else goes through `_require_kind`.
_PLAIN: dict[FactKind, tuple[type, ...]] = {
    FactKind.DATE: (date, Stated),
    FactKind.MOMENT: (date, Stated),
    FactKind.YES_NO: (bool,),
    FactKind.CODE: (str,),
}


@dataclass(frozen=True)
class Fact:
    name: str
    kind: FactKind
    meaning: str
    stated_by: str
    says: str = ""
    says_not: str = ""
    values: tuple[str, ...] = ()
    list: str | None = None
    repeats: bool = False
    interval: bool = False
    assumed: str | None = None
    not_before: date | None = None
    """The first day it can be: an earlier one is refused, because the law knows none."""
    plain: tuple[type, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", _PLAIN[self.kind])

    @property
    def words(self) -> str:
        return self.name.replace("track.", "track of ").replace("-", " ")

    @property
    def dated(self) -> bool:
        return self.kind in (FactKind.DATE, FactKind.MOMENT)

    @property
    def accepts(self) -> str:
        """What may be written for it, as the end of a sentence."""
        if self.interval:
            return "two days such as 2026-03-02/2026-03-05, or none"
        match self.kind:
            case FactKind.DATE:
                return "a day such as 2026-03-02, or none if it has not happened"
            case FactKind.MOMENT:
                return "a moment such as 2026-03-06T16:00 (Europe/London), a day, or none"
            case FactKind.YES_NO:
                return "yes or no"
            case FactKind.CODE:
                return "one of " + ", ".join(self.values)

    def refuse(self, problem: str) -> FactError:
        return FactError(f"{self.name} {problem}; it accepts {self.accepts}.")


def read_facts(table: LawTable) -> dict[str, Fact]:
    """The `[facts]` of facts.toml, by name."""
    declared = table.table("facts")
    table.finish()
    return {name: _read_fact(name, declared.table(name)) for name in declared.written}


def _read_fact(name: str, table: LawTable) -> Fact:
    if not name.replace("-", "").isalnum() or name != name.lower():
        raise table.error("the name", "must be lower-case words joined by hyphens")
    fact = Fact(
        name=name,
        kind=table.choice("kind", FactKind),
        meaning=table.text("meaning"),
        stated_by=table.text("stated_by"),
        says=table.optional_text("says") or "",
        says_not=table.optional_text("says_not") or "",
        values=table.texts("values"),
        list=table.optional_text("list"),
        repeats=table.yes_no("repeats"),
        interval=table.yes_no("interval"),
        assumed=table.optional_text("assumed"),
        not_before=table.optional_day("not_before"),
    )
    table.finish()
    _refuse_ill_formed(fact, table)
    return fact


def _refuse_ill_formed(fact: Fact, table: LawTable) -> None:
    coded = fact.kind is FactKind.CODE
    if coded == (not fact.values and fact.list is None) or (fact.values and fact.list):
        raise table.error("values", "or list is for a code, which needs exactly one of the two")
    if fact.repeats and not fact.dated:
        raise table.error("repeats", "is only for a date or a moment")
    if fact.interval and fact.kind is not FactKind.DATE:
        raise table.error("interval", "is only for a date")
    if fact.not_before and (fact.kind is not FactKind.DATE or fact.interval):
        raise table.error("not_before", "is only for a date")
    if fact.says_not and fact.kind is not FactKind.YES_NO:
        raise table.error("says_not", "is only for a yes-no fact")


def state(declared: Mapping[str, Fact], statements: Iterable[str]) -> dict[str, FactValue]:
    """Facts from `NAME=VALUE` texts. A name may come again where its fact repeats, is an interval, or is dated `@DAY`."""
    gathered: dict[str, list[str]] = {}
    for statement in statements:
        name, equals, written = statement.partition("=")
        if not (equals and name.strip()):
            raise FactError(f"{statement!r} is not a fact: write NAME=VALUE, such as complaint-made=2026-03-02.")
        gathered.setdefault(_declared(declared, name.strip()).name, []).append(written.strip())
    return {name: _gather(declared[name], values) for name, values in gathered.items()}


def _declared(declared: Mapping[str, Fact], name: str) -> Fact:
    if name not in declared:
        raise FactError(f"{name} is not a declared fact. 'candour law rules --facts' lists those that are.")
    return declared[name]


def _gather(fact: Fact, values: list[str]) -> FactValue:
    if any("@" in value for value in values):
        return _gather_held(fact, values)
    read = [read_value(fact, value) for value in values]
    if len(read) > 1 and not (fact.repeats or fact.interval):
        raise fact.refuse("was given more than once")
    if NOT_HAPPENED in read:
        if len(read) > 1:
            raise fact.refuse("cannot be none and also something else")
        return NOT_HAPPENED
    return tuple(sorted(read, key=_in_order)) if fact.repeats or fact.interval else read[0]


def _gather_held(fact: Fact, values: list[str]) -> Held:
    """VALUE@DAY texts: what held from each day on."""
    since = []
    for value in values:
        written, _, day = value.partition("@")
        since.append((_read_day(fact, day), read_value(fact, written)))
    return Held(tuple(sorted(since, key=lambda pair: pair[0])))


def _in_order(value: Any) -> str:
    return value[0].isoformat() if isinstance(value, Span) else value.isoformat()


def read_value(fact: Fact, written: str) -> Any:
    """One value as its fact's kind writes it."""
    if written == "none" and fact.dated:
        return NOT_HAPPENED
    if fact.interval:
        return _read_span(fact, written)
    match fact.kind:
        case FactKind.DATE:
            return _not_too_early(fact, _read_day(fact, written))
        case FactKind.MOMENT:
            return _read_moment(fact, written)
        case FactKind.YES_NO:
            if written.lower() not in _WORDS_YES:
                raise fact.refuse(f"cannot be {written!r}")
            return _WORDS_YES[written.lower()]
        case FactKind.CODE:
            if written not in fact.values:
                raise fact.refuse(f"cannot be {written!r}")
            return written


def _not_too_early(fact: Fact, day: date) -> date:
    if fact.not_before is not None and day < fact.not_before:
        raise fact.refuse(f"cannot be {day}: it cannot have come before {in_words(fact.not_before)}")
    return day


def _read_day(fact: Fact, written: str) -> date:
    try:
        return datetime.strptime(written, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as problem:
        if len(written) < 10 and written[:4].isdigit():
            raise fact.refuse(f"is only partly known ({written}), and a clock needs the whole day") from problem
        raise fact.refuse(f"cannot be {written!r}") from problem


def _read_moment(fact: Fact, written: str) -> date | datetime:
    if "T" not in written:
        return _read_day(fact, written)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as problem:
        raise fact.refuse(f"cannot be {written!r}") from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def _read_span(fact: Fact, written: str) -> Span:
    first, slash, last = written.partition("/")
    if not slash:
        raise fact.refuse(f"cannot be {written!r}")
    span = Span(_read_day(fact, first), _read_day(fact, last))
    if span.last < span.first:
        raise fact.refuse(f"ends before it starts ({written})")
    return span


def require_declared(declared: Mapping[str, Fact], facts: Facts) -> None:
    """Every stated fact is declared and of its kind; raises FactError naming the first that is not."""
    for name, value in facts.items():
        fact = declared.get(name) or _declared(declared, name)
        if type(value) not in fact.plain:
            _require_kind(fact, value)
        elif type(value) is str and value not in fact.values:
            raise fact.refuse(f"cannot be {value!r}")


def _require_kind(fact: Fact, value: object) -> None:
    match value:
        case Held(since):
            _require_each(fact, [held for _, held in since])
        case Span() if fact.interval:
            pass
        case tuple() if fact.interval and all(isinstance(one, Span) for one in value):
            pass
        case tuple() if fact.repeats and value:
            _require_each(fact, value)
        case datetime(tzinfo=zone) if fact.kind is FactKind.MOMENT and zone is not None:
            pass
        case datetime() if fact.kind is FactKind.MOMENT:
            raise fact.refuse("has no time zone")
        case _:
            raise fact.refuse(f"cannot be {type(value).__name__}")


def _require_each(fact: Fact, values: Iterable[Any]) -> None:
    for value in values:
        require_declared({fact.name: fact}, {fact.name: value})
