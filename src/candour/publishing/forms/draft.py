"""The draft of a page about a case: what happened, its people, its events, and what the record offers to begin with."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from candour.accounts.models import CaseFile, User
from candour.bodies.models import Body
from candour.deadlines.law import the_law
from candour.learning.models import Recommendation
from candour.look.fields import PartialDateField, YesNoField
from candour.look.widgets import Checkboxes, Radios
from candour.matters.models import Matter
from candour.publishing.actions import EventDraft, PeopleDraft, SummaryDraft
from candour.publishing.actions.drafting import PARTS
from candour.publishing.codes import (
    Began,
    Decision,
    Outcome,
    Platform,
    Proceeding,
    PublicRole,
    Serving,
    Theme,
)
from candour.publishing.forms.fields import long_text, several

FORCES = ("force", "second_force", "third_force")
LISTS = ("themes", "behaviours", "platforms", "standards")


class RecommendationChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.reference}: {Truncator(obj.text).words(14)}"


class SummaryForm(forms.Form):
    """The whole draft but its people and events, which have pages of their own."""

    bold_labels = True

    what = forms.CharField(
        label=_("What was it about?"),
        max_length=160,
        help_text=_(
            "The beginning of the title, such as: Images of detainees shared. Force and month are added."
        ),
    )
    force = forms.ModelChoiceField(label=_("Which force was it about?"), queryset=Body.objects.none())
    second_force = forms.ModelChoiceField(
        label=_("A second force"), queryset=Body.objects.none(), required=False
    )
    third_force = forms.ModelChoiceField(
        label=_("A third force"), queryset=Body.objects.none(), required=False
    )
    month = PartialDateField(label=_("When did it happen, or begin?"), called=_("the month"), future=False)
    began = forms.ChoiceField(label=_("How did it begin?"), choices=Began.choices, widget=Radios())
    began_on = PartialDateField(
        label=_("When was it referred, or begun?"), called=_("the day it began"), required=False
    )
    concluded_on = PartialDateField(
        label=_("When was the investigation concluded?"), called=_("the day it was concluded"), required=False
    )
    happened = long_text(
        10, label=_("What happened"), help_text=_("No names. An empty line parts paragraphs.")
    )
    found = long_text(10, label=_("What was found"))
    followed = long_text(10, label=_("What followed"))
    learning = long_text(4, label=_("Learning"), required=False)
    references = forms.CharField(
        label=_("References"), required=False, help_text=_("Parted by spaces, such as 2021/162020.")
    )
    recommendations = RecommendationChoice(
        label=_("Recommendations that came of it"),
        queryset=Recommendation.objects.none(),
        required=False,
        widget=Checkboxes(),
    )
    themes = several(_("Themes"), Theme.choices)
    behaviours = several(_("Behaviour alleged or found"), ())
    platforms = several(_("Services used"), Platform.choices)
    standards = several(_("Standards of professional behaviour named"), ())

    def __init__(self, user: User, on: date, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        for name in FORCES:
            self.fields[name].queryset = Body.objects.forces()  # type: ignore[attr-defined]
        mine = Recommendation.objects.open_to(user, on=on).with_names()
        self.fields["recommendations"].queryset = mine  # type: ignore[attr-defined]
        for field, name in (
            ("behaviours", "behaviours"),
            ("standards", "standards-of-professional-behaviour"),
        ):
            codes = the_law().lists[name].edition_on(on).codes.values()
            self.fields[field].choices = [(code.code, code.title) for code in codes]  # type: ignore[attr-defined]

    def clean_references(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["references"].replace(",", " ").split())

    def draft(self, before: SummaryDraft | None) -> SummaryDraft:
        """What was typed, with the people, events and source that stand."""
        kept = (
            {
                "people": before.people,
                "events": before.events,
                "source": before.source,
                "source_published": before.source_published,
            }
            if before
            else {}
        )
        given = dict(self.cleaned_data)
        for name in ("began_on", "concluded_on"):
            given[name] = given[name] or ""
        for name in ("recommendations", *LISTS):
            given[name] = tuple(given[name])
        named = [given.pop(name) for name in FORCES]
        given["forces"] = tuple(dict.fromkeys(force for force in named if force))
        return SummaryDraft(**given, **kept)  # type: ignore[arg-type]


class PeopleForm(forms.Form):
    bold_labels = True

    role = forms.ChoiceField(
        label=_("Role"),
        choices=PublicRole.choices,
        help_text=_("Say police officer where the rank may identify."),
    )
    count = forms.IntegerField(
        label=_("How many?"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("Leave it empty where it is not known."),
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    serving = forms.ChoiceField(
        label=_("At the time of the outcome"), choices=Serving.choices, widget=Radios()
    )
    decisions = several(_("Decision"), Decision.choices)
    proceedings = several(_("Proceedings"), Proceeding.choices)
    outcomes = several(_("Outcome"), Outcome.choices)
    outcome_on = PartialDateField(
        label=_("When was the outcome?"), called=_("the day of the outcome"), required=False
    )
    sentence = forms.RegexField(
        regex=r"^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$",
        label=_("Length of a sentence"),
        required=False,
        max_length=12,
        help_text=_("Years, months and days as P2Y9M. Leave it empty where there is none."),
        error_messages={"invalid": _("Enter the length of the sentence as P2Y9M: years, months, days")},
    )
    barred = YesNoField(label=_("Are they on the barred list?"), called=_("the barred list"), required=False)
    note = long_text(3, label=_("Anything else that is stated"), required=False)

    def draft(self) -> PeopleDraft:
        given = dict(self.cleaned_data)
        for name in ("decisions", "proceedings", "outcomes"):
            given[name] = tuple(given[name])
        given["outcome_on"] = given["outcome_on"] or ""
        return PeopleDraft(**given)


class EventForm(forms.Form):
    bold_labels = True

    day = PartialDateField(label=_("When?"), called=_("the day"))
    title = forms.CharField(label=_("What happened?"), max_length=200)
    note = long_text(2, label=_("Note"), required=False)

    def draft(self) -> EventDraft:
        return EventDraft(**self.cleaned_data)


def initial_of(before: SummaryDraft) -> dict[str, Any]:
    """The draft as the form shows it."""
    shown = {name: value for name, value in vars(before).items() if name not in PARTS}
    shown["references"] = " ".join(before.references)
    shown |= {name: force.pk for name, force in zip(FORCES, before.forces, strict=False)}
    return {**shown, "recommendations": [one.pk for one in before.recommendations]}


def initial_from_matter(case_file: CaseFile) -> dict[str, Any]:
    """What the record of the matter offers for a page not begun: a person still writes it."""
    matter = Matter.objects.with_names().filter(case_file=case_file).first()
    if matter is None:
        return {}
    made = Recommendation.objects.filter(matter=matter)
    return {
        "force": matter.expressed_to_id,
        "began": matter.kind,
        "began_on": matter.received_on.isoformat()[:7],
        "month": matter.happened_on[:7] if matter.happened_on[:4].isdigit() else "",
        "recommendations": list(made.values_list("pk", flat=True)),
    }
