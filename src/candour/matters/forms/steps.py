"""The form of a step, built from what the law asks: its test limb by limb, its questions, and the day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.bodies.models import Body
from candour.deadlines.law import the_law
from candour.look.dates import day_in_words
from candour.look.fields import AnswerField, DateField, MomentField, YesNoField
from candour.look.widgets import Checkboxes, Radios
from candour.matters.actions.days import LOOKS_AHEAD, day_problems
from candour.matters.actions.disclosing import CONCERNED
from candour.matters.actions.informing import TO_THE_PROTECTED, who_may_be_told
from candour.matters.actions.taking import Limbs
from candour.matters.codes import question_choices
from candour.matters.facts import facts_of
from candour.matters.models import Matter, Party
from candour.matters.people import Candidate, candidates
from candour.matters.review_body import limbs_from_the_record
from candour.papers.models import Document
from candour.procedure.law_file import Confidence
from candour.procedure.lifecycles import AnswerKind, Question, Step
from candour.procedure.statutory_tests import Limb

LONGEST_TEXT = 10_000
FARTHEST = timedelta(days=10 * 366)
HOLDS = {"yes": True, "no": False, "cannot-say": None}


class StepForm(forms.Form):
    """`limb-KEY` and `limb-KEY-reasons` for the test, then each question by its name, then `on`."""

    bold_labels = True

    def __init__(self, step: Step, matter: Matter, user: User, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.step, self.matter, self.user = step, matter, user
        self.today = timezone.localdate()
        self.not_eligible: list[Candidate] = []
        if step.test:
            self._add_limbs()
        for question in step.asks:
            self.fields[field_name(question.name)] = self._field(question)
        self.fields["on"] = DateField(
            label=_("On which day was this done?"), called=_("the day this was done"), future=False, initial=self.today
        )

    def _add_limbs(self) -> None:
        facts = facts_of(self.matter, on=self.today)
        known = limbs_from_the_record(self.matter, facts) if self.step.test == "relevant-review-body" else {}
        for limb in the_law().tests[self.step.test or ""].limbs_for(facts):
            self._add_limb(limb, known.get(limb.key))

    def _add_limb(self, limb: Limb, known: bool | None) -> None:
        """What the record shows is offered as the answer; a person still gives it."""
        reasons = f"limb-{limb.key}-reasons"
        self.fields[f"limb-{limb.key}"] = AnswerField(
            label=limb.words,
            help_text=_hint_of(limb),
            initial={True: "yes", False: "no"}.get(known) if known is not None else None,
            error_messages={"required": _("Answer yes, no or cannot say yet: %(limb)s") % {"limb": limb.words}},
        )
        self.fields[reasons] = forms.CharField(
            label=_("Reasons"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        )

    def _field(self, question: Question) -> forms.Field:
        named: dict[str, Any] = {
            "label": question.question,
            "help_text": question.hint,
            "required": question.required,
        }
        match question.kind:
            case AnswerKind.DATE:
                return self._day_field(question, named)
            case AnswerKind.MOMENT:
                return MomentField(future=False, called=called(question), **named)
            case AnswerKind.YES_NO:
                return YesNoField(**named)
            case AnswerKind.CODE:
                choices = question_choices(question, self.matter.made_on or self.matter.received_on)
                return forms.ChoiceField(choices=choices, widget=Radios(), **named)
            case AnswerKind.TEXT:
                widget = forms.Textarea(attrs={"rows": 5})
                return forms.CharField(max_length=LONGEST_TEXT, widget=widget, **named)
            case _:
                return self._row_field(question, named)

    def _day_field(self, question: Question, named: dict[str, Any]) -> DateField:
        """Plans lie ahead, but not so far that a figure of the year must have slipped."""
        ahead = question.name in LOOKS_AHEAD
        last = self.today + FARTHEST if ahead else None
        return DateField(future=ahead, called=called(question), not_after=last, **named)

    def _row_field(self, question: Question, named: dict[str, Any]) -> forms.Field:
        """A row of this matter, a body, or somebody who may be appointed."""
        match question.kind:
            case AnswerKind.PARTY:
                parties = self._parties(question)
                if not parties.exists():
                    named["help_text"] = nobody_to_choose()
                return PartyChoice(queryset=parties, widget=Radios(), empty_label=None, **named)
            case AnswerKind.BODY:
                return forms.ModelChoiceField(queryset=Body.objects.order_by("official_name"), empty_label=_("Choose a body"), **named)
            case AnswerKind.LIST:
                people = User.objects.filter(pk__in=[one.user.pk for one in self._candidates() if one.refusal is None])
                return UserChoice(queryset=people.order_by("name"), empty_label=_("Choose a person"), **named)
            case AnswerKind.FILE:
                papers = Document.objects.filter(case_file=self.matter.case_file).order_by("received_on", "id")
                return PapersChoice(queryset=papers, widget=Checkboxes(), **named)
            case AnswerKind.ALLEGATION:
                return forms.ModelChoiceField(queryset=self.matter.allegations.all(), widget=Radios(), empty_label=None, **named)
            case _:
                raise NotImplementedQuestion(question)

    def _parties(self, question: Question) -> QuerySet[Party]:
        """The known people of the matter; for an update or an outcome, those to whom it can be owed."""
        if self.step.key in TO_THE_PROTECTED:
            return who_may_be_told(self.matter).select_related("person")
        parties: QuerySet[Party] = self.matter.parties.filter(left_on__isnull=True, person__isnull=False)
        if question.name == "officer":
            parties = parties.filter(role__in=CONCERNED)
        return parties.select_related("person")

    def _candidates(self) -> Sequence[Candidate]:
        found = candidates(self.matter, on=self.today)
        self.not_eligible = [one for one in found if one.refusal is not None]
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        on = cleaned.get("on")
        if on is not None:
            known = facts_of(self.matter, on=on)
            for name, sentence in day_problems(self.step, self.matter, self.answers(), known, on=on, today=self.today):
                self._say(name, sentence)
        return cleaned

    def _say(self, name: str, sentence: str) -> None:
        """Of several days on the form, the sentence names the one it is about."""
        asked = next((question for question in self.step.asks if question.name == name), None)
        field = field_name(name) if asked else name
        if field not in self.errors:
            self.add_error(field, sentence.replace("This day", capfirst(called(asked))) if asked else sentence)

    def answers(self) -> dict[str, Any]:
        asked = {question.name: field_name(question.name) for question in self.step.asks}
        given = {name: _plain(self.cleaned_data.get(field)) for name, field in asked.items()}
        return {name: value for name, value in given.items() if value not in (None, "", [])}

    def limbs(self) -> Limbs:
        if not self.step.test:
            return Limbs()
        asked = [limb.key for limb in the_law().tests[self.step.test].limbs if f"limb-{limb.key}" in self.fields]
        holds = {key: HOLDS[self.cleaned_data[f"limb-{key}"]] for key in asked}
        reasons = {key: self.cleaned_data.get(f"limb-{key}-reasons", "") for key in asked}
        return Limbs(holds, reasons)

    def on(self) -> date:
        day: date = self.cleaned_data["on"]
        return day


class NotImplementedQuestion(TypeError):
    """A lifecycle asks for a kind of answer that this room has no field for."""

    def __init__(self, question: Question) -> None:
        super().__init__(f"{question.name} is of kind {question.kind}, which no form of a step offers.")


class PartyChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.shown_name} ({obj.get_role_display().lower()})"


class PapersChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return _("%(title)s, of %(day)s") % {"title": obj.title, "day": day_in_words(obj.received_on)}


class UserChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


def _hint_of(limb: Limb) -> str:
    """Its definition, and what of it could not be confirmed."""
    doubt = limb.confidence_note if limb.confidence not in (None, Confidence.READ) else ""
    words = _("%(level)s: %(note)s.") % {"level": str(limb.confidence).capitalize(), "note": doubt} if doubt else ""
    return " ".join(filter(None, [limb.definition, words]))


def nobody_to_choose() -> str:
    return _("Nobody can be chosen: of those it could be, nobody is known by name or by a way to reach them. Identify them under People.")


def _plain(value: Any) -> Any:
    """Rows chosen as a list."""
    return list(value) if isinstance(value, QuerySet) else value


def called(question: Question) -> str:
    """How an error names the question, since most forms ask for more than one day."""
    return _("your answer to “%(question)s”") % {"question": question.question}


def field_name(question: str) -> str:
    """`on` is the form's own field; no question may shadow it."""
    return f"answer-{question}" if question == "on" else question
