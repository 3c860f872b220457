"""The last page: that the answers are true as far as the person knows, and which draft is meant."""

from django import forms
from django.utils.translation import gettext_lazy


class CheckForm(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput(), max_length=64)


class DeclarationForm(CheckForm):
    declared = forms.BooleanField(
        label=gettext_lazy("What I have written is true, as far as I know"),
        error_messages={
            "required": gettext_lazy("Tick the box if what you have written is true, as far as you know")
        },
    )
