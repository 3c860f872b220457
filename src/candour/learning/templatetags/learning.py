"""How templates speak of recommendations: the answer as a tag, prose in paragraphs, those of a matter."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from candour.learning.codes import Answer
from candour.learning.models import Recommendation
from candour.matters.models import Matter

register = template.Library()
COLOURS = {Answer.AWAITING: "blue", Answer.YES: "green", Answer.IN_PART: "teal", Answer.NO: "orange"}


@register.simple_tag
def answer_tag(answer: str, late: bool = False) -> SafeString:
    """The answer in words; colour never alone."""
    words, colour = (_("Late"), "red") if late else (Answer(answer).label, COLOURS[Answer(answer)])
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)


@register.filter
def paragraphs(text: str) -> SafeString:
    """Prose with its paragraphs; lines that begin with a dash or bullet become a list."""
    blocks = [block.splitlines() for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    return format_html_join("", "{}", ((_block(lines),) for lines in blocks))


@register.simple_tag
def recommendations_of(matter: Matter) -> list[Recommendation]:
    return list(
        Recommendation.objects.filter(matter=matter).with_names().order_by("made_on", "case_file__reference")
    )


@register.simple_tag
def publication_address(reference: str) -> str:
    """Where it is published from; empty in a house without that room."""
    try:
        return reverse("publishing:recommendation", args=[reference])
    except NoReverseMatch:
        return ""


def _block(lines: list[str]) -> SafeString:
    if all(line.lstrip().startswith(("- ", "• ")) for line in lines):
        items = ((line.lstrip()[2:].strip(),) for line in lines)
        inside = format_html_join("", "<li>{}</li>", items)
        return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', inside)
    broken: str = linebreaks("\n".join(lines), autoescape=True)
    return mark_safe(broken.replace("<p>", '<p class="govuk-body">'))  # noqa: S308 - linebreaks has escaped it
