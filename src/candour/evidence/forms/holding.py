"""What is asked of material that it is unlawful to hold. There is no place to put the file itself."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from candour.accounts.models import User
from candour.evidence.actions.holding import NewHeld
from candour.evidence.forms.exhibits import text
from candour.evidence.models import REFERENCE_LENGTH
from candour.look.widgets import Checkboxes

_TEXTS = ("reference", "sha256", "description", "custody")


class HeldForm(forms.Form):
    bold_labels = True

    reference = forms.CharField(label=_("Reference"), max_length=REFERENCE_LENGTH)
    sha256 = forms.CharField(
        label=_("SHA-256 of the file"),
        max_length=64,
        help_text=_(
            "As the unit that holds it gives it: 64 figures and letters. No file of this hash is taken in."
        ),
        validators=[RegexValidator(r"^[0-9a-fA-F]{64}\Z", _("Give the 64 figures and letters of the hash"))],
    )
    description = text(3, label=_("What is it, in neutral words?"))
    custody = text(2, label=_("Where is it kept, and by whom?"))
    readers = forms.MultipleChoiceField(label=_("Who may open this description?"), widget=Checkboxes())
    handed_over = forms.BooleanField(
        label=_("The material is with those who may hold it, and its copy here can be erased for good"),
        error_messages={"required": _("Confirm that the copy here can be erased for good")},
    )

    def __init__(self, people: Sequence[User], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.people = {str(one.pk): one for one in people}
        self.fields["readers"].choices = [(key, one.name) for key, one in self.people.items()]  # type: ignore[attr-defined]

    def held(self) -> NewHeld:
        given = self.cleaned_data
        readers = tuple(self.people[key] for key in given["readers"])
        return NewHeld(**{**{name: given[name] for name in _TEXTS}, "readers": readers})
