"""Charts and diagrams as template tags, each with a title, a description and a table beneath."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.translation import gettext as _

from candour.look import charts, diagrams
from candour.look.parts import stages_of

register = template.Library()
CHARTS = "look/_charts/"


@register.inclusion_tag(CHARTS + "bars.html")
def bar_chart(
    title: str, description: str, rows: Iterable[Sequence[object]], label: str = "", unit: str = ""
) -> dict[str, object]:
    """Horizontal bars of `(label, value)` rows; `label` and `unit` head the table's columns."""
    kept = charts.rows_of(rows)
    return _told(title, description, kept, label, unit) | {"chart": charts.bar_chart(kept)}


@register.inclusion_tag(CHARTS + "weeks.html")
def week_chart(
    title: str, description: str, rows: Iterable[Sequence[object]], label: str = "", unit: str = ""
) -> dict[str, object]:
    """A column for each week of `(label, value)` rows, such as the deadlines that fall in it."""
    kept = charts.rows_of(rows)
    return _told(title, description, kept, label or _("Week of"), unit) | {"chart": charts.week_chart(kept)}


@register.inclusion_tag(CHARTS + "lifecycle.html")
def lifecycle(title: str, description: str, diagram: diagrams.Diagram) -> dict[str, object]:
    """A lifecycle made by `candour.look.diagrams.lifecycle_diagram`, its steps listed beneath by number."""
    steps = [(edge.number, edge.step.name, edge.step.source, edge.step.target) for edge in diagram.edges]
    columns = [{"text": _("Number"), "number": True}, _("Step"), _("From"), _("To")]
    return {
        "title": title,
        "description": description,
        "diagram": diagram,
        "columns": columns,
        "steps": steps,
    }


@register.inclusion_tag(CHARTS + "stage_diagram.html")
def stage_diagram(title: str, stages: Iterable[str], current: str | None = None) -> dict[str, object]:
    """The stages of a stage bar as a drawing, for print and reports."""
    ordered = stages_of(stages, current)
    return {"title": title, "stages": ordered, "diagram": diagrams.stage_diagram(ordered)}


def _told(title: str, description: str, rows: list[charts.Row], label: str, unit: str) -> dict[str, object]:
    columns = [label or _("What"), {"text": unit or _("Number"), "number": True}]
    cells = [(row.label, row.value) for row in rows]
    return {"title": title, "description": description, "columns": columns, "cells": cells}
