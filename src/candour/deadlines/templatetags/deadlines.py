"""How templates speak of deadlines, rules, steps and citations."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import forms, template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline, State
from candour.deadlines.sentences import sentence, standing_words
from candour.look.dates import day_in_words, distance_in_words, moment_in_words
from candour.procedure.citations import citation_address, citation_in_words
from candour.procedure.lifecycles import Step
from candour.procedure.wording import all_in_words, who_in_words

register = template.Library()


@register.filter
def deadline_sentence(deadline: Deadline) -> str:
    return sentence(deadline)


@register.filter
def deadline_standing(deadline: Deadline) -> str:
    return standing_words(deadline)


@register.filter
def how_far(deadline: Deadline, today: date) -> str:
    """`in 12 days`, `12 days late`; of a period that ended, `12 days ago`."""
    return distance_in_words(deadline.due, today, can_be_late=deadline.can_be_late) if deadline.due else ""


@register.simple_tag
def deadline_tag(deadline: Deadline, today: date) -> SafeString:
    """Its state in a word; colour never alone."""
    words, colour = _tag(deadline, today)
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)


def _tag(deadline: Deadline, today: date) -> tuple[str, str]:
    match State(deadline.state):
        case State.MET:
            late = bool(deadline.due and deadline.met_on and deadline.met_on > deadline.due)
            return (_("Done late"), "orange") if late else (_("Done"), "green")
        case State.CANCELLED:
            return _("No longer owed"), "grey"
        case State.NEEDS:
            return _("Needs a fact"), "yellow"
        case State.OPEN:
            return (_("Late"), "red") if deadline.is_late(today) else (_("Running"), "blue")


@register.simple_tag
def citations(sources: Any) -> SafeString:
    """Each provision as people write it, linked to its published text where there is one."""
    return _listed((sources,) if isinstance(sources, str) else tuple(sources))


@lru_cache(4096)
def _listed(sources: tuple[str, ...]) -> SafeString:
    """The page of a matter's steps cites some hundred and thirty lists of provisions, always the same."""
    return format_html_join("; ", "{}", ((_linked(source),) for source in sources))


def _linked(source: str) -> SafeString:
    address = citation_address(source)
    words = citation_in_words(source)
    if address is None:
        return format_html("{}", words)
    return format_html('<a class="govuk-link" href="{}" rel="noreferrer">{}</a>', address, words)


@register.filter
def rule_title(key: str) -> str:
    rules = the_law().rules
    return rules[key].title if key in rules else key


@register.filter
def step_done(key: str) -> str:
    """What was done, as the record says it."""
    steps = the_law().steps
    return steps[key].done if key in steps else key.replace("-", " ").replace(".", ": ")


@register.filter
def who_takes(step: Step) -> str:
    """`investigator, decision maker`: whose step it is."""
    return all_in_words(step.who)


@register.filter
def who(code: str) -> str:
    """`appropriate-authority`: Appropriate authority. An office keeps its capitals."""
    return capfirst(who_in_words(code))


@register.filter
def answer(value: Any) -> Any:
    """An answer as a summary shows it: dates in words, lists with commas."""
    if isinstance(value, date):
        return moment_in_words(value) if isinstance(value, datetime) else day_in_words(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return value


@register.simple_tag
def hidden_answers(form: forms.BaseForm) -> SafeString:
    """What was posted, carried to the next page without being shown again."""
    posted: Any = form.data
    pairs = ((name, value) for name in posted if name != "csrfmiddlewaretoken" for value in posted.getlist(name))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)
