"""The forms of entries: who a person of a source is in a case, why a link is made or undone, and which value stands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.look.widgets import Radios
from candour.register.actions.settling import OWN
from candour.register.describing import group_in_words, person_of_case
from candour.register.field_accounts import FieldAccount
from candour.register.groups_told import GroupAccount
from candour.register.models import SourceStatement
from candour.register.telling import PersonAccount
from candour.register.wording import told_in_words

LONGEST_REASONS = 2000


def _places(people: Sequence[PersonAccount]) -> list[tuple[str, Any]]:
    known = [
        (
            str(one.person.number),
            _("Person %(n)s: %(words)s") % {"n": one.person.number, "words": person_of_case(one)},
        )
        for one in people
    ]
    return [*known, ("new", _("Somebody else in this case")), ("other", _("Nobody in this case"))]


def _reasons(label: Any, *, required: bool) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=LONGEST_REASONS, required=required, widget=area)


class LinkForm(forms.Form):
    """One question for each person of the source."""

    bold_labels = True

    def __init__(
        self,
        told: Sequence[tuple[str, str]],
        people: Sequence[PersonAccount],
        *positional: Any,
        **options: Any,
    ) -> None:
        super().__init__(*positional, **options)
        self.subjects = [subject for subject, _words in told]
        for subject, words in told:
            self.fields[subject] = forms.ChoiceField(
                label=words,
                choices=_places(people),
                widget=Radios(),
                help_text=_("Who is that in this case?"),
                error_messages={"required": _("Say who this is in the case: %(who)s") % {"who": words}},
            )
        self.fields["reasons"] = _reasons(
            _("Why it is the same case, where little speaks for it"), required=False
        )

    def places(self) -> dict[str, str]:
        return {subject: self.cleaned_data[subject] for subject in self.subjects}


class PlaceForm(forms.Form):
    bold_labels = True

    def __init__(self, people: Sequence[PersonAccount], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.fields["where"] = forms.ChoiceField(
            label=_("Who is that in this case?"), choices=_places(people), widget=Radios()
        )


class PlaceGroupForm(forms.Form):
    """`own` is the one that the telling is of now."""

    bold_labels = True

    def __init__(
        self, groups: Sequence[GroupAccount], own: GroupAccount, *positional: Any, **options: Any
    ) -> None:
        super().__init__(*positional, **options)
        known = [(str(one.number), f"{one.kind.label} {one.number}: {group_in_words(one)}") for one in groups]
        alone = len(own.members) == 1
        others = [pair for pair in known if not (alone and pair[0] == str(own.number))]
        self.fields["where"] = forms.ChoiceField(
            label=_("Which one is it in this case?"),
            choices=[*others, (OWN, _("None of the others: it stands for itself"))],
            widget=Radios(),
            initial=OWN if alone else str(own.number),
        )


class UnlinkForm(forms.Form):
    reasons = _reasons(_("Why is it not of this case?"), required=True)


class SettleForm(forms.Form):
    """The values as the sources give them, each with its sources."""

    bold_labels = True

    def __init__(self, told: FieldAccount, *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.by_key: dict[str, SourceStatement] = {
            str(one.statements[0].pk): one.statements[0] for one in told.told
        }
        choices = [
            (str(one.statements[0].pk), f"{told_in_words(one.value, told.name)} ({_sources(one.statements)})")
            for one in told.told
        ]
        self.fields["stands"] = forms.ChoiceField(
            label=_("Which value stands?"), choices=choices, widget=Radios()
        )
        self.fields["reasons"] = _reasons(_("Why that one? The public is shown the reason."), required=True)

    def chosen(self) -> SourceStatement:
        return self.by_key[self.cleaned_data["stands"]]


def _sources(statements: Sequence[SourceStatement]) -> str:
    named = (one.reading.version.source for one in statements)
    return ", ".join(dict.fromkeys(f"{one.published_by}, {one.reference}" for one in named))
