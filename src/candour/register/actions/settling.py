"""Which of the sources' values stands where they differ, and which recommendation or number of the case a telling is of."""

import json
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.ledger.writing import Record, entry
from candour.register.field_accounts import FieldAccount
from candour.register.groups_told import GroupAccount
from candour.register.models import (
    EntryGroup,
    EntryPerson,
    EntrySource,
    GroupTie,
    RegisterEntry,
    Resolution,
    SourceReading,
    SourceStatement,
)
from candour.register.permissions import may_edit_register
from candour.register.refusal import SourceRefused
from candour.register.telling import Account, account_of

OWN = "own"


def resolve(
    *, statement: SourceStatement, person: EntryPerson | None, into: RegisterEntry, reasons: str,
    by: User | None, at: datetime, on: date,
) -> Resolution:  # fmt: skip
    """Which of the values that differ stands. The others stay beside it, with the reasons."""
    _check_editor(by, on)
    if not reasons.strip():
        raise SourceRefused(_("Say why this one stands."), field="reasons")
    account = account_of(into)
    group = account.group_of(statement)
    found = _field(account, group, statement, person)
    known = {row.pk: one for one in found.told for row in one.statements} if found else {}
    if found is None or statement.pk not in known:
        raise SourceRefused(_("That value is not among those the sources of this entry give."))
    made = Resolution(
        entry=into,
        person=person,
        field=statement.field,
        number=into.resolutions.count() + 1,
        statement=statement,
        value_written=json.dumps(known[statement.pk].value),
        among_written=json.dumps([one.value for one in found.told]),
        reasons=reasons.strip(),
        resolved_by=by,
        on=on,
    )
    header: dict[str, Any] = {"by": by.pk if by else None, "at": at, "on": on}
    with entry("entry.resolve", subject=into, also=(statement,), **header) as record:
        made.group = _row_of(record, into, group) if group else None
        record.save(made)
        record.note(field=statement.field)
    return made


def place_telling(
    *, link: EntrySource, subject: str, where: str, by: User, at: datetime, on: date
) -> EntryGroup:
    """`where` is the number of a recommendation, or number, of the case as it stands now, or `own`.

    Whatever stands apart then stays apart, and together what goes together, until somebody says otherwise.
    """
    _check_editor(by, on)
    account = account_of(link.entry)
    source = next((one for one in account.groups if _holds(one, link, subject)), None)
    if source is None:
        raise SourceRefused(_("The source tells of no such thing."))
    numbers = {str(one.number): one for one in account.groups if one.kind == source.kind}
    if where != OWN and where not in numbers:
        raise SourceRefused(_("Choose one of the list."), field="where")
    with entry("entry.group", subject=link.entry, also=(link.source,), by=by.pk, at=at, on=on) as record:
        rows = {one.number: _row_of(record, link.entry, one) for one in numbers.values()}
        row = _own(record, link, source, rows) if where == OWN else rows[int(where)]
        _tie(record, link, subject, row)
        record.note(group=row.number)
    return row


def _own(record: Record, link: EntrySource, source: GroupAccount, rows: dict[int, EntryGroup]) -> EntryGroup:
    """That of its own it has already, unless it stands together with others."""
    return rows[source.number] if len(source.members) == 1 else _new(record, link.entry, source)


def _row_of(record: Record, into: RegisterEntry, group: GroupAccount) -> EntryGroup:
    """Made when it is first needed, with all that goes together in it now."""
    row = group.row or _new(record, into, group)
    for link, subject in group.members:
        _tie(record, link, subject, row)
    return row


def _new(record: Record, into: RegisterEntry, group: GroupAccount) -> EntryGroup:
    number = into.groups.filter(kind=group.kind).count() + 1
    return record.save(EntryGroup(entry=into, kind=group.kind, number=number))


def _tie(record: Record, link: EntrySource, subject: str, row: EntryGroup) -> GroupTie:
    reading = link.source.latest.reading
    assert isinstance(reading, SourceReading)
    held = link.group_ties.filter(reading=reading, subject=subject).first()
    tie = held or GroupTie(link=link, reading=reading, subject=subject)
    tie.group = row
    return record.save(tie)


def _field(
    account: Account, group: GroupAccount | None, statement: SourceStatement, person: EntryPerson | None
) -> FieldAccount | None:
    if group is None:
        return account.field(statement.field, person)
    return next((one for one in group.fields if one.name == statement.field), None)


def _holds(group: GroupAccount, link: EntrySource, subject: str) -> bool:
    return any((one.pk, name) == (link.pk, subject) for one, name in group.members)


def _check_editor(by: User | None, on: date) -> None:
    if by is not None:
        require(may_edit_register(by, on=on))
