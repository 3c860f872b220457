"""One source: its versions, the document with its statements, what changed, and the file as it was captured."""

import re
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from candour.accounts.requests import SignedInRequest
from candour.register.codes import Standing
from candour.register.comparing import compared
from candour.register.further_people import may_add_somebody
from candour.register.models import SourceReading, SourceStatement, SourceVersion
from candour.register.refusal import AlteredSource
from candour.register.store import read_checked
from candour.register.views.documents import document_shown, place_asked_for, unused_of
from candour.register.views.gate import fiction_of_source, is_editor, opened_source, opened_version

MOST_UNUSED = 100
PLAIN = re.compile(r"[0-9]{1,6}")
ENDINGS = {"html": "html", "text": "txt", "pdf": "pdf", "xlsx": "xlsx", "ods": "ods", "csv": "csv"}


@require_safe
def source(request: SignedInRequest, reference: str) -> HttpResponse:
    found = opened_source(request, reference)
    versions = sorted(found.versions.all(), key=lambda one: -one.number)
    context = {
        "source": found,
        "versions": [{"row": one, "waiting": _counts(one)["waiting"]} for one in versions],
        "may_edit": is_editor(request),
        "fiction": fiction_of_source(found),
    }
    return render(request, "register/source.html", context)


@require_safe
def version(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """`?lit=12` lights up the place of the twelfth statement, `?words=120-180` those characters; `?tick=sure` ticks what a
    reader was sure of, for a person to look over and confirm."""
    found = opened_version(request, reference, number)
    return render(request, "register/version.html", shown_version(request, found))


def shown_version(request: SignedInRequest, found: SourceVersion) -> dict[str, Any]:
    reading = found.reading
    if not isinstance(reading, SourceReading):
        raise Http404(_("This version has not been read."))
    statements = statements_of(reading)
    chosen = request.GET.get("lit", "")
    lit = int(chosen) if PLAIN.fullmatch(chosen) else None
    words = place_asked_for(request.GET.get("words", ""))
    shown = document_shown(found, reading, statements, lit=lit, words=words)
    unused = [
        (f"{start}-{end}", reading.text[start:end])
        for start, end in unused_of(reading, statements, shown.cells)
    ]
    return {
        "source": found.source,
        "version": found,
        "reading": reading,
        "shown": shown,
        "unused": unused[:MOST_UNUSED],
        "unused_all": len(unused),
        "groups": [(name, list(group)) for name, group in groupby(statements, key=lambda one: one.subject)],
        "lit": lit,
        "ticked": request.GET.get("tick") == "sure",
        "further": may_add_somebody(unused),
        "counts": _counts(found),
        "may_edit": is_editor(request),
        "second_reader": bool(settings.SECOND_READER) and not any(one.second for one in statements),
        "fiction": fiction_of_source(found.source),
    }


def statements_of(reading: SourceReading) -> list[SourceStatement]:
    """Of the document first, then of each person, recommendation or count in turn."""
    rows = list(reading.statements.prefetch_related("judgements__judged_by"))
    for row in rows:
        row.reading = reading
    return sorted(rows, key=lambda row: (row.subject != "document", _numbered(row.subject), row.number))


@require_safe
def changes(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """What this version changed in the one before it."""
    found = opened_version(request, reference, number)
    earlier = next((one for one in found.source.versions.all() if one.number == number - 1), None)
    texts = [one.reading.text for one in (earlier, found) if one and isinstance(one.reading, SourceReading)]
    if len(texts) < 2:
        raise Http404(_("There is no earlier version to compare with."))
    context = {
        "source": found.source,
        "version": found,
        "earlier": earlier,
        "lines": compared(*texts),
        "fiction": fiction_of_source(found.source),
    }
    return render(request, "register/changes.html", context)


@require_safe
def file(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """As it was captured, to be saved and never shown: nothing in it can run here."""
    found = opened_version(request, reference, number)
    try:
        content = read_checked(found.sha256)
    except AlteredSource as altered:
        return render(
            request, "register/altered.html", {"source": found.source, "reason": altered}, status=500
        )
    name = slugify(f"{found.source.reference}-{number}")
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}.{ENDINGS.get(found.form, "bin")}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _counts(version: SourceVersion) -> dict[str, int]:
    reading = version.reading
    if not isinstance(reading, SourceReading):
        return {"all": 0, "waiting": 0}
    return {
        "all": reading.statements.count(),
        "waiting": reading.statements.filter(standing=Standing.WAITING).count(),
    }


def _numbered(subject: str) -> tuple[str, int]:
    name, _dash, number = subject.rpartition("-")
    return (name, int(number)) if number.isdigit() else (subject, 0)
