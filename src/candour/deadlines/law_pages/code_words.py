"""The law's short codes as words: shapes of rules, values of facts, subjects of rules."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candour.procedure.facts import Fact
from candour.procedure.rules import Shape

CODES = {
    ("force-kind", "territorial"): _("one of the 43 territorial forces"),
    ("force-kind", "btp"): _("British Transport Police"),
    ("authority-law", "foia"): _("the Freedom of Information Act 2000"),
    ("authority-law", "foisa"): _("the Freedom of Information (Scotland) Act 2002"),
    ("matter-kind", "dsi"): _("death or serious injury matter"),
}
SUBJECTS = {"force-kind": _("the force is"), "authority-law": _("the authority answers under")}


class ShapeWords(NamedTuple):
    name: Promise
    meaning: Promise


SHAPES = {
    Shape.LIMIT: ShapeWords(_("Time limit"), _("To be done by the last day; after it, it is late.")),
    Shape.WINDOW: ShapeWords(_("Window"), _("To be done neither before it opens nor after it closes.")),
    Shape.PERIOD_ENDS: ShapeWords(_("Period, then a duty"), _("When the period ends, the duty arises.")),
    Shape.NOT_BEFORE: ShapeWords(_("Not before"), _("May be done only once the period is over.")),
    Shape.AT_LEAST: ShapeWords(_("At least"), _("To be kept up until the last day at least.")),
    Shape.LIVE_FOR: ShapeWords(_("Lives for"), _("Has effect until the last day, then no longer.")),
    Shape.PROMPT: ShapeWords(_("Promptly"), _("The law gives no figure, so no date can be late.")),
    Shape.ENTITLEMENT: ShapeWords(_("Right"), _("May be asked for at any time: there is no last day.")),
}


def code_in_words(fact: Fact, code: str) -> str:
    return str(CODES.get((fact.name, code), code.replace("-", " ")))


def codes_in_words(fact: Fact, codes: Iterable[str], *, negated: bool = False) -> str:
    """`the force is British Transport Police`; `advisory ground: not volunteer withdrawn`."""
    words = gettext(" or ").join(code_in_words(fact, code) for code in sorted(codes))
    if negated:
        words = gettext("not %(words)s") % {"words": words}
    subject = SUBJECTS.get(fact.name)
    return f"{subject} {words}" if subject else f"{fact.words}: {words}"


def subject_in_words(key: str) -> str:
    """The subject of a rule's key: `keeping-informed.outcome` is of Keeping informed."""
    subject = key.partition(".")[0].replace("-", " ")
    return subject.upper() if subject == "foi" else capfirst(subject)


def fact_in_words(fact: Fact) -> str:
    """What the fact is, without the explanation that follows its first clause."""
    return clauses_of(fact)[0]


def clauses_of(fact: Fact) -> tuple[str, str]:
    """What the fact is, and the explanation after it, which may be empty."""
    ends = [place for mark in ("; ", ": ") if (place := fact.meaning.find(mark)) > 0]
    end = min(ends, default=len(fact.meaning))
    return fact.meaning[:end], fact.meaning[end + 2 :]
