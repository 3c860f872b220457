"""A schedule as a tagged PDF: the same rows always give the same bytes."""

import json
import unicodedata
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour.accounts.models import CaseFile
from candour.evidence.codes import Schedule
from candour.evidence.schedules.rows import Schedules
from candour.papers.typeface import FONTS, missing_from_typeface
from candour.papers.typesetting import STANDARD

TEMPLATES = Path(__file__).parent.parent / "typst"


def schedule_pdf(
    case_file: CaseFile, schedules: Schedules, which: str, *, on: date, draft: bool = False
) -> bytes:
    sheet = _printable(
        {
            "title": _("Schedule of messages, %(reference)s") % {"reference": case_file.reference},
            "which": str(Schedule(which).label),
            "reference": case_file.reference,
            "dated": f"{on.day} {on:%B %Y}",
            "marks": marks_of(case_file, draft=draft),
            "counts": counts_in_words(schedules, which),
            "rows": [asdict(row) for row in schedules.of(which)],
            "words": _words(),
        }
    )
    compiled = typst.compile(
        TEMPLATES / "schedule.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False, sort_keys=True)},
        pdf_standards=[STANDARD],
        timestamp=datetime.combine(on, time(), UTC),
        package_path=TEMPLATES,
        package_cache_path=TEMPLATES,
    )
    if not isinstance(compiled, bytes):
        raise TypeError("Typst gave no PDF.")
    return compiled


def marks_of(case_file: CaseFile, *, draft: bool) -> list[str]:
    """What stands above every page."""
    fictional = [_("Worked example: fictional force")] if case_file.fictional else []
    return [*fictional, *([_("Draft: not kept, not for service")] if draft else [])]


def counts_in_words(schedules: Schedules, which: str) -> list[str]:
    """How much stands here, and how much was left out: numbers, never what it was."""
    rows = schedules.of(which)
    passages, cut = sum(row.passages for row in rows), sum(1 for row in rows if row.passages)
    told = [_("No item stands on this schedule.")]
    if rows:
        told = [
            ngettext("%(n)s item on this schedule.", "%(n)s items on this schedule.", len(rows))
            % {"n": len(rows)}
        ]
    if passages:
        terms = {"passages": passages, "letters": sum(row.letters for row in rows), "items": cut}
        told.append(_("Left out: passages %(passages)s, letters %(letters)s, in items %(items)s.") % terms)
    if schedules.outside:
        told.append(
            ngettext(
                "%(n)s item lies outside the scope of the examination and is left out.",
                "%(n)s items lie outside the scope of the examination and are left out.",
                schedules.outside,
            )
            % {"n": schedules.outside}
        )
    if schedules.closed:
        told.append(
            ngettext(
                "%(n)s item belongs to an exhibit that is held elsewhere and is left out.",
                "%(n)s items belong to exhibits that are held elsewhere and are left out.",
                schedules.closed,
            )
            % {"n": schedules.closed}
        )
    return told


def others_in_words(schedules: Schedules) -> list[str]:
    """For the other side: how many items stand on the schedules that they are given no words of."""
    unused, sensitive = len(schedules.unused), len(schedules.sensitive)
    return [
        ngettext(
            "%(n)s item stands on the schedule of what is relevant and not relied on.",
            "%(n)s items stand on the schedule of what is relevant and not relied on.",
            unused,
        )
        % {"n": unused},
        ngettext(
            "%(n)s item is kept back as sensitive.", "%(n)s items are kept back as sensitive.", sensitive
        )
        % {"n": sensitive},
    ]


def _words() -> dict[str, str]:
    return {
        "sent": _("Sent"),
        "by": _("By"),
        "chat": _("Chat"),
        "exhibit": _("Exhibit"),
        "source": _("Source"),
        "coding": _("Coded as"),
        "context": _("In its context"),
        "exposure": _("Who was there, who saw, who answered"),
        "left_out": _("Left out"),
        "passages": _("passages"),
        "letters": _("letters"),
        "page": _("Page"),
        "of": _("of"),
        "none": _("No item stands on this schedule."),
    }


def _printable(value: Any) -> Any:
    """Signs that the typeface lacks, such as emoji, are printed by their names: an empty box would hide them."""
    match value:
        case str():
            return _named(value)
        case dict():
            return {key: _printable(one) for key, one in value.items()}
        case list() | tuple():
            return [_printable(one) for one in value]
        case _:
            return value


def _named(text: str) -> str:
    return text.translate({ord(sign): f"[{name_of(sign)}]" for sign in missing_from_typeface(text)})


def name_of(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
