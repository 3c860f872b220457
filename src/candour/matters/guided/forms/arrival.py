"""For handlers: how and when the complaint arrived, and who in it may be known already."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.look.fields import DateField, YesNoField
from candour.look.typed_dates import wrong
from candour.look.widgets import Radios
from candour.matters.codes import choices_on
from candour.matters.guided.forms.base import Question

NEW_PERSON = "new"


class ArrivalQuestion(Question):
    rows = {
        "channel": gettext_lazy("How it reached us"),
        "received_on": gettext_lazy("Received"),
        "made_on": gettext_lazy("Made"),
        "in_writing": gettext_lazy("In writing"),
    }
    received_on = DateField(
        label=gettext_lazy("When did it reach your body?"),
        help_text=gettext_lazy(
            "The first day anybody in the force or policing body had it, in any department"
        ),
        called=gettext_lazy("the day it was received"),
        future=False,
    )
    made_on = DateField(
        label=gettext_lazy("When was it made?"),
        help_text=gettext_lazy(
            "The day the complainant sent it or said it. This day, and not the day of receipt, chooses the law."
        ),
        called=gettext_lazy("the day it was made"),
        future=False,
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How did it reach you?"),
        widget=forms.Select(),
        error_messages={"required": gettext_lazy("Select how it reached you")},
    )
    in_writing = YesNoField(
        label=gettext_lazy("Was it made in writing?"),
        help_text=gettext_lazy(
            "If not, and it is handled outside Schedule 3, updates may be given by word of mouth."
        ),
        error_messages={"required": gettext_lazy("Select yes if it was made in writing")},
    )

    def settle(self) -> None:
        channels = choices_on("channels", timezone.localdate())
        self.fields["channel"].choices = [("", _("Choose a way")), *channels]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        made, received = cleaned.get("made_on"), cleaned.get("received_on")
        if made and received and made > received:
            self.add_error("made_on", wrong(_("The day it was made cannot be after the day it was received")))
        return cleaned


class SameQuestion(Question):
    """Whether the complainant is somebody the files already know. The program suggests and never merges."""

    person = forms.ChoiceField(
        label=gettext_lazy("Is the complainant one of these people?"),
        widget=Radios(),
        error_messages={
            "required": gettext_lazy("Select the person, or that it is somebody new"),
            "invalid_choice": gettext_lazy("Select a person from the list"),
        },
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str, str]], **more: Any) -> None:
        self.offered = offered
        super().__init__(*args, **more)

    def settle(self) -> None:
        new = (NEW_PERSON, _("No, this is somebody new"))
        field = self.fields["person"]
        field.choices = [*((key, name) for key, name, _why in self.offered), new]  # type: ignore[attr-defined]
        field.widget.hints = {key: why for key, _name, why in self.offered}  # type: ignore[attr-defined]
        if not self.offered:
            field.required, field.widget = False, forms.HiddenInput()
