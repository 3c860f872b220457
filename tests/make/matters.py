"""Complaints for tests, received, logged and worked by taking the steps."""

from datetime import date, datetime, timedelta
from typing import Any

from candour.accounts.models import Person, User
from candour.bodies.models import Body
from candour.deadlines.models import Deadline
from candour.matters.actions import add_allegation, add_party, decide_allegation, receive_complaint, take
from candour.matters.actions.allegations import AllegationDecision, CodedAllegation
from candour.matters.actions.parties import PartyDetails
from candour.matters.actions.receiving import ComplaintReceived
from candour.matters.actions.taking import Limbs, Taking
from candour.matters.models import Allegation, Matter, Party, PartyRole
from candour.web.examples.answers import answer_every_limb
from tests.make.moments import at_nine

MONDAY = date(2026, 3, 2)


def a_complaint(
    *, received: date = MONDAY, by: User | None = None, force: str = "wexmoor", **said: Any
) -> Matter:
    """Received from a named complainant about an officer; nothing decided."""
    complainant = PartyDetails(
        role=PartyRole.COMPLAINANT, person=Person(name="Robin Vale"), standing="conduct-towards"
    )
    settled = {
        "expressed_to": Body.objects.get(pk=force),
        "about": "officer-or-staff",
        "words_used": "He shouted at me in the street and would not say why.",
        "channel": "online-form",
        "received_on": received,
        "made_on": received,
        "parties": (complainant,),
    }
    return receive_complaint(
        complaint=ComplaintReceived(**{**settled, **said}), by=by, at=at_nine(received)
    ).matter


def step(
    key: str,
    matter: Matter,
    by: User,
    on: date,
    limbs: dict[str, bool | None] | None = None,
    at: datetime | None = None,
    **answers: Any,
) -> Taking:
    """`wish_for_recording=True` answers the question wish-for-recording. Each step comes a minute after the last."""
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    moment = at or at_nine(on) + timedelta(minutes=matter.steps_taken.count())
    return take(key, matter=matter, by=by, on=on, at=moment, answers=given, limbs=Limbs(limbs or {}))


def all_limbs(test: str, holds: bool | None = False, **named: bool | None) -> dict[str, bool | None]:
    """The same answer to every limb of a test, but for those named."""
    return answer_every_limb(test, holds, {name.replace("_", "-"): value for name, value in named.items()})


def logged(matter: Matter, by: User, on: date) -> None:
    step(
        "complaint.log",
        matter,
        by,
        on,
        limbs=all_limbs("standing", conduct_towards_them=True),
        handling_started=on,
        linked_matter_under_2012_on_arrival=False,
        summary="Rudeness in the street.",
    )


def a_logged_complaint(by: User, *, received: date = MONDAY, **said: Any) -> Matter:
    matter = a_complaint(received=received, **said)
    logged(matter, by, received)
    return matter


def a_recorded_complaint(by: User, *, received: date = MONDAY, **said: Any) -> Matter:
    """Recorded as it is alleged; no description for mandatory referral is met."""
    matter = a_logged_complaint(by, received=received, **said)
    step(
        "complaint.recording-test",
        matter,
        by,
        received,
        limbs=all_limbs("recording", crime_or_discipline=True),
    )
    step(
        "complaint.record",
        matter,
        by,
        received,
        recording_reason="crime-or-discipline",
        copy_to_subject="give",
    )
    step("referral.test", matter, by, received, limbs=all_limbs("mandatory-referral"))
    return matter


def an_allegation(matter: Matter, by: User, *, on: date = MONDAY, code: str = "H1") -> Allegation:
    coded = CodedAllegation(code=code, summary="That the officer shouted.")
    return add_allegation(matter=matter, allegation=coded, by=by, on=on, at=at_nine(on))


def decided(allegation: Allegation, by: User, *, on: date, decision: str = "acceptable") -> Allegation:
    what = AllegationDecision(decision=decision, reasons="The officer explained what was happening.")
    return decide_allegation(allegation=allegation, decision=what, by=by, on=on, at=at_nine(on))


def an_interested_person(matter: Matter, by: User, *, on: date = MONDAY, consented: bool = True) -> Party:
    details = PartyDetails(
        role=PartyRole.INTERESTED_PERSON,
        person=Person(name="Lee Vale"),
        consented_on=on if consented else None,
    )
    return add_party(matter=matter, details=details, by=by, on=on, at=at_nine(on))


def a_subject(matter: Matter, by: User, *, on: date = MONDAY) -> Party:
    details = PartyDetails(role=PartyRole.COMPLAINED_ABOUT, description="Tall, with a beard.")
    return add_party(matter=matter, details=details, by=by, on=on, at=at_nine(on))


def the_complainant(matter: Matter) -> Party:
    return matter.parties.get(role=PartyRole.COMPLAINANT)


def due(matter: Matter, rule: str) -> date | None:
    """The day owed under a rule that runs on the matter."""
    return Deadline.objects.for_subject(matter.pk).owed().get(rule=rule).due


def owes(matter: Matter, rule: str) -> bool:
    return Deadline.objects.for_subject(matter.pk).owed().filter(rule=rule).exists()


def due_for(matter: Matter, rule: str, party: Party) -> date | None:
    """The day owed to one person."""
    return Deadline.objects.for_subject(matter.pk).owed().get(rule=rule, recipient=party.person).due


def states_of(matter: Matter, rule: str) -> list[str]:
    """How each clock that ever ran under a rule stands."""
    return sorted(Deadline.objects.for_subject(matter.pk).filter(rule=rule).values_list("state", flat=True))
