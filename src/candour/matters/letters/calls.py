"""Which letters a step calls for, and who may be written to."""

from candour.bodies.models import Body
from candour.matters.authority import oversight_body, policing_body
from candour.matters.models import Matter, Party, PartyRole
from candour.papers.codes import LetterKind

CALLED_FOR: dict[str, tuple[LetterKind, ...]] = {
    "complaint.log": (LetterKind.ACKNOWLEDGEMENT,),
    "complaint.forward": (LetterKind.FORWARDING,),
    "complaint.record": (LetterKind.RECORD_COPY, LetterKind.COMPLAINT_COPY),
    "complaint.tell-outcome": (LetterKind.OUTCOME,),
    "keeping-informed.update": (LetterKind.UPDATE,),
    "referral.refer": (LetterKind.REFERRAL,),
    "handling.provide-determination": (LetterKind.OUTCOME,),
    "handling.provide-outcome": (LetterKind.OUTCOME,),
    "investigation.own-progress-report": (LetterKind.TIMELINESS,),
    "investigation.progress-report": (LetterKind.TIMELINESS,),
    "withdrawal.letter": (LetterKind.WITHDRAWAL_REQUEST,),
    "hold.ask": (LetterKind.RESUMPTION_REQUEST,),
    "review.misdirected": (LetterKind.FORWARDING,),
    "review.decide": (LetterKind.REVIEW_DECISION,),
    "review.no-recommendation": (LetterKind.REVIEW_DECISION,),
    "review.require-investigation": (LetterKind.REVIEW_DECISION,),
    "review.recommend": (LetterKind.RECOMMENDATION,),
}
TO_BODIES = {LetterKind.REFERRAL, LetterKind.TIMELINESS, LetterKind.RECOMMENDATION, LetterKind.FORWARDING}
TO_COMPLAINED_ABOUT = {LetterKind.COMPLAINT_COPY}


def recipients(matter: Matter, kind: LetterKind) -> list[tuple[str, str]]:
    """Key and name of those this kind of letter may go to: `party:ID` or `body:KEY`."""
    people = [(f"party:{party.pk}", party.shown_name) for party in _parties(matter, kind)]
    bodies = [(f"body:{body.pk}", body.official_name) for body in _bodies(matter)] if kind in TO_BODIES else []
    return bodies + people if kind in TO_BODIES else people


def _parties(matter: Matter, kind: LetterKind) -> list[Party]:
    known = matter.parties.filter(person__isnull=False, left_on__isnull=True).select_related("person")
    if kind in TO_COMPLAINED_ABOUT:
        known = known.filter(role=PartyRole.COMPLAINED_ABOUT)
    elif kind != LetterKind.FREE:
        known = known.exclude(role__in=[PartyRole.COMPLAINED_ABOUT, PartyRole.WITNESS])
    return list(known)


def _bodies(matter: Matter) -> list[Body]:
    possible = (
        oversight_body(matter.expressed_to),
        policing_body(matter.expressed_to, on=matter.received_on),
        matter.appropriate_authority,
    )
    return list({body.pk: body for body in possible if body is not None}.values())


def recipient_named(matter: Matter, kind: LetterKind, key: str) -> Party | Body | None:
    """The recipient of that key, if this kind of letter may go to them."""
    if key not in dict(recipients(matter, kind)):
        return None
    what, _, identity = key.partition(":")
    if what == "party":
        return matter.parties.select_related("person").get(pk=identity)
    return Body.objects.get(pk=identity)
