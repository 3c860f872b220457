"""The one way to write: rows and the entry that accounts for them, in one transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from candour.ledger.appending import Entry, Prepared, append_many
from candour.ledger.canonical import NotForTheRecord, Plain, canonical, moment, plain, token
from candour.ledger.columns import AnyField, committed_texts, recorded_columns, spelt, table_of
from candour.ledger.committed import CommittedText, fresh_salt
from candour.ledger.notes import spelt_note
from candour.ledger.recorded import Recorded, Remembered
from candour.ledger.statements import insert_rows, update_row
from candour.ledger.turns import turn_to_write
from candour.ledger.verbs import Verb, verb_named

BODY_VERSION = 1
Row = TypeVar("Row", bound=Recorded)
Kept = TypeVar("Kept")
Identity = int | str | UUID | None


class Overtaken(RuntimeError):
    """The row no longer stands as the writer saw it: somebody else took the step first."""

    def __init__(self, row: Recorded) -> None:
        super().__init__(self.said() % {"what": row._meta.verbose_name})
        self.row_id = row.pk

    def said(self) -> str:
        return _(
            "This %(what)s was changed by somebody else in the meantime. "
            "Nothing was saved. Reload it and look again before taking the step."
        )


class SavedAtOnce(Overtaken):
    """Somebody else saved a row under the same number, or in the only place there is, at the same moment."""

    def said(self) -> str:
        return _(
            "Somebody else saved something here at the same moment, so yours was not saved. "
            "Look at what you entered and save it again."
        )


class HasSubject(Protocol):
    """Anything an entry can be about."""

    @property
    def ledger_kind(self) -> str: ...
    @property
    def pk(self) -> Any: ...


@dataclass(frozen=True)
class Subject:
    """A subject named by kind and id, for what is not a row of this installation."""

    ledger_kind: str
    pk: Any


class Record:
    """What one entry is going to say. Made by `entry`; its methods write rows and note what was written."""

    def __init__(self, verb: Verb, header: dict[str, Plain], subjects: tuple[tuple[str, str], ...]) -> None:
        self.verb = verb
        self.entry: Entry | None = None
        self._header = header
        self._subjects = subjects
        self._rows: list[Plain] = []
        self._gone: list[list[str]] = []
        self._notes: dict[str, Plain] = {}
        self._relied_on: list[Plain] = []
        self._touched: list[tuple[Recorded, Remembered, bool]] = []
        self._kept: dict[object, Any] = {}

    def once(self, key: object, read: Callable[[], Kept]) -> Kept:
        """What was read while this entry is written, kept for the rest of it."""
        if key not in self._kept:
            self._kept[key] = read()
        kept: Kept = self._kept[key]
        return kept

    def save(self, row: Row, *, expect: Mapping[str, Any] | None = None) -> Row:
        """Inserts a new row or updates what changed in a stored one.

        With `expect`, the update happens only while the row still holds those values; otherwise Overtaken.
        """
        self.verb.require_write(table_of(type(row)))
        self._require_not_gone(row)
        changed = row.changed_columns()
        self._touch(row)
        self._salt(row, changed)
        content: dict[str, Plain] = {str(column.column): self._spelt(row, column) for column in changed}
        if row._state.adding:
            self._insert(row)
            content = {name: value for name, value in content.items() if value is not None}
        elif changed or expect:
            self._update(row, changed, expect or {})
        else:
            return row
        row.remember(column.attname for column in row._meta.concrete_fields)
        self._rows.append([table_of(type(row)), str(row.pk), content])
        return row

    def add(self, rows: Sequence[Recorded]) -> None:
        """New rows of one table, inserted together; what the entry says of them is as if saved one by one."""
        if not rows:
            return
        model, columns = type(rows[0]), recorded_columns(type(rows[0]))
        self.verb.require_write(table_of(model))
        for row in rows:
            self._require_not_gone(row)
            self._touch(row)
            self._salt(row, list(columns))
            spelt_columns = {str(column.column): self._spelt(row, column) for column in columns}
            content: Plain = {name: value for name, value in spelt_columns.items() if value is not None}
            self._rows.append([table_of(model), str(row.pk), content])
        self._insert_together(rows)
        for row in rows:
            row.remember(column.attname for column in row._meta.concrete_fields)

    def note(self, **notes: object) -> None:
        """Codes, dates and numbers that the act turned on, each of the kind that the verb declares."""
        for name, value in notes.items():
            kind = self.verb.kind_of_note(name)
            self._notes[name] = spelt_note(kind, value, where=f"{self.verb.key}, note {name}")

    def relied_on(self, *, rule: str, version: str, edition: int, hash: str, due: date | None = None) -> None:
        """The version of a rule that was applied, the hash of its text, and the date it gave on that day."""
        cited = {"rule": rule, "version": version, "edition": edition, "hash": hash, "due": due}
        where = f"{self.verb.key}, relied_on"
        self._relied_on.append({name: plain(value, f"{where} {name}") for name, value in cited.items()})

    def dispose(self, row: Recorded, *names: str) -> None:
        """Deletes texts and their salts; from now on the record reports them as disposed of, not as altered."""
        self.verb.require_disposal()
        self.verb.require_write(table_of(type(row)))
        texts = [text for text in committed_texts(type(row)) if text.name in names]
        if len(texts) != len(set(names)) or not texts:
            raise ValueError(f"{row._meta.label} has no committed text among {sorted(names)}.")
        self._touch(row)
        emptied = {text.name: text.absent() for text in texts} | {text.salt_name: None for text in texts}
        self._write_columns(row, emptied, {})
        row.remember(emptied)
        self._gone += [[table_of(type(row)), str(row.pk), str(text.column)] for text in texts]

    def delete(self, row: Recorded) -> None:
        """Removes a whole row, where the verb permits it. What it held stays in the entries that wrote it."""
        table = table_of(type(row))
        self.verb.require_removal(table)
        identity = str(row.pk)
        if not type(row)._base_manager.filter(pk=row.pk).delete()[0]:
            raise Overtaken(row)
        self._gone.append([table, identity])

    def prepared(self) -> Prepared:
        body: dict[str, Plain] = {**self._header, "rows": self._rows}
        if self._notes:
            body["notes"] = self._notes
        if self._relied_on:
            body["relied_on"] = self._relied_on
        if self._gone:
            body["gone"] = [list(gone) for gone in self._gone]
        return Prepared(canonical(body), self.verb.key, self._subjects)

    def forget(self) -> None:
        """After a failure: the rows in memory are told again what the database really holds."""
        for row, held, adding in reversed(self._touched):
            row.__dict__["_as_stored"] = held
            row._state.adding = adding

    def _require_not_gone(self, row: Recorded) -> None:
        """What an entry writes comes before what it takes away; the other order needs two entries."""
        if any(str(row.pk) in gone for gone in self._gone):
            raise ValueError(
                f"{self.verb.key} has taken away from this {row._meta.label}; save it in another entry."
            )

    def _touch(self, row: Recorded) -> None:
        self._touched.append((row, dict(row.remembered()), row._state.adding))

    def _salt(self, row: Recorded, changed: list[AnyField]) -> None:
        """A changed text gets a salt of its own, so that equal texts never have equal commitments."""
        for text in changed:
            if isinstance(text, CommittedText):
                absent = getattr(row, text.attname) is None
                setattr(row, text.salt_name, None if absent else fresh_salt())

    def _spelt(self, row: Recorded, column: AnyField) -> Plain:
        where = f"{self.verb.key}: {table_of(type(row))}.{column.column}"
        salt = getattr(row, column.salt_name) if isinstance(column, CommittedText) else None
        return spelt(column, getattr(row, column.attname), where, salt=salt)

    def _insert(self, row: Recorded) -> None:
        self._insert_together([row])

    def _insert_together(self, rows: Sequence[Recorded]) -> None:
        model = type(rows[0])
        with _first_to_save(rows[0]):
            insert_rows(rows)
        model.keep_beside(rows, [column.attname for column in model._meta.concrete_fields])

    def _update(self, row: Recorded, changed: list[AnyField], expect: Mapping[str, Any]) -> None:
        values = {column.attname: getattr(row, column.attname) for column in changed}
        for text in changed:
            if isinstance(text, CommittedText):
                values[text.salt_name] = getattr(row, text.salt_name)
        self._write_columns(row, values, expect)

    def _write_columns(self, row: Recorded, values: Mapping[str, Any], expect: Mapping[str, Any]) -> None:
        if not update_row(row, values, expect):
            raise Overtaken(row)
        for name, value in values.items():
            setattr(row, name, value)
        type(row).keep_beside([row], values.keys())


@contextmanager
def _first_to_save(row: Recorded) -> Iterator[None]:
    """Rows are numbered from what was there when the writer looked; a unique key refuses the second of two."""
    try:
        yield
    except IntegrityError as clash:
        if "unique" not in str(clash).lower():
            raise
        raise SavedAtOnce(row) from None


KindOfRecord = TypeVar("KindOfRecord", bound=Record)


@contextmanager
def entry(
    verb: str,
    *,
    subject: HasSubject,
    by: Identity,
    at: datetime,
    on: date | None = None,
    acting_as: Identity = None,
    also: tuple[HasSubject, ...] | list[HasSubject] = (),
) -> Iterator[Record]:
    """Opens a transaction, lets the caller write through the record, and appends the entry as its last step.

    `by` is a person's id; None stands for the program or, with acting_as="public", for a member of the public.
    """
    record = opened(verb, subject=subject, by=by, at=at, on=on, acting_as=acting_as, also=also, kind=Record)
    try:
        with turn_to_write(), transaction.atomic():
            yield record
            [record.entry] = append_many([record.prepared()])
    except BaseException:
        record.forget()
        raise


def opened(
    verb: str,
    *,
    subject: HasSubject,
    by: Identity,
    at: datetime,
    on: date | None = None,
    acting_as: Identity = None,
    also: tuple[HasSubject, ...] | list[HasSubject] = (),
    kind: type[KindOfRecord],
) -> KindOfRecord:
    """A record whose header is checked and which is not yet in any transaction."""
    known = verb_named(verb)
    if isinstance(on, datetime):
        raise NotForTheRecord(f"{verb}, on", "it is a moment; pass the day")
    named, others = _named(verb, subject), [_named(verb, other) for other in also]
    standing = "system" if by is None and acting_as is None else acting_as
    header: dict[str, Plain] = {
        "v": BODY_VERSION,
        "verb": known.key,
        "at": moment(at, f"{verb}, at"),
        "on": None if on is None else on.isoformat(),
        "by": plain("none" if by is None else by, f"{verb}, by"),
        "as": plain(standing, f"{verb}, acting_as"),
        "subject": list(named),
    }
    if others:
        header["also"] = [list(other) for other in others]
    return kind(known, header, (named, *others))


def _named(verb: str, subject: HasSubject) -> tuple[str, str]:
    where = f"{verb}, subject"
    return token(str(subject.ledger_kind), where), token(str(subject.pk), where)
