"""The forms of addresses: one to capture now, one for the capture list, and how often it is looked at."""

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.look.widgets import Radios
from candour.register.codes import Cadence
from candour.register.forms import PublishedForm
from candour.register.models.sources import ADDRESS_LENGTH


class AddressForm(PublishedForm):
    address = forms.CharField(
        label=_("Address of the page"),
        max_length=ADDRESS_LENGTH,
        help_text=_("In full, beginning with https:// or http://."),
    )
    field_order = ("address", "publisher", "publisher_name", "licence")


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
