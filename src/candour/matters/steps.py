"""The steps of a matter: which are open now and to whom, why others are not, and which usually comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from candour.accounts.access import roles_on
from candour.accounts.models import User
from candour.deadlines.law import the_law
from candour.matters.delegation import Share, share_of
from candour.matters.facts import Facts, facts_of
from candour.matters.models import Matter
from candour.matters.whose import not_theirs
from candour.procedure.lifecycles import Reason, Step, StepStanding, for_others, standing


@dataclass(frozen=True)
class Standing:
    """A step on this matter today: `open` to this person, or the reasons why not."""

    step: Step
    open: bool
    in_state: bool
    reasons: tuple[Reason, ...]


def step_named(key: str) -> Step | None:
    return the_law().steps.get(key)


def standings(matter: Matter, user: User, *, on: date, facts: Facts | None = None) -> list[Standing]:
    """Every step, those open to this person first; a step out of its track's state comes last."""
    facts, roles, share = _as_it_stands(matter, user, on, facts)
    judged = [_judge(step, matter, facts, roles, share) for step in the_law().steps.values()]
    return sorted(judged, key=lambda one: (not one.open, not one.in_state))


def standing_of(step: Step, matter: Matter, user: User, *, on: date) -> Standing:
    return _judge(step, matter, *_as_it_stands(matter, user, on))


def _as_it_stands(
    matter: Matter, user: User, on: date, facts: Facts | None = None
) -> tuple[Facts, frozenset[str], Share]:
    return facts or facts_of(matter, on=on), roles_on(user, matter.case_file, on=on), share_of(matter, user, on=on)


def _judge(step: Step, matter: Matter, facts: Facts, roles: frozenset[str], share: Share) -> Standing:
    lifecycle = the_law().lifecycles[step.track]
    found: StepStanding = standing(step, lifecycle, answered_in_the_step(step, facts), roles)
    in_state = getattr(matter, step.track) in step.from_states
    refusal = share.may_take(step) or not_theirs(step, matter, roles) if found.open else None
    reasons = found.reasons if refusal is None else (Reason(str(refusal.text), (refusal.source,)),)
    return Standing(step, not reasons, in_state, reasons)


WANTED = {"disclosure.give": "not-met"}
"""Steps that are closed where their test is met: it asks what forbids them."""


def answered_in_the_step(step: Step, facts: Facts) -> Facts:
    """A step that asks its own test is not closed for want of the answer: it is given in taking the step."""
    if step.test is None:
        return facts
    return {**facts, f"answered.{step.test}": WANTED.get(step.key, "met")}


ORDER = (
    "complaint.log",
    "dsi-matter.record",
    "complaint.take-in",
    "referral.refer",
    "referral.refer-again",
    "complaint.contact",
    "complaint.recording-test",
    "complaint.record",
    "complaint.keep-outside",
    "referral.test",
    "conduct-matter.record",
    "conduct-matter.decide",
    "handling.decide",
    "investigation.appoint",
    "investigation.appoint-directed",
    "investigation.report",
    "investigation.determine",
    "dsi-matter.determine",
    "handling.prosecutor",
    "handling.review-body",
    "handling.decide-outcome",
    "handling.determine",
    "handling.enter-determination",
    "handling.provide-outcome",
    "handling.provide-determination",
    "complaint.resolve",
    "complaint.tell-outcome",
    "referral.decide-necessity",
    "referral.decide-mode",
    "referral.return",
    "referral.enter-answer",
    "hold.ask",
    "hold.not-resume",
    "withdrawal.letter",
    "withdrawal.deemed",
    "withdrawal.decide",
    "withdrawal.decide-referred",
    "withdrawal.enter-decision",
    "review.decide",
    "review.recommend",
    "review.enter-decision",
    "review.answer",
    "handling.reopen",
    "conduct-matter.tell-outcome",
    "conduct-matter.close",
    "handling.close",
    "keeping-informed.update",
)
"""The step that usually comes next, first of these that is open and not yet done."""

ONCE = {"complaint.recording-test": "recording", "referral.test": "mandatory-referral", "handling.review-body": "relevant-review-body"}


def next_step(matter: Matter, judged: Sequence[Standing], facts: Facts) -> Step | None:
    """The one step to offer as the page's button: a suggestion about order, never about the answer."""
    return _first_of({one.step.key: one.step for one in judged if one.open}, facts)


def awaited_step(judged: Sequence[Standing], facts: Facts) -> Step | None:
    """The step that the matter waits for where it is somebody else's to take: nothing but the role is in the way."""
    theirs = {one.step.key: one.step for one in judged if one.in_state and one.reasons == (for_others(one.step),)}
    theirs.pop("keeping-informed.update", None)  # its date stands beside this: nothing else waits for it
    return _first_of(theirs, facts)


def _first_of(steps: Mapping[str, Step], facts: Facts) -> Step | None:
    return next((steps[key] for key in ORDER if key in steps and not _is_done(key, facts) and _fits(key, facts)), None)


def _is_done(key: str, facts: Facts) -> bool:
    """Also where it is not owed: a referral is offered once one is."""
    if key in ONCE:
        return facts.get(f"answered.{ONCE[key]}") in {"met", "not-met"}
    if key in {"referral.refer", "referral.refer-again"}:
        return facts.get("referral-owed") is not True
    return key == "complaint.contact" and "wish-for-recording" in facts


def _fits(key: str, facts: Facts) -> bool:
    """Of two ways on the one that the facts point to; and nothing again that was done, or before it is of use."""
    answered, wished = facts.get("answered.recording") == "met", facts.get("wish-for-recording") is True
    must = answered or wished or facts.get("track.referral") != "none"
    match key:
        case "complaint.record":
            return must
        case "complaint.keep-outside":
            return not must
        case "complaint.contact":
            return facts.get("track.handling") in {None, "none"}
        case "referral.test":
            return facts.get("track.intake") != "received" and not _has_ended("intake", facts)
        case "referral.decide-mode" | "referral.enter-answer":
            return facts.get("track.referral") not in {"local", "directed", "independent"}
        case "investigation.appoint" | "investigation.appoint-directed":
            return facts.get("track.investigation") == "none"
        case "handling.review-body" if facts.get("track.handling") == "investigation":
            return facts.get("track.investigation") in {"reported", "determined"}
        case "handling.review-body":
            return facts.get("track.handling") in {"otherwise", "no-further-action", "decided"}
        case "keeping-informed.update":
            return facts.get("track.handling") in {"otherwise", "investigation"}
        case _:
            return True


def _has_ended(track: str, facts: Facts) -> bool:
    state = the_law().lifecycles[track].states.get(str(facts.get(f"track.{track}")))
    return state is not None and state.ended
