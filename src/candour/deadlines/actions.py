"""Writes of this room. Each takes the open ledger entry of the step that caused it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from candour.accounts.models import CaseFile, User
from candour.accounts.models.written_once import Question, key
from candour.bodies.models import Body
from candour.deadlines.law import day_of, the_law, write_facts
from candour.deadlines.models import OWED, Deadline, DeadlineMove, State
from candour.ledger.writing import Record
from candour.procedure.due import Due, Needs
from candour.procedure.facts import Facts, FactValue
from candour.procedure.rules import Shape, Version

OWED_ON = Question(lambda: Deadline.objects.for_subject(key("subject")).owed())


@dataclass(frozen=True)
class Owing:
    """Whose clock it is: the file, the subject within it, the body that owes and the person owed, by id."""

    case_file: CaseFile
    subject_kind: str
    subject_id: uuid.UUID
    body: Body | None = None
    recipient_id: uuid.UUID | None = None


def owe(record: Record, *, rule: str, facts: Facts, owing: Owing, on: date) -> Deadline | None:
    """Start a clock. Nothing is owed where no version of the rule governs; a missing fact is shown as needed.

    Of a rule whose periods follow each other, the period that runs on the day `on` is the one owed.
    """
    answer = the_law().due(rule, facts)
    if not isinstance(answer, Due | Needs):
        return None
    deadline = Deadline(
        case_file=owing.case_file,
        subject_kind=owing.subject_kind,
        subject_id=owing.subject_id,
        body=owing.body,
        recipient_id=owing.recipient_id,
        rule=rule,
        shape=the_law().rule(rule).shape,
    )
    _write_answer(deadline, answer, facts, on)
    clocks = _clocks_of(record, owing.subject_id)
    clocks.append(record.save(deadline))
    _cite(record, deadline)
    return deadline


def owed_now(record: Record, subject_id: uuid.UUID) -> list[Deadline]:
    """What is owed on the subject, as this entry has left it so far: read once an entry, and kept true by these writes."""
    return [row for row in _clocks_of(record, subject_id) if row.state in OWED]


def already_read(record: Record, subject_id: uuid.UUID, rows: list[Deadline]) -> None:
    """What was owed when this entry began, where its writer has looked before."""
    record.once(("owed", subject_id), lambda: rows)


def _clocks_of(record: Record, subject_id: uuid.UUID) -> list[Deadline]:
    return record.once(("owed", subject_id), lambda: OWED_ON(subject=subject_id))


def meet(record: Record, *, rule: str, owing: Owing, on: date) -> list[Deadline]:
    """What was owed under the rule has been done."""
    return meet_any(record, rules={rule}, owing=owing, on=on)


def meet_any(record: Record, *, rules: Collection[str], owing: Owing, on: date) -> list[Deadline]:
    """As `meet`, for several rules that one act keeps."""
    return [_close(record, row, State.MET, on) for row in _running(record, rules, owing)]


def cancel(record: Record, *, rule: str, owing: Owing) -> list[Deadline]:
    """It is no longer owed: the step that ends the duty is the entry's verb."""
    return [_close(record, row, State.CANCELLED, None) for row in _running(record, {rule}, owing)]


def cancel_all(record: Record, *, owing: Owing) -> list[Deadline]:
    return [_close(record, row, State.CANCELLED, None) for row in owed_now(record, owing.subject_id)]


def move(
    record: Record,
    deadline: Deadline,
    *,
    facts: Facts,
    reason: str,
    on: date,
    by: User | None,
    note: str = "",
) -> bool:
    """Work the date out again; where it differs the deadline moves and the old date stays. Returns whether it moved.

    A duty that passes to another body is owed by it from now on, by the same day.
    """
    answer = the_law().due(deadline.rule, facts)
    old_due, old_state, whose = deadline.due, deadline.state, (deadline.owed_by, deadline.owed_to)
    if not isinstance(answer, Due | Needs):
        return False
    _write_answer(deadline, answer, facts, deadline.due or on)
    if (deadline.due, deadline.state) == (old_due, old_state):
        if (deadline.owed_by, deadline.owed_to) != whose:
            record.save(deadline)
        return False
    record.save(deadline)
    record.save(
        DeadlineMove(
            deadline=deadline, old_due=old_due, new_due=deadline.due, reason=reason, note=note, on=on, by=by
        )
    )
    _cite(record, deadline)
    return True


def _running(record: Record, rules: Collection[str], owing: Owing) -> list[Deadline]:
    wanted = owing.recipient_id
    return [
        row
        for row in owed_now(record, owing.subject_id)
        if row.rule in rules and (wanted is None or row.recipient_id == wanted)
    ]


def running(rule: str, owing: Owing) -> Any:
    rows = Deadline.objects.for_subject(owing.subject_id).filter(rule=rule).owed()
    return rows.filter(recipient=owing.recipient_id) if owing.recipient_id else rows


def _write_answer(deadline: Deadline, answer: Due | Needs, facts: Facts, on: date) -> None:
    deadline.facts = write_facts(relevant(deadline.rule, facts))
    match answer:
        case Needs():
            deadline.state, deadline.needs = State.NEEDS, ",".join(answer.names)[:160]
        case Due():
            deadline.state, deadline.needs = State.OPEN, ""
            deadline.version, deadline.edition = answer.version.id, answer.edition
            deadline.version_hash = answer.version_hash
            deadline.opens, deadline.due = answer.opens, _day_owed(answer, on)
            deadline.owed_by, deadline.owed_to = answer.owed_by, answer.owed_to
            deadline.from_fact = answer.version.trigger or ""
            deadline.from_day = day_of(facts.get(deadline.from_fact))


def _day_owed(answer: Due, on: date) -> date | None:
    return answer.period_on(on).last if answer.shape is Shape.PERIOD_ENDS and answer.due else answer.due


def relevant(rule: str, facts: Facts) -> dict[str, FactValue]:
    """The facts that any version of the rule looks at: enough to explain the date again, and no more."""
    looked_at = {name for version in the_law().versions_of(rule) for name in facts_of_version(version)}
    return {name: value for name, value in facts.items() if name in looked_at}


def facts_of_version(version: Version) -> set[str]:
    """Every fact that the version's conditions, clock and adjustments read."""
    names = {version.trigger, version.repeats_from, *version.pauses}
    instead = version.owed_instead
    for line in (*version.applies.lines, *(instead.block.lines if instead else ())):
        names |= {line.fact.name, line.at.name if line.at else None}
    if version.extension:
        names |= {version.extension.fact, version.extension.asked}
    if version.shortening:
        names.add(version.shortening.fact)
    return {name for name in names if name}


def _close(record: Record, deadline: Deadline, state: State, on: date | None) -> Deadline:
    deadline.state, deadline.met_on = state, on
    record.save(deadline, expect={"state__in": [State.OPEN, State.NEEDS]})
    return deadline


def _cite(record: Record, deadline: Deadline) -> None:
    record.relied_on(
        rule=deadline.rule,
        version=deadline.version,
        edition=deadline.edition,
        hash=deadline.version_hash,
        due=deadline.due,
    )
