"""Fields for the facts that a rule asks for: days, moments whose hour may be unknown, several days, pairs of days."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candour.deadlines.law_pages.code_words import clauses_of, code_in_words, fact_in_words
from candour.look.dates import day_in_words, moment_in_words
from candour.look.fields import DateField, MomentField, YesNoField
from candour.look.typed_dates import TypedDate, TypedMoment, read_date, wrong
from candour.look.widgets import Radios
from candour.procedure.dates import FIRST_YEAR, LAST_YEAR
from candour.procedure.facts import Fact, FactKind, Span

MOST_LINES = 40


class DayField(DateField):
    def check_limits(self, read: Any) -> None:
        _check_year(read, self.name)
        super().check_limits(read)


class DayOrMomentField(MomentField):
    """A moment; where the hour is not known, the day alone is enough."""

    def read(self, typed: TypedMoment) -> Any:
        return super().read(typed) if typed.time else read_date(typed.date, self.name)

    def check_limits(self, read: Any) -> None:
        _check_year(read, self.name)


class DaysField(forms.CharField):
    """One day a line; cleans to the days in order."""

    def __init__(self, *, called: str, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3, "class": "govuk-!-width-two-thirds"}))
        super().__init__(**options)
        self.called = called

    def clean(self, value: Any) -> Any:
        written = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if len(written) > MOST_LINES:
            raise wrong(
                _("%(name)s: give no more than %(most)s lines")
                % {"name": capfirst(self.called), "most": MOST_LINES}
            )
        return tuple(sorted(self.read_line(line) for line in written))

    def read_line(self, line: str) -> Any:
        return self.read_day(line)

    def read_day(self, written: str) -> date:
        day = read_date(typed_day(written), f"“{written}”")
        _check_year(day, f"“{written}”")
        return day


class SpansField(DaysField):
    """Two days a line, joined by `to`; cleans to pairs of days, both counted in."""

    def read_line(self, line: str) -> Span:
        first, joined, last = line.replace(" - ", " to ").partition(" to ")
        if not joined:
            raise wrong(
                _("“%(line)s” must be two days joined by “to”, like 2 March 2026 to 5 March 2026")
                % {"line": line}
            )
        span = Span(self.read_day(first.strip()), self.read_day(last.strip()))
        if span.last < span.first:
            raise wrong(_("“%(line)s” ends before it starts") % {"line": line})
        return span


def _check_year(read: date, name: str) -> None:
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        terms = {"name": capfirst(name), "first": FIRST_YEAR, "last": LAST_YEAR}
        raise wrong(_("%(name)s must have a year from %(first)s to %(last)s") % terms, "year")


def typed_day(written: str) -> TypedDate:
    """`2026-03-02`, `2/3/2026` or `2 March 2026` as day, month and year; anything else stands as the day, to be refused."""
    if written[4:5] == "-" and written.count("-") == 2:
        year, month, day = written.split("-")
        return TypedDate(day.removeprefix("0"), month.removeprefix("0"), year)
    parts = written.replace("/", " ").replace(".", " ").split()
    return TypedDate(*parts) if len(parts) == 3 else TypedDate(day=written)


def field_for(fact: Fact) -> forms.Field:
    """The question that states this fact; none is required, since the answer says what is missing."""
    asked, hint = clauses_of(fact)
    words: dict[str, Any] = {
        "label": capfirst(asked),
        "help_text": capfirst(hint),
        "required": False,
        "called": asked,
    }
    if fact.interval:
        return SpansField(
            **words | {"help_text": _("One pair of days a line, like 2 March 2026 to 5 March 2026.")}
        )
    if fact.repeats:
        return DaysField(**words | {"help_text": _("One day a line, like 2 March 2026.")})
    match fact.kind:
        case FactKind.DATE:
            return DayField(**words, not_before=fact.not_before)
        case FactKind.MOMENT:
            return DayOrMomentField(
                **words | {"help_text": capfirst(hint) or _("Leave the time if it is not known.")}
            )
        case FactKind.YES_NO:
            return YesNoField(**words)
        case FactKind.CODE:
            return _code_field(fact, words)


def _code_field(fact: Fact, words: dict[str, Any]) -> forms.ChoiceField:
    called = words.pop("called")
    choices = [(code, capfirst(code_in_words(fact, code))) for code in fact.values]
    field = forms.ChoiceField(choices=choices, widget=Radios(), **words)
    field.called = called  # type: ignore[attr-defined]
    return field


def written_values(value: Any) -> list[str]:
    """A cleaned answer as the command line writes it: `2026-03-02`, `yes`, `territorial`, `2026-03-02/2026-03-05`."""
    match value:
        case Span(first, last):
            return [f"{first.isoformat()}/{last.isoformat()}"]
        case tuple():
            return [text for one in value for text in written_values(one)]
        case bool():
            return ["yes" if value else "no"]
        case datetime():
            return [value.isoformat(timespec="minutes")]
        case date():
            return [value.isoformat()]
        case None | "":
            return []
        case _:
            return [str(value)]


def value_in_words(fact: Fact, value: Any) -> str:
    """A cleaned answer as it is shown again."""
    match value:
        case Span(first, last):
            return _("%(first)s to %(last)s") % {"first": day_in_words(first), "last": day_in_words(last)}
        case tuple():
            return ", ".join(value_in_words(fact, one) for one in value)
        case bool():
            return _("Yes") if value else _("No")
        case datetime():
            return moment_in_words(value)
        case date():
            return day_in_words(value)
        case _:
            return capfirst(code_in_words(fact, str(value)))


def question_of(fact: Fact) -> str:
    return capfirst(fact_in_words(fact))
