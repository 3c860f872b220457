"""How templates speak of sources: lit words, fields and values in words, how a statement stands."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.register.codes import Standing
from candour.register.lighting import Stretch
from candour.register.models import SourceStatement
from candour.register.wording import field_in_words, subject_in_words, told_in_words, value_in_words

register = template.Library()
COLOURS = {
    Standing.WAITING: "blue",
    Standing.CONFIRMED: "green",
    Standing.CORRECTED: "teal",
    Standing.REJECTED: "grey",
}
GROUNDS = {
    "same-reference": gettext_lazy("The same reference"),
    "same-force": gettext_lazy("The same force"),
    "other-force": gettext_lazy("Different forces"),
    "same-month": gettext_lazy("The same month"),
    "near-month": gettext_lazy("Months near each other"),
    "far-month": gettext_lazy("Months more than a year apart"),
    "same-outcome-day": gettext_lazy("The same date of an outcome"),
    "same-start": gettext_lazy("Referred or begun at the same date"),
    "same-conclusion": gettext_lazy("Concluded at the same date"),
    "same-behaviours": gettext_lazy("Behaviour in common"),
    "same-platforms": gettext_lazy("Services in common"),
    "same-outcomes": gettext_lazy("Outcomes in common"),
    "same-roles": gettext_lazy("Roles in common"),
}


@register.simple_tag
def lit_words(stretches: Iterable[Stretch]) -> SafeString:
    """The text with the places of statements marked; all of it is escaped."""
    return format_html_join("", "{}", ((_stretch(one),) for one in stretches))


def _stretch(one: Stretch) -> SafeString:
    if not one.numbers:
        kind = "candour-unused" if one.unused else ""
        return (
            format_html('<span class="{}">{}</span>', kind, one.words)
            if kind
            else conditional_escape(one.words)
        )
    chosen = " candour-lit--chosen" if one.chosen else ""
    anchor = SafeString(' id="lit"') if one.begins_chosen else ""
    return format_html('<mark class="candour-lit{}"{}>{}</mark>', chosen, anchor, one.words)


@register.simple_tag
def standing_tag(statement: SourceStatement) -> SafeString:
    """How it stands in words; an unsure one that waits says so."""
    standing = Standing(statement.standing)
    unsure = standing is Standing.WAITING and not statement.sure
    words, colour = (_("Unsure"), "orange") if unsure else (standing.label, COLOURS[standing])
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)


@register.simple_tag
def ground_words(code: str) -> str:
    return str(GROUNDS.get(code, code))


@register.filter
def each_a_sentence(lines: str) -> str:
    """What readers report, a line each, without capital or stop."""
    return "\n".join(f"{capfirst(one.strip()).rstrip('.')}." for one in lines.splitlines() if one.strip())


@register.filter
def readers_of(groups: Iterable[tuple[str, Iterable[SourceStatement]]]) -> str:
    """Which readers found the statements, each once with its version; a second reader and people say so themselves."""
    rows = (row for _, group in groups for row in group if not row.by_hand and not row.second)
    return ", ".join(sorted({f"{row.reader} {row.reader_version}" for row in rows})) or "–"


register.filter("field_words", field_in_words)
register.filter("subject_words", subject_in_words)
register.filter("value_words", value_in_words)
register.filter("told_words", told_in_words)
