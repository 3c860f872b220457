"""The forms of rounds: open one, send it, enter days, answers and figures, take a reply in, clear it."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from candour.bodies.models import Body
from candour.look.fields import DateField
from candour.look.forms import Group
from candour.look.widgets import Radios
from candour.register.actions.rounds import NewQuestion, NewRound
from candour.register.models import Round, RoundAuthority
from candour.register.models.sources import NAME_LENGTH
from candour.register.replies.periods import Period
from candour.register.round_codes import (
    EXEMPTIONS,
    AnswerState,
    AnswerType,
    Law,
    Provenance,
    ReplyStanding,
    Unit,
)

QUESTIONS_OFFERED = 8
LONG = 2000
DECISIONS = [
    (ReplyStanding.CLEARED, _("It may be read: nothing hidden in it should be withheld from us")),
    (ReplyStanding.REJECTED, _("It goes back unread: it holds what should not have been sent")),
]


class RoundForm(forms.Form):
    """The authorities are those that the installation knows to be bound by an information Act."""

    bold_labels = True
    title = forms.CharField(label=_("What is it about?"), max_length=NAME_LENGTH)
    purpose = forms.CharField(
        label=_("What the letter says before the questions"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    asked_by = forms.CharField(label=_("Who asks?"), max_length=NAME_LENGTH)
    reply_to = forms.CharField(
        label=_("Address for the replies"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    period_from = DateField(
        label=_("First day of the time asked about"),
        called=_("the first day"),
        required=False,
    )
    period_to = DateField(
        label=_("Last day of the time asked about"), called=_("the last day"), required=False
    )
    everybody = forms.BooleanField(
        label=_("All police forces of the United Kingdom that an information Act binds"), required=False
    )
    authorities = forms.ModelMultipleChoiceField(
        label=_("Or which of them?"),
        queryset=Body.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        bound = Body.objects.exclude(foi_law__in=("", "none")).order_by("official_name")
        self.fields["authorities"].queryset = bound.filter(in_foi_round=True) | bound.filter(  # type: ignore[attr-defined]
            fictional=True, on_this_installation=True
        )
        for number in range(1, QUESTIONS_OFFERED + 1):
            self._offer(number)

    @property
    def groups(self) -> tuple[Group, ...]:
        questions = (
            Group(
                _("Question %(n)s") % {"n": number},
                (f"words_{number}", f"type_{number}", f"unit_{number}"),
            )
            for number in range(1, QUESTIONS_OFFERED + 1)
        )
        return (
            Group(str(_("The round")), ("title", "asked_by", "purpose", "reply_to")),
            *questions,
            Group(str(_("What time, and who")), ("period_from", "period_to", "everybody", "authorities")),
        )

    def _offer(self, number: int) -> None:
        self.fields[f"words_{number}"] = forms.CharField(
            label=_("The question"),
            max_length=LONG,
            required=number == 1,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"type_{number}"] = forms.ChoiceField(
            label=_("What answers it?"), choices=AnswerType.choices, required=number == 1
        )
        self.fields[f"unit_{number}"] = forms.ChoiceField(
            label=_("What is counted?"), choices=Unit.choices, required=False
        )

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if entered.get("everybody"):
            entered["authorities"] = Body.objects.in_information_round().order_by("official_name")
        elif "authorities" in entered and not entered["authorities"]:
            self.add_error("authorities", _("Choose at least one authority."))
        for number in range(1, QUESTIONS_OFFERED + 1):
            counts = entered.get(f"words_{number}") and entered.get(f"type_{number}") == AnswerType.COUNT
            if counts and entered.get(f"unit_{number}") in {"", None, Unit.NONE}:
                self.add_error(f"unit_{number}", _("Say what the number counts."))
        return entered

    def given(self) -> NewRound:
        entered = self.cleaned_data
        return NewRound(
            title=entered["title"],
            asked_by=entered["asked_by"],
            purpose=entered["purpose"],
            reply_to=entered["reply_to"],
            period_from=entered["period_from"],
            period_to=entered["period_to"],
            authorities=tuple(entered["authorities"]),
            questions=tuple(self._question(number) for number in self._asked()),
        )

    def _asked(self) -> list[int]:
        return [n for n in range(1, QUESTIONS_OFFERED + 1) if self.cleaned_data.get(f"words_{n}")]

    def _question(self, number: int) -> NewQuestion:
        entered = self.cleaned_data
        answered_by = AnswerType(entered[f"type_{number}"] or AnswerType.WORDS)
        unit = Unit(entered[f"unit_{number}"]) if answered_by is AnswerType.COUNT else Unit.NONE
        return NewQuestion(f"question-{number}", entered[f"words_{number}"], answered_by, unit)


class SendForm(forms.Form):
    """Those to which nothing has been sent yet."""

    bold_labels = True

    authorities = forms.ModelMultipleChoiceField(
        label=_("To whom?"),
        queryset=RoundAuthority.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one authority.")},
    )
    dated = DateField(
        label=_("On which day do they receive it?"),
        called=_("the day it is received"),
        future=False,
        help_text=_("A request by e-mail is received on the day it is sent. The letter bears that day."),
    )

    def __init__(self, round_: Round, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        waiting = round_.authorities.with_names().filter(received_on=None)
        field = self.fields["authorities"]
        field.queryset = waiting  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: one.body.official_name  # type: ignore[attr-defined]
        field.initial = list(waiting)


class DayForm(forms.Form):
    """One day, of whatever has happened."""

    bold_labels = True

    def __init__(self, label: Any, called: Any, future: bool, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.fields["day"] = DateField(label=label, called=called, future=future)


class AnswerForm(forms.Form):
    bold_labels = True

    questions = forms.MultipleChoiceField(label=_("Which questions?"), widget=forms.CheckboxSelectMultiple)
    state = forms.ChoiceField(
        label=_("How were they answered?"), choices=AnswerState.choices, widget=Radios()
    )
    sections = forms.MultipleChoiceField(
        label=_("Which sections does the refusal cite?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label=_("Note"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, authority: RoundAuthority, *positional: Any, **options: Any) -> None:
        """The Act that governs the authority says which sections there are, and what each is about."""
        super().__init__(*positional, **options)
        law = Law(authority.law)
        asked = [(one.key, f"{one.number}. {one.words}") for one in authority.round.questions.all()]
        self.fields["questions"].choices = asked  # type: ignore[attr-defined]
        self.fields["sections"].choices = EXEMPTIONS[law]  # type: ignore[attr-defined]
        self.fields["sections"].help_text = law.label
        self.fields["questions"].initial = [key for key, _words in asked]


class FigureForm(forms.Form):
    """A figure of a letter or of a published log, in the words that stand there."""

    bold_labels = True

    question = forms.ChoiceField(label=_("Which question does it answer?"))
    written = forms.CharField(
        label=_("The figure as it is written"),
        max_length=80,
        help_text=_("12, 1-4, fewer than 5, nil, or the sign that stands there."),
    )
    provenance = forms.ChoiceField(label=_("Where is it from?"), choices=Provenance.choices, widget=Radios())
    source = forms.CharField(
        label=_("Where exactly does it stand?"),
        max_length=400,
        help_text=_("Such as: letter of 3 March, page 2, answer 1."),
    )
    period_from = DateField(label=_("First day that it is for"), called=_("the first day"), required=False)
    period_to = DateField(label=_("Last day that it is for"), called=_("the last day"), required=False)

    def __init__(self, round_: Round, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        asked = [(one.key, f"{one.number}. {one.words}") for one in round_.questions.all() if one.counts]
        self.fields["question"].choices = asked  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        first, last = entered.get("period_from"), entered.get("period_to")
        if bool(first) != bool(last) or (first and last and last < first):
            self.add_error("period_to", _("Give both days, the last not before the first, or neither."))
        return entered

    def period(self) -> Period | None:
        first, last = self.cleaned_data.get("period_from"), self.cleaned_data.get("period_to")
        return Period(first, last) if isinstance(first, date) and isinstance(last, date) else None


class ReplyForm(forms.Form):
    bold_labels = True

    upload = forms.FileField(
        label=_("The file as it came"),
        help_text=_(
            "A workbook (XLSX or ODS), a CSV table, a PDF or a text. It is looked through and held. "
            "At most %(size)s MB."
        )
        % {"size": settings.DOCUMENT_MAX_BYTES // 1024 // 1024},
    )
    received_on = DateField(label=_("When did it come?"), called=_("the day it came"), future=False)
    ends_clock = forms.BooleanField(
        label=_("It is the authority's reply, not only an acknowledgement"), required=False, initial=True
    )


class SettleForm(forms.Form):
    bold_labels = True

    decision = forms.ChoiceField(label=_("May it be read?"), choices=DECISIONS, widget=Radios())
    reasons = forms.CharField(
        label=_("What did you see, and why?"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 3})
    )


class AsideForm(forms.Form):
    bold_labels = True

    reasons = forms.CharField(
        label=_("What takes its place, or what is wrong with it?"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
