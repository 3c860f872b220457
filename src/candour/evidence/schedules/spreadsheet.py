"""The schedules as an OpenDocument spreadsheet: a sheet for how much was left out, and one of rows."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile
from candour.evidence.codes import Schedule
from candour.evidence.schedules.printing import counts_in_words, marks_of
from candour.evidence.schedules.rows import Row, Schedules

if TYPE_CHECKING:
    from odfdo import Table


def schedule_ods(case_file: CaseFile, schedules: Schedules, which: str, *, draft: bool = False) -> bytes:
    from odfdo import Document  # slow to import, and wanted for a download only

    document = Document("spreadsheet")
    document.body.clear()
    about = [[_("Schedule of messages"), case_file.reference], [str(Schedule(which).label), ""]]
    about += [[one, ""] for one in marks_of(case_file, draft=draft)]
    about += [[one, ""] for one in counts_in_words(schedules, which)]
    rows = [_columns(), *(_cells(row) for row in schedules.of(which))]
    for name, cells in ((_("Items"), rows), (_("About"), about)):
        document.body.append(_table(name, cells))
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _table(name: str, rows: list[list[Any]]) -> "Table":
    from odfdo import Row as SheetRow
    from odfdo import Table

    table = Table(name)
    for values in rows:
        row = SheetRow()
        row.set_values(values)
        table.append_row(row)
    return table


def _columns() -> list[str]:
    return [
        _("Item"),
        _("Sent"),
        _("By"),
        _("Message"),
        _("Passages left out"),
        _("Letters left out"),
        _("Why"),
        _("Coded as"),
        _("Context"),
        _("Who was there, who saw, who answered"),
        _("What this rests on"),
        _("Exhibit"),
        _("Chat"),
        _("Source, SHA-256"),
        _("Place in the source"),
    ]


def _cells(row: Row) -> list[Any]:
    context = "\n".join(f"{one.at} {one.who}: {one.words}" for one in row.context)
    exposure = "\n".join(f"{meaning}: {people}" for meaning, people in row.exposure)
    told = [row.mark, row.at, row.who, row.words, row.passages, row.letters, row.reasons, row.coding]
    cells = [*told, context, exposure, row.rests, row.exhibit, row.chat, row.source, row.place]
    return [_plain(one) if isinstance(one, str) else one for one in cells]


def _plain(text: str) -> str:
    """What XML cannot hold is shown as its code. Cells are text, so that none is taken for a formula."""
    return "".join(sign if _allowed(ord(sign)) else f"\\x{ord(sign):02x}" for sign in text)


def _allowed(code: int) -> bool:
    return code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
