"""Form fields with the widgets and sentences of the house: dates, moments, dates known in part, yes or no."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.look.dates import day_in_words
from candour.look.typed_dates import TypedDate, TypedMoment, read_date, read_part, read_time, wrong
from candour.look.widgets import DateInput, MomentInput, PartialDateInput, Radios

# Words that may wait for the language of the page.
Words = str | Promise


class DateField(forms.Field):
    """A date in three boxes. `called` names it in errors; `future=False` refuses a day after today."""

    widget: Any = DateInput
    empty: Any = TypedDate()

    def __init__(
        self,
        *,
        called: Words = "",
        future: bool = True,
        not_before: date | None = None,
        not_after: date | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.called, self.future = called, future
        self.not_before, self.not_after = not_before, not_after

    @property
    def name(self) -> str:
        return str(self.called or self.label or _("the date"))

    def clean(self, value: Any) -> Any:
        typed = value or self.empty
        if typed.is_empty:
            return self._cleaned_empty()
        read = self.read(typed)
        self.check_limits(read)
        self.run_validators(read)
        return read

    def _cleaned_empty(self) -> Any:
        if not self.required:
            return None
        if self.error_messages["required"] is not forms.Field.default_error_messages["required"]:
            raise ValidationError(self.error_messages["required"], code="required")
        raise ValidationError(_("Enter %(name)s") % {"name": _lowered(self.name)}, code="required")

    def read(self, typed: Any) -> Any:
        return read_date(typed, self.name)

    def check_limits(self, read: Any) -> None:
        if not self.future and read > timezone.localdate():
            raise wrong(_("%(name)s must be today or in the past") % {"name": capfirst(self.name)})
        if self.not_before and read < self.not_before:
            terms = {"name": capfirst(self.name), "day": day_in_words(self.not_before)}
            raise wrong(_("%(name)s must be on or after %(day)s") % terms)
        if self.not_after and read > self.not_after:
            terms = {"name": capfirst(self.name), "day": day_in_words(self.not_after)}
            raise wrong(_("%(name)s must be on or before %(day)s") % terms)

    def has_changed(self, initial: Any, data: Any) -> bool:
        typed = self.widget.typed(data)
        return (
            bool(typed != self.widget.typed(initial))
            if self._unreadable(data)
            else self._read(data) != initial
        )

    def _unreadable(self, data: Any) -> bool:
        try:
            self._read(data)
        except ValidationError:
            return True
        return False

    def _read(self, data: Any) -> Any:
        return None if data is None or data.is_empty else self.read(data)


class MomentField(DateField):
    """A date and a time of day in the current time zone, as an aware moment."""

    widget: Any = MomentInput
    empty: Any = TypedMoment()

    def read(self, typed: TypedMoment) -> datetime:
        day = read_date(typed.date, self.name)
        if not typed.time:
            raise wrong(_("%(name)s must include a time") % {"name": capfirst(self.name)}, "time")
        at = datetime.combine(day, read_time(typed.time, self.name))
        try:
            return from_current_timezone(at)
        except ValidationError:
            raise wrong(self._clock_change(day), "time") from None

    def _clock_change(self, day: date) -> str:
        terms = {"name": capfirst(self.name), "day": day_in_words(day)}
        return (
            _("%(name)s falls in the hour when the clocks changed on %(day)s: give a time outside it") % terms
        )

    def check_limits(self, read: datetime) -> None:
        if not self.future and read > timezone.now():
            raise wrong(_("%(name)s must be in the past") % {"name": capfirst(self.name)})
        if self.not_before and timezone.localdate(read) < self.not_before:
            super().check_limits(timezone.localdate(read))


class PartialDateField(DateField):
    """A date of which the day, or the day and the month, may be unknown; cleans to EDTF text, `2022-07`."""

    widget: Any = PartialDateInput

    def read(self, typed: TypedDate) -> str:
        if not typed.year:
            raise wrong(_("%(name)s must include a year") % {"name": capfirst(self.name)}, "year")
        if typed.day and not typed.month:
            raise wrong(_("%(name)s must include a month") % {"name": capfirst(self.name)}, "month")
        if typed.day:
            return read_date(typed, self.name).isoformat()
        year = f"{read_part('year', typed.year, self.name):04d}"
        return f"{year}-{read_part('month', typed.month, self.name):02d}" if typed.month else year

    def check_limits(self, read: str) -> None:
        if not self.future and read > timezone.localdate().isoformat()[: len(read)]:
            raise wrong(_("%(name)s must be in the past") % {"name": capfirst(self.name)})
        if self.not_before and read < self.not_before.isoformat()[: len(read)]:
            terms = {"name": capfirst(self.name), "day": day_in_words(self.not_before)}
            raise wrong(_("%(name)s must be on or after %(day)s") % terms)


class YesNoField(forms.TypedChoiceField):
    """Two radios; cleans to True, False or None where it is not required and was left."""

    options = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
    meanings: Mapping[str, bool] = {"yes": True, "no": False}

    def __init__(
        self,
        *,
        called: Words = "",
        hints: Mapping[str, Any] | None = None,
        reveals: Mapping[str, tuple[str, ...]] | None = None,
        **options: Any,
    ) -> None:
        options.setdefault("widget", Radios(hints=hints, reveals=reveals, inline=not (hints or reveals)))
        super().__init__(choices=self.options, coerce=self.meaning, empty_value=None, **options)
        self.called = called

    def meaning(self, chosen: str) -> bool | None:
        return self.meanings.get(chosen)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class AnswerField(forms.ChoiceField):
    """One limb of a statutory test: `yes`, `no` or `cannot-say`, which keeps the limb open."""

    def __init__(
        self,
        *,
        called: Words = "",
        hints: Mapping[str, Any] | None = None,
        reveals: Mapping[str, tuple[str, ...]] | None = None,
        **options: Any,
    ) -> None:
        answers = [
            ("yes", gettext_lazy("Yes")),
            ("no", gettext_lazy("No")),
            ("cannot-say", gettext_lazy("Cannot say yet")),
        ]
        options.setdefault("widget", Radios(hints=hints, reveals=reveals, inline=not (hints or reveals)))
        super().__init__(choices=answers, **options)
        self.called = called


def _lowered(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
