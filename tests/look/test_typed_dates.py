"""Dates as people type them: what is read, and what each mistake is told."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from candour.look.fields import DateField, MomentField, PartialDateField
from candour.look.typed_dates import TypedDate, read_time


def form_with(field: forms.Field, **typed: str) -> Any:
    kind = type("SampleForm", (forms.Form,), {"made": field})
    return kind({f"made_{part}": value for part, value in typed.items()})


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "Mar", "mar."])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    form = form_with(DateField(called="the date of complaint"), day="2", month=month, year="2026")

    assert form.is_valid()
    assert form.cleaned_data["made"] == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Enter the date of complaint"),
        ({"day": "2", "year": "2026"}, "The date of complaint must include a month"),
        ({"month": "3"}, "The date of complaint must include a day and a year"),
        ({"day": "31", "month": "2", "year": "2026"}, "The date of complaint must be a real date"),
        ({"day": "2", "month": "Ma", "year": "2026"}, "The date of complaint must be a real date"),
        (
            {"day": "2", "month": "3", "year": "26"},
            "The date of complaint must have a year of 4 figures, like 2026",
        ),
        ({"day": "2", "month": "3", "year": "2999"}, "The date of complaint must be today or in the past"),
        (
            {"day": "1", "month": "3", "year": "2019"},
            "The date of complaint must be on or after 1 February 2020",
        ),
    ],
)
def test_each_mistake_in_a_date_is_named(typed: dict[str, str], sentence: str) -> None:
    field = DateField(called="the date of complaint", future=False, not_before=date(2020, 2, 1))

    form = form_with(field, **typed)

    assert form["made"].sentences == [sentence]


def test_an_impossible_date_is_shown_again_as_it_was_typed() -> None:
    form = form_with(DateField(), day="31", month="Febuary", year="2026")

    html = str(form["made"])

    assert [f'value="{part}"' in html for part in ("31", "Febuary", "2026")] == [True, True, True]
    assert html.count("govuk-input--error") == 1


def test_a_date_that_was_given_before_fills_the_boxes() -> None:
    kind = type("SampleForm", (forms.Form,), {"made": DateField(initial=date(2026, 3, 2))})

    assert kind()["made"].field.widget.typed(date(2026, 3, 2)) == {"day": "2", "month": "3", "year": "2026"}
    assert 'value="2026"' in str(kind()["made"])


def test_a_date_left_as_it_was_has_not_changed() -> None:
    field = DateField()

    assert not field.has_changed(date(2026, 3, 2), TypedDate("2", "March", "2026"))
    assert field.has_changed(date(2026, 3, 2), TypedDate("3", "March", "2026"))
    assert field.has_changed(date(2026, 3, 2), TypedDate("31", "2", "2026"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)),
        ("2:30pm", time(14, 30)),
        ("2.30 PM", time(14, 30)),
        ("1430", time(14, 30)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_a_time_may_be_typed_in_any_usual_way(typed: str, meant: time) -> None:
    assert read_time(typed, "the time") == meant


@pytest.mark.parametrize("typed", ["25:00", "13pm", "2:3pm", "half two", "0am", "1:2:3"])
def test_a_time_that_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="must have a time like 2:30pm or 14:30"):
        read_time(typed, "the time of the call")


def test_a_moment_in_summer_is_read_in_british_summer_time() -> None:
    form = form_with(MomentField(), day="1", month="7", year="2026", time="9am")

    assert form.is_valid()
    assert form.cleaned_data["made"] == datetime(2026, 7, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(("day", "month"), [("29", "3"), ("25", "10")])
def test_a_time_in_the_hour_the_clocks_change_is_asked_again(day: str, month: str) -> None:
    form = form_with(
        MomentField(called="the time of the call"), day=day, month=month, year="2026", time="1:30am"
    )

    (sentence,) = form["made"].sentences
    assert sentence.startswith("The time of the call falls in the hour when the clocks changed on")


def test_a_moment_without_its_time_names_the_time() -> None:
    form = form_with(MomentField(called="the time of the call"), day="1", month="7", year="2026")

    assert form["made"].sentences == ["The time of the call must include a time"]


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ({"year": "2022"}, "2022"),
        ({"month": "July", "year": "2022"}, "2022-07"),
        ({"day": "14", "month": "7", "year": "2022"}, "2022-07-14"),
    ],
)
def test_a_date_known_in_part_keeps_only_the_parts_given(typed: dict[str, str], edtf: str) -> None:
    form = form_with(PartialDateField(), **typed)

    assert form.is_valid()
    assert form.cleaned_data["made"] == edtf


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"month": "7"}, "The date it was known must include a year"),
        ({"day": "4", "year": "2022"}, "The date it was known must include a month"),
    ],
)
def test_a_day_without_its_month_or_a_month_without_its_year_is_refused(
    typed: dict[str, str], sentence: str
) -> None:
    form = form_with(PartialDateField(called="the date it was known"), **typed)

    assert form["made"].sentences == [sentence]
