"""The forms of this room: recommend, answer, give more time, decide on publication, and follow up."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from candour.accounts.models import User
from candour.bodies.kinds import BodyKind
from candour.bodies.models import Body
from candour.learning.codes import Answer, Power, Publish
from candour.learning.permissions import FORCE, IOPC, MADE_OUTSIDE, MAKERS, bodies_of
from candour.look.fields import DateField, PartialDateField, YesNoField
from candour.look.widgets import Radios
from candour.matters.models import Matter

LONGEST = 20_000
OUTSIDE = (BodyKind.INSPECTORATE, BodyKind.OTHER)
"""Bodies that recommend to forces and do not work here."""
NO_ROLE = _("You hold no role for this body that makes a recommendation of this kind.")


def long_text(rows: int = 6, **named: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **named)


class RecommendationForm(forms.Form):
    """The makers offered are the bodies for which the person may recommend."""

    bold_labels = True

    power = forms.ChoiceField(
        label=_("Under which power is it made?"), choices=Power.choices, widget=Radios()
    )
    maker = forms.ModelChoiceField(
        label=_("Who makes it?"),
        queryset=Body.objects.none(),
        error_messages={"invalid_choice": NO_ROLE},
    )
    addressee = forms.ModelChoiceField(label=_("Whom is it addressed to?"), queryset=Body.objects.none())
    made_on = PartialDateField(label=_("When was it made?"), called=_("the day it was made"), future=False)
    text = long_text(label=_("What is recommended?"))
    rationale = long_text(
        label=_("Why?"), required=False, help_text=_("What the investigation or review showed. No names.")
    )
    published_due_date = DateField(
        label=_("Which last day for a response was announced?"),
        called=_("the announced day"),
        required=False,
        help_text=_("As it was written to the addressee. The last day under the Act is counted separately."),
    )
    national = YesNoField(label=_("Is it for all forces?"), called=_("for all forces"))

    def __init__(self, user: User, on: date, matter: Matter | None, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.user, self.on, self.matter = user, on, matter
        bodies = Body.objects.order_by("official_name")
        self._offer("maker", bodies.filter(pk__in=self._mine()) | bodies.filter(kind__in=OUTSIDE))
        self._offer("addressee", bodies)

    def _offer(self, name: str, bodies: QuerySet[Body]) -> None:
        self.fields[name].queryset = bodies  # type: ignore[attr-defined]

    def _mine(self) -> list[str]:
        return bodies_of(self.user, {*FORCE, *MAKERS[Power.P28ZA]}, on=self.on)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        power, maker, addressee = (given.get(name) for name in ("power", "maker", "addressee"))
        if not (power and maker and addressee):
            return given
        field, body = ("addressee", addressee) if power in MADE_OUTSIDE else ("maker", maker)
        if body.pk not in bodies_of(self.user, MAKERS[power], on=self.on):
            self.add_error(
                field, _("You hold no role for this body that makes a recommendation of this kind.")
            )
        return given


class ResponseForm(forms.Form):
    bold_labels = True

    accepted = forms.ChoiceField(
        label=_("Is the recommendation accepted?"),
        choices=[(one.value, one.label) for one in (Answer.YES, Answer.IN_PART, Answer.NO)],
        widget=Radios(),
    )
    action = long_text(
        rows=10,
        label=_("What has been done or will be done, or why nothing?"),
        help_text=_("This is published unless representations against it are made. No names."),
    )
    received_on = PartialDateField(
        label=_("When was the response received?"), called=_("the day it was received"), future=False
    )
    representations = long_text(
        label=_("Representations against publishing it"),
        required=False,
        help_text=_(
            "Only if the response asks that it, or a part of it, is not published: the reasons given."
        ),
    )


class ExtensionForm(forms.Form):
    bold_labels = True

    asked_on = DateField(
        label=_("When was more time asked for?"), called=_("the day it was asked for"), future=False
    )
    until = DateField(label=_("What is the new last day?"), called=_("the new last day"))


class JudicialReviewForm(forms.Form):
    bold_labels = True

    first = DateField(label=_("When did the judicial review begin?"), called=_("the first day"), future=False)
    last = DateField(label=_("When did it end?"), called=_("the last day"), future=False)


class PublicationForm(forms.Form):
    bold_labels = True

    decision = forms.ChoiceField(
        label=_("How much of the response is published?"),
        choices=[(one.value, one.label) for one in (Publish.WHOLE, Publish.PART, Publish.NONE)],
        widget=Radios(reveals={"part": ("published_part",)}),
    )
    published_part = long_text(label=_("The words that are published"), required=False)
    reasons = long_text(label=_("Reasons"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("decision") == Publish.PART and not given.get("published_part"):
            self.add_error("published_part", _("Enter the words that are published"))
        return given


class CommitmentForm(forms.Form):
    bold_labels = True

    promised = long_text(rows=4, label=_("What was promised?"))
    due = PartialDateField(label=_("By when?"), called=_("the day it is due"), required=False)


class KeptForm(forms.Form):
    bold_labels = True

    done_on = PartialDateField(label=_("When was it done?"), called=_("the day it was done"), future=False)
    evidence = long_text(rows=4, label=_("What shows that it was done?"))


class ListFilter(forms.Form):
    """What the list of recommendations may be narrowed to."""

    STATES = (
        ("", _("All")),
        ("open", _("Awaiting a response")),
        ("late", _("Late")),
        ("accepted", _("Accepted, in whole or in part")),
        ("no", _("Not accepted")),
    )
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    addressee = forms.ChoiceField(label=_("Addressee"), required=False)

    def __init__(self, addressees: list[tuple[str, str]], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.fields["addressee"].choices = [("", _("All")), *addressees]  # type: ignore[attr-defined]

    def narrowed(self, rows: Any, on: date) -> Any:
        chosen = self.cleaned_data if self.is_valid() else {}
        if chosen.get("addressee"):
            rows = rows.filter(addressee=chosen["addressee"])
        match chosen.get("state"):
            case "open":
                return rows.awaiting()
            case "late":
                return rows.late(on)
            case "accepted":
                return rows.accepted()
            case "no":
                return rows.filter(answer=Answer.NO)
            case _:
                return rows


def may_make_any(user: User, *, on: date) -> bool:
    return bool(bodies_of(user, {*IOPC, *FORCE, *MAKERS[Power.P28ZA]}, on=on))
