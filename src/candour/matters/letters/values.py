"""What the record can already say in a letter. Everything stays open to the writer; what is not known stays empty."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from candour.bodies.models import Body
from candour.deadlines.law import the_law
from candour.matters.codes import allegation_title, title_of
from candour.matters.letters.writing import Writing
from candour.matters.models import Matter, MatterKind, Party, PartyRole
from candour.matters.review_body import review_body
from candour.matters.whose import is_the_director_generals
from candour.papers.codes import LetterKind
from candour.procedure.citations import citation_in_words

Values = dict[str, Any]
APPOINTED = ("investigation.appoint", "investigation.appoint-directed")
LENGTH_REPORTED = ("investigation.progress-report", "investigation.own-progress-report")
SUSPENDED = ("hold.suspend", "hold.suspend-own")
DECIDED = ("handling.decide-outcome", "handling.determine", "handling.enter-determination")


def values_for(kind: LetterKind, writing: Writing) -> Values:
    """Initial values of the letter's slots, lists one on each line as the form takes them."""
    known = {**_greeting(writing), **_known.get(kind, _nothing)(writing)}
    return {name: value for name, value in known.items() if value not in (None, "")}


def _greeting(writing: Writing) -> Values:
    body = writing.matter.appropriate_authority
    named = writing.recipient
    return {
        "recipient_name": named.official_name if isinstance(named, Body) else named.shown_name,
        "contact_name": writing.writer,
        "contact": _address(body) or body.official_name,
    }


def _nothing(writing: Writing) -> Values:
    return {}


def _acknowledgement(writing: Writing) -> Values:
    matter = writing.matter
    stands = {"recorded": "recorded", "outside-schedule-3": "outside-schedule-3"}
    return {
        "received_on": matter.received_on,
        "complaint_summary": matter.summary or matter.words_used,
        "recorded": stands.get(matter.intake, "not-decided"),
        "update_by": writing.due("keeping-informed.progress"),
    }


def _record_copy(writing: Writing) -> Values:
    matter = writing.matter
    taken = matter.steps_taken.filter(step="complaint.record").order_by("-at").first()
    return {
        "recorded_on": taken.on if taken else None,
        "record": "\n\n".join(filter(None, [matter.summary, matter.words_used, matter.outcome_wanted])),
        "update_by": writing.due("keeping-informed.progress"),
    }


def _complaint_copy(writing: Writing) -> Values:
    decided = writing.facts.get("copy-to-subject")
    return {
        "complaint_made": writing.matter.made_on,
        "complaint": writing.matter.words_used,
        "anonymised": "yes" if decided == "give-anonymised" else "no",
    }


def _update(writing: Writing) -> Values:
    party = writing.recipient
    interested = isinstance(party, Party) and party.role == PartyRole.INTERESTED_PERSON
    return {
        "capacity": "interested-person" if interested else "complainant",
        "done": writing.said("keeping-informed.update", "views"),
        "next_update_by": writing.due("keeping-informed.progress"),
        "withheld": "yes" if writing.something_withheld else "no",
    }


def _outcome(writing: Writing) -> Values:
    matter = writing.matter
    inside, theirs = matter.intake == "recorded", is_the_director_generals(matter)
    common = {
        "handled_by": _way(matter) if inside else "outside-schedule-3",
        "allegations": "\n".join(_one_line(f"{allegation_title(row)}: {row.summary}") for row in matter.allegations.all()),
        "findings": writing.said_in(DECIDED, "findings") or writing.said("complaint.resolve", "outcome-text"),
        "reasons": _reasons(matter),
        "action": writing.said_in(DECIDED, "action-taken"),
        "complaint_made": matter.made_on,
        "force_name": matter.expressed_to.official_name,
        "review_right": "yes" if inside and not theirs else "no",
    }
    return {**common, **(_review_part(writing) if inside and not theirs else {"why_no_review": _no_review(theirs)})}


def _way(matter: Matter) -> str:
    """How it was handled, before its outcome was decided."""
    investigated = matter.investigation != "none" or is_the_director_generals(matter)
    return "investigation" if investigated else "other-handling"


def _reasons(matter: Matter) -> str:
    decided = [
        f"{title_of('allegation-decisions', row.decision_edition, row.decision)}. {row.decision_reasons}"
        for row in matter.allegations.exclude(decision="")
    ]
    return "\n\n".join(decided)


def _no_review(theirs: bool) -> str:
    if theirs:
        provision = citation_in_words("ukpga/2002/30/schedule/3/paragraph/25")
        return _("There is no review after a directed or independent investigation (%(provision)s).") % {"provision": provision}
    provision = citation_in_words("ukpga/2002/30/schedule/3/paragraph/6A")
    return _("A complaint handled outside Schedule 3 has no review (%(provision)s). You may ask for it to be recorded.") % {
        "provision": provision
    }


def _review_part(writing: Writing) -> Values:
    """The five parts of regulation 33(2)(a), as far as the record has worked them out."""
    found = review_body(writing.matter, writing.facts, on=writing.on)
    if found.is_director_general is None:
        return {}
    named: Values = {
        "review_body": "director-general" if found.is_director_general else "local-policing-body",
        "review_body_name": found.body.official_name if found.body else "",
        "review_body_contact": _address(found.body) if found.body else "",
        "time_limit": writing.in_the_words_of("review.application"),
    }
    if found.is_director_general:
        return {**named, "paragraph_of_regulation_32": found.paragraph}
    return {**named, "no_right_to_director_general": "yes"}


def _withdrawal_request(writing: Writing) -> Values:
    taken = writing.matter.steps_taken.filter(step="withdrawal.wish").order_by("-at").first()
    return {
        "said_on": taken.on if taken else None,
        "what_was_said": writing.said("withdrawal.wish", "reasons"),
        "time_limit": writing.in_the_words_of("withdrawal.reply"),
        "reply_to": _greeting(writing)["contact"],
    }


def _resumption_request(writing: Writing) -> Values:
    suspended = writing.matter.steps_taken.filter(step__in=SUSPENDED).order_by("-at").first()
    return {
        "suspended_on": suspended.on if suspended else None,
        "proceedings_ended_on": writing.day("criminal-proceedings-concluded"),
        "proceedings": writing.said("hold.proceedings-concluded", "result")[:200],
        "time_limit": writing.in_the_words_of("resumption.reply"),
        "reply_to": _greeting(writing)["contact"],
    }


def _referral(writing: Writing) -> Values:
    matter = writing.matter
    duty = "called-in" if matter.referral == "called-in" else "mandatory" if _must_be_referred(writing) else "voluntary"
    people = [f"{party.get_role_display()}: {party.shown_name}" for party in matter.parties.select_related("person")]
    return {
        "matter": writing.matter.kind,
        "duty": duty,
        "criteria": "\n".join(_criteria(matter)),
        "became_clear_on": str(writing.day("became-clear") or ""),
        "summary": matter.summary or matter.words_used,
        "people": "\n".join(people),
    }


def _must_be_referred(writing: Writing) -> bool:
    met = writing.facts.get("answered.mandatory-referral") == "met"
    return met or writing.matter.kind == MatterKind.DSI


def _criteria(matter: Matter) -> list[str]:
    newest = matter.test_answers.filter(test="mandatory-referral").order_by("-at").first()
    held = set(newest.limbs.filter(holds="yes").values_list("limb", flat=True)) if newest else set()
    limbs = the_law().tests["mandatory-referral"].limbs
    return [f"{_one_line(limb.words)} ({citation_in_words(limb.source[0])})" for limb in limbs if limb.key in held]


def _timeliness(writing: Writing) -> Values:
    steps = writing.matter.steps_taken
    appointed = steps.filter(step__in=APPOINTED).order_by("at").first()
    reported = steps.filter(step__in=LENGTH_REPORTED).order_by("-at")
    step = reported[0].step if reported else LENGTH_REPORTED[0]
    return {
        "matter": writing.matter.kind,
        "began_on": writing.matter.made_on or writing.matter.received_on,
        "period_ended_on": writing.day("overrun-period-ended"),
        "which_period": "later" if len(reported) > 1 else "first",
        "appointed_on": appointed.on if appointed else None,
        "progress": writing.said(step, "progress"),
        "reason_for_length": writing.said(step, "reason-for-length"),
        "planned_steps": writing.said(step, "planned-steps"),
        "estimated_end": writing.day("estimated-end"),
        "estimated_report": writing.day("estimated-report"),
    }


def _review_decision(writing: Writing) -> Values:
    upheld = {"upheld": "yes", "recommended": "yes", "answered": "yes", "nothing-recommended": "yes", "taken-up-again": "yes", "not-upheld": "no"}
    return {
        "applied_on": writing.day("review-applied-for"),
        "authority_name": writing.matter.appropriate_authority.official_name,
        "reviewed": _way(writing.matter),
        "upheld": upheld.get(writing.matter.review, ""),
        "reasons": writing.said("review.decide", "reasons"),
        "recommendations": writing.said("review.recommend", "recommendation-text")
        or writing.said("review.require-investigation", "reasons"),
    }


def _recommendation(writing: Writing) -> Values:
    return {
        "power": "remedial",
        "made_on": writing.day("review-recommendation-made"),
        "background": writing.said("review.decide", "reasons"),
        "recommendations": writing.said("review.recommend", "recommendation-text"),
        "respond_by": writing.due("review.recommendation-response"),
    }


def _forwarding(writing: Writing) -> Values:
    """A complaint sent on, or the newest application for a review that reached the wrong body."""
    left_out = writing.facts.get("misdirected-application")
    if writing.matter.review != "none" and isinstance(left_out, tuple) and left_out:
        received, forwarded = left_out[-1]
        return {"what": "review", "received_on": received, "forwarded_on": forwarded}
    return {
        "what": "complaint" if writing.matter.review == "none" else "review",
        "received_on": writing.matter.received_on,
        "sent_content": writing.said("complaint.forward", "what-was-sent"),
    }


def _address(body: Body) -> str:
    """On one line, its parts parted by commas, however the table of bodies writes it."""
    return ", ".join(part.strip() for part in body.letters_address.replace(";", "\n").splitlines() if part.strip())


def _one_line(text: str) -> str:
    return " ".join(text.split())


_known: dict[LetterKind, Callable[[Writing], Values]] = {
    LetterKind.ACKNOWLEDGEMENT: _acknowledgement,
    LetterKind.RECORD_COPY: _record_copy,
    LetterKind.COMPLAINT_COPY: _complaint_copy,
    LetterKind.UPDATE: _update,
    LetterKind.OUTCOME: _outcome,
    LetterKind.WITHDRAWAL_REQUEST: _withdrawal_request,
    LetterKind.RESUMPTION_REQUEST: _resumption_request,
    LetterKind.REFERRAL: _referral,
    LetterKind.TIMELINESS: _timeliness,
    LetterKind.REVIEW_DECISION: _review_decision,
    LetterKind.RECOMMENDATION: _recommendation,
    LetterKind.FORWARDING: _forwarding,
}
