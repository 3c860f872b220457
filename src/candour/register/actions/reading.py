"""Reading a version: the statements with their places, and what people had said of the same words before."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.ledger.writing import Record, entry
from candour.register.actions.adding import kept_by_hand, lost_by_hand
from candour.register.actions.second_reading import kept_second
from candour.register.carrying import Carried, carried_judgements
from candour.register.cells import Cells, TwoFiles, cells_in, cells_of
from candour.register.codes import Standing
from candour.register.finding_matches import keep_match_keys
from candour.register.models import Judgement, SourceReading, SourceStatement, SourceVersion
from candour.register.permissions import may_edit_register
from candour.register.readers.document import Document
from candour.register.readers.opening import UnreadableSource
from candour.register.readers.reading import Reading, read_source
from candour.register.refusal import SourceRefused
from candour.register.statements import DOCUMENT, Statement
from candour.register.store import read_checked

LONGEST_TEXT = 1_000_000


@dataclass(frozen=True)
class Read:
    """What the readers made of the bytes, before anything is written, and the cells of the version before them."""

    reading: Reading
    earlier: Cells = field(default_factory=Cells)

    @property
    def document(self) -> Document:
        return self.reading.document

    @property
    def title(self) -> str:
        own = (
            one.value for one in self.reading.statements if one.subject == DOCUMENT and one.field == "title"
        )
        return str(next(own, "") or "")


def read_content(content: bytes, name: str, *, address: str) -> Read:
    """Nothing is written, and nothing slow is left for the transaction."""
    try:
        reading = read_source(content, name, address=address)
    except UnreadableSource as unreadable:
        raise SourceRefused(
            _("It cannot be read: %(why)s.") % {"why": unreadable}, field="upload"
        ) from unreadable
    if len(reading.document.text) > LONGEST_TEXT:
        raise SourceRefused(
            _("Its text is longer than a million characters. Capture it in parts."), field="upload"
        )
    return Read(reading)


def beside(read: Read, before: SourceReading | None) -> Read:
    """With the cells of the earlier file, where a person judged what stands in any of them."""
    if (
        before is None
        or not before.statements.filter(row__isnull=False).exclude(standing=Standing.WAITING).exists()
    ):
        return read
    return replace(read, earlier=cells_of(before.version))


def read_again(*, version: SourceVersion, by: User, at: datetime, on: date) -> SourceReading:
    """After the readers were bettered: a further reading of the same bytes, with the judgements that still fit."""
    require(may_edit_register(by, on=on))
    content = read_checked(version.sha256)
    read = read_content(content, version.file_name, address=version.source.address)
    before = version.reading
    read = beside(read, before)
    with entry("source.read", subject=version.source, by=by.pk, at=at, on=on) as record:
        return write_reading(record, version, read, before=before, at=at)


def write_reading(
    record: Record,
    version: SourceVersion,
    read: Read,
    *,
    before: SourceReading | None,
    at: datetime,
) -> SourceReading:
    """Judgements of `before` are data: each is given again where the same words say the same."""
    reading = SourceReading(
        version=version,
        number=version.readings.count() + 1,
        document_kind=read.reading.kind,
        text=read.document.text,
        unused=[[span.start, span.end] for span in read.reading.remains],
        read_at=at,
    )
    rows = [_row(reading, number, one) for number, one in enumerate(read.reading.statements, start=1)]
    files = TwoFiles(read.earlier, cells_in(read.document))
    if before:
        rows += kept_by_hand(before, reading, rows, files)
        rows += kept_second(before, reading, rows)
    carried = carried_judgements(before, rows, files) if before else []
    for one in carried:
        one.statement.standing = one.earlier.decision
    problems = [problem.sentence for problem in read.reading.problems]
    problems.append(lost_by_hand(before, (row for row in rows if row.by_hand)) if before else "")
    reading.problems = "\n".join(filter(None, problems))
    record.save(reading)
    record.add(rows)
    record.add(list(_given_again(carried)))
    keep_match_keys(version.source)
    record.note(version=version.number, statements=len(rows), carried=len(carried))
    return reading


def _row(reading: SourceReading, number: int, read: Statement) -> SourceStatement:
    row = SourceStatement(
        reading=reading,
        number=number,
        subject=read.subject,
        field=read.field,
        value_written=json.dumps(read.value, ensure_ascii=False),
        reader=read.reader,
        reader_version=read.version,
        sure=read.sure,
    )
    return row.stand_at(read.place)


def _given_again(carried: list[Carried]) -> Iterator[Judgement]:
    for one in carried:
        yield Judgement(
            statement=one.statement,
            number=1,
            decision=one.earlier.decision,
            value_written=one.earlier.value_written,
            reasons=one.earlier.reasons,
            judged_by=one.earlier.judged_by,
            on=one.earlier.on,
            carried_from=one.earlier,
        )
