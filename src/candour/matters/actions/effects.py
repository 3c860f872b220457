"""What particular steps do beyond moving their track: custody of the file, contacts, people, a wish that binds."""

from candour.accounts.actions import end_custody, give_custody, note_function
from candour.accounts.codes import Capacity, Role
from candour.accounts.models import Appointment, User
from candour.bodies.kinds import BodyKind
from candour.bodies.models import Body
from candour.deadlines.actions import cancel, meet
from candour.matters.actions import (
    conduct_and_dsi,
    directed,
    disclosing,
    informing,
    news_of_proceedings,
    oversight,
    unanswered,
)
from candour.matters.actions.agreeing import WITHHELD, last_day_to_apply, refuse_what_disagrees
from candour.matters.actions.clocks import (
    owing_of,
    restart_clock_for,
    start_clock,
    start_clock_for,
    start_next_period,
)
from candour.matters.actions.conversion import carry_on_as_conduct_matter
from candour.matters.actions.looking_again import COPY, SUSPENSION, look_again, looked_at
from candour.matters.actions.looking_again import WITHHELD as WITHHELD_ITEM
from candour.matters.actions.registry import EFFECTS, Effect, effect
from candour.matters.actions.reopening import leave_the_form_to_the_director_general, take_up_again
from candour.matters.actions.stating import state_fact
from candour.matters.actions.taking import StepRefused, Taking
from candour.matters.authority import handling_body, oversight_body
from candour.matters.models import Contact, Party
from candour.matters.review_body import review_body
from candour.procedure.lifecycles import Reason

OTHERS = (conduct_and_dsi, directed, disclosing, informing, news_of_proceedings, oversight, unanswered)
"""Modules that name effects and checks of their own: to be imported is enough."""


def effect_of(step: str) -> Effect:
    def run(taking: Taking) -> None:
        refuse_what_disagrees(taking)
        _remember_function(taking)
        for function in EFFECTS.get(step, ()):
            function(taking)

    return run


def steps_with_effects() -> frozenset[str]:
    return frozenset(EFFECTS)


def _remember_function(taking: Taking) -> None:
    if taking.by is not None and taking.function is not None:
        case_file = taking.matter.case_file
        note_function(taking.record, case_file=case_file, user=taking.by, function=taking.function, on=taking.on)


@effect("complaint.log")
def keep_the_summary(taking: Taking) -> None:
    taking.matter.summary = str(taking.answers.get("summary", "")) or taking.matter.summary
    taking.record.save(taking.matter)


@effect("complaint.contact", "keeping-informed.update")
def log_the_contact(taking: Taking) -> None:
    """An update restarts the four weeks of the person told, and of nobody else."""
    party: Party = taking.answers["party"]
    was_update = taking.step.key == "keeping-informed.update" or taking.answers.get("was-an-update") is True
    contact = Contact(
        matter=taking.matter,
        party=party,
        on=taking.on,
        channel=taking.answers["channel"],
        summary=taking.answers["views"],
        was_update=was_update,
        by=taking.by,
    )
    taking.record.save(contact)
    if was_update:
        whose = informing.told_through(party)
        state_fact(taking, "update-given", taking.on, party=whose)
        restart_clock_for(taking, "keeping-informed.progress", whose)


@effect("complaint.tell-outcome", "conduct-matter.tell-outcome")
def tell_one_person(taking: Taking) -> None:
    """Each person's own clock is met by telling that person."""
    party: Party = taking.answers["party"]
    said = {"channel": taking.answers["channel"], "summary": taking.answers["views"]}
    taking.record.save(Contact(matter=taking.matter, party=party, on=taking.on, by=taking.by, **said))
    whose = informing.told_through(party)
    state_fact(taking, "update-given", taking.on, party=whose)
    meet(taking.record, rule="keeping-informed.outcome", owing=owing_of(taking.matter, whose), on=taking.on)


@effect("complaint.record", "complaint.look-again-at-copy")
def keep_the_copy_under_review(taking: Taking) -> None:
    withheld = taking.answers["copy-to-subject"] in WITHHELD
    state_fact(taking, "copy-withheld", withheld)
    if withheld:
        look_again(taking, COPY, taking.answers["next-look"])
    else:
        looked_at(taking, COPY)


@effect("complaint.record")
def take_up_again_what_was_closed(taking: Taking) -> None:
    """A wish after the close is a wish at any time: the old outcome is overtaken, and people are kept informed again."""
    if taking.matter.intake != "closed":
        return
    cancel(taking.record, rule="keeping-informed.outcome", owing=owing_of(taking.matter))
    for party in taking.matter.parties.kept_informed():
        start_clock_for(taking, "keeping-informed.progress", party)


@effect("keeping-informed.withhold", "keeping-informed.look-again")
def withhold_from_one_person(taking: Taking) -> None:
    withheld = taking.answers.get("still-withheld", True)
    state_fact(taking, "complainant-not-to-be-told", withheld, party=taking.answers["party"])
    if withheld:
        look_again(taking, WITHHELD_ITEM, taking.answers["next-look"])
    elif not taking.facts()["something-withheld"]:
        looked_at(taking, WITHHELD_ITEM)


@effect("complaint.forward")
def hand_over(taking: Taking) -> None:
    """The other body is the authority from now on. One that works elsewhere gets a letter; our record of it stays."""
    body: Body = taking.answers["to-body"]
    matter = taking.matter
    if body == matter.appropriate_authority:
        sentence = "It is the appropriate authority already: a complaint is sent on to another body."
        raise StepRefused(taking.step, (Reason(sentence, taking.step.source),))
    if body.on_this_installation:
        for custody in matter.case_file.custodies.in_force(taking.on):
            end_custody(taking.record, custody=custody, ends=taking.on)
    give_custody(
        taking.record,
        case_file=matter.case_file,
        body=body,
        capacity=Capacity.APPROPRIATE_AUTHORITY,
        starts=taking.on,
    )
    matter.appropriate_authority = body
    if body.kind == BodyKind.POLICE_FORCE:
        matter.expressed_to = body
    taking.record.save(matter)


@effect("complaint.take-in")
def share_with_the_delegate(taking: Taking) -> None:
    """The policing body of the new authority may have taken first contact and recording on."""
    matter = taking.matter
    made_on = matter.made_on or matter.received_on
    handler = handling_body(matter.expressed_to, matter.appropriate_authority, made_on=made_on)
    if handler is not None:
        _give(taking, handler, Capacity.HANDLER)


@effect("referral.test")
def end_a_referral_no_longer_owed(taking: Taking) -> None:
    if taking.test_outcome == "not-met":
        cancel(taking.record, rule="referral.mandatory", owing=owing_of(taking.matter))


@effect("referral.refer", "referral.refer-again", "referral.call-in", "referral.treat-as-referred", "referral.refer-by-policing-body")
def open_to_oversight(taking: Taking) -> None:
    """The oversight body sees the file from the day of the referral, where it works on this installation."""
    body = oversight_body(taking.matter.expressed_to)
    if body and body.on_this_installation:
        _give(taking, body, Capacity.OVERSIGHT)


@effect("review.receive")
def open_to_reviewer(taking: Taking) -> None:
    answer = review_body(taking.matter, taking.facts(), on=taking.on)
    if answer.body and answer.body.on_this_installation:
        _give(taking, answer.body, Capacity.REVIEWER)


@effect("investigation.appoint", "investigation.appoint-directed")
def appoint_investigator(taking: Taking) -> None:
    """The appointment is to this case file only; an earlier investigator's ends. Somebody of another body has none."""
    chosen: User | None = taking.answers.get("investigator")
    matter = taking.matter
    standing = Appointment.objects.in_force(taking.on).filter(case_file=matter.case_file, role=Role.INVESTIGATOR)
    for earlier in standing.exclude(user=chosen):
        earlier.ends = taking.on
        taking.record.save(earlier)
    if chosen is not None and not standing.filter(user=chosen).exists():
        taking.record.save(
            Appointment(
                user=chosen, role=Role.INVESTIGATOR, case_file=matter.case_file, starts=taking.on, made_by=taking.by
            )
        )


@effect("investigation.progress-report", "investigation.own-progress-report")
def begin_the_next_period(taking: Taking) -> None:
    start_next_period(taking, "timeliness.overrun", taking.answers["overrun-period-ended"])


@effect("review.misdirected")
def leave_the_days_out(taking: Taking) -> None:
    received, forwarded = taking.answers["misdirected-received"], taking.answers["misdirected-forwarded"]
    state_fact(taking, "misdirected-application", f"{received.isoformat()}/{forwarded.isoformat()}")


@effect("hold.suspend")
def look_at_the_suspension_again(taking: Taking) -> None:
    look_again(taking, SUSPENSION, taking.answers["next-look"])


@effect("hold.ask", "hold.resume")
def the_suspension_was_looked_at(taking: Taking) -> None:
    looked_at(taking, SUSPENSION)


@effect("review.receive")
def allow_a_late_application(taking: Taking) -> None:
    last, applied = last_day_to_apply(taking), taking.answers["review-applied-for"]
    if last is not None and applied > last:
        state_fact(taking, "late-review-allowed-to", applied)


@effect("withdrawal.decide", "withdrawal.decide-referred", "withdrawal.enter-decision", "hold.not-resume")
def end_the_matter(taking: Taking) -> None:
    """Part 2 ceases to apply, or the public interest needs a conduct matter: either way the complaint itself ends here."""
    goes_on = taking.answers["treat-as-conduct-matter"]
    left, taking.matter.handling = taking.matter.handling, "converted" if goes_on else "ceased"
    taking.record.save(taking.matter, expect={"handling": left})
    if goes_on:
        carry_on_as_conduct_matter(taking)


@effect("handling.reopen")
def deal_with_it_again(taking: Taking) -> None:
    take_up_again(taking)


@effect("review.require-investigation", "handling.re-investigate", "handling.enter-re-investigation")
def investigate_it_again(taking: Taking) -> None:
    take_up_again(taking)
    leave_the_form_to_the_director_general(taking)


@effect("review.enter-decision")
def do_what_the_letter_requires(taking: Taking) -> None:
    if taking.answers["review-letter-outcome"] == "investigation-required":
        investigate_it_again(taking)
        start_clock(taking, "keeping-informed.progress")


def _give(taking: Taking, body: Body, capacity: Capacity) -> None:
    held = taking.matter.case_file.custodies.in_force(taking.on).filter(body=body, capacity=capacity)
    if not held.exists():
        give_custody(
            taking.record, case_file=taking.matter.case_file, body=body, capacity=capacity, starts=taking.on
        )
