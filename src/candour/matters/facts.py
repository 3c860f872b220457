"""The facts of a matter, as the law asks for them: what was stated in taking steps, and what the record itself shows."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from candour.accounts.models.written_once import Question, key
from candour.bodies.models import Body
from candour.deadlines.law import day_of, the_law
from candour.deadlines.models import Deadline
from candour.matters.authority import is_policing_body, oversight_body
from candour.matters.models import (
    Allegation,
    Matter,
    MatterKind,
    Party,
    StatedFact,
    StepTaken,
    TestAnswer,
    Track,
)
from candour.matters.reviewing import facts_of_the_review
from candour.procedure.facts import Fact, FactValue, state

Facts = dict[str, FactValue]
WAITING = {
    "review-time-running": "review.application",
    "resumption-reply-awaited": "resumption.reply",
    "withdrawal-reply-awaited": "withdrawal.reply",
}
"""Facts that say that somebody's time still runs, and the rule that gives it."""
OUTCOME = "keeping-informed.outcome"
NEWS = {
    "keeping-informed.appeal-brought",
    "keeping-informed.proceedings-outcome",
    "keeping-informed.proceedings-progress",
}
"""Rules under which somebody is told of proceedings that arose from the matter."""
BINDS = {"wish-for-recording"}
"""Yes-no facts that a later no does not undo: a wish shown at any time is enough."""
OF_THE_SUSPENSION = {"criminal-proceedings-concluded", "resumption-letter-sent", "resumption-refused"}
"""What was stated of an earlier suspension says nothing of the one that runs now."""
OF_THE_OUTCOME = {
    "determination-dated",
    "late-review-allowed-to",
    "misdirected-application",
    "offence-indicated",
    "outcome-decided",
    "outcome-sent",
    "prosecutor-considered",
    "report-submitted",
    "review-applied-for",
    "review-decided",
    "review-recommendation-made",
    "review-right-provided",
    "sent-to-prosecutor",
    "views-sought",
}
"""What was stated of an earlier outcome says nothing of the one that is owed once it is taken up again."""
REFERENCES = {
    "referral.refer",
    "referral.refer-again",
    "referral.refer-by-policing-body",
    "referral.treat-as-referred",
}
"""Steps that put the matter before the Director General."""


class Stated(NamedTuple):
    """Of a stated fact what the law reads; one written in this very step is the row itself."""

    name: str
    value: str
    party_id: UUID | None
    at: datetime


STATED = Question(
    lambda: StatedFact.objects.filter(matter=key("matter")).order_by("at").values_list(*Stated._fields)
)
ANSWERED = Question(
    lambda: TestAnswer.objects.filter(matter=key("matter")).order_by("at").values_list("test", "outcome")
)
DECIDED = Question(lambda: Allegation.objects.filter(matter=key("matter")).values_list("decision"))
OWED = Question(lambda: Deadline.objects.for_subject(key("matter")).owed().values_list("rule", "due"))


@dataclass(frozen=True)
class MatterRows:
    """What was written down of a matter: read once, and enough for the facts of each of its people."""

    stated: Sequence[Stated | StatedFact]
    answers: Sequence[tuple[str, str]]
    decisions: Sequence[str]
    owed: Sequence[tuple[str, date | None]]
    """Each rule under which something is owed now, and the day."""


def rows_of(matter: Matter, *, owed: Sequence[tuple[str, date | None]] | None = None) -> MatterRows:
    return MatterRows(
        list(map(Stated._make, STATED(matter=matter.pk))),
        ANSWERED(matter=matter.pk),
        [decision for (decision,) in DECIDED(matter=matter.pk)],
        OWED(matter=matter.pk) if owed is None else owed,
    )


def facts_of(
    matter: Matter, *, on: date, party: Party | None = None, rows: MatterRows | None = None
) -> Facts:
    """All facts known on the day `on`; with `party`, that person's own where a fact is kept for each person."""
    rows = rows or rows_of(matter)
    known: dict[str, Any] = {**_of_the_matter(matter), **_of_the_record(matter, rows, on)}
    known.update(_answers(matter, rows))
    known.update(_stated(matter, rows, party))
    known.update(facts_of_the_review(matter, known, on=on))
    offence, considered = known.get("offence-indicated") is True, known.get("prosecutor-considered") is True
    known["prosecutor-to-be-considered"] = offence and not considered
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
        "matter-kind": matter.kind,
        "complaint-in-writing": matter.in_writing,
        "outside-schedule-3": matter.intake in {"outside-schedule-3", "closed"},
    }


def force_kind(body: Body) -> str | None:
    """The kind of force as the law tells them apart; None, so unknown, for one that has discipline law of its own."""
    return body.force_kind if body.force_kind in the_law().facts["force-kind"].values else None


def _of_the_record(matter: Matter, rows: MatterRows, on: date) -> dict[str, Any]:
    decisions = rows.decisions
    oversight = oversight_body(matter.expressed_to)
    return {
        "oversight-on-installation": bool(oversight and oversight.on_this_installation),
        "authority-is-policing-body": is_policing_body(matter.appropriate_authority),
        "authority-on-installation": matter.appropriate_authority.on_this_installation,
        "something-withheld": any(_withheld(rows)),
        "allegations-undecided": "" in decisions or (not decisions and matter.kind != MatterKind.DSI),
        "investigation-unreported": matter.handling == "investigation"
        and matter.investigation != "determined",
        **_of_the_clocks(rows, on),
    }


def _of_the_clocks(rows: MatterRows, on: date) -> dict[str, bool]:
    """Whether an outcome is still owed, and whose time runs: a clock whose day has not passed, or is not known."""
    running = {rule for rule, due in rows.owed if due is None or due >= on}
    waiting = {name: rule in running for name, rule in WAITING.items()}
    told = {"outcome-told": all(rule != OUTCOME for rule, _ in rows.owed)}
    return {**waiting, **told, "news-of-proceedings-owed": any(rule in NEWS for rule, _ in rows.owed)}


def _answers(matter: Matter, rows: MatterRows) -> Facts:
    answered: Facts = {f"answered.{test}": outcome for test, outcome in rows.answers}
    tested = answered.get("answered.mandatory-referral")
    met = tested == "met" or matter.kind == MatterKind.DSI
    settled = tested in {"met", "not-met"} or matter.referral not in {"none", "called-in"}
    return {**answered, "referral-settled": settled, "referral-owed": met and _not_yet_referred(matter, rows)}


def _not_yet_referred(matter: Matter, rows: MatterRows) -> bool:
    """After a reference only something new, stated since, makes another one owed."""
    if matter.referral in {"none", "called-in"}:
        return True
    if matter.referral not in {"returned", "local"}:
        return False
    referred = _last_taken(matter, REFERENCES)
    new = [row for row in rows.stated if row.name == "new-fact-after-referral"][-1:]
    return any(row.value == "yes" and (referred is None or row.at > referred) for row in new)


def _last_taken(matter: Matter, steps: Collection[str]) -> datetime | None:
    taken = StepTaken.objects.filter(matter=matter, step__in=steps).order_by("at").last()
    return taken.at if taken else None


def _withheld(rows: MatterRows) -> Iterator[bool]:
    """For each person from whom something was ever withheld: whether it still is."""
    said = (row for row in rows.stated if row.name == "complainant-not-to-be-told" and row.party_id)
    newest = {row.party_id: row.value for row in said}
    return (value == "yes" for value in newest.values())


def _stated(matter: Matter, rows: MatterRows, party: Party | None) -> Facts:
    of_a_suspension = any(row.name in OF_THE_SUSPENSION for row in rows.stated)
    suspended = _last_taken(matter, {"hold.suspend", "hold.suspend-own"}) if of_a_suspension else None
    again = max((row.at for row in rows.stated if row.name == "taken-up-again"), default=None)
    gathered: dict[str, list[str]] = {}
    for row in rows.stated:
        mine = row.party_id is None or (party is not None and row.party_id == party.pk)
        earlier = row.name in OF_THE_SUSPENSION and suspended is not None and row.at < suspended
        earlier = earlier or (row.name in OF_THE_OUTCOME and again is not None and row.at < again)
        bound = row.name in BINDS and "yes" in gathered.get(row.name, ())
        if mine and not earlier and not bound and row.name in the_law().facts:
            gathered.setdefault(row.name, []).append(row.value)
    return {name: read_stated(the_law().facts[name], values) for name, values in gathered.items()}


def first_day(facts: Facts, name: str) -> date | None:
    return day_of(facts[name]) if name in facts else None
