"""The calculator's answer: the date or what is missing, why that version governs, and why the others do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candour.deadlines.explaining import calendar_of
from candour.deadlines.law import the_law
from candour.deadlines.law_pages.rule_page import Row, sentence_of, who_of
from candour.deadlines.law_pages.typed_facts import question_of, value_in_words
from candour.look.dates import day_in_words
from candour.look.trails import Trail as CalendarTrail
from candour.procedure.command import as_json, facts_asked
from candour.procedure.due import Due, Needs, NotInForce, Outcome, Period
from candour.procedure.facts import Fact, read_value
from candour.procedure.law import VersionStanding
from candour.procedure.rules import Rule, Shape

PERIODS_SHOWN = 6
DRAWN = timedelta(
    days=6 * 366
)  # a longer count is told in sentences: nobody reads seventy months of calendar


@dataclass(frozen=True)
class Answered:
    """What the law says on the facts stated, ready to be shown."""

    outcome: Outcome
    sentence: str
    stated: tuple[Row, ...]
    assumed: tuple[Row, ...]
    others: tuple[VersionStanding, ...]
    calendar: CalendarTrail | None
    periods: tuple[Period, ...]
    query: str

    @property
    def due(self) -> Due | None:
        return self.outcome if isinstance(self.outcome, Due) else None

    @property
    def who(self) -> str:
        return who_of(self.due.version) if self.due else ""

    @property
    def gist(self) -> str:
        return sentence_of(self.due.gist) if self.due else ""

    @property
    def note(self) -> str:
        return sentence_of(self.due.confidence_note) if self.due else ""

    @property
    def needs(self) -> tuple[Fact, ...]:
        return self.outcome.facts if isinstance(self.outcome, Needs) else ()

    @property
    def reasons(self) -> list[str]:
        match self.outcome:
            case Due() as due:
                return [capfirst(reason) for reason in due.why]
            case NotInForce(_rule, reasons):
                return [capfirst(reason) for reason in reasons]
            case Needs():
                return []

    @property
    def lines(self) -> list[str]:
        return [capfirst(line) for line in self.due.trail.lines()] if self.due else []

    @property
    def opens_lines(self) -> bool:
        """The account stands open where no calendar is drawn."""
        return self.calendar is None


def answer(rule: Rule, stated: Mapping[str, Sequence[str]]) -> Answered:
    """Raises FactError and NoCalendarYet, whose words are for the person asking."""
    facts, assumed = facts_asked(the_law(), rule.key, written_out(stated))
    outcome = the_law().due(rule.key, facts)
    return Answered(
        outcome=outcome,
        sentence=sentence(outcome),
        stated=tuple(_stated_row(name, facts[name]) for name in stated),
        assumed=tuple(_assumed_row(*one.split("=", 1)) for one in assumed),
        others=_others(outcome, the_law().why(rule.key, facts)),
        calendar=_drawn(outcome),
        periods=outcome.periods(PERIODS_SHOWN)
        if isinstance(outcome, Due) and outcome.shape is Shape.PERIOD_ENDS
        else (),
        query=urlencode(stated, doseq=True),
    )


def answer_as_json(rule: Rule, stated: Mapping[str, Sequence[str]], periods: int) -> dict[str, Any]:
    """What `candour law due RULE --json` prints on the same facts."""
    facts, assumed = facts_asked(the_law(), rule.key, written_out(stated))
    return as_json(the_law().due(rule.key, facts), assumed, periods)


def written_out(stated: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"{name}={value}" for name, values in stated.items() for value in values]


def _stated_row(name: str, value: Any) -> Row:
    fact = the_law().facts[name]
    return Row(question_of(fact), value_in_words(fact, value))


def _assumed_row(name: str, value: str) -> Row:
    fact = the_law().facts[name]
    return Row(question_of(fact), value_in_words(fact, read_value(fact, value)))


def sentence(outcome: Outcome) -> str:
    """The answer in one sentence, by the shape of the rule."""
    title = outcome.rule.title
    match outcome:
        case Needs():
            return _("The answer turns on a fact that is not stated yet")
        case NotInForce():
            return _("%(title)s: no version of this rule governs on these facts") % {"title": title}
        case Due(due=None, shape=Shape.ENTITLEMENT):
            return _("%(title)s: at any time") % {"title": title}
        case Due(due=None):
            return _("%(title)s: the law gives no figure") % {"title": title}
        case Due() as due:
            return _dated_sentence(due)


def _dated_sentence(due: Due) -> str:
    terms = {"title": due.rule.title, "day": day_in_words(due.due), "opens": day_in_words(due.opens)}
    match due.shape:
        case Shape.WINDOW:
            return _("%(title)s: from %(opens)s to %(day)s") % terms
        case Shape.NOT_BEFORE:
            return _("%(title)s: until %(day)s; it may be done from %(opens)s") % terms
        case Shape.PERIOD_ENDS:
            return _("%(title)s: the first period ends on %(day)s, then the duty arises") % terms
        case Shape.AT_LEAST:
            return _("%(title)s: at least until %(day)s") % terms
        case Shape.LIVE_FOR:
            return _("%(title)s: until %(day)s") % terms
        case _:
            return _("%(title)s by %(day)s") % terms


def _others(outcome: Outcome, standings: Sequence[VersionStanding]) -> tuple[VersionStanding, ...]:
    governing = outcome.version.id if isinstance(outcome, Due) else None
    return tuple(standing for standing in standings if standing.version.id != governing)


def _drawn(outcome: Outcome) -> CalendarTrail | None:
    if not isinstance(outcome, Due) or outcome.counted is None or outcome.due is None:
        return None
    days = (outcome.counted.trigger, outcome.counted.last, outcome.due)
    return calendar_of(outcome) if max(days) - min(days) <= DRAWN else None
