"""The log of reads: one row a look, a daily seal in the ledger, and the check that the log still matches its seals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from candour.accounts.models import CaseFile, Read, ReadDay
from candour.ledger.tree import leaf_hash, root_of
from candour.ledger.writing import entry

SETTLING = timedelta(minutes=10)
"""A look begun just before midnight is written just after it; a day is sealed once these have landed."""


class TooEarlyToSeal(ValueError):
    """The day is not over, or looks may still be on their way into it."""


@dataclass(frozen=True)
class Unsound:
    """A day whose log differs from its seal, in words for the page and the command."""

    day: date
    text: str


@dataclass(frozen=True)
class ReadsVerification:
    days: int
    reads: int
    unsealed_days: tuple[date, ...]
    unsound: tuple[Unsound, ...]

    @property
    def ok(self) -> bool:
        return not self.unsound


def log_read(user: Any, case_file: CaseFile, what: str, at: datetime) -> Read:
    """`what` is a code such as matter.overview or exhibit.image, never words about the content."""
    return Read.objects.create(user=user, case_file=case_file, what=what, at=at, day=timezone.localdate(at))


def seal_reads(day: date, *, at: datetime) -> ReadDay:
    """Puts the day's number of reads and their root into the ledger; from then on the day takes no more."""
    if at < end_of(day) + SETTLING:
        raise TooEarlyToSeal(
            f"The reads of {day:%Y-%m-%d} can be sealed from ten minutes after midnight, not before."
        )
    sealed: ReadDay | None = ReadDay.objects.filter(date=day).first()
    if sealed is not None:
        return sealed
    sealed = ReadDay(date=day)
    with entry("reads.seal", subject=sealed, by=None, at=at, on=day) as record:
        sealed.count, sealed.digest = count_and_root(day)
        record.save(sealed)
    return sealed


def seal_days_until(at: datetime) -> list[ReadDay]:
    """Seals each day that is over and was not sealed, the oldest first; days without a read are sealed too."""
    return [seal_reads(day, at=at) for day in unsealed_days(at)]


def unsealed_days(at: datetime) -> Iterator[date]:
    last = ReadDay.objects.aggregate(last=Max("date"))["last"]
    first = last + timedelta(days=1) if last else Read.objects.aggregate(first=Min("day"))["first"]
    while first and end_of(first) + SETTLING <= at:
        yield first
        first += timedelta(days=1)


def verify_reads(*, at: datetime) -> ReadsVerification:
    """Compares every sealed day with its seal. The seals themselves are checked by `candour ledger verify`."""
    days, reads, unsound = 0, 0, []
    for sealed in ReadDay.objects.order_by("date").iterator():
        count, root = count_and_root(sealed.date)
        days, reads = days + 1, reads + count
        if (count, root) != (sealed.count, sealed.digest):
            unsound.append(Unsound(sealed.date, difference(sealed, count)))
    return ReadsVerification(days, reads, tuple(unsealed_days(at)), tuple(unsound))


def difference(sealed: ReadDay, count: int) -> str:
    day = f"{sealed.date.day} {sealed.date:%B %Y}"
    if count != sealed.count:
        return f"The log of {day} was sealed with {sealed.count} reads and now has {count}."
    return (
        f"The log of {day} still has its {count} reads, but one of them was altered after the day was sealed."
    )


def count_and_root(day: date) -> tuple[int, str]:
    count = 0

    def leaves() -> Iterator[bytes]:
        nonlocal count
        for row in (
            Read.objects.filter(day=day)
            .order_by("id")
            .values_list("id", "user", "case_file", "what", "at", "day")
            .iterator()
        ):
            count += 1
            yield leaf_hash(spelt(*row))

    root = root_of(leaves()).hex()
    return count, root


def spelt(identity: int, user: Any, case_file: Any, what: str, at: datetime, day: date) -> bytes:
    """One look as the bytes that are hashed: its columns, parted by line feeds, which no code holds."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return "\n".join([str(identity), str(user), str(case_file), what, moment, day.isoformat()]).encode()


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
