"""Which column of a reply answers what: data that a person settles once and that the next reply of that shape is offered."""

import json
from collections.abc import Mapping as Readable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from candour.register.replies.figures import SuppressionKey, normalised
from candour.register.replies.periods import YearBasis
from candour.register.replies.tables import Table, as_written


class Layout(StrEnum):
    """Numbers counted by the force, or a row for each case, person or allegation that is counted here."""

    FIGURES = "figures"
    RECORDS = "records"


class Use(StrEnum):
    FIGURE = "figure"
    PERIOD = "period"
    LABEL = "label"
    IGNORE = "ignore"


class BadMapping(ValueError):
    """A mapping that does not fit together; the sentence says what is missing."""


@dataclass(frozen=True)
class Column:
    """`number` counts from 1. `question` for figures, empty where each row says it; `period`, where the heading says it."""

    number: int
    heading: str
    use: Use
    question: str = ""
    period: str = ""


@dataclass(frozen=True)
class Count:
    """How rows are counted for a question: all, those with one of `values` in `column`, or different values of `distinct`.

    Beside numbers that the force counted it says which rows are for the question: those with one of `values` in `column`.
    """

    question: str
    column: int = 0
    values: tuple[str, ...] = ()
    distinct: int = 0
    leave_out: tuple[str, ...] = ()
    leave_out_in: int = 0


@dataclass(frozen=True)
class Mapping:
    """One table of one sheet. Rows count from 1; `last_row` 0: to the end."""

    sheet: str
    layout: Layout
    heading_row: int
    columns: tuple[Column, ...]
    counts: tuple[Count, ...] = ()
    last_row: int = 0
    year_basis: YearBasis | None = None
    zeros_shown: bool = False
    signs: Readable[str, tuple[int, int | None]] = field(default_factory=dict)

    @property
    def key(self) -> SuppressionKey:
        return SuppressionKey(
            self.zeros_shown, {normalised(sign): bounds for sign, bounds in self.signs.items()}
        )

    @property
    def figures(self) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.use is Use.FIGURE)

    def used(self, use: Use) -> Column | None:
        return next((one for one in self.columns if one.use is use), None)

    @property
    def questions(self) -> set[str]:
        return ({one.question for one in self.figures} | {one.question for one in self.counts}) - {""}

    @property
    def by_rows(self) -> bool:
        """Some numbers answer the question that their row says."""
        return any(not one.question for one in self.figures)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def mapping_from_json(written: str) -> Mapping:
    """What `as_json` wrote, checked again: a mapping may have been kept by an older release."""
    try:
        return _read(json.loads(written))
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise BadMapping("the mapping that was kept cannot be read; map the columns anew") from broken


def _read(kept: dict[str, Any]) -> Mapping:
    columns = tuple(Column(**{**one, "use": Use(one["use"])}) for one in kept["columns"])
    tupled = (
        {**one, "values": tuple(one["values"]), "leave_out": tuple(one["leave_out"])}
        for one in kept["counts"]
    )
    basis = kept["year_basis"]
    return Mapping(
        sheet=str(kept["sheet"]),
        layout=Layout(kept["layout"]),
        heading_row=int(kept["heading_row"]),
        columns=columns,
        counts=tuple(Count(**one) for one in tupled),
        last_row=int(kept["last_row"]),
        year_basis=YearBasis(basis) if basis else None,
        zeros_shown=bool(kept["zeros_shown"]),
        signs={
            sign: (int(low), None if high is None else int(high))
            for sign, (low, high) in kept["signs"].items()
        },
    )


def check_mapping(mapping: Mapping, *, questions: set[str]) -> None:
    """Raises BadMapping where nothing would come of it, or an answer would go to no question."""
    strange = mapping.questions - questions
    if strange:
        raise BadMapping(f"no question of the round has the key {', '.join(sorted(strange))}")
    if mapping.layout is Layout.FIGURES and not mapping.figures:
        raise BadMapping("say for at least one column which question its numbers answer")
    if mapping.layout is Layout.FIGURES and mapping.by_rows and not any(one.values for one in mapping.counts):
        raise BadMapping("say which rows answer which question, by the words that they bear")
    if mapping.layout is Layout.RECORDS and not mapping.counts:
        raise BadMapping("say which question is answered by counting the rows")
    periods = [one for one in mapping.columns if one.use is Use.PERIOD]
    if len(periods) > 1:
        raise BadMapping("only one column can say the period; use the others as labels")
    if mapping.last_row and mapping.last_row <= mapping.heading_row:
        raise BadMapping("the last row must come after the headings")


def shape_of(table: Table, heading_row: int) -> str:
    """The same headings in the same order, whatever the numbers below them: what a kept mapping is found again by."""
    headings = [normalised(one) for one in headings_of(table, heading_row)]
    while headings and not headings[-1]:
        headings.pop()
    return sha256(json.dumps(headings, ensure_ascii=False).encode()).hexdigest()


def headings_of(table: Table, heading_row: int) -> list[str]:
    """A heading merged over several columns stands over each of them."""
    written = [" ".join(as_written(table.at(heading_row, at)).split()) for at in range(1, table.width + 1)]
    for top, left, bottom, right in table.sheet.merged:
        if top <= heading_row <= bottom:
            over = " ".join(as_written(table.at(top, left)).split())
            written[left - 1 : right] = [one or over for one in written[left - 1 : right]]
    return written
