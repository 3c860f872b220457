"""The questions asked when a document is added, a letter is written or changed, and its fate is stated."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from candour.look.fields import DateField, YesNoField
from candour.look.widgets import Radios
from candour.papers.codes import LetterKind, Marking, Method, Source
from candour.papers.composing import Composed, compose
from candour.papers.letter_kinds import Slot, kind_of_letter
from candour.papers.models import TITLE_LENGTH, Letter
from candour.papers.refusal import IncompleteLetter
from candour.papers.slots import LONGEST_TEXT
from candour.papers.sniffing import TAKEN

SOURCES = [choice for choice in Source.choices if choice[0] != Source.LETTER]


class DocumentForm(forms.Form):
    """A file with what is known of it. The file itself is checked when it is kept."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("%(taken)s. At most %(size)s MB.")
        % {"taken": TAKEN, "size": settings.DOCUMENT_MAX_BYTES // 1024 // 1024},
    )
    title = forms.CharField(
        label=_("What is it?"), max_length=TITLE_LENGTH, help_text=_("For example: Letter of complaint")
    )
    received_on = DateField(
        label=_("When was it received?"), called=_("the day it was received"), future=False
    )
    source = forms.ChoiceField(label=_("Who is it from?"), choices=SOURCES, widget=forms.Select)
    marking = forms.ChoiceField(
        label=_("Marking on the document"), choices=Marking.choices, widget=Radios, initial=Marking.NOT_MARKED
    )
    bold_labels = True


class LetterForm(forms.Form):
    """What may be changed by hand before a letter is approved."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Text"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_(
            "Write ## before a heading and - before each item of a list. An empty line begins a new paragraph. "
            "A \\ before a sign keeps it as it is."
        ),
    )
    signatory = forms.CharField(
        label=_("Signed by"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The closing words, the name and the position, one on each line."),
    )
    method = forms.ChoiceField(label=_("How will it be sent?"), choices=Method.choices, widget=Radios)
    bold_labels = True

    @classmethod
    def of(cls, letter: Letter) -> "LetterForm":
        names = ("subject", "body", "signatory", "method")
        return cls(initial={name: getattr(letter, name) for name in names})


class ApproveForm(forms.Form):
    marking = forms.ChoiceField(
        label=_("Marking"), choices=Marking.choices, widget=Radios, initial=Marking.NOT_MARKED
    )


class DayForm(forms.Form):
    """One day, asked with the question of the page it stands on."""

    heading = "day"
    day = DateField(future=False)

    def __init__(self, *positional: Any, question: str, called: str, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.fields["day"].label = question
        self.fields["day"].called = called  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    left = YesNoField(
        label=_("Did the e-mail leave?"), called=_("whether the e-mail left"), reveals={"yes": ("left_on",)}
    )
    left_on = DateField(
        label=_("When did it leave?"), called=_("the day it left"), future=False, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("left") and not cleaned.get("left_on") and "left_on" not in self.errors:
            self.add_error("left_on", _("Enter the day it left"))
        return cleaned

    @property
    def day(self) -> date | None:
        return self.cleaned_data["left_on"] if self.cleaned_data["left"] else None


class SlotForm(forms.Form):
    """A form made from the slots of one kind of letter; `composed` holds the letter once it is valid."""

    bold_labels = True

    def __init__(self, *positional: Any, kind: LetterKind, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.letter = kind_of_letter(kind)
        self.composed: Composed | None = None
        for slot in self.letter.slots.values():
            self.fields[slot.name] = field_of(slot)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.composed = compose(self.letter.kind, values_of(self.letter.slots, cleaned))
        except IncompleteLetter as incomplete:
            for problem in incomplete.problems:
                self._add_problem(problem)
        return cleaned

    def _add_problem(self, problem: str) -> None:
        """A problem that begins with a slot's name is shown at that slot, in the slot's own words."""
        name = problem.split(" ", 1)[0]
        if name in self.fields:
            said = str(self.fields[name].label)
            self.add_error(name, problem.replace(name, said, 1))
        else:
            self.add_error(None, problem)


def field_of(slot: Slot) -> forms.Field:
    """Conditional slots are never required by the field: the letter itself says when they are."""
    label, required = slot.meaning[:1].upper() + slot.meaning[1:], slot.required and slot.when is None
    match slot.kind:
        case "date":
            return DateField(label=label, called=slot.meaning, required=required)
        case "yes-no":
            return YesNoField(label=label, called=slot.meaning, required=required)
        case "choice":
            choices = [(value, value.replace("-", " ").capitalize()) for value in slot.values]
            return forms.ChoiceField(label=label, choices=choices, widget=Radios, required=required)
        case "list":
            rows = forms.Textarea(attrs={"rows": 5})
            standard = "\n".join(slot.standard)
            hint = _("One on each line.")
            return forms.CharField(
                label=label, widget=rows, help_text=hint, initial=standard, required=required
            )
        case "prose":
            return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 6}), required=required)
        case "text":
            return forms.CharField(label=label, max_length=LONGEST_TEXT, required=required)


def values_of(slots: Mapping[str, Slot], cleaned: Mapping[str, Any]) -> dict[str, object]:
    """What was entered, as values for a letter. Entries in places that the answers leave no room for are dropped."""
    given: dict[str, object] = {}
    for name, slot in slots.items():
        entered = cleaned.get(name)
        given[name] = (
            [line.strip() for line in entered.splitlines() if line.strip()]
            if slot.kind == "list" and entered
            else entered
        )
    return {
        name: value
        for name, value in given.items()
        if value not in (None, "", []) and ((when := slots[name].when) is None or when.holds(given))
    }
