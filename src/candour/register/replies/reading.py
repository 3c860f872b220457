"""A mapping applied to a table: every figure with its cell, every row that was counted, and whatever does not fit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from candour.register.replies.adding_up import differing, is_total
from candour.register.replies.broken_signs import how_broken
from candour.register.replies.figures import Figure, State, exactly, normalised, read_figure, why_unreadable
from candour.register.replies.given import Given, Mapped, Problem, Trouble
from candour.register.replies.mapping import Column, Count, Layout, Mapping, Use
from candour.register.replies.notes_below import is_note
from candour.register.replies.other_forces import may_be_name, names_another
from candour.register.replies.periods import Period, Unsettled, read_period
from candour.register.replies.tables import Held, Table, as_written
from candour.register.statements import Cell

LONGEST_LABEL = 200
Settled = tuple[Period | None, bool]


def apply_mapping(table: Table, mapping: Mapping, *, asked: Period | None, force: str = "") -> Mapped:
    """`asked`: the time that the round asks about; None where it names none. `force`: who replies, by its official name."""
    if table.sheet.name != mapping.sheet:
        place = Cell(mapping.sheet, 1, 1)
        return Mapped((), (Problem(Trouble.NO_SUCH_SHEET, place, "the reply has no sheet of this name"),))
    reading = _Reading(table, mapping, asked, force)
    reading.report_broken()
    reading.report_title()
    reading.report_empty()
    given = reading.figures() if mapping.layout is Layout.FIGURES else reading.records()
    return Mapped(tuple(given), reading.problems)


class _Reading:
    """One pass over one table."""

    def __init__(self, table: Table, mapping: Mapping, asked: Period | None, force: str) -> None:
        self.table, self.mapping, self.asked, self.force = table, mapping, asked, force
        self._said: dict[tuple[Trouble, str, int], list[Problem]] = {}
        self._periods: dict[tuple[str, bool], Settled | Unsettled] = {}
        self._figures: dict[tuple[type, Held], Figure] = {}
        self._others: dict[str, bool] = {}
        self.labels = [one for one in mapping.columns if one.use is Use.LABEL]
        self.period_column = mapping.used(Use.PERIOD)
        last = min(mapping.last_row or len(table.rows), len(table.rows))
        self.rows = [row for row in range(mapping.heading_row + 1, last + 1) if self._readable(row)]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One of a kind for a column, with the number of further cells."""
        firsts = [
            Problem(some[0].trouble, some[0].cell, some[0].sentence, len(some) - 1)
            for some in self._said.values()
        ]
        return tuple(sorted(firsts, key=lambda one: (one.cell.row, one.cell.column)))

    def report_broken(self) -> None:
        """Signs that were decoded wrongly are told of and left: whoever sent the file knows what stood there."""
        columns = {one.number for one in self.mapping.columns if one.use is not Use.IGNORE}
        columns |= {at for one in self.mapping.counts for at in (one.column, one.distinct)} - {0}
        for row in (self.mapping.heading_row, *self.rows):
            for column in sorted(columns):
                broken = how_broken(self.table.at(row, column)) if row else ""
                if broken:
                    self._say(Trouble.DECODED_WRONGLY, row, column, broken)

    def report_empty(self) -> None:
        """Nothing below the headings is no answer, and no zero."""
        if not self.rows:
            said = "no row that is shown stands below the headings: nothing was counted"
            self._say(Trouble.NOTHING_BELOW, self.mapping.heading_row, 1, said)

    def report_title(self) -> None:
        """What stands above the headings may say that the table is another force's."""
        for row in range(1, self.mapping.heading_row):
            for column in range(1, self.table.width + 1):
                if self._names_another(as_written(self.table.at(row, column))):
                    self._say(Trouble.ANOTHER_FORCE, row, column, "above the table another force is named")

    def _of_another(self, row: int) -> bool:
        """A row that names another force is told of, and counts in no total of this one."""
        said = ((one.number, as_written(self.table.over(row, one.number))) for one in self.labels)
        found = next((at for at, name in said if may_be_name(name) and self._names_another(name)), None)
        if found is not None:
            self._say(Trouble.ANOTHER_FORCE, row, found, "the row names another force and does not count")
        return found is not None

    def _names_another(self, written: str) -> bool:
        if self.force and written not in self._others:
            self._others[written] = names_another(written, self.force)
        return self._others.get(written, False)

    def figures(self) -> list[Given]:
        self._report_merged()
        columns = [one for one in self.mapping.figures if self._shown(one)]
        given = [one for row in self.rows for one in self._figures_of(row, columns)]
        headings = {one.number: one.heading for one in columns}
        for stated, sentence in differing(given, headings):
            self._say(Trouble.TOTAL_DIFFERS, stated.cell.row, stated.cell.column, sentence)
        return given

    def records(self) -> list[Given]:
        return [one for count in self.mapping.counts for one in self._counted(count)]

    def _readable(self, row: int) -> bool:
        if not any(one not in {None, ""} for one in self.table.rows[row - 1]):
            return False
        if row in self.table.sheet.hidden_rows:
            self._say(Trouble.HIDDEN, row, 1, "the row is hidden in the file and was not read")
            return False
        return True

    def _shown(self, column: Column) -> bool:
        hidden = column.number in self.table.sheet.hidden_columns
        if hidden:
            said = "the column is hidden in the file and was not read"
            self._say(Trouble.HIDDEN, self.mapping.heading_row, column.number, said)
        return not hidden

    def _figures_of(self, row: int, columns: list[Column]) -> Iterator[Given]:
        label, of_row = self._label(row), self._of_row(row)
        if self._is_note(row, columns, of_row):
            return
        columns = self._answering(row, columns)
        total = is_total(label) or is_total(as_written(of_row))
        other = self._of_another(row)
        for column in columns:
            given = self._figure(
                row, column, label, column.period or of_row, total or is_total(column.heading)
            )
            yield replace(given, outside=given.outside or other)

    def _is_note(self, row: int, columns: list[Column], of_row: Held) -> bool:
        empty = all(self.table.at(row, one.number) is None for one in columns)
        noted = empty and is_note(self.table.rows[row - 1], of_row)
        if noted:
            self._say(Trouble.NOTE, row, 1, "the row has words and no number: it was taken for a note")
        return noted

    def _answering(self, row: int, columns: list[Column]) -> list[Column]:
        """Where rows answer different questions, the one of this row; without one the row is told of and not read."""
        if not self.mapping.by_rows:
            return columns
        said = next((one.question for one in self.mapping.counts if one.values and self._meets(row, one)), "")
        if not said:
            at = self.labels[0].number if self.labels else 1
            why = "nothing says which question the row answers: it was not read"
            self._say(Trouble.NO_QUESTION, row, at, why)
        answered = [replace(one, question=one.question or said) for one in columns]
        return [one for one in answered if one.question]

    def _figure(self, row: int, column: Column, label: str, written: Held, total: bool) -> Given:
        held = self.table.at(row, column.number)
        figure = self._read(held)
        if figure.state is State.UNREADABLE:
            self._say(Trouble.UNREADABLE, row, column.number, why_unreadable(held))
        skipped = total or figure.state is State.BLANK
        period, outside = (None, False) if skipped else self._period(written, row, column.number)
        return Given(
            question=column.question,
            figure=figure,
            cell=self._cell(row, column.number),
            written=as_written(held),
            label=label,
            period=period,
            period_written=as_written(written),
            total=total,
            outside=outside,
        )

    def _read(self, held: Held) -> Figure:
        """Twenty thousand rows say the same few things."""
        key = (type(held), held)
        if key not in self._figures:
            self._figures[key] = read_figure(held, self.mapping.key)
        return self._figures[key]

    def _period(self, written: Held, row: int, column: int) -> Settled:
        """A figure whose period is not settled, or is not the one asked about, is kept and counts in no total."""
        if written is None:
            if self.period_column and self.asked:
                self._say(
                    Trouble.PERIOD_UNSETTLED, row, self.period_column.number, "no period is written there"
                )
                return None, True
            return None, False
        key = (as_written(written), isinstance(written, date))
        if key not in self._periods:
            self._periods[key] = self._settled(written)
        match self._periods[key]:
            case Unsettled(why):
                self._say(Trouble.PERIOD_UNSETTLED, row, column, f"the period cannot be settled: {why}")
                return None, True
            case (period, outside):
                if outside and period is not None:
                    self._say(Trouble.ANOTHER_PERIOD, row, column, self._how_outside(period))
                return period, outside

    def _settled(self, written: Held) -> Settled | Unsettled:
        read = read_period(written, self.mapping.year_basis)
        if isinstance(read, Unsettled):
            return read
        return read, self.asked is not None and not read.within(self.asked)

    def _how_outside(self, period: Period) -> str:
        asked = self.asked or period
        how = "outside" if period.apart_from(asked) else "only partly within"
        return f"it is for a time {how} the one asked about, {asked.start.isoformat()} to {asked.end.isoformat()}"

    def _counted(self, count: Count) -> Iterator[Given]:
        """One figure for each year that the rows name, with the number of rows it comes from.

        What is counted once however often it occurs is not parted by year: it would be counted in each.
        """
        groups: dict[tuple[str, bool], list[int]] = {}
        for row in self.rows:
            if self._meets(row, count):
                written = self._of_row(row)
                at = self.period_column.number if self.period_column else 1
                period, outside = self._period(written, row, at)
                outside = self._of_another(row) or outside
                year = "" if count.distinct else _year_of(written, period)
                groups.setdefault((year, outside), []).append(row)
        for (year, outside), rows in groups.items():
            yield self._of_rows(count, rows, year, outside)
        if not groups and self.rows:
            nothing = self._cell(self.mapping.heading_row, count.column or count.distinct or 1)
            yield Given(count.question, exactly(0), nothing, rows=0)

    def _of_rows(self, count: Count, rows: list[int], year: str, outside: bool) -> Given:
        """Of rows with days, the period reaches from the first day to the last."""
        different = {self._compared(row, count.distinct) for row in rows} if count.distinct else rows
        periods = [one for one in (self._known(self._of_row(row)) for row in rows) if one is not None]
        reach = (
            Period(min(one.start for one in periods), max(one.end for one in periods)) if periods else None
        )
        return Given(
            question=count.question,
            figure=exactly(len(different)),
            cell=self._cell(rows[0], count.column or count.distinct or 1),
            written=f"{len(rows)} rows, from {rows[0]} to {rows[-1]}" if len(rows) > 1 else f"row {rows[0]}",
            period=reach,
            period_written=year,
            outside=outside,
            rows=len(rows),
        )

    def _known(self, written: Held) -> Period | None:
        settled = self._periods.get((as_written(written), isinstance(written, date)))
        return settled[0] if isinstance(settled, tuple) else None

    def _meets(self, row: int, count: Count) -> bool:
        """A subject that is no person, such as an organisation, is left out by what its cell says."""
        if count.leave_out_in and self._compared(row, count.leave_out_in) in count.leave_out:
            return False
        if count.distinct and not self._compared(row, count.distinct):
            return False
        return not count.column or self._compared(row, count.column) in count.values

    def _compared(self, row: int, column: int) -> str:
        return normalised(as_written(self.table.at(row, column)))

    def _report_merged(self) -> None:
        figures = {one.number for one in self.mapping.figures}
        for top, left, bottom, right in self.table.sheet.merged:
            if bottom > self.mapping.heading_row and figures & set(range(left, right + 1)):
                size = f"{bottom - top + 1} by {right - left + 1} cells"
                said = f"{size} are merged: the figure counts once, the others are empty"
                self._say(Trouble.MERGED, top, left, said)

    def _label(self, row: int) -> str:
        if not self.labels:
            return ""
        said = (as_written(self.table.over(row, one.number)) for one in self.labels)
        return " / ".join(filter(None, said))[:LONGEST_LABEL]

    def _of_row(self, row: int) -> Held:
        return self.table.over(row, self.period_column.number) if self.period_column else None

    def _cell(self, row: int, column: int) -> Cell:
        return Cell(self.table.sheet.name, row, column)

    def _say(self, trouble: Trouble, row: int, column: int, sentence: str) -> None:
        of_its_own = row if trouble is Trouble.TOTAL_DIFFERS else column
        problem = Problem(trouble, self._cell(row, column), sentence)
        self._said.setdefault((trouble, sentence, of_its_own), []).append(problem)


def _year_of(held: Held, period: Period | None) -> str:
    """Rows with a day are gathered by its calendar year; a year or month that is written stays as it is."""
    one_day = period is not None and period.start == period.end
    return str(period.start.year) if period is not None and one_day else as_written(held)
