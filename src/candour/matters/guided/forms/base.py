"""What every page's form has: its words for the public or for a handler, its answers to and from the session."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from django import forms
from django.utils.choices import flatten_choices
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from candour.look.dates import day_in_words, partial_date_in_words
from candour.look.fields import DateField, PartialDateField
from candour.matters.guided.draft import Answer
from candour.matters.guided.situation import Situation

Said = str | Promise
Row = tuple[str, str]


class Voice(StrEnum):
    """Whom the page speaks to."""

    PUBLIC = "public"
    HANDLER = "handler"


class Words(forms.CharField):
    """A text in which a new line counts once, however the browser sent it."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class Question(forms.Form):
    """One page. `for_handlers` gives label and hint where a handler is asked; `rows` what the check page calls a field."""

    for_handlers: ClassVar[Mapping[str, tuple[Said, Said]]] = {}
    rows: ClassVar[Mapping[str, Said]] = {}
    heading: str | None = None
    bold_labels = True

    def __init__(
        self, *args: Any, situation: Situation, voice: Voice, held: Answer | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.situation, self.voice = situation, voice
        if voice is Voice.HANDLER:
            self._speak_to_handlers()
        self.settle()
        self.initial = {**self.initial, **self._unheld(held or {})}

    def settle(self) -> None:
        """Choices and labels that depend on earlier answers."""

    def _speak_to_handlers(self) -> None:
        for name, (label, hint) in self.for_handlers.items():
            self.fields[name].label, self.fields[name].help_text = str(label), str(hint)

    def _unheld(self, held: Answer) -> dict[str, Any]:
        return {name: self._value(name, value) for name, value in held.items() if name in self.fields}

    def _value(self, name: str, value: Any) -> Any:
        return date.fromisoformat(value) if value and self._is_day(name) else value

    def _is_day(self, name: str) -> bool:
        field = self.fields[name]
        return isinstance(field, DateField) and not isinstance(field, PartialDateField)

    def answer(self) -> Answer:
        """What was given, as the session can hold it."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.cleaned_data.items()
        }

    def summary(self) -> Sequence[Row]:
        """What the check page shows of the held answer."""
        return [(str(label), self.shown(name)) for name, label in self.rows.items()]

    def shown(self, name: str) -> str:
        field, value = self.fields[name], self.initial.get(name)
        if value is None or value == "":
            return _("Not given")
        if isinstance(field, PartialDateField):
            return partial_date_in_words(value)
        if isinstance(field, DateField):
            return day_in_words(value)
        if isinstance(field, forms.ChoiceField):
            return _shown_choice(field, value)
        return str(value)


def _shown_choice(field: forms.ChoiceField, value: Any) -> str:
    spoken = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return str(dict(flatten_choices(field.choices)).get(spoken, spoken))  # type: ignore[arg-type]
