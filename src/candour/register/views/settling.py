"""Settling which value stands where sources differ, and saying which recommendation or number of the case one is."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candour.accounts.requests import SignedInRequest
from candour.register import actions
from candour.register.codes import GroupKind
from candour.register.describing import telling_of_source
from candour.register.entry_forms import PlaceGroupForm, SettleForm
from candour.register.field_accounts import FieldAccount
from candour.register.groups_told import GroupAccount
from candour.register.models import EntryPerson, RegisterEntry
from candour.register.telling import account_of, statements_told
from candour.register.views.capturing import REFUSALS
from candour.register.views.entries import fiction_of_entry, opened_entry, opened_link
from candour.register.views.gate import require_editor, who_and_when


@require_http_methods(["GET", "POST"])
def settle(request: SignedInRequest, reference: str, person: int, field: str) -> HttpResponse:
    """`person` 0 is the case itself."""
    found = opened_entry(request, reference)
    require_editor(request)
    whose = found.people.filter(number=person).first() if person else None
    told = account_of(found).field(field, whose) if person == 0 or whose else None
    of = _("person %(n)s") % {"n": person} if person else ""
    return _settled(request, found, told, whose, of)


@require_http_methods(["GET", "POST"])
def settle_group(
    request: SignedInRequest, reference: str, kind: str, number: int, field: str
) -> HttpResponse:
    """A value of a recommendation, or of a number, by its place among those of the case."""
    found = opened_entry(request, reference)
    require_editor(request)
    group = account_of(found).group(kind, number)
    told = next((one for one in group.fields if one.name == field), None) if group else None
    of = f"{GroupKind(kind).label} {number}" if group else ""
    return _settled(request, found, told, None, of)


def _settled(
    request: SignedInRequest,
    found: RegisterEntry,
    told: FieldAccount | None,
    whose: EntryPerson | None,
    of: str,
) -> HttpResponse:
    if told is None or len(told.told) < 2:
        raise Http404(_("The sources do not differ here."))
    form = SettleForm(told, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"statement": form.chosen(), "reasons": form.cleaned_data["reasons"]}
        try:
            actions.resolve(person=whose, into=found, **given, **who_and_when(request))
        except REFUSALS as refused:
            form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        else:
            messages.success(request, _("Settled. The other values stay beside it."))
            return redirect(found.get_absolute_url())
    context = {"entry": found, "told": told, "of": of, "form": form, "fiction": fiction_of_entry(found)}
    return render(request, "register/settle.html", context)


@require_http_methods(["GET", "POST"])
def place_group(request: SignedInRequest, reference: str, link: str, subject: str) -> HttpResponse:
    """Which recommendation, or number, of the case one of a source is."""
    found, tied = opened_link(request, reference, link)
    account = account_of(found)
    own = next((one for one in account.groups if (tied.pk, subject) in _tellings(one)), None)
    if own is None:
        raise Http404(_("The source tells of no such thing."))
    form = PlaceGroupForm([one for one in account.groups if one.kind == own.kind], own, request.POST or None)
    if request.method == "POST" and form.is_valid():
        where = form.cleaned_data["where"]
        try:
            actions.place_telling(link=tied, subject=subject, where=where, **who_and_when(request))
        except REFUSALS as refused:
            form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        else:
            messages.success(request, _("Entered"))
            return redirect(found.get_absolute_url())
    context = {
        "entry": found,
        "link": tied,
        "subject": subject,
        "words": telling_of_source(statements_told(tied), subject),
        "form": form,
        "fiction": fiction_of_entry(found),
    }
    return render(request, "register/place.html", context)


def _tellings(group: GroupAccount) -> set[tuple[object, str]]:
    return {(link.pk, subject) for link, subject in group.members}
