"""The facts of a matter, as the law asks for them: what was stated in taking steps, and what the record itself shows."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from candour.bodies.models import Body
from candour.deadlines.law import day_of, the_law
from candour.deadlines.models import Deadline
from candour.matters.authority import oversight_body
from candour.matters.models import Matter, MatterKind, Party, StatedFact, StepTaken, TestAnswer, Track
from candour.procedure.facts import Fact, FactValue, state

Facts = dict[str, FactValue]
WAITING = {
    "review-time-running": "review.application",
    "resumption-reply-awaited": "resumption.reply",
    "withdrawal-reply-awaited": "withdrawal.reply",
}
"""Facts that say that somebody's time still runs, and the rule that gives it."""
BINDS = {"wish-for-recording"}
"""Yes-no facts that a later no does not undo: a wish shown at any time is enough."""
OF_THE_SUSPENSION = {"criminal-proceedings-concluded", "resumption-letter-sent", "resumption-refused"}
"""What was stated of an earlier suspension says nothing of the one that runs now."""
REFERENCES = {"referral.refer", "referral.refer-again", "referral.treat-as-referred"}
"""Steps that put the matter before the Director General."""


def facts_of(matter: Matter, *, on: date, party: Party | None = None) -> Facts:
    """All facts known on the day `on`; with `party`, that person's own where a fact is kept for each person."""
    known: dict[str, Any] = {**_of_the_matter(matter), **_of_the_record(matter, on)}
    known.update(_answers(matter))
    known.update(_stated(matter, party))
    return {name: value for name, value in known.items() if name in the_law().facts and value is not None}


def read_stated(fact: Fact, written: Iterable[str]) -> FactValue:
    """The value of a fact from what was written down: the newest, or all where the fact keeps several."""
    values = list(written)
    kept = values if fact.repeats or fact.interval else values[-1:]
    return state(the_law().facts, [f"{fact.name}={value}" for value in kept])[fact.name]


def _of_the_matter(matter: Matter) -> dict[str, Any]:
    tracks: Facts = {f"track.{track}": getattr(matter, track) for track in Track}
    dates: dict[str, Any] = (
        {"complaint-made": matter.made_on, "complaint-received": matter.received_on}
        if matter.kind == MatterKind.COMPLAINT
        else {"matter-known": matter.received_on}
    )
    return {
        **tracks,
        **dates,
        "force-kind": force_kind(matter.expressed_to),
        "complaint-in-writing": matter.in_writing,
        "outside-schedule-3": matter.intake in {"outside-schedule-3", "closed"},
    }


def force_kind(body: Body) -> str | None:
    """The kind of force as the law tells them apart; None, so unknown, for one that has discipline law of its own."""
    return body.force_kind if body.force_kind in the_law().facts["force-kind"].values else None


def _of_the_record(matter: Matter, on: date) -> dict[str, Any]:
    decisions = list(matter.allegations.values_list("decision", flat=True))
    oversight = oversight_body(matter.expressed_to)
    return {
        "oversight-on-installation": bool(oversight and oversight.on_this_installation),
        "authority-on-installation": matter.appropriate_authority.on_this_installation,
        "something-withheld": any(_withheld(matter)),
        "allegations-undecided": not decisions or "" in decisions,
        "investigation-unreported": matter.handling == "investigation" and matter.investigation != "determined",
        "outcome-told": not _outcome_owed(matter),
        **_times_running(matter, on),
    }


def _outcome_owed(matter: Matter) -> bool:
    return Deadline.objects.for_subject(matter.pk).owed().filter(rule="keeping-informed.outcome").exists()


def _times_running(matter: Matter, on: date) -> dict[str, bool]:
    """Whether somebody still has time: a clock that runs and whose day has not passed, or is not known."""
    owed = Deadline.objects.for_subject(matter.pk).owed().filter(rule__in=WAITING.values())
    running = {rule for rule, due in owed.values_list("rule", "due") if due is None or due >= on}
    return {name: rule in running for name, rule in WAITING.items()}


def _answers(matter: Matter) -> Facts:
    newest = TestAnswer.objects.filter(matter=matter).order_by("at").values_list("test", "outcome")
    answered: Facts = {f"answered.{test}": outcome for test, outcome in newest}
    met = answered.get("answered.mandatory-referral") == "met"
    return {**answered, "referral-owed": met and _not_yet_referred(matter)}


def _not_yet_referred(matter: Matter) -> bool:
    """After a reference only something new, stated since, makes another one owed."""
    if matter.referral in {"none", "called-in"}:
        return True
    if matter.referral not in {"returned", "local"}:
        return False
    referred = _last_taken(matter, REFERENCES)
    new = StatedFact.objects.filter(matter=matter, name="new-fact-after-referral").order_by("at").last()
    return new is not None and new.value == "yes" and (referred is None or new.at > referred)


def _last_taken(matter: Matter, steps: Collection[str]) -> datetime | None:
    taken = StepTaken.objects.filter(matter=matter, step__in=steps).order_by("at").last()
    return taken.at if taken else None


def _withheld(matter: Matter) -> Iterator[bool]:
    """For each person from whom something was ever withheld: whether it still is."""
    rows = StatedFact.objects.filter(matter=matter, name="complainant-not-to-be-told", party__isnull=False)
    newest = {row.party_id: row.value for row in rows.order_by("at")}
    return (value == "yes" for value in newest.values())


def _stated(matter: Matter, party: Party | None) -> Facts:
    rows = StatedFact.objects.filter(matter=matter).order_by("at")
    suspended = _last_taken(matter, {"hold.suspend"})
    gathered: dict[str, list[str]] = {}
    for row in rows:
        mine = row.party_id is None or (party is not None and row.party_id == party.pk)
        earlier = row.name in OF_THE_SUSPENSION and suspended is not None and row.at < suspended
        bound = row.name in BINDS and "yes" in gathered.get(row.name, ())
        if mine and not earlier and not bound and row.name in the_law().facts:
            gathered.setdefault(row.name, []).append(row.value)
    return {name: read_stated(the_law().facts[name], values) for name, values in gathered.items()}


def first_day(facts: Facts, name: str) -> date | None:
    return day_of(facts[name]) if name in facts else None
