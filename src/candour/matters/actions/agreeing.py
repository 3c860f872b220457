"""What the answers of a step must agree with: the record, the test it answers, and each other.

These refusals turn on what is being answered now, which the requirements of a lifecycle cannot ask about.
"""

from collections.abc import Iterator
from datetime import date

from candour.accounts.access import may_appoint, roles_on
from candour.accounts.codes import Role
from candour.deadlines.law import day_of, the_law
from candour.deadlines.models import Deadline
from candour.matters.actions.days import spoken
from candour.matters.actions.registry import CHECKS, checks
from candour.matters.actions.taking import StepRefused, Taking
from candour.matters.delegation import share_of
from candour.matters.models import MatterKind
from candour.matters.review_body import limbs_from_the_record, review_body
from candour.matters.whose import not_theirs
from candour.procedure.due import Due
from candour.procedure.lifecycles import Reason

PARAGRAPH_4 = "ukpga/2002/30/schedule/3/paragraph/4"
REGULATION_3, REGULATION_29, REGULATION_34 = (f"uksi/2020/2/regulation/{number}" for number in (3, 29, 34))
IN_SCHEDULE_3 = {"recorded", "conduct-recorded", "dsi-recorded"}
ORAL = {"telephone", "in-person", "police-station", "video-call"}
WITHHELD = {"withhold-criminal", "withhold-public-interest"}
ANSWERED = ("uksi/2020/2/regulation/30",)
INVESTIGATED = {"investigate", "re-investigate"}
VOLUNTARY = {"voluntary-gravity", "voluntary-exceptional"}


def refuse_what_disagrees(taking: Taking) -> None:
    reasons = [*_delegated(taking), *_of_somebody_else(taking)]
    for check in CHECKS.get(taking.step.key, ()):
        reasons.extend(check(taking))
    if reasons:
        raise StepRefused(taking.step, tuple(reasons))


def _delegated(taking: Taking) -> Iterator[Reason]:
    if taking.by is not None:
        refusal = share_of(taking.matter, taking.by, on=taking.on).may_take(taking.step)
        if refusal is not None:
            yield Reason(str(refusal.text), (refusal.source,))


def _of_somebody_else(taking: Taking) -> Iterator[Reason]:
    if taking.by is not None:
        roles = roles_on(taking.by, taking.matter.case_file, on=taking.on)
        refusal = not_theirs(taking.step, taking.matter, roles)
        if refusal is not None:
            yield Reason(str(refusal.text), (refusal.source,))


@checks("complaint.not-a-complaint")
def _no_standing_is_what_the_test_found(taking: Taking) -> Iterator[Reason]:
    if taking.answers["ground"] == "no-standing" and taking.test_outcome == "met":
        yield Reason(
            "The standing test says that somebody with standing is complaining.",
            ("ukpga/2002/30/section/12",),
        )


@checks("complaint.record", "complaint.look-again-at-copy")
def _a_withheld_copy_has_reasons_and_a_next_look(taking: Taking) -> Iterator[Reason]:
    decision = taking.answers["copy-to-subject"]
    if decision in {*WITHHELD, "give-anonymised"} and not taking.answers.get("reasons"):
        yield Reason("Withholding a copy, or leaving names out, needs reasons.", (REGULATION_3,))
    if decision in WITHHELD and not taking.answers.get("next-look"):
        yield Reason("A copy that is withheld needs a day on which that is looked at again.", (REGULATION_3,))


@checks("keeping-informed.look-again")
def _what_stays_withheld_is_looked_at_again(taking: Taking) -> Iterator[Reason]:
    if taking.answers["still-withheld"] and not taking.answers.get("next-look"):
        yield Reason(
            "What stays withheld needs a day on which that is looked at again.",
            ("uksi/2020/2/regulation/35",),
        )


@checks(
    "keeping-informed.update",
    "keeping-informed.proceedings-news",
    "conduct-matter.tell-outcome",
    "complaint.tell-outcome",
    "complaint.contact",
)
def _told_in_writing(taking: Taking) -> Iterator[Reason]:
    """By word of mouth only where the complaint was not in writing and is not under Schedule 3."""
    matter, contact = taking.matter, taking.step.key == "complaint.contact"
    was_told = taking.answers.get("was-an-update") is True if contact else True
    must_be_written = matter.intake in IN_SCHEDULE_3 or matter.in_writing
    if was_told and must_be_written and taking.answers["channel"] in ORAL:
        yield Reason(
            "This must be given in writing: by word of mouth only where the complaint was not made in writing and is "
            "handled outside Schedule 3. Enter a conversation as a contact.",
            (REGULATION_34,),
        )


@checks("referral.test")
def _when_it_became_clear(taking: Taking) -> Iterator[Reason]:
    """The moment is needed when the duty first arises; a later one never puts the duty off."""
    clear, owed = taking.answers.get("became-clear"), taking.before.get("referral-owed") is True
    met, again = taking.test_outcome == "met", taking.matter.referral in {"returned", "local"}
    new = taking.answers.get("new-fact-after-referral")
    if met and again and new is None:
        yield Reason("It was referred before: say whether something new meets a description.", (PARAGRAPH_4,))
    arises = met and not owed and (not again or new is True)
    if arises and clear is None:
        yield Reason(
            "Say when it first became clear that a description is met: the clock starts then.", (PARAGRAPH_4,)
        )
    if clear is not None and not met:
        yield Reason(
            "No description is met, so there is no moment at which that became clear.", (PARAGRAPH_4,)
        )
    if clear is not None and owed and _is_later(taking, clear):
        yield Reason("It is owed already: a later moment is not when it first became clear.", (PARAGRAPH_4,))


def _is_later(taking: Taking, clear: object) -> bool:
    first, now = day_of(taking.before.get("became-clear")), day_of(clear)  # type: ignore[arg-type]
    return first is not None and now is not None and now > first


@checks("referral.refer", "referral.refer-again")
def _the_ground_of_the_referral_holds(taking: Taking) -> Iterator[Reason]:
    kind, again = taking.answers["referral-kind"], taking.step.key == "referral.refer-again"
    tested = taking.before.get("answered.mandatory-referral") == "met"
    met = tested or taking.matter.kind == MatterKind.DSI
    if kind == "mandatory" and not met:
        yield Reason(
            "The mandatory referral test has not been answered yes on any description.", (PARAGRAPH_4,)
        )
    if kind == "called-in" and taking.matter.referral != "called-in":
        yield Reason("The Director General has not required it to be referred.", (PARAGRAPH_4,))
    if kind in VOLUNTARY and taking.before.get("referral-owed") is True:
        yield Reason(
            "It must be referred, so it is not referred for its gravity or circumstances alone.",
            (PARAGRAPH_4,),
        )
    if kind == "repeat" and not again:
        yield Reason("It has not been referred before.", (PARAGRAPH_4,))


@checks("handling.decide", "conduct-matter.decide")
def _what_must_be_investigated_is(taking: Taking) -> Iterator[Reason]:
    if taking.answers["handling-choice"] == "investigation":
        return
    if taking.matter.referral == "local":
        yield Reason(
            "The Director General has decided on a local investigation, so it is investigated.",
            ("ukpga/2002/30/schedule/3/paragraph/16",),
        )
    if taking.before.get("answered.forced-investigation") == "met":
        yield Reason("It appears that it must be investigated.", ("ukpga/2002/30/schedule/3/paragraph/6",))


@checks("handling.decide")
def _what_was_accepted_is_done(taking: Taking) -> Iterator[Reason]:
    again, recommended = taking.matter.review == "taken-up-again", taking.before.get("review-recommendation-kind")
    accepted = taking.before.get("recommendation-accepted") == "accepted"
    if again and accepted and recommended in INVESTIGATED and taking.answers["handling-choice"] != "investigation":
        yield Reason("The recommendation that it be investigated was accepted, so it is investigated.", ANSWERED)


@checks("review.enter-decision")
def _a_recommendation_is_entered_whole_or_not_at_all(taking: Taking) -> Iterator[Reason]:
    parts = ("review-recommendation-kind", "recommendation-text", "review-recommendation-made")
    given = [part for part in parts if taking.answers.get(part)]
    recommended = taking.answers["review-letter-outcome"] == "recommended"
    if recommended and len(given) < len(parts):
        yield Reason("Say what is recommended, in its words, and on which day it was made.", taking.step.source)
    if given and not recommended:
        yield Reason("The letter recommends nothing, so no recommendation is entered.", taking.step.source)


@checks("review.require-investigation", "review.enter-decision")
def _only_the_director_general_requires(taking: Taking) -> Iterator[Reason]:
    required = taking.answers.get("review-letter-outcome", "investigation-required") == "investigation-required"
    if required and review_body(taking.matter, taking.before, on=taking.on).is_director_general is not True:
        yield Reason("A local policing body can only recommend.", taking.step.source)


@checks("investigation.appoint", "investigation.appoint-directed")
def _the_investigator_is_suitable(taking: Taking) -> Iterator[Reason]:
    chosen, matter = taking.answers.get("investigator"), taking.matter
    if chosen is None:
        return
    refusal = may_appoint(chosen, Role.INVESTIGATOR, matter.case_file, on=taking.on)
    if refusal is not None:
        yield Reason(str(refusal.text), (refusal.source,))
    if matter.parties.filter(person__user=chosen).exists():
        yield Reason("This person is one of the people of the matter.", ("uksi/2020/2/regulation/12",))


@checks("investigation.progress-report", "investigation.own-progress-report")
def _the_period_is_the_one_that_ended(taking: Taking) -> Iterator[Reason]:
    owed = Deadline.objects.for_subject(taking.matter.pk).owed().filter(rule="timeliness.overrun").first()
    ended = taking.answers["overrun-period-ended"]
    if owed is None or owed.due is None:
        yield Reason("No report on the length of the investigation is owed.", ("uksi/2020/2/regulation/13",))
    elif ended != owed.due:
        yield Reason(
            f"The period that this report covers ends on {spoken(owed.due)}.", ("uksi/2020/2/regulation/13",)
        )
    elif taking.on <= ended:
        yield Reason(f"The period runs to the end of {spoken(owed.due)}.", ("uksi/2020/2/regulation/13",))


@checks("handling.review-body")
def _limbs_that_the_record_settles(taking: Taking) -> Iterator[Reason]:
    test = the_law().tests["relevant-review-body"]
    for limb in test.limbs:
        settled = limbs_from_the_record(taking.matter, taking.before).get(limb.key)
        if settled and taking.limbs.holds.get(limb.key) is not True:
            yield Reason(f"The record shows that this holds: {limb.words}", limb.source)


@checks("review.receive")
def _late_only_where_it_is_just(taking: Taking) -> Iterator[Reason]:
    last = last_day_to_apply(taking)
    applied = taking.answers["review-applied-for"]
    if last is None or applied <= last:
        return
    if taking.answers.get("late-but-just") is not True or not taking.answers.get("reasons"):
        yield Reason(
            f"The time to apply ended on {spoken(last)}. It can be accepted only where the review body finds that special "
            "circumstances make it just, and says why; otherwise enter that it was refused.",
            (REGULATION_29,),
        )


@checks("withdrawal.decide", "withdrawal.decide-referred", "hold.not-resume")
def _the_decision_follows_the_test(taking: Taking) -> Iterator[Reason]:
    if taking.answers["treat-as-conduct-matter"] is not (taking.test_outcome == "met"):
        yield Reason(
            "The decision must be the one to which the public-interest test led.", taking.step.source
        )


def last_day_to_apply(taking: Taking) -> date | None:
    """As the law counts it on all that is known, forwarded days left out, whether or not the clock still runs."""
    facts = {name: value for name, value in taking.before.items() if name != "late-review-allowed-to"}
    answer = the_law().due("review.application", facts)
    return answer.due if isinstance(answer, Due) else None
