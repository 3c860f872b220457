"""Asking the second reader, and keeping what it said when a source is read again by the rule readers."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.ledger.writing import entry
from candour.register.models import SourceReading, SourceStatement, SourceVersion
from candour.register.permissions import may_edit_register
from candour.register.second_reader import NAME, SecondReaderFailed, Service, read_second
from candour.register.statements import DOCUMENT, Span, Statement


def service() -> Service:
    """Raises SecondReaderFailed where this installation has none."""
    if not settings.SECOND_READER:
        raise SecondReaderFailed(_("There is no second reader here. Whoever runs this can turn one on."))
    if not settings.SECOND_READER_MODEL:
        raise SecondReaderFailed(_("The second reader's model is not set: CANDOUR_SECOND_READER_MODEL."))
    return Service(settings.SECOND_READER, settings.SECOND_READER_MODEL, settings.SECOND_READER_KEY)


@dataclass(frozen=True)
class Added:
    """`known` counts what the rule readers had read already, `left_out` what quotes nothing of the source or fits no field."""

    rows: list[SourceStatement]
    known: int
    left_out: int


def ask_second_reader(*, version: SourceVersion, using: Service, by: User, at: datetime, on: date) -> Added:
    """Adds what the rule readers have not read. All of it is unsure, and waits for a person."""
    require(may_edit_register(by, on=on))
    reading = version.reading
    if not isinstance(reading, SourceReading):
        raise SecondReaderFailed(_("This version has not been read."))
    if reading.statements.filter(reader__startswith=NAME).exists():
        raise SecondReaderFailed(_("The second reader has read this already."))
    second = read_second(reading.text, using)
    rows = _rows(reading, second.statements)
    with entry("source.second-read", subject=version.source, by=by.pk, at=at, on=on) as record:
        record.add(rows)
        record.note(version=version.number, statements=len(rows), left_out=second.left_out)
    return Added(rows, len(second.statements) - len(rows), second.left_out)


def kept_second(
    before: SourceReading, reading: SourceReading, rows: list[SourceStatement]
) -> list[SourceStatement]:
    """The second reader's statements of an earlier reading whose words still stand in the text, after `rows`."""
    said = before.statements.filter(reader__startswith=NAME)
    for row in said:
        row.reading = before
    standing = [(row, reading.text.find(row.quoted)) for row in said if row.quoted]
    kept = [(row, start) for row, start in standing if start >= 0]
    renamed = _beyond(_highest(rows), [row.subject for row, _start in kept])
    return [
        SourceStatement(
            reading=reading,
            number=len(rows) + place,
            subject=renamed[row.subject],
            field=row.field,
            value_written=row.value_written,
            reader=row.reader,
            reader_version=row.reader_version,
            sure=False,
            start=start,
            end=start + len(row.quoted),
        )
        for place, (row, start) in enumerate(kept, start=1)
    ]


def _rows(reading: SourceReading, said: Iterable[Statement]) -> list[SourceStatement]:
    """Its people are its own: their numbers begin after those of the rule readers, and a person says who is who."""
    standing = list(reading.statements.all())
    known = {(row.field, row.value_written) for row in standing if row.subject == DOCUMENT}
    fresh = [one for one in said if one.subject != DOCUMENT or (one.field, _written(one)) not in known]
    renamed = _beyond(_highest(standing), [one.subject for one in fresh])
    first = max((row.number for row in standing), default=0) + 1
    return [_row(reading, number, one, renamed[one.subject]) for number, one in enumerate(fresh, start=first)]


def _row(reading: SourceReading, number: int, one: Statement, subject: str) -> SourceStatement:
    assert isinstance(one.place, Span)
    return SourceStatement(
        reading=reading,
        number=number,
        subject=subject,
        field=one.field,
        value_written=_written(one),
        reader=one.reader,
        reader_version=one.version,
        sure=False,
        start=one.place.start,
        end=one.place.end,
    )


def _written(one: Statement) -> str:
    return json.dumps(one.value, ensure_ascii=False)


def _highest(rows: Iterable[SourceStatement]) -> int:
    """The highest number of a person."""
    numbers = [row.subject.removeprefix("person-") for row in rows if row.subject.startswith("person-")]
    return max((int(one) for one in numbers), default=0)


def _beyond(highest: int, subjects: Iterable[str]) -> dict[str, str]:
    people = dict.fromkeys(one for one in subjects if one != DOCUMENT)
    return {DOCUMENT: DOCUMENT} | {
        one: f"person-{number}" for number, one in enumerate(people, start=highest + 1)
    }
