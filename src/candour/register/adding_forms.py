"""The form that adds what the readers did not see: of whom or what, which field, its value, and the words that say it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.register.actions.adding import ByHand
from candour.register.cells import Cells
from candour.register.describing import person_of_source
from candour.register.models import SourceStatement
from candour.register.statements import DOCUMENT
from candour.register.subjects_named import FIELDS_OF, NEW, kind_of
from candour.register.values import LONGEST
from candour.register.wording import field_in_words, subject_in_words

KINDS = {
    "": _("The document"),
    "person": _("A person"),
    "recommendation": _("A recommendation"),
    "count": _("A number"),
}
LONGEST_SHOWN = 60
FURTHER = {
    "person": _("A further person"),
    "recommendation": _("A further recommendation"),
    "count": _("A further number"),
}


class AddForm(forms.Form):
    """Whoever is told of in the document already is offered by what is said of them."""

    bold_labels = True

    subject = forms.ChoiceField(label=_("Of whom or of what is it said?"))
    field = forms.ChoiceField(label=_("What is said?"))
    typed = forms.CharField(
        label=_("The value"),
        max_length=LONGEST,
        help_text=_(
            "In words, such as: police constable, or final written warning. A date as 2024, 2024-05 or 2024-05-14."
        ),
    )
    quoted = forms.CharField(
        label=_("The words of the document that say it"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copied from its text, as short as they can be."),
    )
    sheet = forms.ChoiceField(label=_("The sheet"))
    cell = forms.CharField(
        label=_("The cell that says it"),
        max_length=12,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        help_text=_("Its letter and number, such as B7."),
    )

    def __init__(
        self, rows: Sequence[SourceStatement], cells: Cells, *positional: Any, **options: Any
    ) -> None:
        super().__init__(*positional, **options)
        told = dict.fromkeys(
            row.subject for row in rows if row.subject != DOCUMENT and not row.subject.startswith("cell-")
        )
        known = [(one, f"{subject_in_words(one)}: {_words(rows, one)}") for one in told]
        further = [(f"{kind}-{NEW}", words) for kind, words in FURTHER.items()]
        self.fields["subject"].choices = [(DOCUMENT, subject_in_words(DOCUMENT)), *known, *further]  # type: ignore[attr-defined]
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            (words, [(one, field_in_words(one)) for one in FIELDS_OF[kind]]) for kind, words in KINDS.items()
        ]

        self._ask_for_place(cells)

    def _ask_for_place(self, cells: Cells) -> None:
        """A workbook has cells, a page or a letter words, and a PDF with tables both."""
        if cells.whole:
            del self.fields["quoted"]
        elif not cells.sheets:
            del self.fields["sheet"], self.fields["cell"]
        else:
            for name in ("quoted", "sheet", "cell"):
                self.fields[name].required = False
            self.fields["sheet"].label = _("Or the table")
        if "sheet" in self.fields:
            names = [] if cells.whole else [("", _("In no table"))]
            self.fields["sheet"].choices = [*names, *((one, one) for one in cells.sheets)]  # type: ignore[attr-defined]

    def given(self) -> ByHand:
        return ByHand(**self.cleaned_data)


def _words(rows: Sequence[SourceStatement], subject: str) -> str:
    if kind_of(subject) == "person":
        return person_of_source(rows, subject)
    own = (str(row.settled) for row in rows if row.subject == subject and row.settled is not None)
    return ", ".join(own)[:LONGEST_SHOWN]
