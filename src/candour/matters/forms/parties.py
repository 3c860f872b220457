"""Adding a person to a matter, known or not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.accounts.models import Person
from candour.look.fields import DateField
from candour.look.widgets import Radios
from candour.matters.actions.parties import PartyDetails
from candour.matters.models import PartyRole

KNOWN = [("yes", _("Yes")), ("no", _("Not yet"))]


class PartyForm(forms.Form):
    bold_labels = True
    role = forms.ChoiceField(label=_("What are they in this matter?"), choices=PartyRole.choices, widget=Radios())
    known = forms.ChoiceField(
        label=_("Is their name known?"),
        choices=KNOWN,
        widget=Radios(reveals={"yes": ("name", "email", "telephone", "warrant_number"), "no": ("description",)}),
    )
    name = forms.CharField(label=_("Full name"), required=False, max_length=200)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    telephone = forms.CharField(label=_("Telephone number"), required=False, max_length=40)
    warrant_number = forms.CharField(label=_("Warrant, collar or staff number"), required=False, max_length=40)
    description = forms.CharField(
        label=_("What is known of them?"),
        help_text=_("For example: tall officer with glasses who drove the second car."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consented_on = DateField(
        label=_("If they are an interested person: when did they consent to be kept informed?"),
        called=_("The day of consent"),
        required=False,
        future=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("known") == "yes" and not cleaned.get("name"):
            self.add_error("name", _("Enter their full name"))
        if cleaned.get("known") == "no" and not cleaned.get("description"):
            self.add_error("description", _("Enter what is known of them"))
        if cleaned.get("known") == "no" and cleaned.get("role") == PartyRole.COMPLAINANT:
            self.add_error("known", _("A complainant must be named: a complaint needs somebody with standing"))
        return cleaned

    def details(self) -> PartyDetails:
        said = self.cleaned_data
        person = None
        if said["known"] == "yes":
            fields = ("name", "email", "telephone", "warrant_number")
            person = Person(**{field: said[field] for field in fields})
        return PartyDetails(
            role=PartyRole(said["role"]),
            person=person,
            description=said["description"] if person is None else "",
            consented_on=said["consented_on"],
        )
