"""Of each table that a reader reads: how many rows it holds, became records, or are listed with the reason why not."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from candour.evidence.records import RowReconciliation


@dataclass(slots=True)
class Accounts:
    """`rows` is SQLite's own count, and None where damage prevents it; the others are counted as rows go by."""

    rows: dict[str, int | None] = field(default_factory=dict)
    read: Counter[str] = field(default_factory=Counter)
    listed: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    damage: list[dict[str, Any]] = field(default_factory=list)

    def opens(self, table: str, rows: int | None) -> None:
        self.rows[table] = rows

    def became_records(self, table: str, rows: int) -> None:
        self.read[table] += rows

    def lists(self, table: str, rows: int, reason: str) -> None:
        if rows:
            self.listed[table] += rows
            self.reasons[f"{table}: {reason}"] += rows

    def cannot_read(self, table: str, after: int | None, before: int | None) -> None:
        self.damage.append({"table": table, "after_row": after, "before_row": before})

    def tables(self) -> list[RowReconciliation]:
        return [self._table(table, rows) for table, rows in self.rows.items()]

    def _table(self, table: str, rows: int | None) -> RowReconciliation:
        """Rows behind a damaged page are listed as a number: the count says how many are missing."""
        read, listed = self.read[table], self.listed[table]
        if any(one["table"] == table for one in self.damage):
            listed += max((rows or 0) - read - listed, 0)
        return RowReconciliation(table, read + listed if rows is None else rows, read, listed)

    def facts(self) -> dict[str, Any]:
        found: dict[str, Any] = {"rows_listed": dict(sorted(self.reasons.items()))}
        return found | ({"damage": self.damage} if self.damage else {})
