"""Forms that put up and take down conflict walls, and that name a case file."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.codes import WallGround
from candour.accounts.forms.appointments import held_or_error, reference_field, starts_field
from candour.accounts.models import User
from candour.bodies.models import Body
from candour.look.fields import DateField
from candour.look.widgets import Radios


class CaseFileForm(forms.Form):
    """Names a case file that the body holds; another body's is as unknown as one that does not exist."""

    reference = reference_field()

    def __init__(self, *given: Any, body: Body, today: date, **options: Any) -> None:
        super().__init__(*given, **options)
        self.body, self.today = body, today

    def clean_reference(self) -> Any:
        return held_or_error(self.cleaned_data["reference"], self.body, self.today)


class WallForm(CaseFileForm):
    bold_labels = True
    field_order = ("reference", "email", "ground", "reason", "starts")

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the person to keep out"),
        max_length=254,
        error_messages={"required": gettext_lazy("Enter the e-mail address of the person to keep out")},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Why must they be kept out?"),
        choices=WallGround.choices,
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select why they must be kept out")},
    )
    reason = forms.CharField(
        label=gettext_lazy("The reason in words"),
        help_text=gettext_lazy("Kept with the wall. Auditors read it; it is never published."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say why this person must be kept from the case file")},
    )

    def __init__(self, *given: Any, body: Body, today: date, **options: Any) -> None:
        super().__init__(*given, body=body, today=today, **options)
        self.fields["starts"] = starts_field(today)

    def clean_email(self) -> User:
        user = User.objects.filter(email=self.cleaned_data["email"].lower()).first()
        if user is None:
            raise forms.ValidationError(_("Nobody with this address has an account, so no wall is needed."))
        return user


class LiftForm(forms.Form):
    ends = DateField(
        label=gettext_lazy("First day on which it no longer stands"),
        called=gettext_lazy("the day it comes down"),
        help_text=gettext_lazy("With today's date it comes down at once."),
    )
