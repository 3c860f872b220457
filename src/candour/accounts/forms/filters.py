"""The filters of the administration lists: each cleans to a narrowed list and says in words what it chose."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.codes import Role
from candour.look.dates import day_in_words
from candour.look.fields import DateField

IN_FORCE, COMING, ENDED = "in-force", "coming", "ended"
STATES = [
    ("", gettext_lazy("All")),
    (IN_FORCE, gettext_lazy("In force")),
    (COMING, gettext_lazy("Still to come")),
    (ENDED, gettext_lazy("Ended")),
]


class Filter(forms.Form):
    hide_optional = True

    def chosen(self, query: QueryDict) -> list[dict[str, str]]:
        """Each filter in words, with the address of the list without it."""
        named = [(name, self.in_words(name)) for name in self.fields if self.value(name)]
        return [{"text": words, "href": without(query, name)} for name, words in named]

    def value(self, name: str) -> Any:
        return getattr(self, "cleaned_data", {}).get(name)

    def in_words(self, name: str) -> str:
        value = self.value(name)
        if isinstance(value, date):
            value = day_in_words(value)
        choices = dict(getattr(self.fields[name], "choices", []))
        return f"{self.fields[name].label}: {choices.get(value, value)}"


class DatedFilter(Filter):
    """For lists of what starts and ends: appointments and walls."""

    who = forms.CharField(label=gettext_lazy("Name or e-mail address"), required=False, max_length=200)
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=STATES, required=False)

    def narrowed(self, rows: QuerySet[Any], today: date) -> QuerySet[Any]:
        if self.value("who"):
            rows = rows.filter(person_like(self.value("who")))
        match self.value("state"):
            case "in-force":
                return rows.in_force(today)  # type: ignore[attr-defined,no-any-return]
            case "coming":
                return rows.filter(starts__gt=today)
            case "ended":
                return rows.filter(ends__lte=today)
            case _:
                return rows


class AppointmentFilter(DatedFilter):
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[("", gettext_lazy("All")), *Role.choices], required=False
    )

    def narrowed(self, rows: QuerySet[Any], today: date) -> QuerySet[Any]:
        rows = super().narrowed(rows, today)
        return rows.filter(role=self.value("role")) if self.value("role") else rows


class ReadFilter(Filter):
    who = forms.CharField(label=gettext_lazy("Name or e-mail address"), required=False, max_length=200)
    reference = forms.CharField(
        label=gettext_lazy("Reference of the case file"), required=False, max_length=40
    )
    since = DateField(label=gettext_lazy("From"), called=gettext_lazy("the first day"), required=False)
    until = DateField(label=gettext_lazy("To"), called=gettext_lazy("the last day"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must be the same as or after the first day"))
        return cleaned

    def narrowed(self, rows: QuerySet[Any], today: date) -> QuerySet[Any]:
        if self.value("who"):
            rows = rows.filter(person_like(self.value("who")))
        if self.value("reference"):
            rows = rows.filter(case_file__reference=self.value("reference").strip().upper())
        if self.value("since"):
            rows = rows.filter(day__gte=self.value("since"))
        if self.value("until"):
            rows = rows.filter(day__lte=self.value("until"))
        return rows


def person_like(words: str) -> Q:
    return Q(user__name__icontains=words.strip()) | Q(user__email__icontains=words.strip())


def without(query: QueryDict, name: str) -> str:
    """The query less one filter, the three boxes of a date included, and back on the first page."""
    left = query.copy()
    for key in [name, *(f"{name}_{part}" for part in ("day", "month", "year")), "page"]:
        left.pop(key, None)
    return f"?{left.urlencode()}"
