"""The clocks of an authority in a round, and the facts that they run on."""

from collections.abc import Iterable
from datetime import date

from candour.accounts.models import User
from candour.deadlines.actions import Owing, meet, move, owe, running
from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline
from candour.ledger.writing import Record
from candour.procedure.facts import Facts, state
from candour.register.models import RoundAuthority
from candour.register.models.rounds import days_of

REPLY, REVIEW = "foi.reply", "foi.internal-review"


def facts_of(authority: RoundAuthority) -> Facts:
    known = [f"{fact}={day.isoformat()}" for fact, day in days_of(authority).items() if day is not None]
    return state(the_law().facts, [f"authority-law={authority.law}", *known])


def owing(authority: RoundAuthority) -> Owing:
    return Owing(authority.round.case_file, "round-authority", authority.pk, body=authority.body)


def start_clock(record: Record, rule: str, authority: RoundAuthority, *, on: date) -> Deadline | None:
    return owe(record, rule=rule, facts=facts_of(authority), owing=owing(authority), on=on)


def move_clock(
    record: Record, rule: str, authority: RoundAuthority, *, reason: str, on: date, by: User | None
) -> bool:
    """Whether any date moved."""
    rows = running(rule, owing(authority))
    facts = facts_of(authority)
    moved = [move(record, one, facts=facts, reason=reason, on=on, by=by) for one in rows]
    return any(moved)


def end_clock(record: Record, rule: str, authority: RoundAuthority, *, on: date) -> None:
    meet(record, rule=rule, owing=owing(authority), on=on)


def clocks_of(authorities: Iterable[RoundAuthority]) -> dict[object, list[Deadline]]:
    """Every clock of these authorities, met ones too, by the authority's key."""
    keys = [one.pk for one in authorities]
    found: dict[object, list[Deadline]] = {key: [] for key in keys}
    for row in Deadline.objects.filter(subject_id__in=keys).order_by("due"):
        found[row.subject_id].append(row)
    return found
