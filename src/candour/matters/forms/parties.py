"""Adding a person to a matter, known or not."""

from copy import deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.accounts.models import Person
from candour.look.fields import DateField
from candour.look.widgets import Radios
from candour.matters.actions.parties import PartyDetails
from candour.matters.actions.representing import ACTS_FOR, may_act_for
from candour.matters.models import Matter, Party, PartyRole

KNOWN = [("yes", _("Yes")), ("no", _("Not yet"))]


class PersonActedFor(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.shown_name} ({obj.get_role_display().lower()})"


class PartyForm(forms.Form):
    bold_labels = True
    role = forms.ChoiceField(label=_("What are they in this matter?"), choices=PartyRole.choices, widget=Radios())
    known = forms.ChoiceField(
        label=_("Is their name known?"),
        choices=KNOWN,
        widget=Radios(reveals={"yes": ("name", "email", "telephone", "address", "warrant_number"), "no": ("description",)}),
    )
    name = forms.CharField(label=_("Full name"), required=False, max_length=200)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    telephone = forms.CharField(label=_("Telephone number"), required=False, max_length=40)
    address = forms.CharField(
        label=_("Address"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    warrant_number = forms.CharField(label=_("Warrant, collar or staff number"), required=False, max_length=40)
    description = forms.CharField(
        label=_("What is known of them?"),
        help_text=_("For example: tall officer with glasses who drove the second car."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    acts_for = PersonActedFor(
        label=_("If they represent somebody, or are a friend: whom do they act for?"),
        queryset=None,
        required=False,
        empty_label=_("Nobody"),
    )
    consented_on = DateField(
        label=_("When did they consent, or whoever they act for?"),
        help_text=_(
            "An interested person: to be kept informed. A representative or friend: the day of the written consent of the "
            "person they act for. Leave it empty where there is none yet."
        ),
        called=_("The day of consent"),
        required=False,
        future=False,
    )

    def __init__(self, matter: Matter, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        fields: Any = self.fields
        fields["acts_for"].queryset = matter.parties.filter(
            role__in={role for roles in ACTS_FOR.values() for role in roles}, left_on__isnull=True
        ).select_related("person")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("known") == "yes" and not cleaned.get("name"):
            self.add_error("name", _("Enter their full name"))
        if cleaned.get("known") == "no" and not cleaned.get("description"):
            self.add_error("description", _("Enter what is known of them"))
        self._acts_for_somebody(cleaned)
        return cleaned

    def _acts_for_somebody(self, cleaned: dict[str, Any]) -> None:
        role, other = cleaned.get("role"), cleaned.get("acts_for")
        if role in ACTS_FOR and other is None:
            self.add_error("acts_for", _("Choose the person they act for"))
        elif other is not None and not may_act_for(str(role), other):
            self.add_error("acts_for", _("Somebody in this part cannot act for that person"))

    def details(self) -> PartyDetails:
        said = self.cleaned_data
        person = None
        if said["known"] == "yes":
            fields = ("name", "email", "telephone", "address", "warrant_number")
            person = Person(**{field: said[field] for field in fields})
        return PartyDetails(
            role=PartyRole(said["role"]),
            person=person,
            description=said["description"] if person is None else "",
            consented_on=said["consented_on"],
            acts_for=said["acts_for"],
        )


class IdentifyForm(forms.Form):
    """Who somebody is of whom no name is held. A complainant may also say no more than how to reach them."""

    bold_labels = True
    asks = ("name", "email", "telephone", "address", "warrant_number")

    def __init__(self, party: Party, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.party = party
        for name in self.asks:
            self.fields[name] = deepcopy(PartyForm.base_fields[name])
            self.initial[name] = getattr(party.person, name, "")
        if party.role != PartyRole.COMPLAINED_ABOUT:
            del self.fields["warrant_number"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.party.role == PartyRole.COMPLAINANT:
            if not any(cleaned.values()) and not self.errors:
                self.add_error("name", _("Enter their name, or a way to reach them"))
        elif not cleaned.get("name"):
            self.add_error("name", _("Enter their full name"))
        return cleaned


class ActsForForm(forms.Form):
    """For a representative or friend who was entered without the person they act for."""

    bold_labels = True
    acts_for = PersonActedFor(label=_("Whom do they act for?"), queryset=None, empty_label=None, widget=Radios())
    consented_on = DateField(
        label=_("When did that person consent in writing?"),
        help_text=_("Leave it empty where there is no written consent yet."),
        called=_("The day of consent"),
        required=False,
        future=False,
    )

    def __init__(self, party: Party, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        roles, fields = ACTS_FOR.get(PartyRole(party.role), ()), self.fields
        others = party.matter.parties.filter(role__in=roles, left_on__isnull=True)
        fields["acts_for"].queryset = others.select_related("person")  # type: ignore[attr-defined]
