"""How templates speak of sources: lit words, fields and values in words, how a statement stands."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.look.dates import partial_date_in_words
from candour.register.codes import Standing
from candour.register.lighting import Stretch
from candour.register.models import SourceStatement
from candour.register.statements import DOCUMENT, Value

register = template.Library()
COLOURS = {
    Standing.WAITING: "blue",
    Standing.CONFIRMED: "green",
    Standing.CORRECTED: "teal",
    Standing.REJECTED: "grey",
}
FIELDS = {
    "doc_type": gettext_lazy("Kind of document"),
    "n": gettext_lazy("How many people"),
    "incident_or_title_month": gettext_lazy("Month of the title or incident"),
    "referral_or_start_date": gettext_lazy("Referred or begun"),
    "barred_list": gettext_lazy("On the barred list"),
    "due_date": gettext_lazy("Answer due"),
}
DATE_LENGTHS = {4, 7, 10}


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


@register.filter
def field_words(field: str) -> str:
    return str(FIELDS.get(field, field.replace("_", " ").capitalize()))


@register.filter
def subject_words(subject: str) -> str:
    """`person-2` is Person 2."""
    return _("The document") if subject == DOCUMENT else subject.replace("-", " ").capitalize()


@register.filter
def value_words(value: Value) -> str:
    match value:
        case None:
            return _("nothing")
        case bool():
            return _("yes") if value else _("no")
        case int():
            return str(value)
        case _:
            return _text(value)


def _text(value: str) -> str:
    if len(value) in DATE_LENGTHS and value.replace("-", "").isdigit():
        return partial_date_in_words(value)
    return value.replace("_", " ")
