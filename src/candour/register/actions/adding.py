"""What the readers did not see, added by a person with the words of the source; and kept when the source is read again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.ledger.writing import entry
from candour.register.carrying import moved_subjects
from candour.register.cells import WORKBOOKS, Cells, TwoFiles, cell_of, cells_of, chosen_cell
from candour.register.codes import BY_HAND, Standing
from candour.register.finding_matches import keep_match_keys
from candour.register.models import Judgement, SourceReading, SourceStatement, SourceVersion
from candour.register.permissions import may_edit_register
from candour.register.quoted_spans import NotQuoted, span_of
from candour.register.refusal import SourceRefused
from candour.register.statements import Place, Span
from candour.register.subjects_named import FIELDS_OF, NEW, highest, kind_of
from candour.register.values import value_typed

VERSION = 1


@dataclass(frozen=True)
class ByHand:
    """`subject` is one that the reading names, or `person-new`, `recommendation-new` or `count-new`.

    It rests on the words `quoted`, or on a cell: of a sheet by its name, or of a table on the pages of a PDF.
    """

    subject: str
    field: str
    typed: str
    quoted: str = ""
    sheet: str = ""
    cell: str = ""


def add_statement(
    *, version: SourceVersion, given: ByHand, by: User, at: datetime, on: date
) -> SourceStatement:
    """It counts at once: whoever adds it says that the source says so, and quotes it. Rejecting it takes it back."""
    require(may_edit_register(by, on=on))
    reading = version.reading
    if not isinstance(reading, SourceReading):
        raise SourceRefused(_("This version has not been read."))
    rows = list(reading.statements.prefetch_related("judgements"))
    subject = _subject(given, rows)
    value = _value(given)
    place = _place(given, version, reading)
    if any(
        (one.subject, one.field, one.settled) == (subject, given.field, value)
        for one in rows
        if one.standing != Standing.REJECTED
    ):
        raise SourceRefused(_("That is among the statements already. Confirm it there."), field="typed")
    made = SourceStatement(
        reading=reading,
        number=max((one.number for one in rows), default=0) + 1,
        subject=subject,
        field=given.field,
        value_written=json.dumps(value, ensure_ascii=False),
        reader=BY_HAND,
        reader_version=VERSION,
        sure=True,
        standing=Standing.CONFIRMED,
    ).stand_at(place)
    said = Judgement(statement=made, number=1, decision=Standing.CONFIRMED, judged_by=by, on=on)
    with entry("statement.add", subject=version.source, also=(made,), by=by.pk, at=at, on=on) as record:
        record.save(made)
        record.save(said)
        keep_match_keys(version.source)
        record.note(field=given.field)
    return made


def kept_by_hand(
    before: SourceReading, reading: SourceReading, rows: list[SourceStatement], files: TwoFiles
) -> list[SourceStatement]:
    """Those of an earlier reading whose words stand once in the text, or whose row of a table says the same still.

    One whose subject cannot be found again stands for itself until a person says who it is.
    """
    named = moved_subjects(before, rows, files)
    kept: list[SourceStatement] = []
    for row in before.statements.filter(reader=BY_HAND):
        row.reading = before
        place = _place_again(row, reading, files)
        if place is None:
            continue
        if row.subject not in named:
            kind = kind_of(row.subject)
            named[row.subject] = f"{kind}-{highest([*rows, *kept], kind) + 1}" if kind else row.subject
        kept.append(_again(row, reading, named[row.subject], len(rows) + len(kept) + 1).stand_at(place))
    return kept


def lost_by_hand(before: SourceReading, kept: Iterable[SourceStatement]) -> str:
    """Nothing falls away in silence: how many of those that stood are not in the new reading. Empty where all are."""
    stood = before.statements.filter(reader=BY_HAND).exclude(standing=Standing.REJECTED).count()
    lost = stood - sum(1 for row in kept if row.standing != Standing.REJECTED)
    if lost < 1:
        return ""
    return ngettext(
        "%(n)s statement that was added by hand is not in this version: its words are gone.",
        "%(n)s statements that were added by hand are not in this version: their words are gone.",
        lost,
    ) % {"n": lost}


def _again(row: SourceStatement, reading: SourceReading, subject: str, number: int) -> SourceStatement:
    return SourceStatement(
        reading=reading,
        number=number,
        subject=subject,
        field=row.field,
        value_written=row.value_written,
        reader=row.reader,
        reader_version=row.reader_version,
        sure=True,
    )


def _place_again(row: SourceStatement, reading: SourceReading, files: TwoFiles) -> Place | None:
    cell = cell_of(row)
    if cell is not None:
        return files.again(cell)
    try:
        return Span(*span_of(row.quoted, reading.text))
    except NotQuoted:
        return None


def _subject(given: ByHand, rows: Iterable[SourceStatement]) -> str:
    known = list(rows)
    kind = kind_of(given.subject)
    if given.field not in FIELDS_OF[kind]:
        raise SourceRefused(
            _("That is not said of this. Choose another field, or another of whom it is said."), field="field"
        )
    if given.subject == f"{kind}-{NEW}":
        return f"{kind}-{highest(known, kind) + 1}"
    if kind and given.subject not in {one.subject for one in known}:
        raise SourceRefused(_("The source speaks of no such person or thing."), field="subject")
    return given.subject


def _value(given: ByHand) -> str | int | bool | None:
    try:
        return value_typed(given.field, given.typed)
    except SourceRefused as refused:
        raise SourceRefused(str(refused), field="typed") from refused


def _place(given: ByHand, version: SourceVersion, reading: SourceReading) -> Place:
    """The cell where one is named; of a workbook, which has no other places, it must be."""
    cells = cells_of(version) if given.cell.strip() or version.form in WORKBOOKS else Cells()
    if given.cell.strip() or cells.whole:
        return chosen_cell(cells, given.sheet, given.cell)
    try:
        return Span(*span_of(given.quoted, reading.text))
    except NotQuoted as wrong:
        raise SourceRefused(str(wrong), field="quoted") from wrong
