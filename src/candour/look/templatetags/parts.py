"""The parts of a page as template tags; docs/reference/look.md shows each in use."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from candour.look.dates import day_in_words, distance_in_words
from candour.look.errors import Wrong, wrongs_of
from candour.look.parts import CONFIDENCE, cells_of, page_href, page_steps, stages_of
from candour.look.trails import Trail

register = template.Library()
PARTS = "look/_parts/"
SOON = 7


@register.inclusion_tag(PARTS + "summary_list.html")
def summary_list(rows: Iterable[Any], plain: bool = False) -> dict[str, object]:
    """Rows of `key`, `value` and, where they may be changed, `actions` of `href`, `text`, `about`."""
    return {"rows": list(rows), "plain": plain}


@register.inclusion_tag(PARTS + "table.html")
def table(
    caption: str,
    columns: Sequence[Any],
    rows: Iterable[Sequence[object]],
    hide_caption: bool = False,
    first_is_header: bool = False,
    small: bool = False,
) -> dict[str, object]:
    """Columns are words or mappings of `text`, `number`, `href`, `sorted`; rows are sequences of values."""
    named = [column if isinstance(column, dict) else {"text": column} for column in columns]
    numbers = [bool(column.get("number")) for column in named]
    return {
        "caption": caption,
        "columns": named,
        "rows": [cells_of(row, numbers) for row in rows],
        "hide_caption": hide_caption,
        "first_is_header": first_is_header,
        "small": small,
    }


@register.simple_tag
def tag(text: object, colour: str = "") -> SafeString:
    return format_html(
        '<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", text
    )


@register.inclusion_tag(PARTS + "timeline.html")
def timeline(events: Iterable[Any], level: int = 3) -> dict[str, object]:
    """Events of `title`, `at` (date, moment or EDTF text) and, where known, `by`, `text`, `note`, `href`."""
    return {"events": list(events), "level": level}


@register.inclusion_tag(PARTS + "task_list.html")
def task_list(tasks: Iterable[Any]) -> dict[str, object]:
    return {"tasks": list(tasks)}


@register.inclusion_tag(PARTS + "notification.html")
def notification(text: object, more: str = "", success: object = False) -> dict[str, object]:
    """A notification banner; `success` is True or the level `success` of Django's messages."""
    good = success is True or success == "success"
    title = _("Success") if good else _("Important")
    return {"text": text, "more": more, "success": good, "title": title}


@register.inclusion_tag(PARTS + "error_summary.html")
def error_summary(*given: forms.BaseForm | None) -> dict[str, list[Wrong]]:
    """What is wrong in all the forms given, each sentence a link to its field."""
    return {"wrongs": [wrong for form in given if form is not None for wrong in wrongs_of(form)]}


@register.inclusion_tag(PARTS + "pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "page") -> dict[str, object]:
    request = context.get("request")
    query = request.GET if request is not None else QueryDict()
    parts: dict[str, object] = {"page": page, "steps": page_steps(page, query, name)}
    if page.has_previous():
        parts["previous"] = page_href(query, page.previous_page_number(), name)
    if page.has_next():
        parts["next"] = page_href(query, page.next_page_number(), name)
    return parts


@register.inclusion_tag(PARTS + "filter_panel.html")
def filter_panel(
    form: forms.BaseForm, chosen: Sequence[Any] = (), action: str = "", open: bool = False
) -> dict[str, object]:
    """A GET form folded away; `chosen` are `text` and the `href` of the list without that filter."""
    return {"form": form, "chosen": chosen, "action": action, "open": open or bool(form.errors)}


@register.simple_block_tag
def inset(content: str) -> SafeString:
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> str:
    return render_to_string(PARTS + "warning.html", {"content": content})


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> str:
    return render_to_string(PARTS + "details.html", {"content": content, "summary": summary, "open": open})


@register.simple_block_tag
def empty_state(content: str, title: str) -> str:
    """Says what will appear here and, inside, how to make it appear."""
    return render_to_string(PARTS + "empty_state.html", {"content": content, "title": title})


@register.inclusion_tag(PARTS + "sub_navigation.html")
def sub_navigation(items: Iterable[Any], label: str = "") -> dict[str, object]:
    return {"items": list(items), "label": label or _("Sections of this page")}


@register.inclusion_tag(PARTS + "side_navigation.html")
def side_navigation(items: Iterable[Any], label: str = "") -> dict[str, object]:
    return {"items": list(items), "label": label or _("Sections")}


@register.inclusion_tag(PARTS + "breadcrumbs.html")
def breadcrumbs(crumbs: Iterable[Any]) -> dict[str, object]:
    return {"crumbs": list(crumbs)}


@register.simple_tag
def back_link(href: str, text: str = "") -> SafeString:
    link = format_html('<a class="govuk-back-link" href="{}">{}</a>', href, text or _("Back"))
    return format_html('<nav aria-label="{}">{}</nav>', _("Back"), link)


@register.inclusion_tag(PARTS + "stage_bar.html")
def stage_bar(stages: Iterable[Any], current: str | None = None, label: str = "") -> dict[str, object]:
    """Stages by name with the current one, or ready-made `Stage` values, as an ordered list."""
    ordered = list(stages)
    drawn = stages_of(ordered, current) if ordered and isinstance(ordered[0], str) else ordered
    return {"stages": drawn, "label": label or _("Stages")}


@register.simple_tag
def deadline(
    action: str, due: date, today: date, href: str = "", done: bool = False, can_be_late: bool = True
) -> SafeString:
    """`Send the complainant an update by 30 March 2026 (in 12 days)`."""
    linked = format_html('<a class="govuk-link" href="{}">{}</a>', href, action) if href else action
    return format_html(
        '<span class="candour-deadline candour-deadline--{}">{} {} '
        '<time datetime="{}" class="candour-nowrap">{}</time> '
        '<span class="candour-deadline__distance">({})</span></span>',
        _state(due, today, done, can_be_late),
        linked,
        _("by"),
        due.isoformat(),
        day_in_words(due),
        _("done") if done else distance_in_words(due, today, can_be_late=can_be_late),
    )


def _state(due: date, today: date, done: bool, can_be_late: bool) -> str:
    if done:
        return "done"
    if due < today:
        return "late" if can_be_late else "later"
    return "soon" if (due - today).days <= SOON else "later"


@register.inclusion_tag(PARTS + "trail.html")
def trail(trail: Trail) -> dict[str, Trail]:
    return {"trail": trail}


@register.inclusion_tag(PARTS + "confidence.html")
def confidence(level: str, note: str = "") -> dict[str, object]:
    """How far we checked a figure: `read`, `secondary` or `unconfirmed`, with what exactly is unconfirmed."""
    meant = CONFIDENCE[level]
    return {"level": level, "colour": meant.colour, "name": meant.name, "words": meant.words, "note": note}


@register.inclusion_tag(PARTS + "checklist.html")
def checklist(items: Iterable[Any]) -> dict[str, object]:
    """Items of `title`, `met` (True, False or None for not known), `evidence` and its `href`."""
    return {"items": list(items)}


@register.inclusion_tag(PARTS + "fiction_banner.html")
def fiction_banner(fiction: object = True) -> dict[str, object]:
    """`fiction` is True, or the words that name what is fictional."""
    words = "" if fiction is True else fiction
    return {"heading": _("Fictional force: worked example."), "words": words}
