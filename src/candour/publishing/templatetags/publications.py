"""How other rooms' pages show what is published."""

from typing import Any

from django import template

from candour.publishing.registers import latest

register = template.Library()


@register.simple_tag
def latest_publications(given: Any = None) -> list[Any]:
    """Those handed to the page; where none were, the newest five. A home page needs nothing but the include."""
    return list(given) if isinstance(given, list) else latest()
