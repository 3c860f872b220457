"""Shows a long key in groups of four, as people type it and as it wraps on a telephone."""

from django import template

register = template.Library()


@register.filter
def in_fours(key: str) -> str:
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
