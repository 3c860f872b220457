"""Citing an item of concern: which item and Standard, then whose part in it; and why one is withdrawn."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.evidence.models import Item
from candour.look.widgets import Checkboxes, Radios
from candour.procedure.lists import Edition


class ChooseCitationForm(forms.Form):
    bold_labels = True
    item = forms.ChoiceField(label=_("Which item of concern?"))
    standard = forms.ChoiceField(
        label=_("Under which Standard of professional behaviour?"),
        help_text=_(
            "Under “challenging and reporting” the question is what somebody did about it; under any other, what part they took."
        ),
        widget=Radios(),
    )

    def __init__(self, items: Sequence[Item], edition: Edition, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        fields: Any = self.fields
        marks = [(str(item.pk), item.mark) for item in items]
        fields["item"].choices = [("", _("Choose one")), *marks]
        fields["standard"].choices = [(code.code, code.title) for code in edition.codes.values()]


class CitePeopleForm(forms.Form):
    bold_labels = True
    people = forms.MultipleChoiceField(
        label=_("Whose part in it is cited?"),
        help_text=_("Whether a Standard was breached is for whoever decides the allegation."),
        widget=Checkboxes(),
    )

    def __init__(self, people: Sequence[str], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        fields: Any = self.fields
        fields["people"].choices = [(name, name) for name in people]


class WithdrawCitationForm(forms.Form):
    bold_labels = True
    because = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("The citation stays to be seen as withdrawn, with this reason."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
