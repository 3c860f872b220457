"""Saying for whom a representative or a friend acts, and when that person consented to it."""

from datetime import date, datetime

from candour.accounts.access import Refusal, may_take, require
from candour.accounts.codes import Function
from candour.accounts.models import User
from candour.ledger.writing import entry
from candour.matters.actions.parties import MAY_NAME_PEOPLE
from candour.matters.models import Party, PartyRole

ACTS_FOR = {
    PartyRole.REPRESENTATIVE: (PartyRole.COMPLAINANT, PartyRole.INTERESTED_PERSON),
    PartyRole.POLICE_FRIEND: (PartyRole.COMPLAINED_ABOUT,),
}
"""Whom each of those who act for somebody may act for."""


def may_act_for(role: str, other: Party) -> bool:
    return other.role in ACTS_FOR.get(PartyRole(role), ())


def act_for(
    *, party: Party, other: Party, consented_on: date | None, by: User, on: date, at: datetime
) -> Party:
    """The link to the person acted for; consent is the day of their written agreement, where there is one."""
    require(may_take(by, party.matter.case_file, MAY_NAME_PEOPLE, Function.HANDLED, on=on))
    require(_not_possible(party, other))
    with entry("party.act-for", subject=party.matter, by=by.pk, at=at, on=on) as record:
        before = party.remembered().get("acts_for_id")
        party.acts_for = other
        party.consented_on = consented_on or party.consented_on
        return record.save(party, expect={"acts_for": before})


def _not_possible(party: Party, other: Party) -> Refusal | None:
    if party.matter_id == other.matter_id and may_act_for(party.role, other):
        return None
    return Refusal("This person cannot act for that one in this matter.", "ukpga/2002/30/section/12")
