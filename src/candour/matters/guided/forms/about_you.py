"""Who is complaining, how to reach them, what they need, and the optional equality questions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.models.people import NOT_ASKED, NOT_STATED
from candour.look.fields import PartialDateField
from candour.look.widgets import Radios
from candour.matters.guided.draft import Answer
from candour.matters.guided.forms.base import Question, Row, Voice, Words
from candour.matters.guided.monitoring import FIELDS, choices_for, not_asked
from candour.matters.guided.situation import WAYS_TO_REACH

LANGUAGES = [
    ("en", gettext_lazy("English")),
    ("cy", gettext_lazy("Welsh")),
    ("bfi", gettext_lazy("British Sign Language")),
    ("ar", gettext_lazy("Arabic")),
    ("bn", gettext_lazy("Bengali")),
    ("zh", gettext_lazy("Chinese")),
    ("fr", gettext_lazy("French")),
    ("gu", gettext_lazy("Gujarati")),
    ("it", gettext_lazy("Italian")),
    ("pa", gettext_lazy("Panjabi")),
    ("pl", gettext_lazy("Polish")),
    ("pt", gettext_lazy("Portuguese")),
    ("ro", gettext_lazy("Romanian")),
    ("so", gettext_lazy("Somali")),
    ("es", gettext_lazy("Spanish")),
    ("ta", gettext_lazy("Tamil")),
    ("tr", gettext_lazy("Turkish")),
    ("uk", gettext_lazy("Ukrainian")),
    ("ur", gettext_lazy("Urdu")),
    ("other", gettext_lazy("Another language")),
]
WAYS = [
    ("email", gettext_lazy("E-mail")),
    ("telephone", gettext_lazy("Telephone")),
    ("address", gettext_lazy("Letter")),
]
NOT_AT_ALL = ("none", gettext_lazy("I do not want to be contacted"))
MISSING = {
    "email": gettext_lazy("Enter an e-mail address, or choose another way to be contacted"),
    "telephone": gettext_lazy("Enter a telephone number, or choose another way to be contacted"),
    "address": gettext_lazy("Enter an address, or choose another way to be contacted"),
}
FEWEST_DIGITS = 7


class NameQuestion(Question):
    """The law asks for no name: somebody may complain without one, unless they act for another."""

    hide_optional = True
    rows = {"name": gettext_lazy("Full name"), "date_of_birth": gettext_lazy("Date of birth")}
    for_handlers = {
        "name": (gettext_lazy("Full name"), gettext_lazy("As they gave it")),
        "no_name": (gettext_lazy("They gave no name"), ""),
        "date_of_birth": (gettext_lazy("Date of birth"), gettext_lazy("If known. A year alone is enough.")),
    }
    name = forms.CharField(
        label=gettext_lazy("Full name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    no_name = forms.BooleanField(label=gettext_lazy("I do not want to give my name"), required=False)
    date_of_birth = PartialDateField(
        label=gettext_lazy("Date of birth"),
        help_text=gettext_lazy(
            "You need not say. It helps the force to be sure who you are. For example 31 3 1980"
        ),
        called=gettext_lazy("the date of birth"),
        future=False,
        required=False,
    )

    def settle(self) -> None:
        if self.situation.is_for_another:
            del self.fields["no_name"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named, nameless = bool(cleaned.get("name")), bool(cleaned.get("no_name"))
        if named == nameless and "name" not in self.errors:
            self.add_error("name", self._both() if named else self._neither())
        if nameless:
            cleaned["date_of_birth"] = ""
        return cleaned

    def _both(self) -> str:
        return _("Take out the name, or the tick below it: both cannot be meant")

    def _neither(self) -> str:
        mine = self.voice is Voice.PUBLIC
        if "no_name" not in self.fields:
            return _("Enter your full name") if mine else _("Enter the full name")
        return (
            _("Enter your full name, or tick that you do not want to give it")
            if mine
            else _("Enter the full name, or tick that they gave none")
        )

    def summary(self) -> Sequence[Row]:
        if self.initial.get("no_name"):
            return [(_("Full name"), _("No name was given"))]
        return super().summary()


class ContactQuestion(Question):
    hide_optional = True
    rows = {
        "prefers": gettext_lazy("Best way to make contact"),
        "email": gettext_lazy("E-mail address"),
        "telephone": gettext_lazy("Telephone number"),
        "address": gettext_lazy("Address"),
    }
    for_handlers = {
        "prefers": (
            gettext_lazy("How do they want to be contacted?"),
            gettext_lazy("Give all the ways that are known."),
        )
    }
    prefers = forms.ChoiceField(
        label=gettext_lazy("How should they contact you?"),
        help_text=gettext_lazy("Give at least this one. Others help if it does not work."),
        choices=WAYS,
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select how they should contact you")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    telephone = forms.CharField(
        label=gettext_lazy("Telephone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "tel", "type": "tel", "class": "govuk-input--width-20"}
        ),
    )
    address = Words(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("With the postcode"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
    )

    def settle(self) -> None:
        if self.voice is Voice.HANDLER:
            self.fields["prefers"].choices = [*WAYS, ("none", _("No way of contact is known"))]  # type: ignore[attr-defined]
        elif self.situation.is_nameless:
            self.fields["prefers"].choices = [*WAYS, NOT_AT_ALL]  # type: ignore[attr-defined]
            self.fields["email"].help_text = _("It need not show your name")

    def clean_telephone(self) -> str:
        given = str(self.cleaned_data["telephone"])
        if given and sum(letter.isdigit() for letter in given) < FEWEST_DIGITS:
            raise forms.ValidationError(_("Enter a telephone number, like 01632 960 001 or 07700 900 982"))
        return given

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wanted = cleaned.get("prefers")
        if wanted in MISSING and not cleaned.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, str(MISSING[wanted]))
        if wanted == "none" and self.voice is Voice.PUBLIC:
            cleaned.update(dict.fromkeys(WAYS_TO_REACH, ""))
        return cleaned

    def summary(self) -> Sequence[Row]:
        """Ways that were not given are shown only where another was."""
        rows = list(super().summary())
        return rows if any(self.initial.get(way) for way in WAYS_TO_REACH) else rows[:1]


class NeedsQuestion(Question):
    rows = {"language": gettext_lazy("Language"), "needs": gettext_lazy("Help needed")}
    for_handlers = {
        "language": (gettext_lazy("Which language do they want to use?"), ""),
        "needs": (
            gettext_lazy("What adjustments do they need?"),
            gettext_lazy("What they told you; leave it blank if nothing was said"),
        ),
    }
    language = forms.ChoiceField(
        label=gettext_lazy("Which language do you want to use?"),
        choices=[("", gettext_lazy("Choose a language")), *LANGUAGES],
        required=False,
        widget=forms.Select(),
    )
    needs = Words(
        label=gettext_lazy("Is there anything that would make it easier for you to take part?"),
        help_text=gettext_lazy(
            "For example: large print, an interpreter, a quiet place to talk, or somebody with you"
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EqualityQuestion(Question):
    """Nobody has to answer. Left blank is `not-stated`: asked and not answered; skipped as a whole is `not-asked`."""

    hide_optional = True
    age_band = forms.ChoiceField(label=gettext_lazy("How old are you?"), required=False, widget=Radios())
    sex = forms.ChoiceField(label=gettext_lazy("What is your sex?"), required=False, widget=Radios())
    gender = forms.ChoiceField(
        label=gettext_lazy("Is the gender you identify with the same as your sex registered at birth?"),
        required=False,
        widget=Radios(),
    )
    ethnicity = forms.ChoiceField(
        label=gettext_lazy("What is your ethnic group?"), required=False, widget=forms.Select()
    )
    disability = forms.ChoiceField(label=gettext_lazy("Are you disabled?"), required=False, widget=Radios())
    religion = forms.ChoiceField(
        label=gettext_lazy("What is your religion or belief?"), required=False, widget=Radios()
    )
    sexual_orientation = forms.ChoiceField(
        label=gettext_lazy("What is your sexual orientation?"), required=False, widget=Radios()
    )

    TITLES = {
        "age_band": gettext_lazy("Age"),
        "sex": gettext_lazy("Sex"),
        "gender": gettext_lazy("Same gender as registered at birth"),
        "ethnicity": gettext_lazy("Ethnic group"),
        "disability": gettext_lazy("Disability"),
        "religion": gettext_lazy("Religion or belief"),
        "sexual_orientation": gettext_lazy("Sexual orientation"),
    }

    def settle(self) -> None:
        for name in FIELDS:
            choices = choices_for(name, self.situation.on)
            blank = [("", _("Choose an answer"))] if name == "ethnicity" else []
            self.fields[name].choices = [*blank, *choices]  # type: ignore[attr-defined]
            if self.voice is Voice.HANDLER or self.situation.is_for_another:
                self.fields[name].label = str(self.TITLES[name])

    def is_valid(self) -> bool:
        return "skip" in self.data or super().is_valid()

    def answer(self) -> Answer:
        if "skip" in self.data:
            return not_asked()
        return {name: value or NOT_STATED for name, value in super().answer().items()}

    def summary(self) -> list[Row]:
        if all(self.initial.get(name, NOT_ASKED) == NOT_ASKED for name in FIELDS):
            return [(_("Equality questions"), _("Skipped"))]
        return [(str(title), self.shown(name)) for name, title in self.TITLES.items()]
