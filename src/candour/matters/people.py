"""Who may be appointed on a matter, and what else the people of a matter are part of."""

from datetime import date

from django.db.models import Q, QuerySet

from candour.accounts.codes import Role
from candour.accounts.models import Appointment, Person, User, Wall
from candour.matters.models import Matter, Party

WORKS_COMPLAINTS = (Role.COMPLAINT_HANDLER, Role.DECISION_MAKER, Role.INVESTIGATOR)


def possible_investigators(matter: Matter, *, on: date) -> QuerySet[User]:
    """People who work complaints for the authority, or already investigate for it, and are not walled off from this file.

    Nobody who is a person of the matter is offered (regulation 12: no conflict of interest).
    """
    body = matter.appropriate_authority
    standing = Appointment.objects.in_force(on).filter(role__in=WORKS_COMPLAINTS)
    ours = standing.filter(Q(body=body) | Q(case_file__custodies__body=body)).values("user")
    walled = Wall.objects.in_force(on).filter(case_file=matter.case_file).values("user")
    involved = Party.objects.filter(matter=matter, person__user__isnull=False).values("person__user")
    people = User.objects.filter(pk__in=ours, is_active=True)
    return people.exclude(pk__in=walled).exclude(pk__in=involved).order_by("name")


def other_matters_of(person: Person, matter: Matter, user: User, *, on: date) -> QuerySet[Matter]:
    """Other matters this person is part of, of those the reader may open."""
    return Matter.objects.open_to(user, on=on).filter(parties__person=person).exclude(pk=matter.pk).distinct()
