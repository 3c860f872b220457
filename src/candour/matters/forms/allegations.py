"""Adding an allegation and deciding it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.look.widgets import Checkboxes, Radios
from candour.matters.codes import edition_for, leaf_choices
from candour.matters.decisions import decisions_open_to
from candour.matters.models import Matter, PartyRole


class SubjectsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_name)


class AllegationForm(forms.Form):
    bold_labels = True
    code = forms.ChoiceField(label=_("What kind of allegation is it?"))
    summary = forms.CharField(
        label=_("What is alleged?"),
        help_text=_("As alleged, in one or two sentences. Say who is said to have done what."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    subjects = SubjectsChoice(
        label=_("Who is it about?"),
        help_text=_("Leave empty where it is about the service and not about anybody's conduct."),
        queryset=None,
        required=False,
        widget=Checkboxes(),
    )
    factors = forms.MultipleChoiceField(
        label=_("What was the situation?"), required=False, widget=Checkboxes()
    )

    def __init__(self, matter: Matter, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        fields: Any = self.fields
        edition = edition_for(matter, "allegation-categories")
        fields["code"].choices = [("", _("Choose one")), *leaf_choices(edition)]
        fields["subjects"].queryset = matter.parties.filter(
            role=PartyRole.COMPLAINED_ABOUT, left_on__isnull=True
        ).select_related("person")
        factors = edition_for(matter, "complaint-factors")
        fields["factors"].choices = [(code.code, code.title) for code in factors.codes.values()]


class DecideAllegationForm(forms.Form):
    bold_labels = True
    decision = forms.ChoiceField(label=_("What is decided?"), widget=Radios())
    reasons = forms.CharField(
        label=_("Reasons, as the complainant will read them"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    actions = forms.MultipleChoiceField(label=_("What follows from it?"), required=False, widget=Checkboxes())

    def __init__(self, matter: Matter, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        fields: Any = self.fields
        fields["decision"].choices = decisions_open_to(matter)
        actions = edition_for(matter, "result-actions")
        fields["actions"].choices = [(code.code, code.title) for code in actions.codes.values()]
