"""News of proceedings that arose from the matter: what each person is told of them, and when that is owed again."""

from collections.abc import Iterator

from candour.deadlines.actions import meet, running
from candour.matters.actions.clocks import owing_of, restart_clock_for
from candour.matters.actions.registry import checks, effect
from candour.matters.actions.stating import state_fact
from candour.matters.actions.taking import Taking
from candour.matters.models import Contact, Party
from candour.procedure.lifecycles import Reason

PROGRESS = "keeping-informed.proceedings-progress"
RULES = {
    "progress": PROGRESS,
    "outcome": "keeping-informed.proceedings-outcome",
    "appeal-brought": "keeping-informed.appeal-brought",
}


@checks("keeping-informed.proceedings-news")
def _this_news_is_owed_to_this_person(taking: Taking) -> Iterator[Reason]:
    owing = owing_of(taking.matter, taking.answers["party"])
    if not running(RULES[taking.answers["news-of-proceedings"]], owing).exists():
        yield Reason("This news is not owed to this person.", taking.step.source)


@effect("keeping-informed.proceedings-news")
def tell_the_news_to_one_person(taking: Taking) -> None:
    """Told of progress, their four weeks run again; told of an outcome or an appeal, that is done."""
    party: Party = taking.answers["party"]
    said = {"channel": taking.answers["channel"], "summary": taking.answers["views"]}
    taking.record.save(Contact(matter=taking.matter, party=party, on=taking.on, by=taking.by, **said))
    rule = RULES[taking.answers["news-of-proceedings"]]
    if rule == PROGRESS:
        state_fact(taking, "proceedings-update-given", taking.on, party=party)
        restart_clock_for(taking, rule, party)
    else:
        meet(taking.record, rule=rule, owing=owing_of(taking.matter, party), on=taking.on)


@effect("hold.proceedings-concluded")
def their_outcome_is_news(taking: Taking) -> None:
    state_fact(taking, "proceedings-outcome", taking.answers["criminal-proceedings-concluded"])
