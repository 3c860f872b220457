"""What stands in the way of publication, publishing, and withdrawing what was published."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.look.fields import PartialDateField
from candour.look.widgets import Radios
from candour.publishing.codes import BlockerKind
from candour.publishing.forms.fields import long_text


class ConsiderForm(forms.Form):
    """For each kind that nobody has considered: does publication wait for it, and what shows that?"""

    bold_labels = True
    hide_optional = True
    WAITS = (("no", _("No, it need not wait")), ("yes", _("Yes, it must wait")), ("", _("I cannot say yet")))

    def __init__(self, kinds: list[BlockerKind], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.kinds = kinds
        for kind in kinds:
            self.fields[f"{kind.value}-waits"] = forms.ChoiceField(
                label=kind.label, choices=self.WAITS, required=False, widget=Radios(inline=True)
            )
            self.fields[f"{kind.value}-evidence"] = forms.CharField(
                label=_("What shows it?"), required=False, max_length=2000
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for kind in self.kinds:
            if given.get(f"{kind.value}-waits") and not given.get(f"{kind.value}-evidence"):
                self.add_error(
                    f"{kind.value}-evidence",
                    _("Say what shows it: a letter, a listing, a decision and its day."),
                )
        return given

    def answered(self) -> list[tuple[BlockerKind, bool, str]]:
        given = self.cleaned_data
        return [
            (kind, given[f"{kind.value}-waits"] == "yes", given[f"{kind.value}-evidence"])
            for kind in self.kinds
            if given.get(f"{kind.value}-waits")
        ]


class BlockerForm(forms.Form):
    bold_labels = True

    kind = forms.ChoiceField(
        label=_("What must publication wait for?"), choices=BlockerKind.choices, widget=Radios()
    )
    opened = PartialDateField(label=_("Since when?"), called=_("the day it began"), required=False)
    expected = PartialDateField(
        label=_("When is it expected to end?"), called=_("the expected day"), required=False
    )
    evidence = long_text(3, label=_("What shows it?"))


class CloseForm(forms.Form):
    bold_labels = True

    closed = PartialDateField(label=_("When did it end?"), called=_("the day it ended"), future=False)
    evidence = long_text(3, label=_("What shows it?"))


class PublishForm(forms.Form):
    """Only what this publication needs is asked for."""

    bold_labels = True

    change = long_text(
        2, label=_("What changed since the version before?"), help_text=_("The public is shown this.")
    )
    warnings_answered = long_text(3, label=_("Why does the wording stand although it was warned about?"))
    override_reasons = long_text(
        4,
        label=_("Reasons for publishing although the checklist is not met"),
        help_text=_("They are entered in the record under your name."),
    )

    def __init__(self, *positional: Any, changed: bool, warned: bool, refused: bool, **options: Any) -> None:
        super().__init__(*positional, **options)
        for name, asked in (
            ("change", changed),
            ("warnings_answered", warned),
            ("override_reasons", refused),
        ):
            if not asked:
                del self.fields[name]


WITHDRAW = _("Withdraw the page")
WITHDRAWN = _("The page is withdrawn: its address says so, and why")


class WithdrawForm(forms.Form):
    bold_labels = True

    reason = long_text(
        3,
        label=_("Why is the page withdrawn?"),
        error_messages={"required": _("Say why the page is withdrawn")},
        help_text=_("The public is shown this at the page's address. No names."),
    )
