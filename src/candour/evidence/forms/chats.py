"""What is asked on the pages of chats: which day, which words, and which comes first in a date."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.evidence.chats.searching import Asked
from candour.evidence.codes import WrittenOrder
from candour.look.fields import DateField
from candour.look.widgets import Checkboxes, Radios


class OrderForm(forms.Form):
    bold_labels = True

    order = forms.ChoiceField(
        label=_("How are its dates written?"), choices=WrittenOrder.choices, widget=Radios()
    )

    def __init__(self, possible: Collection[str], *given: Any) -> None:
        """Only what the file's own headers leave open is asked about."""
        super().__init__(*given)
        self.fields["order"].choices = [one for one in WrittenOrder.choices if one[0] in possible]  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """Goes to a day of a chat."""

    day = DateField(label=_("Go to a day"), called=_("the day"))


class SearchForm(forms.Form):
    words = forms.CharField(
        label=_("Words"),
        max_length=200,
        required=False,
        help_text=_('All of them must be there. Put a phrase in quotation marks, such as "van keys".'),
    )
    person = forms.ChoiceField(label=_("Written by"), required=False)
    first_day = DateField(label=_("From"), called=_("the first day"), required=False)
    last_day = DateField(label=_("Until"), called=_("the last day"), required=False)
    only = forms.MultipleChoiceField(
        label=_("Only"),
        required=False,
        widget=Checkboxes(),
        choices=[
            ("has_image", _("Messages with a photograph or a film")),
            ("deleted", _("Deleted messages")),
        ],
    )

    def __init__(
        self, people: Sequence[str], persons: Mapping[str, str], *positional: Any, **options: Any
    ) -> None:
        """`persons` are those behind the names, where somebody has said who it is."""
        super().__init__(*positional, **options)
        named = [(name, f"{persons[name]} ({name})" if name in persons else name) for name in people]
        anybody = [("", _("Anybody")), *sorted(named, key=lambda one: one[1])]
        self.fields["person"].choices = anybody  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(
            words=given["words"],
            person=given["person"],
            first_day=given["first_day"],
            last_day=given["last_day"],
            has_image="has_image" in given["only"],
            deleted="deleted" in given["only"],
        )
