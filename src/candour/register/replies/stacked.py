"""Tables that stand one below the other on one sheet: where the first ends, and where the next seems to begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from candour.register.replies.figures import State, read_figure
from candour.register.replies.tables import Held, Table


@dataclass(frozen=True)
class Below:
    """Rows count from 1: the last row of the table above, and the row of the headings of the one below."""

    last_row: int
    heading_row: int


def table_below(table: Table, heading_row: int) -> Below | None:
    """Headings after an empty row, with numbers below them. A title or a note of one cell between is passed over."""
    last, after_a_gap = heading_row, False
    for number in range(heading_row + 1, len(table.rows) + 1):
        held = filled(table.rows[number - 1])
        if not held:
            after_a_gap = last > heading_row
        elif after_a_gap and len(held) > 1 and _heads_numbers(table, number):
            return Below(last, number)
        elif not after_a_gap or len(held) > 1:
            last, after_a_gap = number, False
    return None


def filled(row: Sequence[Held]) -> list[Held]:
    return [one for one in row if one not in {None, ""}]


def _heads_numbers(table: Table, number: int) -> bool:
    """Words or years above a row that gives at least one number."""
    above = filled(table.rows[number - 1])
    below = filled(table.rows[number]) if number < len(table.rows) else []
    worded = sum(isinstance(one, str) and not _number(one) for one in above)
    return worded * 2 > len(above) and any(_number(one) for one in below)


def _number(held: Held) -> bool:
    return read_figure(held).state in {State.EXACT, State.RANGE}
