"""The one question of the list of forces: which name?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class ForceFilter(forms.Form):
    name = forms.CharField(
        label=_("Name of the force"),
        help_text=_("Any name it has had, or part of one, such as Met or Heddlu"),
        max_length=100,
        required=False,
    )
