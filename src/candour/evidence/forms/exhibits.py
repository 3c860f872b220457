"""The questions about an exhibit: what it is and where it came from, what happened to it, what may be examined."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from candour.evidence.actions import Handing, NewExhibit, NewScope
from candour.evidence.codes import BY_PROGRAM, Act, Beyond
from candour.evidence.models import REFERENCE_LENGTH
from candour.look.fields import DateField, MomentField
from candour.look.widgets import Checkboxes, Radios

NAME = 200
TEXT = 4_000


def text(rows: int = 4, **named: Any) -> forms.CharField:
    return forms.CharField(max_length=TEXT, widget=forms.Textarea(attrs={"rows": rows}), **named)


class ExhibitForm(forms.Form):
    """A file with its mark, and how it came here."""

    bold_labels = True

    upload = forms.FileField(
        label=_("File"),
        error_messages={
            "required": _("Choose the file"),
            "empty": _("The file is empty. Choose the file as it came from the phone or the examiner"),
        },
    )
    reference = forms.CharField(
        label=_("Exhibit reference"),
        max_length=REFERENCE_LENGTH,
        help_text=_("The mark on its label, such as HLM/1"),
    )
    description = text(
        3,
        label=_("What is it?"),
        help_text=_("For example: chat exported from the black phone, sealed bag 1234"),
    )
    seized_by = forms.CharField(label=_("Who seized or produced it?"), max_length=NAME)
    seized_from = forms.CharField(label=_("From whom or where?"), max_length=NAME)
    seized_at = MomentField(label=_("When was it seized?"), called=_("the time it was seized"), future=False)
    handed_over_by = forms.CharField(
        label=_("Who handed it over to you?"),
        max_length=NAME,
        required=False,
        help_text=_("Leave this and the time empty if you seized it yourself."),
    )
    handed_over_at = MomentField(
        label=_("When was it handed over?"),
        called=_("the time it was handed over"),
        future=False,
        required=False,
    )

    def __init__(self, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        most = settings.EXHIBIT_MAX_BYTES >> 20
        self.fields["upload"].help_text = _("It is kept as it is. At most %(most)s MB.") % {"most": most}

    def ask_for_the_file_again(self) -> None:
        """A browser gives a file back only to whoever chooses it once more; all else that was typed stays."""
        if "upload" not in self.errors:
            self.add_error(
                "upload", _("Choose the file once more: it was not kept while something else was missing")
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("handed_over_by")) != bool(given.get("handed_over_at")) and not self.errors:
            self.add_error("handed_over_by", _("Give both who handed it over and when, or neither"))
        return given

    def new_exhibit(self, receiver: str) -> NewExhibit:
        given = self.cleaned_data
        before = [Handing(Act.SEIZED, given["seized_at"], given["seized_by"], given["seized_from"])]
        if given["handed_over_by"]:
            before.append(
                Handing(Act.HANDED_OVER, given["handed_over_at"], given["handed_over_by"], receiver)
            )
        return NewExhibit(given["reference"], given["description"], given["upload"].name, tuple(before))


class ContinuityForm(forms.Form):
    bold_labels = True

    act = forms.ChoiceField(
        label=_("What happened?"),
        choices=[(one, one.label) for one in Act if one not in BY_PROGRAM],
        widget=Radios(),
    )
    happened_at = MomentField(label=_("When?"), called=_("the time it happened"), future=False)
    who = forms.CharField(label=_("Who did it?"), max_length=NAME)
    whom = forms.CharField(label=_("To or from whom?"), max_length=NAME, required=False)
    note = text(
        3, label=_("Anything else"), required=False, help_text=_("Seal and bag numbers, place, purpose.")
    )


class ScopeForm(forms.Form):
    """The chats are offered once the exhibit has been read."""

    bold_labels = True

    basis = text(
        label=_("What was agreed?"),
        help_text=_("The lines of enquiry, with whom they were agreed, and the power used."),
    )
    first_day = DateField(
        label=_("First day of messages"),
        called=_("the first day"),
        required=False,
        help_text=_("Leave it empty if there is no limit."),
    )
    last_day = DateField(label=_("Last day of messages"), called=_("the last day"), required=False)
    chats = forms.MultipleChoiceField(
        label=_("Which chats?"), widget=Checkboxes(), required=False, help_text=_("None chosen means all.")
    )
    beyond = forms.ChoiceField(
        label=_("What if somebody asks for messages outside it?"), choices=Beyond.choices, widget=Radios()
    )

    def __init__(self, chats: Sequence[tuple[str, str]], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.fields["chats"].choices = list(chats)  # type: ignore[attr-defined]
        if len(chats) < 2:
            del self.fields["chats"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day must not come before the first"))
        return given

    def new_scope(self) -> NewScope:
        given = self.cleaned_data
        return NewScope(**{**given, "chats": tuple(given.get("chats", ()))})


class OutsideForm(forms.Form):
    bold_labels = True

    reasons = text(label=_("Why is it necessary and proportionate to look outside the scope?"))
    first_day = DateField(label=_("First day of messages"), called=_("the first day"))
    last_day = DateField(label=_("Last day of messages"), called=_("the last day"))
