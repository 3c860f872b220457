"""Widgets for what Django has none: a date in three boxes, a moment, radios with hints and reveals."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from candour.look.typed_dates import DATE_PARTS, TypedDate, TypedMoment, read_typed


class DateInput(forms.Widget):
    """Day, month and year in three boxes, keeping what was typed."""

    template_name = "look/forms/date_input.html"
    parts: tuple[str, ...] = DATE_PARTS
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, str], files: object, name: str) -> Any:
        return read_typed(data, name)

    def value_omitted_from_data(self, data: Mapping[str, str], files: object, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in self.parts)

    def id_for_label(self, id_: str | None) -> str:
        return ""

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["boxes"] = self.boxes(name, value, context["widget"]["attrs"])
        return context

    def boxes(self, name: str, value: object, attrs: dict[str, Any]) -> list[dict[str, Any]]:
        typed = self.typed(value)
        wrong = str(attrs.get("data-wrong", "")).split()
        return [
            {
                "part": part,
                "name": f"{name}_{part}",
                "id": f"{attrs.get('id', name)}_{part}",
                "value": typed[part],
                "wrong": part in wrong,
            }
            for part in self.parts
        ]

    def typed(self, value: object) -> dict[str, str]:
        return vars(_typed_date(value))


class MomentInput(DateInput):
    """A date in three boxes and a time in a fourth."""

    parts = (*DATE_PARTS, "time")

    def value_from_datadict(self, data: Mapping[str, str], files: object, name: str) -> TypedMoment:
        return TypedMoment(read_typed(data, name), (data.get(f"{name}_time") or "").strip())

    def typed(self, value: object) -> dict[str, str]:
        if isinstance(value, datetime):
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            value = TypedMoment(TypedDate.of(local.date()), f"{local:%H:%M}")
        moment = value if isinstance(value, TypedMoment) else TypedMoment()
        return {**vars(moment.date), "time": moment.time}


class PartialDateInput(DateInput):
    """The three boxes for a date of which only the year need be known; its initial value is EDTF text."""

    def typed(self, value: object) -> dict[str, str]:
        if isinstance(value, str):
            year, month, day, *_rest = [*value.split("-"), "", ""]
            value = TypedDate(day.lstrip("0"), month.lstrip("0"), year)
        return super().typed(value)


class Radios(forms.RadioSelect):
    """Radios; `hints` by value explain a choice, `reveals` by value name the fields asked when it is chosen."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, Any] | None = None,
        reveals: Mapping[str, tuple[str, ...]] | None = None,
        inline: bool = False,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints, self.reveals, self.inline = dict(hints or {}), dict(reveals or {}), inline


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes with the same hints and reveals as `Radios`."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, Any] | None = None,
        reveals: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints, self.reveals = dict(hints or {}), dict(reveals or {})


def _typed_date(value: object) -> TypedDate:
    match value:
        case TypedDate():
            return value
        case datetime() | date():
            return TypedDate.of(value)
        case _:
            return TypedDate()
