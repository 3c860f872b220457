"""The form on which a person settles what each column of a reply answers, filled in with what is offered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.look.forms import Group
from candour.look.widgets import Radios
from candour.register.models import RoundQuestion
from candour.register.replies.figures import normalised
from candour.register.replies.mapping import Column, Count, Layout, Mapping, Use
from candour.register.replies.periods import YearBasis
from candour.register.statements import Cell

MOST_COLUMNS = 60
LAYOUTS = [
    (Layout.FIGURES.value, _("Numbers that the authority counted")),
    (Layout.RECORDS.value, _("A row for each case or person, counted here")),
]
BASES = [
    ("", _("The reply does not say: count no bare year")),
    (YearBasis.CALENDAR.value, _("Calendar years")),
    (YearBasis.FROM_APRIL.value, _("Years from April: 2019 is April 2019 to March 2020")),
    (YearBasis.TO_MARCH.value, _("Years to March: 2019 is April 2018 to March 2019")),
]
BY_ROWS = f"{Use.FIGURE.value}:"
OF_THE_TABLE = ("layout", "year_basis", "zeros_shown", "sign", "sign_low", "sign_high", "last_row")
HOW = [
    ("", _("None: rows are not counted for it")),
    ("rows", _("Every row")),
    ("values", _("Rows with one of the words below")),
    ("distinct", _("Each different value of the column, once")),
]


class WhereForm(forms.Form):
    """Which sheet, and in which row its headings stand."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    heading_row = forms.IntegerField(label=_("Row of the headings"), min_value=1, max_value=100_000)

    def __init__(self, sheets: Sequence[str], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]


class MappingForm(forms.Form):
    """One group for each column, and one for each question that asks for a number: which rows are for it."""

    bold_labels = True

    layout = forms.ChoiceField(label=_("What does the table hold?"), choices=LAYOUTS, widget=Radios())
    year_basis = forms.ChoiceField(
        label=_("Which years are meant?"), choices=BASES, widget=Radios(), required=False
    )
    zeros_shown = forms.BooleanField(
        label=_("The table writes its zeros, so that “fewer than 5” means at least 1"), required=False
    )
    sign = forms.CharField(label=_("A sign that a key of the reply explains"), max_length=20, required=False)
    sign_low = forms.IntegerField(label=_("The sign means at least"), min_value=0, required=False)
    sign_high = forms.IntegerField(label=_("and at most"), min_value=0, required=False)
    last_row = forms.IntegerField(
        label=_("Last row of the table"),
        help_text=_("Leave it empty to read to the end of the sheet. A table below it is mapped by itself."),
        min_value=2,
        max_value=1_048_576,
        required=False,
    )

    def __init__(
        self, offered: Mapping, questions: Sequence[RoundQuestion], *positional: Any, **options: Any
    ) -> None:
        self.offered, self.questions = offered, [one for one in questions if one.counts]
        super().__init__(*positional, **{**options, "initial": _initial(offered)})
        self.columns = offered.columns[:MOST_COLUMNS]
        for column in self.columns:
            self._column_fields(column)
        for question in self.questions:
            self._count_fields(question)

    @property
    def groups(self) -> tuple[Group, ...]:
        columns = tuple(
            Group(_place(one), (f"use_{one.number}", f"period_{one.number}")) for one in self.columns
        )
        counts = tuple(
            Group(
                _("Rows for question %(n)s") % {"n": one.number},
                (f"how_{one.key}", f"column_{one.key}", f"values_{one.key}"),
                hint=one.words,
            )
            for one in self.questions
        )
        whole = Group(str(_("The table as a whole")), OF_THE_TABLE)
        return (whole, *columns, *counts)

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if entered.get("sign") and entered.get("sign_low") is None:
            self.add_error("sign_low", _("Say what the sign stands for."))
        low, high = entered.get("sign_low"), entered.get("sign_high")
        if low is not None and high is not None and high < low:
            self.add_error("sign_high", _("It must not be less than the least."))
        for question in self.questions:
            needs = entered.get(f"how_{question.key}") in {"values", "distinct"}
            if needs and not entered.get(f"column_{question.key}"):
                self.add_error(f"column_{question.key}", _("Choose the column."))
        return entered

    def mapping(self) -> Mapping:
        entered = self.cleaned_data
        records = entered["layout"] == Layout.RECORDS
        by_rows = any(entered[f"use_{one.number}"] == BY_ROWS for one in self.columns)
        basis = entered["year_basis"]
        signs = {entered["sign"]: (entered["sign_low"], entered["sign_high"])} if entered["sign"] else {}
        return Mapping(
            sheet=self.offered.sheet,
            layout=Layout(entered["layout"]),
            heading_row=self.offered.heading_row,
            columns=tuple(self._column(one) for one in self.columns),
            counts=tuple(one for one in self._counts() if records or (by_rows and one.values)),
            last_row=entered["last_row"] or 0,
            year_basis=YearBasis(basis) if basis else None,
            zeros_shown=entered["zeros_shown"],
            signs=signs,
        )

    def _column_fields(self, column: Column) -> None:
        uses = [
            (Use.IGNORE.value, _("Not used")),
            (Use.LABEL.value, _("Words that tell the rows apart")),
            (Use.PERIOD.value, _("The year or day that the row is for")),
            *(
                (f"{Use.FIGURE.value}:{one.key}", _("A number for question %(n)s") % {"n": one.number})
                for one in self.questions
            ),
            (BY_ROWS, _("A number for the question that its row says")),
        ]
        use = f"{column.use.value}:{column.question}" if column.use is Use.FIGURE else column.use.value
        self.fields[f"use_{column.number}"] = forms.ChoiceField(
            label=_("What does it say?"), choices=uses, initial=use
        )
        self.fields[f"period_{column.number}"] = forms.CharField(
            label=_("The year, where the heading says it"),
            max_length=60,
            required=False,
            initial=column.period,
        )

    def _count_fields(self, question: RoundQuestion) -> None:
        kept = next((one for one in self.offered.counts if one.question == question.key), None)
        columns = [("", "–"), *((str(one.number), _place(one)) for one in self.columns)]
        self.fields[f"how_{question.key}"] = forms.ChoiceField(
            label=_("Which rows are for it?"), choices=HOW, required=False, initial=_how(kept)
        )
        self.fields[f"column_{question.key}"] = forms.ChoiceField(
            label=_("In which column?"),
            choices=columns,
            required=False,
            initial=str((kept.column or kept.distinct) or "") if kept else "",
        )
        self.fields[f"values_{question.key}"] = forms.CharField(
            label=_("Words of the cells, one a line"),
            required=False,
            max_length=1000,
            initial="\n".join(kept.values) if kept else "",
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def _column(self, column: Column) -> Column:
        use, _colon, question = self.cleaned_data[f"use_{column.number}"].partition(":")
        period = self.cleaned_data[f"period_{column.number}"] if use == Use.FIGURE else ""
        return Column(column.number, column.heading, Use(use), question, period)

    def _counts(self) -> list[Count]:
        return [one for one in map(self._count, self.questions) if one is not None]

    def _count(self, question: RoundQuestion) -> Count | None:
        entered = self.cleaned_data
        column = int(entered[f"column_{question.key}"] or 0)
        words = entered[f"values_{question.key}"].splitlines()
        match entered[f"how_{question.key}"]:
            case "rows":
                return Count(question.key)
            case "values":
                values = tuple(normalised(one) for one in words if one.strip())
                return Count(question.key, column=column, values=values)
            case "distinct":
                return Count(question.key, distinct=column)
            case _:
                return None


def _initial(offered: Mapping) -> dict[str, Any]:
    sign, bounds = next(iter(offered.signs.items()), ("", (None, None)))
    return {
        "layout": offered.layout.value,
        "year_basis": offered.year_basis.value if offered.year_basis else "",
        "zeros_shown": offered.zeros_shown,
        "sign": sign,
        "sign_low": bounds[0],
        "sign_high": bounds[1],
        "last_row": offered.last_row or None,
    }


def _how(kept: Count | None) -> str:
    if kept is None:
        return ""
    if kept.distinct:
        return "distinct"
    return "values" if kept.column else "rows"


def _place(column: Column) -> str:
    letter = Cell("", 1, column.number).name.removesuffix("1")
    return f"{letter}: {column.heading}" if column.heading else letter
