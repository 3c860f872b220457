"""What is owed on the files a person may open: the dates in their order, and how many fall on each day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from candour.accounts.codes import Role
from candour.accounts.models import Appointment, User
from candour.deadlines.models import Deadline, DeadlineQuerySet
from candour.matters.waiting import OTHERS, owed_by_us

CAN_BE_LATE = ("limit", "window")


@dataclass(frozen=True)
class CountsByDay:
    """How many dates fall on each day, how many of these can be late, and how many wait for a fact and have none."""

    all: Mapping[date, int]
    can_be_late: Mapping[date, int]
    undated: int = 0

    def between(self, first: date, last: date) -> dict[date, int]:
        return {day: number for day, number in self.all.items() if first <= day <= last}

    def late(self, today: date) -> dict[date, int]:
        return {day: number for day, number in self.can_be_late.items() if day < today}


@dataclass(frozen=True)
class Chosen:
    """What of the list is asked for; empty values ask for all that is owed by us."""

    state: str = ""
    whose: str = ""
    reference: str = ""

    @property
    def plain(self) -> bool:
        """Everything owed by us: what the counts by day have counted already."""
        return not self.whose and not self.reference and self.state not in {"others", "late"}


@dataclass(frozen=True)
class Worklist:
    """The chosen rows, soonest first and those without a date last; a paginator asks for its length and for slices.

    Dated and undated rows are read apart, each in the order of the index: read as one, all would have to be sorted.
    """

    rows: DeadlineQuerySet
    dated: int
    undated: int

    def __len__(self) -> int:
        return self.dated + self.undated

    def __getitem__(self, part: slice) -> list[Deadline]:
        start, stop = part.start or 0, len(self) if part.stop is None else part.stop
        with_day = self.rows.filter(due__isnull=False).order_by("due", "rule")
        without = self.rows.filter(due__isnull=True).order_by("rule")
        found = list(with_day[start : min(stop, self.dated)]) if start < self.dated else []
        if stop > self.dated and self.undated:
            found += without[max(0, start - self.dated) : stop - self.dated]
        return found


def owed_on_files_of(user: User, *, on: date, counting: bool = False) -> DeadlineQuerySet:
    return Deadline.objects.open_to(user, on=on, counting=counting).owed()


def counts_of_ours(user: User, *, on: date) -> CountsByDay:
    return counts_by_day(owed_by_us(owed_on_files_of(user, on=on, counting=True)))


def worklist(user: User, chosen: Chosen, *, on: date, counted: CountsByDay) -> Worklist:
    """`counted` are the counts of all that is owed by us: the list that most people look at needs no others."""
    rows = chosen_rows(user, chosen, on=on).select_related("case_file", "recipient")
    counts = counted if chosen.plain else counts_by_day(chosen_rows(user, chosen, on=on, counting=True))
    return Worklist(rows, sum(counts.all.values()), counts.undated)


def chosen_rows(user: User, chosen: Chosen, *, on: date, counting: bool = False) -> DeadlineQuerySet:
    rows = owed_on_files_of(user, on=on, counting=counting)
    rows = rows.filter(owed_by__in=OTHERS) if chosen.state == "others" else owed_by_us(rows)
    if chosen.state == "late":
        rows = rows.filter(due__lt=on, shape__in=CAN_BE_LATE)
    if chosen.reference:
        rows = rows.filter(case_file__reference__begins=chosen.reference)
    return _of_whom(rows, user, chosen.whose, on)


def _of_whom(rows: DeadlineQuerySet, user: User, whose: str, on: date) -> DeadlineQuerySet:
    appointed = Appointment.objects.in_force(on).filter(case_file__isnull=False)
    match whose:
        case "mine":
            return rows.filter(case_file__in=appointed.filter(user=user).values("case_file"))
        case "unassigned":
            return rows.exclude(case_file__in=appointed.filter(role=Role.INVESTIGATOR).values("case_file"))
        case _:
            return rows


def counts_by_day(rows: DeadlineQuerySet) -> CountsByDay:
    may_be_late = Count("due", filter=Q(shape__in=CAN_BE_LATE))
    counted: list[Any] = list(rows.order_by().values_list("due").annotate(all=Count("*"), late=may_be_late))
    dated = [(day, number, late) for day, number, late in counted if day is not None]
    undated = sum(number for day, number, _ in counted if day is None)
    return CountsByDay({day: n for day, n, _ in dated}, {day: late for day, _, late in dated}, undated)
