"""On which schedule a message stands, and which of its words are left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.actions.scheduling import NewPlacing, Spans, spans_of
from candour.evidence.codes import Schedule
from candour.evidence.forms.exhibits import text
from candour.look.widgets import Radios


class PlacingForm(forms.Form):
    bold_labels = True

    schedule = forms.ChoiceField(label=_("Which schedule?"), choices=Schedule.choices, widget=Radios())
    passages = text(
        3,
        label=_("Words to leave out"),
        required=False,
        help_text=_(
            "Each passage on a line of its own, word for word. A bar of one length stands in its place."
        ),
    )
    reasons = text(
        3, label=_("Why"), required=False, help_text=_("Needed where something is left out or kept back.")
    )

    def __init__(self, words: str, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.words, self.spans = words, Spans()

    def clean_passages(self) -> str:
        given = str(self.cleaned_data["passages"])
        try:
            self.spans = spans_of(self.words, [line.strip() for line in given.splitlines() if line.strip()])
        except EvidenceRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return given

    def placing(self) -> NewPlacing:
        given = self.cleaned_data
        return NewPlacing(given["schedule"], self.spans, given["reasons"])
