"""The forms of addresses: one to capture now, one for the capture list, and how often it is looked at."""

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.bodies.models import Body
from candour.look.widgets import Radios
from candour.register.codes import Cadence, Licence
from candour.register.models.sources import ADDRESS_LENGTH, NAME_LENGTH


class AddressForm(forms.Form):
    bold_labels = True

    address = forms.CharField(
        label=_("Address of the page"),
        max_length=ADDRESS_LENGTH,
        help_text=_("In full, beginning with https:// or http://."),
    )
    publisher = forms.ModelChoiceField(
        label=_("Who published it?"),
        queryset=Body.objects.order_by("official_name"),
        required=False,
        empty_label=_("Another publisher"),
    )
    publisher_name = forms.CharField(
        label=_("Name of another publisher"), max_length=NAME_LENGTH, required=False
    )
    licence = forms.ChoiceField(
        label=_("Licence"), choices=Licence.choices, widget=Radios(), initial=Licence.NOT_STATED
    )


class WatchForm(AddressForm):
    cadence = forms.ChoiceField(
        label=_("How often?"),
        choices=Cadence.choices,
        widget=Radios(),
        initial=Cadence.WEEKLY,
        help_text=_("Pages of hearings come down after 28 days: look at them every week at least."),
    )


class CadenceForm(forms.Form):
    bold_labels = True

    cadence = forms.ChoiceField(label=_("How often?"), choices=Cadence.choices, widget=Radios())
