"""Adding what the readers did not see, beside the text of the document."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candour.accounts.requests import SignedInRequest
from candour.register import actions
from candour.register.adding_forms import AddForm
from candour.register.cells import Cells
from candour.register.models import SourceReading, SourceStatement, SourceVersion
from candour.register.statements import Span
from candour.register.values import LONGEST
from candour.register.views.capturing import REFUSALS
from candour.register.views.documents import document_shown, place_asked_for
from candour.register.views.gate import fiction_of_source, opened_version, require_editor, who_and_when
from candour.register.views.one import statements_of


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """`?subject=` and `?words=120-180` fill in what the page that leads here knows already."""
    version = opened_version(request, reference, number)
    require_editor(request)
    reading = version.reading
    if not isinstance(reading, SourceReading):
        raise Http404(_("This version has not been read."))
    rows = statements_of(reading)
    words = place_asked_for(request.GET.get("words", ""))
    shown = document_shown(version, reading, rows, words=words, with_cells=True)
    initial = _known(request, reading, shown.cells, words)
    form = AddForm(rows, shown.cells, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = _added(request, version, form)
        if made is not None:
            messages.success(request, _("Added"))
            return redirect(f"{version.get_absolute_url()}?lit={made.number}#statement-{made.number}")
    context = {
        "form": form,
        "source": version.source,
        "version": version,
        "shown": shown,
        "fiction": fiction_of_source(version.source),
    }
    return render(request, "register/add.html", context)


def _known(
    request: SignedInRequest, reading: SourceReading, cells: Cells, words: Span | None
) -> dict[str, str]:
    subject = request.GET.get("subject", "")[:40]
    cell = cells.longest(words) if words else None
    return {
        "subject": subject,
        "field": "role" if subject.startswith("person-") else "",
        "quoted": reading.text[words.start : words.end][:LONGEST] if words and not cell else "",
        "sheet": cell.sheet if cell else "",
        "cell": cell.name if cell else "",
    }


def _added(request: SignedInRequest, version: SourceVersion, form: AddForm) -> SourceStatement | None:
    try:
        return actions.add_statement(version=version, given=form.given(), **who_and_when(request))
    except REFUSALS as refused:
        form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        return None
