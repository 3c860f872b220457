"""Many acts in one transaction, for loading a caseload: as lawful as one by one, and many times quicker."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction

from candour.ledger.appending import Entry, Prepared, append_many
from candour.ledger.columns import AnyField
from candour.ledger.recorded import Recorded
from candour.ledger.writing import HasSubject, Identity, Record, opened

FLUSH_AT = 2_000


class BatchedRecord(Record):
    """A record whose new rows wait to be inserted together with those of other acts."""

    batch: "Batch"

    def _insert(self, row: Recorded) -> None:
        self.batch.rows.setdefault(type(row), []).append(row.as_it_stands())
        row._state.adding = False
        row._state.db = "default"

    def _insert_together(self, rows: Sequence[Recorded]) -> None:
        for row in rows:
            self._insert(row)

    def _update(self, row: Recorded, changed: list[AnyField], expect: Mapping[str, Any]) -> None:
        self.batch.insert_rows()
        super()._update(row, changed, expect)

    def dispose(self, row: Recorded, *names: str) -> None:
        self.batch.insert_rows()
        super().dispose(row, *names)

    def delete(self, row: Recorded) -> None:
        self.batch.insert_rows()
        super().delete(row)


class Batch:
    """Gathers acts; `entries` says where each came to stand once they were written."""

    def __init__(self) -> None:
        self.rows: dict[type[Recorded], list[Recorded]] = {}
        self.waiting: list[tuple[BatchedRecord, Prepared]] = []
        self.entries: list[Entry] = []

    @contextmanager
    def entry(
        self,
        verb: str,
        *,
        subject: HasSubject,
        by: Identity,
        at: datetime,
        on: date | None = None,
        acting_as: Identity = None,
        also: tuple[HasSubject, ...] | list[HasSubject] = (),
    ) -> Iterator[Record]:
        """As `writing.entry`; but a failure in one act undoes the whole batch."""
        record = opened(
            verb, subject=subject, by=by, at=at, on=on, acting_as=acting_as, also=also, kind=BatchedRecord
        )
        record.batch = self
        try:
            yield record
        except BaseException:
            transaction.set_rollback(True)
            raise
        self.waiting.append((record, record.prepared()))
        if len(self.waiting) >= FLUSH_AT:
            self.flush()

    def insert_rows(self) -> None:
        """Keys between recorded tables are checked at the end of the transaction, so the order is free."""
        for model, rows in self.rows.items():
            model._base_manager.bulk_create(rows, batch_size=500)
            model.keep_beside(rows, [column.attname for column in model._meta.concrete_fields])
        self.rows.clear()

    def flush(self) -> None:
        self.insert_rows()
        added = append_many(prepared for _, prepared in self.waiting)
        for (record, _), entry in zip(self.waiting, added, strict=True):
            record.entry = entry
        self.entries += added
        self.waiting.clear()


@contextmanager
def batch() -> Iterator[Batch]:
    """One transaction around many acts."""
    with transaction.atomic():
        many = Batch()
        yield many
        if not transaction.get_rollback():
            many.flush()
