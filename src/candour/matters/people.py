"""Who may be appointed to investigate a matter and who not, and what else the people of a matter are part of."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from candour.accounts.access import Refusal, may_appoint
from candour.accounts.codes import PARTIES, Role
from candour.accounts.models import Appointment, User
from candour.accounts.models.reach import Reach, reach_of
from candour.accounts.models.written_once import ON, Questions, key
from candour.matters.models import Matter, Party

CONFLICT = Refusal(_("This person is one of the people of the matter."), "uksi/2020/2/regulation/12")
CHANGES_NOTHING = Refusal(
    _("An auditor reads every file of the body and changes nothing."),
    "Candour, docs/reference/permissions.md",
)
MOST_ELSEWHERE = 200


@dataclass(frozen=True)
class Candidate:
    """A person of the authority, and why they cannot investigate this matter, if they cannot."""

    user: User
    refusal: Refusal | None


def candidates(matter: Matter, *, on: date) -> Sequence[Candidate]:
    """Everybody who works for the authority that day in any function, or has worked on one of its files."""
    involved = set(Party.objects.filter(matter=matter).values_list("person__user", flat=True))
    people = people_of_the_authority(matter, on=on)
    auditors = set(_standing(matter, on).filter(role=Role.AUDITOR).values_list("user", flat=True))
    return [Candidate(user, _refusal(user, matter, on, involved, auditors)) for user in people]


def people_of_the_authority(matter: Matter, *, on: date) -> QuerySet[User]:
    on_its_files = Appointment.objects.filter(case_file__custodies__body=matter.appropriate_authority)
    worked = on_its_files.exclude(role__in=PARTIES).values("user")
    standing = _standing(matter, on).values("user")
    return User.objects.filter(Q(pk__in=standing) | Q(pk__in=worked), is_active=True).order_by("name")


def _standing(matter: Matter, on: date) -> QuerySet[Appointment]:
    rows: QuerySet[Appointment] = Appointment.objects.in_force(on).filter(body=matter.appropriate_authority)
    return rows


def _refusal(
    user: User, matter: Matter, on: date, involved: Collection[object], auditors: Collection[object]
) -> Refusal | None:
    if user.pk in involved:
        return CONFLICT
    if user.pk in auditors:
        return CHANGES_NOTHING
    return may_appoint(user, Role.INVESTIGATOR, matter.case_file, on=on)


def _elsewhere(reach: Reach, number: int) -> QuerySet[Party]:
    readable = reach.opens(on=ON, path="matter__case_file", authority="matter__appropriate_authority")
    theirs = Party.objects.filter(readable, person__id__in=[key(f"person{place}") for place in range(number)])
    shown = ("person_id", "matter__received_on", "matter__case_file__reference")
    rows = theirs.exclude(matter=key("matter")).select_related("matter__case_file").only(*shown)
    return rows.order_by("-matter__received_on")[:MOST_ELSEWHERE]


ELSEWHERE = Questions(_elsewhere)


def other_matters_of(
    people: Collection[UUID], matter: Matter, user: User, *, on: date
) -> dict[UUID | None, list[Matter]]:
    """By person, the other matters that each is part of, the newest first, of those the reader may open."""
    given = {f"person{place}": person for place, person in enumerate(people)}
    newest = ELSEWHERE(reach_of(user, on=on), len(people), on=on, matter=matter.pk, **given) if people else []
    by_person: dict[UUID | None, dict[UUID, Matter]] = defaultdict(dict)
    for party in newest:
        by_person[party.person_id][party.matter_id] = party.matter
    return {person: list(theirs.values()) for person, theirs in by_person.items()}
