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
from candour.register.models import SourceReading, SourceStatement, SourceVersion
from candour.register.values import LONGEST
from candour.register.views.capturing import REFUSALS
from candour.register.views.gate import fiction_of_source, opened_version, require_editor, who_and_when
from candour.register.views.one import CHARACTERS, lit_text, statements_of


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """`?subject=` and `?words=120-180` fill in what the page that leads here knows already."""
    version = opened_version(request, reference, number)
    require_editor(request)
    reading = version.reading
    if not isinstance(reading, SourceReading):
        raise Http404(_("This version has not been read."))
    rows = statements_of(reading)
    form = AddForm(rows, request.POST or None, initial=_known(request, reading))
    if request.method == "POST" and form.is_valid():
        made = _added(request, version, form)
        if made is not None:
            messages.success(request, _("Added"))
            return redirect(f"{version.get_absolute_url()}?lit={made.number}#statement-{made.number}")
    context = {
        "form": form,
        "source": version.source,
        "version": version,
        "stretches": lit_text(reading, rows, None),
        "fiction": fiction_of_source(version.source),
    }
    return render(request, "register/add.html", context)


def _known(request: SignedInRequest, reading: SourceReading) -> dict[str, str]:
    subject = request.GET.get("subject", "")[:40]
    place = CHARACTERS.fullmatch(request.GET.get("words", ""))
    quoted = reading.text[int(place[1]) : int(place[2])] if place else ""
    field = "role" if subject.startswith("person-") else ""
    return {"subject": subject, "field": field, "quoted": quoted[:LONGEST]}


def _added(request: SignedInRequest, version: SourceVersion, form: AddForm) -> SourceStatement | None:
    try:
        return actions.add_statement(version=version, given=form.given(), **who_and_when(request))
    except REFUSALS as refused:
        form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        return None
