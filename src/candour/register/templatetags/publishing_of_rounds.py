"""Where a round is published from, for its page; empty in a house without that room."""

from django import template
from django.urls import NoReverseMatch, reverse

register = template.Library()


@register.simple_tag
def publication_of_round(reference: str) -> str:
    try:
        return reverse("publishing:round", args=[reference])
    except NoReverseMatch:
        return ""
