"""What happened, when and where, who was involved, and what should come of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.look.fields import PartialDateField, YesNoField
from candour.look.widgets import Radios
from candour.matters.guided.forms.base import Question, Row, Words

LONGEST_ACCOUNT = 10_000


class AccountQuestion(Question):
    rows = {"account": gettext_lazy("What happened")}
    for_handlers = {
        "account": (
            gettext_lazy("What did the complainant say?"),
            gettext_lazy(
                "In their own words, as they used them: copy a letter or e-mail, or write down what was said. It stays as it is; your summary comes later."
            ),
        )
    }
    heading = "account"
    account = Words(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy(
            "Tell it in your own words: what was done or said, or not done, and how it affected you. "
            "You do not need to know any law, and you may say everything that you are unhappy about."
        ),
        max_length=LONGEST_ACCOUNT,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": gettext_lazy("Enter what happened")},
    )


class WhenWhereQuestion(Question):
    hide_optional = True
    rows = {"happened_on": gettext_lazy("When"), "happened_where": gettext_lazy("Where")}
    for_handlers = {
        "known": (gettext_lazy("When did it happen?"), ""),
        "happened_where": (gettext_lazy("Where did it happen?"), ""),
    }
    known = forms.ChoiceField(
        label=gettext_lazy("When did it happen?"),
        help_text=gettext_lazy(
            "If it went on for some time, say when it began. You can describe the rest in what happened."
        ),
        choices=[("yes", gettext_lazy("I know the date, or part of it")), ("no", gettext_lazy("Not sure"))],
        widget=Radios(reveals={"yes": ("happened_on",)}),
        error_messages={"required": gettext_lazy("Select whether you know the date")},
    )
    happened_on = PartialDateField(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy(
            "For example 27 3 2026. Leave out the day, or the day and the month, if you are not sure of them."
        ),
        called=gettext_lazy("the date it happened"),
        future=False,
        required=False,
    )
    happened_where = Words(
        label=gettext_lazy("Where did it happen?"),
        help_text=gettext_lazy(
            "For example a street, a building, a police station, on the telephone or online. You can leave this blank."
        ),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("known") == "no":
            self.errors.pop("happened_on", None)
            cleaned["happened_on"] = ""
        elif (
            cleaned.get("known") == "yes"
            and not cleaned.get("happened_on")
            and "happened_on" not in self.errors
        ):
            self.add_error("happened_on", _("Enter the date it happened, or its year, or select “Not sure”"))
        return {**cleaned, "happened_on": cleaned.get("happened_on") or ""}

    def shown(self, name: str) -> str:
        if name == "happened_on" and self.initial.get("known") == "no":
            return _("Not sure")
        return super().shown(name)


class WhoQuestion(Question):
    rows = {"known": gettext_lazy("Knows who was involved")}
    for_handlers = {
        "known": (
            gettext_lazy("Is anything known about who was involved?"),
            gettext_lazy("A name, a number or a description"),
        )
    }
    heading = "known"
    known = YesNoField(
        label=gettext_lazy("Can you say anything about who it was?"),
        help_text=gettext_lazy(
            "A name, a number from their shoulder or a card, what they looked like, or a car they came in"
        ),
        error_messages={"required": gettext_lazy("Select yes if you can say anything about who it was")},
    )


class PersonQuestion(Question):
    """One person complained about: known by name or number, or described."""

    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=100)
    number = forms.CharField(
        label=gettext_lazy("Shoulder, warrant or staff number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    description = Words(
        label=gettext_lazy("Description"),
        help_text=gettext_lazy(
            "Anything that helps to find out who it was: rank, looks, clothing, vehicle, the part they played"
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in ("name", "number", "description")):
            self.add_error("name", _("Enter a name, a number or a description"))
        return cleaned


class AnotherQuestion(Question):
    """After the list of people given so far."""

    another = YesNoField(
        label=gettext_lazy("Was anybody else involved whom you can say something about?"),
        error_messages={"required": gettext_lazy("Select yes to add another person")},
    )


class OutcomeQuestion(Question):
    rows = {"outcome_wanted": gettext_lazy("What should come of it")}
    for_handlers = {
        "outcome_wanted": (
            gettext_lazy("What would the complainant like to happen?"),
            gettext_lazy(
                "Paragraph 2 of Schedule 3 asks for their views on how it is handled. Leave it blank if you do not know yet."
            ),
        )
    }
    heading = "outcome_wanted"
    outcome_wanted = Words(
        label=gettext_lazy("What would you like to happen?"),
        help_text=gettext_lazy(
            "For example: an explanation, an apology, something put right, or that it does not happen to others. "
            "You may also say how you would like it to be dealt with. You can leave this blank."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


def person_words(person: dict[str, str]) -> Row:
    """Name or number first; the description after it."""
    called = ", ".join(filter(None, [person.get("name"), person.get("number")]))
    return (called or _("Not known by name"), person.get("description") or "")
