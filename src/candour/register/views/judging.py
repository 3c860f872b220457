"""Confirming, correcting and rejecting what was read, beside the words it was read from."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from candour.accounts.requests import SignedInRequest
from candour.register import actions
from candour.register.actions.second_reading import Added
from candour.register.codes import Standing
from candour.register.forms import JudgementForm
from candour.register.models import SourceReading, SourceStatement, SourceVersion
from candour.register.views.capturing import REFUSALS
from candour.register.views.documents import document_near
from candour.register.views.gate import (
    fiction_of_source,
    is_editor,
    opened_version,
    require_editor,
    who_and_when,
)
from candour.register.views.one import statements_of


@require_http_methods(["GET", "POST"])
def statement(request: SignedInRequest, reference: str, number: int, statement: int) -> HttpResponse:
    version = opened_version(request, reference, number)
    row = _statement(version, statement)
    form = JudgementForm(row, request.POST or None)
    if request.method == "POST":
        require_editor(request)
        if form.is_valid() and _judged(request, row, form):
            messages.success(request, _("Entered"))
            return redirect(f"{version.get_absolute_url()}?lit={row.number}#statement-{row.number}")
    context = {
        "form": form,
        "source": version.source,
        "version": version,
        "statement": row,
        "shown": document_near(version, row),
        "may_edit": is_editor(request),
        "fiction": fiction_of_source(version.source),
    }
    return render(request, "register/statement.html", context)


@require_POST
def confirm(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Those that were ticked, in one entry. Only what still waits is confirmed this way."""
    version = opened_version(request, reference, number)
    require_editor(request)
    ticked = {int(one) for one in request.POST.getlist("statement") if one.isascii() and one.isdigit()}
    rows = [one for one in _all(version) if one.number in ticked and one.standing == Standing.WAITING]
    try:
        given = actions.judge(
            statements=rows, verdict=actions.Verdict(Standing.CONFIRMED), **who_and_when(request)
        )
    except REFUSALS as refused:
        messages.warning(request, str(refused))
    else:
        told = ngettext("%(n)s statement confirmed", "%(n)s statements confirmed", len(given))
        messages.success(request, told % {"n": len(given)})
    return redirect(version.get_absolute_url())


@require_POST
def again(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    version = opened_version(request, reference, number)
    require_editor(request)
    try:
        actions.read_again(version=version, **who_and_when(request))
    except REFUSALS as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Read again. What had been judged on the same words stands."))
    return redirect(version.get_absolute_url())


def _not_added(added: Added) -> Iterator[str]:
    if added.known:
        yield _("%(n)s of what it said the readers had read already.") % {"n": added.known}
    if added.left_out:
        yield _("%(n)s left out: it quotes no words of the source, or fits no field.") % {"n": added.left_out}


@require_POST
def second(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Asks the second reader, where there is one; it may take most of a minute."""
    version = opened_version(request, reference, number)
    require_editor(request)
    try:
        added = actions.ask_second_reader(version=version, using=actions.service(), **who_and_when(request))
    except REFUSALS as refused:
        messages.warning(request, str(refused))
    else:
        told = ngettext(
            "The second reader adds %(n)s statement. It waits for a person.",
            "The second reader adds %(n)s statements. They wait for a person.",
            len(added.rows),
        )
        messages.success(request, " ".join([told % {"n": len(added.rows)}, *_not_added(added)]))
    return redirect(version.get_absolute_url())


def _judged(request: SignedInRequest, row: SourceStatement, form: JudgementForm) -> bool:
    """A refusal becomes an error of the form; nothing that was typed is lost."""
    typed = form.cleaned_data
    verdict = actions.Verdict(Standing(typed["decision"]), typed["corrected"], typed["reasons"])
    try:
        actions.judge(statements=[row], verdict=verdict, **who_and_when(request))
    except REFUSALS as refused:
        form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        return False
    return True


def _all(version: SourceVersion) -> list[SourceStatement]:
    reading = version.reading
    rows = statements_of(reading) if isinstance(reading, SourceReading) else []
    for row in rows:
        row.reading.version = version
    return rows


def _statement(version: SourceVersion, number: int) -> SourceStatement:
    found = next((one for one in _all(version) if one.number == number), None)
    if found is None:
        raise Http404(_("There is no statement of this number."))
    return found
