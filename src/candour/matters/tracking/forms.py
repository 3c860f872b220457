"""What somebody types to follow a complaint: its reference and the word they were given."""

from django import forms
from django.utils.translation import gettext_lazy

REFERENCE_LENGTH = 40
WORD_LENGTH = 40


class TrackForm(forms.Form):
    bold_labels = True
    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        help_text=gettext_lazy(
            "For example WEX-2026-000123. It is on the page you saw after sending, and on every letter."
        ),
        max_length=REFERENCE_LENGTH,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Enter the reference of the complaint")},
    )
    word = forms.CharField(
        label=gettext_lazy("Tracking word"),
        help_text=gettext_lazy(
            "The 12 letters and numbers that were shown once. Capitals and spaces do not matter."
        ),
        max_length=WORD_LENGTH,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Enter the tracking word")},
    )

    def clean_reference(self) -> str:
        return "".join(str(self.cleaned_data["reference"]).split()).upper()
