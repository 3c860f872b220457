"""Fields that the forms of publishing share."""

from typing import Any

from django import forms

from candour.look.widgets import Checkboxes

LONGEST = 20_000


def long_text(rows: int = 6, **named: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **named)


def several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=Checkboxes())
