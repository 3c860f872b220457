"""From the answers of a guided form to the complaint as it is received: its words, dates and people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from candour.accounts.models import Person
from candour.accounts.models.people import NOT_ASKED, NOT_STATED
from candour.matters.actions.parties import PartyDetails
from candour.matters.actions.receiving import ComplaintReceived
from candour.matters.authority import About
from candour.matters.guided.draft import Answer
from candour.matters.guided.forms.about_you import WAYS
from candour.matters.guided.situation import WAYS_TO_REACH, Situation
from candour.matters.guided.standing import Basis
from candour.matters.models import PartyRole


@dataclass(frozen=True)
class Arrival:
    """How and when it came in."""

    channel: str
    received_on: date
    made_on: date
    in_writing: bool


def by_the_public_form(on: date) -> Arrival:
    return Arrival("online-form", on, on, in_writing=True)


def as_entered(answer: Answer) -> Arrival:
    """What a handler answered about its arrival."""
    received, made = (date.fromisoformat(answer[name]) for name in ("received_on", "made_on"))
    return Arrival(answer["channel"], received, made, bool(answer["in_writing"]))


def complaint_of(situation: Situation, arrival: Arrival, *, known: Person | None = None) -> ComplaintReceived:
    """`known` is a person of the files whom a handler recognised as the one who is complaining."""
    draft = situation.draft
    if situation.force is None:
        raise ValueError("A complaint cannot be composed before the force is known.")
    return ComplaintReceived(
        expressed_to=situation.force,
        about=situation.about,
        words_used=draft.get("what-happened", "account"),
        channel=arrival.channel,
        received_on=arrival.received_on,
        made_on=arrival.made_on,
        in_writing=arrival.in_writing,
        outcome_wanted=draft.get("outcome", "outcome_wanted"),
        happened_on=draft.get("when-and-where", "happened_on"),
        happened_where=draft.get("when-and-where", "happened_where"),
        parties=tuple(_people(situation, known)),
    )


def _people(situation: Situation, known: Person | None) -> Iterator[PartyDetails]:
    if situation.is_for_another:
        yield _complained_for(situation)
        yield _representative(situation, known)
    else:
        yield _complainant(situation, known)
    if situation.about == About.CHIEF_OFFICER:
        said = _("The chief officer of %(force)s") % {"force": situation.force_name}
        yield PartyDetails(PartyRole.COMPLAINED_ABOUT, description=said)
    for described in situation.draft.get("people", "people", []):
        yield _complained_about(described)


def _complainant(situation: Situation, known: Person | None) -> PartyDetails:
    equality = situation.draft.answer("equality")
    given = Person(**_given_of_self(situation), **equality)
    basis = situation.draft.get("standing", "basis")
    return PartyDetails(
        PartyRole.COMPLAINANT,
        person=known or (None if situation.is_out_of_reach else given),
        standing="" if basis == Basis.NONE else basis,
        description=standing_notes(situation, known, given),
    )


def _complained_for(situation: Situation) -> PartyDetails:
    """The person acted for is the complainant; the equality questions are about them."""
    answer = situation.draft.answer("on-behalf")
    person = Person(
        name=answer["name"],
        email=answer["email"],
        telephone=answer["telephone"],
        **situation.draft.answer("equality"),
    )
    basis = answer["their_basis"]
    return PartyDetails(
        PartyRole.COMPLAINANT,
        person=person,
        standing="" if basis == Basis.NONE else basis,
        description=standing_notes(situation, None, person),
    )


def _representative(situation: Situation, known: Person | None) -> PartyDetails:
    answer = situation.draft.answer("on-behalf")
    given = Person(**_given_of_self(situation))
    consented = answer.get("consented_on")
    acting = _("Acts as: %(what)s") % {"what": answer["acting_as"]}
    return PartyDetails(
        PartyRole.REPRESENTATIVE,
        person=known or given,
        standing=Basis.REPRESENTATIVE,
        description=" ".join(filter(None, [acting + ".", _other_contact(known, given)])),
        consented_on=date.fromisoformat(consented) if consented else None,
    )


def _given_of_self(situation: Situation) -> dict[str, str]:
    name, contact, needs = (situation.draft.answer(page) for page in ("name", "contact", "needs"))
    ways = {way: contact.get(way) or "" for way in WAYS_TO_REACH}
    prefers = {str(way): label for way, label in WAYS}.get(contact.get("prefers", ""))
    preference = _("Prefers contact by: %(way)s.") % {"way": str(prefers).lower()} if prefers else ""
    silent = NOT_STATED if situation.draft.answered("needs") else NOT_ASKED
    return {
        "name": name.get("name") or "",
        "date_of_birth": name.get("date_of_birth") or "",
        **ways,
        "needs": " ".join(filter(None, [preference, needs.get("needs")])),
        "language": needs.get("language") or silent,
    }


def _complained_about(described: dict[str, str]) -> PartyDetails:
    named = any(described.get(part) for part in ("name", "number"))
    person = (
        Person(name=described.get("name") or "", warrant_number=described.get("number") or "")
        if named
        else None
    )
    return PartyDetails(
        PartyRole.COMPLAINED_ABOUT, person=person, description=described.get("description") or ""
    )


def standing_notes(situation: Situation, known: Person | None, given: Person) -> str:
    """What was answered about standing, kept beside the complainant for whoever answers the law's test."""
    draft, notes = situation.draft, []
    if situation.is_nameless:
        notes.append(
            _("Gave no name and no way to be reached.") if situation.is_out_of_reach else _("Gave no name.")
        )
    serving = draft.get("serving", "serving", None)
    if serving:
        off_duty = draft.get("serving", "off_duty", None)
        notes.append(
            _("Works for the force; says it happened off duty.") if off_duty else _("Works for the force.")
        )
    if Basis.NONE in {draft.get("standing", "basis"), draft.get("on-behalf", "their_basis")}:
        notes.append(_("Chose none of the ways in which a person may be linked to what happened."))
    if situation.is_for_another and not draft.get("on-behalf", "consent", None):
        notes.append(_("There is no written consent to somebody acting for them."))
    if draft.get("anyway", "anyway", None):
        notes.append(_("Was told that this may not be a complaint under the Act, and sent it all the same."))
        notes.append(draft.get("anyway", "reasons"))
    return " ".join(filter(None, [*notes, _other_contact(known, given)]))


def _other_contact(known: Person | None, given: Person) -> str:
    """Ways of contact given now that differ from those the files hold of the person: kept, and put right by a person."""
    if known is None:
        return ""
    new = [getattr(given, way) for way in WAYS_TO_REACH if getattr(given, way) not in {"", getattr(known, way)}]
    return _("Gave this time: %(ways)s.") % {"ways": "; ".join(new)} if new else ""
