"""Who is behind a name, how a reply takes a message, and what a statement says of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.evidence.actions.people import NewAccount
from candour.evidence.codes import Said, Stance, Told
from candour.evidence.forms.exhibits import text
from candour.look.widgets import Radios

NAME = 200


class PeopleForm(forms.Form):
    """A question for each name. Suggestions come from the phone's address book; nothing is tied before it is saved."""

    def __init__(
        self,
        names: Sequence[str],
        tied: Mapping[str, str],
        suggested: Mapping[str, str],
        *positional: Any,
        **options: Any,
    ) -> None:
        super().__init__(*positional, **options)
        self.names, self.tied = list(names), tied
        for number, name in enumerate(self.names):
            hint = (
                _("In the phone's address book: %(name)s") % {"name": suggested[name]}
                if name in suggested
                else ""
            )
            self.fields[f"person-{number}"] = forms.CharField(
                label=name,
                max_length=NAME,
                required=False,
                initial=tied.get(name) or suggested.get(name, ""),
                help_text=hint,
            )

        if tied:
            self.fields["because"] = text(
                2,
                label=_("Why, if you change or undo what was tied before?"),
                required=False,
                help_text=_("It is entered beside what was undone."),
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "because" in self.fields and not given.get("because", "").strip() and self._undoes(given):
            self.add_error("because", _("Say why you change or undo what was tied before"))
        return given

    def _undoes(self, given: Mapping[str, Any]) -> bool:
        told = {name: given.get(f"person-{number}", "").strip() for number, name in enumerate(self.names)}
        return any(self.tied.get(name, person) != person for name, person in told.items())

    def persons(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"person-{number}"] for number, name in enumerate(self.names)}


class ReplyForm(forms.Form):
    bold_labels = True

    place = forms.ChoiceField(label=_("Which message answers it?"), widget=Radios())
    stance = forms.ChoiceField(
        label=_("How does it take the message?"), choices=Stance.choices, widget=Radios()
    )

    def __init__(self, later: Sequence[tuple[str, str]], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.fields["place"].choices = list(later)  # type: ignore[attr-defined]


class AnswersForm(forms.Form):
    bold_labels = True

    every = forms.ChoiceField(
        label=_("Was every answer to the items of this chat coded?"),
        choices=[
            ("yes", _("Yes, I read the chat within the scope, and every answer I found is coded")),
            ("no", _("No")),
        ],
        widget=Radios(),
        error_messages={"required": _("Say whether every answer was coded")},
    )


class AccountForm(forms.Form):
    bold_labels = True

    person = forms.CharField(
        label=_("Who?"),
        max_length=NAME,
        help_text=_("As they are called in the chat, or anybody else: they need be no member and no party."),
    )
    said = forms.ChoiceField(label=_("What is said of them?"), choices=Said.choices, widget=Radios())
    other = forms.CharField(
        label=_("By whom were they shown it or told, or to whom did it go?"), max_length=NAME, required=False
    )
    told = forms.ChoiceField(label=_("Where is it said?"), choices=Told.choices, widget=Radios())
    reference = forms.CharField(
        label=_("Document and place"), max_length=NAME, help_text=_("For example: statement S7, page 3")
    )

    def account(self) -> NewAccount:
        return NewAccount(**self.cleaned_data)
