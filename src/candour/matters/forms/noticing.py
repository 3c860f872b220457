"""Entering a conduct matter, or a death or serious injury matter, that came to notice."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candour.accounts.models import User
from candour.look.fields import DateField, PartialDateField
from candour.look.widgets import Radios
from candour.matters.actions.noticing import MatterNoticed
from candour.matters.authority import About
from candour.matters.guided.entering import may_enter, own_forces
from candour.matters.models import MatterKind

KINDS = [
    (
        MatterKind.CONDUCT.value,
        _("Conduct matter: nobody complains, but a crime or misconduct of somebody serving is indicated"),
    ),
    (
        MatterKind.DSI.value,
        _(
            "Death or serious injury matter: somebody died or was seriously injured in custody or after contact with the police"
        ),
    ),
]
WHOSE = [
    (About.OFFICER_OR_STAFF.value, _("An officer, a special constable, a volunteer or a member of staff")),
    (About.CHIEF_OFFICER.value, _("The chief officer")),
]


class ForceChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.official_name)


class MatterNoticedForm(forms.Form):
    bold_labels = True
    kind = forms.ChoiceField(label=_("What kind of matter is it?"), choices=KINDS, widget=Radios())
    force = ForceChoice(label=_("Which force?"), queryset=None, widget=Radios(), empty_label=None)
    about = forms.ChoiceField(label=_("Whose conduct, or whose contact?"), choices=WHOSE, widget=Radios())
    known_on = DateField(
        label=_("On which day did it first come to the authority’s notice?"),
        help_text=_(
            "This day chooses the law, and the time to refer a death or serious injury runs from it."
        ),
        called=_("The day"),
        future=False,
    )
    summary = forms.CharField(
        label=_("What is it about, in a sentence or two?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    words_used = forms.CharField(
        label=_("What was reported, by whom, and how?"),
        help_text=_("As it was reported; what is concluded from it comes later."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    happened_on = PartialDateField(label=_("When did it happen?"), required=False)
    happened_where = forms.CharField(label=_("Where did it happen?"), required=False, max_length=300)

    def __init__(self, user: User, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.user, self.today = user, timezone.localdate()
        forces = own_forces(user, on=self.today)
        fields: Any = self.fields
        fields["force"].queryset = type(forces[0]).objects.filter(pk__in=[force.pk for force in forces])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        force, about = cleaned.get("force"), cleaned.get("about")
        refusal = may_enter(self.user, force, about, on=self.today) if force and about else None
        if refusal is not None:
            self.add_error("about", str(refusal.text))
        return cleaned

    def noticed(self) -> MatterNoticed:
        said = dict(self.cleaned_data)
        force, kind = said.pop("force"), MatterKind(said.pop("kind"))
        said["happened_on"] = said["happened_on"] or ""
        return MatterNoticed(kind=kind, expressed_to=force, **said)
