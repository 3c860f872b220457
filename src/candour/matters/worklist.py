"""What is owed on the files a person may open: the dates in their order, and how many fall on each day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q

from candour.accounts.codes import Role
from candour.accounts.models import Appointment, User
from candour.accounts.models.reach import Reach, reach_of
from candour.accounts.models.words import Beginning
from candour.accounts.models.written_once import ON, Questions, key
from candour.deadlines.models import Deadline, DeadlineQuerySet
from candour.matters.waiting import others_than, owed_by_us

CAN_BE_LATE = ("limit", "window")
ANY = "any"
"""Stands for every reference in a shape."""


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

    @property
    def shape(self) -> "Chosen":
        """The same for every reference: which one is no part of how the question is written."""
        return replace(self, reference=ANY if self.reference else "")


@dataclass(frozen=True)
class Given:
    """What a question is asked with, or its places."""

    on: Any
    user: Any
    reference: Any


PLACES = Given(ON, key("user"), Beginning("reference"))
SHOWN = (
    "due",
    "rule",
    "state",
    "shape",
    "needs",
    "subject_id",
    "case_file__reference",
    "case_file__fictional",
    "recipient__name",
)


@dataclass(frozen=True)
class Worklist:
    """The chosen rows, soonest first and those without a date last; a paginator asks for its length and for slices.

    Dated and undated rows are read apart, each in the order of the index: read as one, all would have to be sorted.
    """

    user: User
    chosen: Chosen
    on: date
    dated: int
    undated: int

    def __len__(self) -> int:
        return self.dated + self.undated

    def __getitem__(self, part: slice) -> list[Deadline]:
        start, stop = part.start or 0, len(self) if part.stop is None else part.stop
        found = self._read(True, start, min(stop, self.dated)) if start < self.dated else []
        if stop > self.dated and self.undated:
            found += self._read(False, max(0, start - self.dated), stop - self.dated)
        return found

    def _read(self, with_day: bool, start: int, stop: int) -> list[Deadline]:
        reach, given = reach_of(self.user, on=self.on), _given(self.user, self.chosen, self.on)
        return PART(reach, self.chosen.shape, with_day, start, stop, **vars(given))


def counts_of_ours(user: User, *, on: date) -> CountsByDay:
    return _counts(user, Chosen(), on)


def worklist(user: User, chosen: Chosen, *, on: date, counted: CountsByDay) -> Worklist:
    """`counted` are the counts of all that is owed by us: the list that most people look at needs no others."""
    counts = counted if chosen.plain else _counts(user, chosen, on)
    return Worklist(user, chosen, on, sum(counts.all.values()), counts.undated)


def chosen_rows(user: User, chosen: Chosen, *, on: date) -> DeadlineQuerySet:
    """All of them at once, for a download."""
    return _chosen(reach_of(user, on=on), chosen, _given(user, chosen, on))


def _chosen(reach: Reach, chosen: Chosen, given: Given) -> DeadlineQuerySet:
    rows = Deadline.objects.filter(reach.opens(on=given.on, path="case_file", authority="body")).owed()
    theirs = chosen.state == "others"
    rows = rows.filter(owed_by__in=others_than(reach)) if theirs else owed_by_us(rows, reach)
    if chosen.state == "late":
        rows = rows.filter(due__lt=given.on, shape__in=CAN_BE_LATE)
    if chosen.reference:
        rows = rows.filter(case_file__reference__begins=given.reference)
    return _of_whom(rows, chosen.whose, given)


def _of_whom(rows: DeadlineQuerySet, whose: str, given: Given) -> DeadlineQuerySet:
    appointed = Appointment.objects.in_force(given.on).filter(case_file__isnull=False)
    match whose:
        case "mine":
            return rows.filter(case_file__in=appointed.filter(user=given.user).values("case_file"))
        case "unassigned":
            return rows.exclude(case_file__in=appointed.filter(role=Role.INVESTIGATOR).values("case_file"))
        case _:
            return rows


def _part(reach: Reach, chosen: Chosen, with_day: bool, start: int, stop: int) -> DeadlineQuerySet:
    rows = _chosen(reach, chosen, PLACES).filter(due__isnull=not with_day)
    ordered = rows.order_by("due", "rule") if with_day else rows.order_by("rule")
    return ordered.select_related("case_file", "recipient").only(*SHOWN)[start:stop]


def by_day(rows: DeadlineQuerySet) -> DeadlineQuerySet:
    may_be_late = Count("due", filter=Q(shape__in=CAN_BE_LATE))
    return rows.order_by().values_list("due").annotate(all=Count("*"), late=may_be_late)


def counts_by_day(counted: Iterable[tuple[date | None, int, int]]) -> CountsByDay:
    rows = list(counted)
    dated = [(day, number, late) for day, number, late in rows if day is not None]
    undated = sum(number for day, number, _ in rows if day is None)
    return CountsByDay({day: n for day, n, _ in dated}, {day: late for day, _, late in dated}, undated)


PART = Questions(_part)
COUNTED = Questions(lambda reach, chosen: by_day(_chosen(reach, chosen, PLACES)))


def _counts(user: User, chosen: Chosen, on: date) -> CountsByDay:
    reach = reach_of(user, on=on, counting=True)
    return counts_by_day(COUNTED(reach, chosen.shape, **vars(_given(user, chosen, on))))


def _given(user: User, chosen: Chosen, on: date) -> Given:
    return Given(on, user.pk, chosen.reference)
