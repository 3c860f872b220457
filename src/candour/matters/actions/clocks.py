"""The clocks that a step stops, starts and moves, one for each person where the rule keeps one for each."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from candour.deadlines.actions import Owing, cancel_all, meet, meet_any, move, owe, owed_now
from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline
from candour.matters.facts import Facts
from candour.matters.models import Matter, Party
from candour.procedure.lifecycles import Start

if TYPE_CHECKING:
    from candour.matters.actions.taking import Taking

ENDS_EVERYTHING = {
    "complaint.forward",
    "complaint.not-a-complaint",
    "conduct-matter.close",
    "conduct-matter.not-recorded",
    "handling.close",
}
"""After these nothing more is owed on the matter."""


def settle_clocks(taking: "Taking") -> None:
    meet_any(taking.record, rules=taking.step.stops, owing=owing_of(taking.matter), on=taking.on)
    for start in taking.step.starts:
        if _is_begun(taking, start):
            start_clock(taking, start.rule)
    move_clocks(taking)
    if taking.step.key in ENDS_EVERYTHING or _has_ended(taking.matter):
        cancel_all(taking.record, owing=owing_of(taking.matter))


def _is_begun(taking: "Taking", start: Start) -> bool:
    """A clock that starts on what this step asks starts when that is answered now, not on an answer given before."""
    if start.trigger in {question.name for question in taking.step.asks}:
        return taking.answers.get(start.trigger or "") is not None
    return start.trigger is None or start.trigger in taking.facts()


def start_clock(taking: "Taking", rule: str) -> None:
    if not per_recipient(rule):
        start_clock_for(taking, rule, None)
        return
    for party in taking.informed():
        start_clock_for(taking, rule, party)


def start_clock_for(taking: "Taking", rule: str, party: Party | None) -> None:
    """A clock that runs goes on: it is neither met nor begun again, and moves only with the facts."""
    if any(row.rule == rule and _is_of(row, party) for row in owed_now(taking.record, taking.matter.pk)):
        return
    owe(taking.record, rule=rule, facts=taking.facts(party), owing=owing_of(taking.matter, party), on=taking.on)


def restart_clock_for(taking: "Taking", rule: str, party: Party) -> None:
    """That person has been told: their clock is met and runs again from the day they were."""
    owing = owing_of(taking.matter, party)
    if meet(taking.record, rule=rule, owing=owing, on=taking.on):
        start_clock_for(taking, rule, party)


def start_next_period(taking: "Taking", rule: str, after: date) -> None:
    """The report for a period has been made: the period that begins the day after it is the next one owed."""
    matter = taking.matter
    meet(taking.record, rule=rule, owing=owing_of(matter), on=taking.on)
    owe(taking.record, rule=rule, facts=taking.facts(), owing=owing_of(matter), on=after + timedelta(days=1))


def move_clocks(taking: "Taking") -> None:
    """Open dates that the new facts change, under the same text of the law; a corrected text moves nothing by itself."""
    parties = {party.person_id: party for party in taking.informed()}
    known: dict[object, Facts] = {}
    for deadline in owed_now(taking.record, taking.matter.pk):
        if deadline.version_hash and deadline.version_hash not in hashes(deadline.rule):
            continue
        who = deadline.recipient_id
        if who not in known:
            known[who] = taking.facts(parties.get(who))
        move(taking.record, deadline, facts=known[who], reason=taking.step.key, on=taking.on, by=taking.by)


def hashes(rule: str) -> set[str]:
    return {version.hash for version in the_law().versions_of(rule)}


def per_recipient(rule: str) -> bool:
    return any(version.per == "recipient" for version in the_law().versions_of(rule))


def owing_of(matter: Matter, party: Party | None = None) -> Owing:
    return Owing(
        case_file=matter.case_file,
        subject_kind=matter.ledger_kind,
        subject_id=matter.pk,
        body=matter.appropriate_authority,
        recipient_id=party.person_id if party else None,
    )


def _is_of(deadline: Deadline, party: Party | None) -> bool:
    return deadline.recipient_id == (party.person_id if party else None)


def _has_ended(matter: Matter) -> bool:
    return matter.handling in {"ceased", "converted"}
