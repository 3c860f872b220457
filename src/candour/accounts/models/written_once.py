"""Questions that every step asks the database: Django writes each as a statement once, and only the values change."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections, models
from django.db.models.query import get_related_populators

from candour.ledger.prepared import steady_cursor

SHAPES = 128
"""So many statements of one question are kept written, a few kilobytes each."""

Row = Any
Build = Callable[[Sequence[Any]], Row]


class Place(models.Expression):
    """Where a value goes that is given when the question is asked; `kind` is the column that it is compared with."""

    def __init__(self, name: str, kind: "models.Field[Any, Any]") -> None:
        super().__init__(output_field=kind)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]

    def spelt(self, value: Any, connection: Any) -> Any:
        return self.output_field.get_db_prep_value(value, connection)


ON: Any = Place("on", models.DateField())


def key(name: str) -> Place:
    return Place(name, models.UUIDField())


def text(name: str) -> Place:
    return Place(name, models.CharField())


@dataclass(frozen=True)
class Statement:
    """As one kind of database reads it, with what makes each of its rows a value again."""

    text: str
    given: tuple[Any, ...]
    columns: int
    converters: tuple[tuple[int, Any, Any], ...]
    build: Build

    def rows(self, values: dict[str, Any]) -> Iterator[Row]:
        asked = connections["default"]  # looked up once: `connection` looks it up again at each use
        given = [
            part.spelt(values[part.name], asked) if isinstance(part, Place) else part for part in self.given
        ]
        with steady_cursor() as cursor:
            cursor.execute(self.text, given)
            found = cursor.fetchall()
        return (self._row(one, asked) for one in found)

    def _row(self, found: Sequence[Any], asked: Any) -> Row:
        row = list(found[: self.columns])
        for place, converters, expression in self.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, asked)
        return self.build(row)


class Question:
    """A queryset with places in it. What it answers is what the queryset would, whoever asks; read anew each time."""

    def __init__(self, written: Callable[[], "models.QuerySet[Any, Any]"]) -> None:
        self._written = written
        self._statements: dict[str, Statement | None] = {}

    def __call__(self, **values: Any) -> list[Row]:
        """Rows of the model; of a queryset of `values_list` its tuples."""
        vendor = connection.vendor
        if vendor not in self._statements:
            self._statements[vendor] = _statement_or_none(self._written())
        statement = self._statements[vendor]
        return list(statement.rows(values)) if statement else []


class Questions:
    """A question that takes several shapes: who may see what, how much of a list. Those asked lately stay written.

    A shape is plain values that the statement is made from, read before it is asked; equal shapes are one statement.
    """

    def __init__(self, written: Callable[..., "models.QuerySet[Any, Any]"]) -> None:
        self._shaped = lru_cache(SHAPES)(lambda *shape: Question(lambda: written(*shape)))

    def __call__(self, *shape: Hashable, **values: Any) -> list[Row]:
        return self._shaped(*shape)(**values)


def _statement_or_none(asked: "models.QuerySet[Any, Any]") -> Statement | None:
    """None where the conditions can hold for no row: the database is not asked at all."""
    try:
        return _statement(asked)
    except EmptyResultSet:
        return None


def _statement(asked: "models.QuerySet[Any, Any]") -> Statement:
    compiler = asked.query.get_compiler("default")
    text, given = compiler.as_sql()
    count = compiler.col_count or len(compiler.select)
    expressions = [column[0] for column in compiler.select[:count]]
    converters = compiler.get_converters(expressions)
    found = tuple((place, tuple(each), expression) for place, (each, expression) in converters.items())
    return Statement(text, tuple(given), count, found, _builder(asked, compiler))


def _builder(asked: Any, compiler: Any) -> Build:
    if asked._fields is not None:
        return tuple
    told = compiler.klass_info
    first, last = told["select_fields"][0], told["select_fields"][-1] + 1
    names = [column[0].target.attname for column in compiler.select[first:last]]
    beside = get_related_populators(told, compiler.select, "default")  # type: ignore[call-arg]

    def build(found: Sequence[Any]) -> Row:
        row = told["model"].from_db("default", names, found[first:last])
        for one in beside:
            one.populate(found, row)
        return row

    return build
