"""Open deadlines held against the law's text of today: those that a correction would move, and moving them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from candour.accounts.models import User
from candour.deadlines.actions import move
from candour.deadlines.explaining import day_owed
from candour.deadlines.law import read_facts, the_law
from candour.deadlines.models import Deadline, State
from candour.ledger.writing import Overtaken, Subject, entry
from candour.look.dates import day_in_words
from candour.procedure.calendars import NoCalendarYet
from candour.procedure.due import Due, Needs, NotInForce, Outcome
from candour.procedure.facts import FactError
from candour.procedure.law import NoSuchRule

Say = Callable[[str], object]
REASON = "text-corrected"


@dataclass(frozen=True)
class Reconsidered:
    """An open deadline that today's text answers otherwise. `now` is None where it gives no answer: `problem` says why."""

    deadline: Deadline
    now: Outcome | None
    problem: str = ""

    @property
    def can_move(self) -> bool:
        """Where the rule no longer reaches the case, a person must say what becomes of the deadline."""
        return isinstance(self.now, Due | Needs)

    @property
    def sentence(self) -> str:
        head = f"{self.deadline.case_file.reference}  {self.deadline.rule}"
        was = _day(self.deadline.due)
        match self.now:
            case Due() as due:
                return f"{head}: {was} would become {_day(day_owed(due, self.deadline.due))} ({self._text(due)})"
            case Needs() as needs:
                return f"{head}: {was} would wait for {', '.join(needs.names)}"
            case NotInForce():
                return f"{head}: {was} stands, but no version of the rule governs these facts any more"
            case None:
                return f"{head}: {was} stands, but {self.problem}"

    def _text(self, due: Due) -> str:
        before = f"version {self.deadline.version}, edition {self.deadline.edition}"
        if (due.version.id, due.edition) == (self.deadline.version, self.deadline.edition):
            return f"{before}, of which the text was changed without raising its edition"
        stood_without = not self.deadline.version
        return f"version {due.version.id}, edition {due.edition}" + (
            "" if stood_without else f", in place of {before}"
        )


def would_change() -> Iterator[Reconsidered]:
    """Every open deadline computed by a text that is no longer ours and on which ours now answers otherwise."""
    todays = {version.hash for rule in the_law().rules.values() for version in rule.versions}
    rows = Deadline.objects.owed().exclude(version_hash__in=todays).select_related("case_file")
    for deadline in rows.iterator(chunk_size=2_000):
        found = _answered(deadline)
        if differs(found):
            yield found


def _answered(deadline: Deadline) -> Reconsidered:
    try:
        return Reconsidered(deadline, the_law().due(deadline.rule, read_facts(deadline.facts)))
    except NoSuchRule:
        return Reconsidered(deadline, None, "the law no longer holds this rule")
    except (FactError, NoCalendarYet) as problem:
        return Reconsidered(deadline, None, str(problem.args[0]))


def differs(found: Reconsidered) -> bool:
    match found.now:
        case Due() as due:
            return found.deadline.state == State.NEEDS or day_owed(due, found.deadline.due) != found.deadline.due
        case Needs():
            return found.deadline.state != State.NEEDS
        case NotInForce() | None:
            return True


def reconsider(deadline: Deadline, *, by: User, at: datetime) -> bool:
    """Moves one deadline under an entry of its own; False where it was met, ended or moved in the meantime."""
    matter = Subject(deadline.subject_kind, deadline.subject_id)
    on = timezone.localdate(at)
    try:
        with entry("deadline.reconsider", subject=deadline, also=[matter], by=by.pk, at=at, on=on) as record:
            row = Deadline.objects.owed().select_for_update().filter(pk=deadline.pk).first()
            facts = read_facts(row.facts) if row else {}
            if row is None or not move(record, row, facts=facts, reason=REASON, on=on, by=by):
                raise Overtaken(deadline)
            record.note(rule=row.rule)
    except Overtaken:
        return False
    return True


def report(*, by: str | None, at: datetime, say: Say, warn: Say) -> int:
    """Says what would change; with `by`, an account's address, moves what can be moved. Gives the exit status."""
    mover = User.objects.filter(email=by.strip().lower(), is_active=True).first() if by else None
    if by and mover is None:
        warn(f"No account in use has the address {by}. Nothing was moved.")
        return 1
    found = list(would_change())
    for one in found:
        say(one.sentence)
    movable = [one.deadline for one in found if one.can_move]
    moved = sum(reconsider(deadline, by=mover, at=at) for deadline in movable) if mover else 0
    say(_summary(len(movable), moved, len(found) - len(movable), named=mover is not None))
    return 0


def _summary(movable: int, moved: int, for_a_person: int, *, named: bool) -> str:
    if not movable and not for_a_person:
        return "The text of the law as it stands moves no open deadline."
    open_ones = f"{movable} open deadline{'' if movable == 1 else 's'}"
    told = [f"{moved} of {open_ones} moved." if named else f"{open_ones} would move."]
    if for_a_person:
        told.append(f"{for_a_person} cannot be moved: a person must look at each.")
    if movable and not named:
        told.append("Nothing was moved: give --move --by EMAIL.")
    return " ".join(told)


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "no date"
