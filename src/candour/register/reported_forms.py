"""The forms of what a published report says of a round: enter it, correct it, strike it out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.look.widgets import Radios
from candour.register.actions.reported import NewStatement
from candour.register.models import Round, RoundStatement, Source
from candour.register.models.sources import NAME_LENGTH
from candour.register.round_codes import Reported, Unit

LONG = 1000
MOST = 2_000_000_000
NOTHING, QUESTION = "nothing", "question-"


class StatementForm(forms.Form):
    """`about` is a question whose total the number stands beside, or how many replied, or neither."""

    bold_labels = True

    value = forms.IntegerField(
        label=_("Which number does the report give?"),
        min_value=0,
        max_value=MOST,
        required=False,
        help_text=_("In digits. Leave it empty where a single case is told without a number."),
    )
    words = forms.CharField(
        label=_("What does it count, or tell?"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In your own words, to be read after the number. Name nobody."),
    )
    unit = forms.ChoiceField(
        label=_("What is the unit?"),
        choices=Unit.choices,
        help_text=_("Officers, cases and allegations are never compared with one another."),
    )
    about = forms.ChoiceField(label=_("What does it stand beside?"), widget=Radios(), initial=NOTHING)
    body = forms.ChoiceField(label=_("Is it about one authority?"), required=False)
    place = forms.CharField(
        label=_("Where does it stand?"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("Such as: paragraph 3, or page 2, table 1."),
    )
    source = forms.CharField(
        label=_("Reference of the captured report, if it was captured"),
        max_length=20,
        required=False,
        help_text=_("Such as SRC-2026-00004. Then its words are lit up there."),
    )
    quoted = forms.CharField(
        label=_("The words of that report, as they stand there"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, round_: Round, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.questions = {one.key: one for one in round_.questions.all() if one.counts}
        self.bodies = {
            one.body_id: one.body for one in round_.authorities.with_names() if one.body is not None
        }
        if not round_.source_name:
            self.fields["place"].help_text = _(
                "Name the report too, such as: Wexmoor Gazette of 4 May 2026, paragraph 3."
            )
        totals = [
            (
                f"{QUESTION}{key}",
                _("The total of question %(n)s: %(words)s") % {"n": one.number, "words": one.words},
            )
            for key, one in self.questions.items()
        ]
        self.fields["about"].choices = [*totals, *Reported.choices, (NOTHING, _("None of these"))]  # type: ignore[attr-defined]
        named = [(key, one.official_name) for key, one in self.bodies.items()]
        self.fields["body"].choices = [("", _("No, about all of them")), *named]  # type: ignore[attr-defined]

    def clean_source(self) -> Source | None:
        written = self.cleaned_data["source"].strip()
        found = Source.objects.with_names().filter(reference__iexact=written).first() if written else None
        if written and found is None:
            raise forms.ValidationError(_("No source of this reference was captured."))
        return found

    def given(self) -> NewStatement:
        entered = self.cleaned_data
        about = entered["about"]
        return NewStatement(
            words=entered["words"],
            place=entered["place"],
            unit=Unit(entered["unit"]) if entered["value"] is not None else Unit.NONE,
            value=entered["value"],
            body=self.bodies.get(entered["body"]),
            reported=about if about in Reported.values else "",
            question=self.questions.get(about.removeprefix(QUESTION)),
            source=entered["source"],
            quoted=entered["quoted"],
        )


class CorrectionForm(StatementForm):
    """As it stands, to be changed, with what was wrong."""

    reasons = forms.CharField(
        label=_("What was wrong with it?"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )


class StrikeForm(forms.Form):
    bold_labels = True

    reasons = forms.CharField(
        label=_("Why does it not stand?"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )


def as_it_stands(one: RoundStatement) -> dict[str, Any]:
    """What the form of a correction begins with."""
    return {
        "value": one.value,
        "words": one.words,
        "unit": one.unit,
        "about": one.reported or (f"{QUESTION}{one.question.key}" if one.question else NOTHING),
        "body": one.body_id or "",
        "place": one.place,
        "source": one.reading.version.source.reference if one.reading else "",
        "quoted": one.quoted,
    }
