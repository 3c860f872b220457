"""Whose turn it is: dates the authority owes, dates others owe, and complaints that nobody has logged."""

from datetime import date

from django.db.models import QuerySet

from candour.accounts.models import User
from candour.accounts.models.reach import Reach, reach_of
from candour.accounts.models.written_once import ON, Questions
from candour.deadlines.models import DeadlineQuerySet
from candour.matters.models import Matter
from candour.matters.models.matter import MatterQuerySet

OTHERS = ("complainant", "officer-concerned", "listed-person", "requester", "respondent")
"""Those outside the bodies, whose own time runs: a review not yet asked for, an answer not yet sent."""

OF_THE_AUTHORITY = (*OTHERS, "director-general")
"""To those who work for an authority, what the Director General owes is one of them too."""

UNLOGGED = ("received", "noticed")


def owed_by_us(rows: DeadlineQuerySet, reach: Reach) -> DeadlineQuerySet:
    return rows.exclude(owed_by__in=others_than(reach))


def others_than(reach: Reach) -> tuple[str, ...]:
    """Who, to whoever reaches these files, is somebody else."""
    return OF_THE_AUTHORITY if reach.as_authority else OTHERS


def count_unlogged(user: User, *, on: date) -> int:
    """Received or noticed, and not logged or recorded: no limit runs yet, and none should have to."""
    return int(Matter.objects.open_to(user, on=on, counting=True).filter(intake__in=UNLOGGED).count())


def unlogged_of(user: User, *, on: date) -> MatterQuerySet:
    """All of them, the one that has waited longest first."""
    rows: MatterQuerySet = Matter.objects.open_to(user, on=on).filter(intake__in=UNLOGGED)
    return rows.with_names().order_by("received_on", "case_file__reference")


def _of_a_stage(reach: Reach, stage: str, most: int) -> QuerySet[Matter]:
    shown = ("received_on", "case_file__reference", "case_file__fictional")
    opened = reach.opens(on=ON, path="case_file", authority="appropriate_authority")
    of_all = Matter.objects.filter(opened, intake=stage).select_related("case_file").only(*shown)
    return of_all.order_by("received_on")[:most]


OF_A_STAGE = Questions(_of_a_stage)


def longest_unlogged(user: User, most: int, *, on: date) -> list[Matter]:
    """Stage by stage, since each alone is read in the order of its index; all together would have to be sorted."""
    reach = reach_of(user, on=on)
    found: list[Matter] = [matter for stage in UNLOGGED for matter in OF_A_STAGE(reach, stage, most, on=on)]
    return sorted(found, key=lambda matter: matter.received_on)[:most]
