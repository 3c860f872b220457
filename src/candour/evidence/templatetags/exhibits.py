"""Exhibits in templates."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour.evidence.actions.holding import is_held_elsewhere
from candour.evidence.chats.wording import FORMATS
from candour.evidence.codes import ImportState, Standing
from candour.evidence.marking import standing_of
from candour.evidence.models import Exhibit, Item

register = template.Library()


@register.filter
def held_elsewhere(exhibit: Exhibit) -> bool:
    """The file itself is entered as unlawful to hold: its description opens to the people named there."""
    return is_held_elsewhere(exhibit.sha256)


@register.filter
def format_named(key: str) -> str:
    return str(FORMATS.get(key, key))


@register.simple_tag
def formats_read() -> list[str]:
    return [str(one) for one in FORMATS.values()]


@register.filter
def review_state(exhibit: Exhibit) -> list[str]:
    """How far its messages were read, and the items of concern reviewed: numbers, no words of any message."""
    reading: Any = exhibit.imports.last()
    if reading is None:
        return [_("Not read yet")]
    if reading.state != ImportState.READ:
        return [str(reading.get_state_display())]
    messages = sum(exhibit.chats.values_list("messages", flat=True))
    told = [ngettext("%(n)s message", "%(n)s messages", messages) % {"n": messages}]
    items = list(Item.objects.of(exhibit.case_file).filter(exhibit=exhibit))
    if items:
        settled = sum(standing_of(one) in (Standing.AGREED, Standing.ADJUDICATED) for one in items)
        words = ngettext(
            "%(n)s item of concern, %(settled)s settled",
            "%(n)s items of concern, %(settled)s settled",
            len(items),
        )
        told.append(words % {"n": len(items), "settled": settled})
    return told
