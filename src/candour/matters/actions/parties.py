"""People of a matter: added, identified later, never guessed."""

from dataclasses import dataclass
from datetime import date, datetime

from candour.accounts.access import Refusal, may_take, require
from candour.accounts.codes import Function, Role
from candour.accounts.models import Person, User
from candour.deadlines.actions import owe, running
from candour.ledger.writing import Record, entry
from candour.matters.actions.clocks import owing_of
from candour.matters.facts import facts_of
from candour.matters.models import Matter, Party, PartyRole

MAY_NAME_PEOPLE = (Role.COMPLAINT_HANDLER, Role.DECISION_MAKER, Role.INVESTIGATOR)
PROGRESS, OUTCOME = "keeping-informed.progress", "keeping-informed.outcome"
BEING_HANDLED = {"none", "otherwise", "investigation", "no-further-action"}
LOGGED = {"logged", "outside-schedule-3", "recorded", "conduct-recorded", "dsi-recorded"}


@dataclass(frozen=True)
class PartyDetails:
    """What is known of a person in a matter; an officer not yet identified is a description."""

    role: PartyRole
    person: Person | None = None
    standing: str = ""
    description: str = ""
    rank: str = ""
    worker_type: str = ""
    duty: str = ""
    consented_on: date | None = None
    acts_for: Party | None = None


def may_name_people(matter: Matter, user: User, *, on: date) -> Refusal | None:
    return may_take(user, matter.case_file, MAY_NAME_PEOPLE, Function.HANDLED, on=on)


def add_party(*, matter: Matter, details: PartyDetails, by: User, on: date, at: datetime) -> Party:
    """A new person of the matter. A `Person` not yet stored is stored with it."""
    require(may_name_people(matter, by, on=on))
    with entry("party.add", subject=matter, by=by.pk, at=at, on=on) as record:
        party = write_party(record, matter=matter, details=details)
        _owe_what_is_due(record, party, on)
        record.note(role=party.role)
    return party


def _owe_what_is_due(record: Record, party: Party, on: date) -> None:
    """Somebody who joins while it is being handled is kept informed too: the four weeks run from the start of handling.

    Once the outcome is decided and not yet sent, it is the outcome that they are owed, from the day it was decided.
    """
    matter = party.matter
    rule = PROGRESS if matter.handling in BEING_HANDLED else OUTCOME if matter.handling == "decided" else None
    informed = matter.parties.kept_informed().filter(pk=party.pk).exists()
    if rule is None or not informed or matter.intake not in LOGGED:
        return
    owing = owing_of(matter, party)
    if not running(rule, owing).exists():
        owe(record, rule=rule, facts=facts_of(matter, on=on, party=party), owing=owing, on=on)


def write_party(record: Record, *, matter: Matter, details: PartyDetails) -> Party:
    if details.person is not None and details.person._state.adding:
        record.save(details.person)
    return record.save(Party(matter=matter, **vars(details)))


def identify_party(*, party: Party, person: Person, by: User, on: date, at: datetime) -> Party:
    """Somebody who was not known is: the description stays beside the name. `person` may be theirs, named only now."""
    require(may_name_people(party.matter, by, on=on))
    with entry("party.identify", subject=party.matter, by=by.pk, at=at, on=on) as record:
        if person._state.adding or person.pk == party.person_id:
            record.save(person)
        if person.pk != party.person_id:
            party.person = person
            record.save(party, expect={"person": None})
        _owe_what_is_due(record, party, on)
    return party
