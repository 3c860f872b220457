"""One sheet while its rows go by: which cells hold something, what is hidden of them, and how far it reaches."""

from dataclasses import dataclass, field

from candour.register.replies.hiding import Found, Hiding, RefusedReply, Sheet, in_runs
from candour.register.replies.packages import MOST_CELLS

WIDEST = 20_000
MOST_MERGED = 5_000
Area = tuple[int, int, int, int]


@dataclass
class LaidOut:
    """Rows and columns count from 1. An area is top, left, bottom, right. `at`: the row that goes by."""

    name: str
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    invisible: list[str] = field(default_factory=list)
    formulas: int = 0
    characters: int = 0
    at: int = 0
    last_row: int = 0
    last_column: int = 0
    _filled: set[int] = field(default_factory=set)

    def fill(self, row: int, column: int) -> None:
        self.reach(row, column)
        self._filled.add(row * WIDEST + column)

    def reach(self, row: int, column: int) -> None:
        """A few bytes can claim a sheet of seventeen thousand million cells."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if self.last_row * self.last_column > MOST_CELLS or column >= WIDEST:
            raise RefusedReply(
                f"the sheet “{self.name}” claims {self.last_row:,} rows by {self.last_column:,} columns; "
                "ask for a copy that ends where its table ends"
            )

    def settled(self, found: Found) -> Sheet:
        """Only hidden rows and columns that hold something are told of; empty ones hide nothing."""
        if len(self.merged) > MOST_MERGED:
            raise RefusedReply(f"the sheet “{self.name}” merges cells in more than {MOST_MERGED:,} places")
        rows = {one // WIDEST for one in self._filled} & self.hidden_rows
        columns = {one % WIDEST for one in self._filled} & self.hidden_columns
        found.add(Hiding.HIDDEN_ROWS, f"{self.name}: rows {in_runs(rows)}", len(rows))
        found.add(Hiding.HIDDEN_COLUMNS, f"{self.name}: columns {in_runs(columns)}", len(columns))
        found.add(Hiding.FORMULAS, self.name, self.formulas)
        found.add_all(Hiding.INVISIBLE_TEXT, (f"{self.name}: {cell}" for cell in self.invisible))
        for area in self.merged:
            place = f"{self.name}: from row {area[0]}, column {area[1]}"
            found.add(Hiding.UNDER_MERGED, place, self._covered(area))
        return Sheet(self.name, self.hidden, frozenset(rows), frozenset(columns), tuple(self.merged))

    def _covered(self, area: Area) -> int:
        """Cells that hold something below the one that shows."""
        top, left, bottom, right = area
        shown = top * WIDEST + left
        if (bottom - top + 1) * (right - left + 1) > len(self._filled):
            inside = sum(self._within(one, area) for one in self._filled)
        else:
            inside = sum(
                row * WIDEST + column in self._filled
                for row in range(top, bottom + 1)
                for column in range(left, right + 1)
            )
        return inside - (shown in self._filled)

    def _within(self, one: int, area: Area) -> bool:
        top, left, bottom, right = area
        return top <= one // WIDEST <= bottom and left <= one % WIDEST <= right
