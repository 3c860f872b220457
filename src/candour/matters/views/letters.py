"""Letters and documents of a matter, and writing a letter from what the record holds."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.access import require
from candour.accounts.models import Person
from candour.accounts.requests import SignedInRequest
from candour.bodies.models import Body
from candour.ledger.writing import entry
from candour.look.widgets import Radios
from candour.matters.forms.steps import nobody_to_choose
from candour.matters.letters.calls import recipient_named, recipients
from candour.matters.letters.values import Writing, values_for
from candour.matters.models import Matter, Party
from candour.matters.views.opening import open_matter, shared_context
from candour.papers.actions import draft_letter
from candour.papers.codes import LetterKind, Method
from candour.papers.forms import SlotForm
from candour.papers.gate import may_write
from candour.papers.letter_kinds import kind_of_letter
from candour.papers.models import Document, Letter


class ChooseForm(forms.Form):
    """Which letter; the next page asks to whom."""

    hide_optional = True
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of letter?"), choices=LetterKind.choices, widget=Radios()
    )


class ToForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("To whom?"), widget=Radios())
    method = forms.ChoiceField(label=gettext_lazy("How will it be sent?"), choices=Method.choices, widget=Radios())
    bold_labels = True

    def __init__(self, matter: Matter, kind: LetterKind, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        fields: Any = self.fields
        fields["to"].choices = recipients(matter, kind)
        if not fields["to"].choices:
            fields["to"].help_text = nobody_to_choose()


def letters(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "letters")
    today = timezone.localdate()
    context = {
        **shared_context(request, matter, "letters"),
        "letters": Letter.objects.of(matter.case_file),
        "documents": Document.objects.of(matter.case_file),
        "case_file": matter.case_file,
        "may_write": may_write(request.user, matter.case_file, on=today) is None,
    }
    return render(request, "matters/letters.html", context)


def choose(request: SignedInRequest, reference: str) -> HttpResponse:
    """Kind, then recipient: each a page of its own, so that the choices shown are those that fit."""
    matter = open_matter(request, reference, "letters")
    form = ChooseForm(request.GET if "kind" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("matters:write-to", matter.reference, form.cleaned_data["kind"])
    context = {**shared_context(request, matter, "letters"), "form": form, "heading": _("Write a letter"), "method": "get", "button": _("Continue")}
    return render(request, "matters/form.html", context)


def write_to(request: SignedInRequest, reference: str, kind: str) -> HttpResponse:
    matter, chosen = open_matter(request, reference, "letters"), _kind(kind)
    form = ToForm(matter, chosen, request.GET if "to" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("matters:write", matter.reference, kind, form.cleaned_data["to"], form.cleaned_data["method"])
    heading = kind_of_letter(chosen).title
    context = {**shared_context(request, matter, "letters"), "form": form, "heading": heading, "method": "get", "button": _("Continue")}
    return render(request, "matters/form.html", context)


def write(request: SignedInRequest, reference: str, kind: str, to: str, method: str) -> HttpResponse:
    matter, chosen, today = open_matter(request, reference, "letters"), _kind(kind), timezone.localdate()
    recipient = recipient_named(matter, chosen, to)
    if recipient is None or method not in Method.values:
        raise Http404
    require(may_write(request.user, matter.case_file, on=today, kind=chosen))
    writing = Writing(matter, recipient, request.user.name, today)
    form = SlotForm(request.POST or None, kind=chosen, initial=values_for(chosen, writing))
    if request.method == "POST" and form.is_valid() and form.composed is not None:
        with entry("paper.draft", subject=matter, by=request.user.pk, at=timezone.now(), on=today) as record:
            letter = draft_letter(
                record,
                case_file=matter.case_file,
                sender=matter.appropriate_authority,
                recipient=_addressee(recipient),
                method=Method(method),
                composed=form.composed,
                on=today,
                by=request.user,
                signatory=request.user.name,
            )
            record.note(kind=chosen)
        messages.success(request, _("The letter is drafted. Read it, then approve it."))
        return redirect("papers:letter", letter.pk)
    letter_kind = kind_of_letter(chosen)
    context = {
        **shared_context(request, matter, "letters"),
        "form": form,
        "heading": letter_kind.title,
        "about": letter_kind.purpose,
        "button": _("Draft the letter"),
    }
    return render(request, "matters/form.html", context)


def _addressee(recipient: Party | Body) -> Person | Body:
    """Only people who are known are offered as recipients."""
    if isinstance(recipient, Body):
        return recipient
    if recipient.person is None:
        raise Http404
    return recipient.person


def _kind(written: str) -> LetterKind:
    if written not in LetterKind.values:
        raise Http404
    return LetterKind(written)
