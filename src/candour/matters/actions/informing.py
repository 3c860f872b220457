"""Whom sections 20 and 21 protect: nobody else is told of progress or outcome under them, by form or by step."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from candour.accounts.models.written_once import Place, Question, key
from candour.matters.actions.registry import checks
from candour.matters.models import Matter, Party, PartyRole
from candour.procedure.lifecycles import Reason

if TYPE_CHECKING:
    from candour.matters.actions.taking import Taking

SECTIONS = ("ukpga/2002/30/section/20", "ukpga/2002/30/section/21")
TO_THE_PROTECTED = (
    "keeping-informed.update",
    "keeping-informed.withhold",
    "complaint.tell-outcome",
    "conduct-matter.tell-outcome",
)


def who_may_be_told(matter: Matter | Place) -> "QuerySet[Party]":
    """The known people of the matter to whom an update, an outcome, or a reason to withhold one can be owed.

    Interested persons must have consented; whoever acts for one of the others needs that person's written consent.
    """
    interested = Q(role=PartyRole.INTERESTED_PERSON, consented_on__isnull=False)
    acting = Q(role=PartyRole.REPRESENTATIVE, acts_for__isnull=False, consented_on__isnull=False)
    known: QuerySet[Party] = Party.objects.filter(matter=matter, left_on__isnull=True, person__isnull=False)
    return known.filter(Q(role=PartyRole.COMPLAINANT) | interested | acting)


MAY_BE_TOLD = Question(lambda: who_may_be_told(key("matter")).filter(pk=key("party")).values_list("pk"))


def told_through(party: Party) -> Party:
    """Whose clock it is: to tell whoever acts for somebody is to tell that person.

    Read in the twin of the definition for other office-holders (regulation 2 of SI 2012/62), not in the Act itself.
    """
    return party.acts_for if party.role == PartyRole.REPRESENTATIVE and party.acts_for else party


@checks(*TO_THE_PROTECTED, "complaint.contact")
def _only_the_protected_are_told(taking: "Taking") -> Iterator[Reason]:
    """A contact that was no update may be with anybody of the matter."""
    party: Party = taking.answers["party"]
    if taking.step.key == "complaint.contact" and not taking.answers.get("was-an-update"):
        return
    if not MAY_BE_TOLD(matter=taking.matter.pk, party=party.pk):
        yield Reason(_why_not(taking.matter, party), SECTIONS)


def _why_not(matter: Matter, party: Party) -> str:
    if party.matter_id != matter.pk or party.left_on is not None or not party.is_known:
        return "This is not one of the known people of this matter."
    if party.role == PartyRole.REPRESENTATIVE:
        return "Whoever acts for somebody is told in their place only with that person's written consent: enter it first."
    if party.role == PartyRole.INTERESTED_PERSON:
        return "An interested person is told only once they have consented to it: enter their consent first."
    return (
        "Progress and outcome are told to the complainant, to whoever acts for them, and to interested persons who "
        "have consented; what anybody else is told falls under other rules."
    )
