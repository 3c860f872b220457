"""The forms of this room: capture a source, say that it vanished, judge a statement, narrow the list."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from candour.bodies.models import Body
from candour.look.fields import DateField
from candour.look.widgets import Radios
from candour.register.codes import Licence, Standing
from candour.register.models import Source, SourceStatement
from candour.register.models.sources import ADDRESS_LENGTH, NAME_LENGTH
from candour.register.values import DATES, LONGEST, choices_for, value_shown

DECISIONS = [
    (Standing.CONFIRMED, _("It is what the source says")),
    (Standing.CORRECTED, _("The source says something else")),
    (Standing.REJECTED, _("The source does not say it")),
]


SHOWN = {
    "outcome": _("Such as: final written warning, or imprisonment (18 months)."),
    "force": _("The official name, or one that is known for it."),
    **dict.fromkeys(DATES, _("As far as it is known: 2024, 2024-05 or 2024-05-14.")),
}


class PublishedForm(forms.Form):
    """Who published a page, and what they allow; the same wherever a source comes in."""

    bold_labels = True

    publisher = forms.ModelChoiceField(
        label=_("Who published it?"),
        queryset=Body.objects.order_by("official_name"),
        required=False,
        empty_label=_("Another publisher"),
        help_text=_("Choose it here, or write its name below: one of the two is needed."),
    )
    publisher_name = forms.CharField(
        label=_("Name of another publisher"), max_length=NAME_LENGTH, required=False
    )
    licence = forms.ChoiceField(
        label=_("Licence"), choices=Licence.choices, widget=Radios(), initial=Licence.NOT_STATED
    )


class CaptureForm(PublishedForm):
    """The file is looked into when it is captured."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_(
            "A page saved as HTML, plain text, a PDF with text, or a spreadsheet. At most %(size)s MB."
        )
        % {"size": settings.DOCUMENT_MAX_BYTES // 1024 // 1024},
    )
    address = forms.CharField(
        label=_("Address of the page"),
        max_length=ADDRESS_LENGTH,
        required=False,
        help_text=_("As it was shown when the file was saved. The same address is the same source."),
    )
    field_order = ("upload", "publisher", "publisher_name", "address", "licence")


class VanishedForm(forms.Form):
    gone_on = DateField(
        label=_("When was it found gone?"), called=_("the day it was found gone"), future=False
    )
    reason = forms.CharField(
        label=_("Why, if the publisher says"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class JudgementForm(forms.Form):
    """The decision reveals what it needs; without scripts the questions stand below one another."""

    bold_labels = True

    decision = forms.ChoiceField(label=_("Is it right?"), choices=DECISIONS, widget=Radios())
    corrected = forms.CharField(label=_("The value as it should be"), max_length=LONGEST, required=False)
    reasons = forms.CharField(
        label=_("Why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where it is corrected or rejected."),
    )

    def __init__(self, statement: SourceStatement, *positional: Any, **options: Any) -> None:
        offered = choices_for(statement.field, statement.settled)
        own = str(statement.settled) if offered and isinstance(statement.settled, str) else None
        options.setdefault("initial", {"corrected": own or value_shown(statement.settled)})
        super().__init__(*positional, **options)
        if offered:
            self.fields["corrected"] = forms.ChoiceField(
                label=_("The value as it should be"), choices=offered, required=False
            )
        elif statement.field in SHOWN:
            self.fields["corrected"].help_text = SHOWN[statement.field]


class ListFilter(forms.Form):
    """What the list of sources may be narrowed to."""

    STATES = (
        ("", _("All")),
        ("waiting", _("With statements that wait")),
        ("vanished", _("No longer published")),
    )
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    publisher = forms.ModelChoiceField(
        label=_("Publisher"), queryset=Body.objects.none(), required=False, empty_label=_("All")
    )

    def __init__(self, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        published = Source.objects.exclude(publisher=None).values("publisher")
        self.fields["publisher"].queryset = Body.objects.filter(pk__in=published)  # type: ignore[attr-defined]

    def narrowed(self, rows: Any) -> Any:
        chosen = self.cleaned_data if self.is_valid() else {}
        if chosen.get("publisher"):
            rows = rows.filter(publisher=chosen["publisher"])
        match chosen.get("state"):
            case "waiting":
                return rows.filter(waiting__gt=0)
            case "vanished":
                return rows.filter(vanished_on__isnull=False)
            case _:
                return rows
