"""Shows the code of a look as words: `matter.overview` was the overview of a matter."""

from django import template

register = template.Library()


@register.filter
def page_in_words(what: str) -> str:
    """`Matter: overview`. The file for auditors keeps the code."""
    room, _dot, page = what.replace("-", " ").replace("_", " ").partition(".")
    return f"{room.capitalize()}: {page}" if page else room.capitalize()
