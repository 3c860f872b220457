"""What a reader is asked of a message: is it of concern, which behaviour, characteristic and Standard, how grave, why."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from candour.evidence.actions.marking import BEHAVIOURS, CHARACTERISTICS, STANDARDS, Answers
from candour.evidence.codes import Concern, Gravity
from candour.evidence.forms.exhibits import text
from candour.evidence.lists import edition_of
from candour.evidence.models import Marking
from candour.look.widgets import Checkboxes, Radios


def choices(name: str, day: date) -> list[tuple[str, str]]:
    return [(one.code, one.title) for one in edition_of(name, day).codes.values()]


def several(**named: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(widget=Checkboxes(), required=False, **named)


class MarkingForm(forms.Form):
    """The lists are those in use on the day the message was sent, or their first edition where it is older than that."""

    bold_labels = True

    concern = forms.ChoiceField(
        label=_("Is this message of concern?"), choices=Concern.choices, widget=Radios()
    )
    behaviours = several(
        label=_("Which behaviour may it be?"), help_text=_("As it reads, whether or not it is proved later.")
    )
    characteristics = several(label=_("Which protected characteristic does it touch?"))
    standards = several(label=_("Which Standards may it breach?"))
    gravity = forms.ChoiceField(
        label=_("How grave do you find it?"),
        choices=Gravity.choices,
        widget=Radios(),
        required=False,
        help_text=_("This orders the work. The severity assessment of the law is made on the matter."),
    )
    reasons = text(3, label=_("Reasons"), required=False)

    def __init__(self, day: date, *positional: Any, alike: int = 0, **options: Any) -> None:
        super().__init__(*positional, **options)
        if alike:
            self.fields["alike"] = _also(alike)
        lists = {"behaviours": BEHAVIOURS, "characteristics": CHARACTERISTICS, "standards": STANDARDS}
        for field, name in lists.items():
            self.fields[field].choices = choices(name, day)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("concern") == Concern.YES and not given.get("behaviours"):
            self.add_error("behaviours", _("Choose at least one behaviour"))
        return given

    def answers(self) -> Answers:
        given = self.cleaned_data
        lists = {name: tuple(given[name]) for name in ("behaviours", "characteristics", "standards")}
        return Answers(given["concern"], gravity=given["gravity"], reasons=given["reasons"], **lists)

    @property
    def marks_alike(self) -> bool:
        return bool(self.cleaned_data.get("alike"))


def _also(alike: int) -> forms.MultipleChoiceField:
    """Its answer is how many there were when it was ticked: where that has changed since, it has to be asked anew."""
    words = ngettext(
        "Give this marking to the other message that says the same",
        "Give this marking to all %(n)s other messages that say the same",
        alike,
    )
    return forms.MultipleChoiceField(
        label=_("The same words also stand elsewhere (%(n)s)") % {"n": alike},
        help_text=_(
            "They are listed below the questions. Each keeps its own place and its own history of markings."
        ),
        choices=[(str(alike), words % {"n": alike})],
        widget=Checkboxes(),
        required=False,
        error_messages={
            "invalid_choice": _("What says the same has changed meanwhile. Look at the list again")
        },
    )


def initial_of(marking: Marking | None) -> dict[str, Any]:
    """What the same person said before, to begin from."""
    if marking is None:
        return {}
    names = ("concern", "behaviours", "characteristics", "standards", "gravity", "reasons")
    return {name: getattr(marking, name) for name in names}
