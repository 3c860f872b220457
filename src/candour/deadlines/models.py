"""Deadlines as they were computed on the day, their moves, and tasks."""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from candour.accounts.models import CaseFile, Person, User
from candour.accounts.models.case_files import opens
from candour.bodies.models import Body
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet


class State(StrEnum):
    """Where a deadline stands. `needs` waits for a fact, `cancelled` is no longer owed."""

    OPEN = "open"
    NEEDS = "needs"
    MET = "met"
    CANCELLED = "cancelled"


OWED = (State.OPEN, State.NEEDS)


@models.CharField.register_lookup
class SpelledOut(models.Lookup):
    """`in`, with the words in the statement itself: SQLite reads a partial index only for a condition that it can see."""

    lookup_name = "spelled_out"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        column, values = self.process_lhs(compiler, connection)
        words = [str(word) for word in self.rhs]
        if not all(word.isalpha() for word in words):
            raise ValueError("Only plain words are spelled out in a statement.")
        listed = ", ".join(f"'{word}'" for word in words)
        return f"{column} IN ({listed})", list(values)


class DeadlineQuerySet(RecordedQuerySet):
    def open_to(self, user: User, *, on: date, counting: bool = False) -> "DeadlineQuerySet":
        return self.filter(opens(user, on=on, path="case_file", authority="body", counting=counting))

    def owed(self) -> "DeadlineQuerySet":
        """Open ones, soonest first; those without a date last."""
        soonest = models.F("due").asc(nulls_last=True)
        return self.filter(state__spelled_out=OWED).order_by(soonest, "rule")

    def for_subject(self, subject_id: object) -> "DeadlineQuerySet":
        return self.filter(subject_id=subject_id)


class Deadline(Recorded):
    """A date owed: the rule, version and edition that gave it, and the facts it was worked out from."""

    ledger_kind = "deadline"

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="deadlines")
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField(db_index=True)
    rule = models.CharField(max_length=80)
    version = models.CharField(max_length=40, blank=True)
    edition = models.PositiveIntegerField(default=0)
    version_hash = models.CharField(max_length=64, blank=True)
    shape = models.CharField(max_length=20)
    facts = CommittedText(blank=True)
    from_fact = models.CharField(max_length=80, blank=True)
    from_day = models.DateField(null=True)
    recipient = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    owed_by = models.CharField(max_length=160, blank=True)
    owed_to = models.CharField(max_length=160, blank=True)
    opens = models.DateField(null=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=12, default=State.OPEN)
    needs = models.CharField(max_length=160, blank=True)
    met_on = models.DateField(null=True)

    objects: ClassVar = DeadlineQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due"], name="deadline_state_due"),
            models.Index(fields=["case_file", "state", "due"], name="deadline_file_due"),
            # What "My work" lists and counts, without reading the rows themselves: one body's dates in their order.
            # Settled dates are the greater part by far.
            models.Index(
                fields=["body", "due", "rule", "shape", "owed_by", "case_file", "state"],
                name="deadline_owed",
                condition=models.Q(state__in=["open", "needs"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} due {self.due or 'when a fact is known'}"

    def is_late(self, on: date) -> bool:
        return bool(self.state == State.OPEN and self.due and self.due < on and self.can_be_late)

    @property
    def can_be_late(self) -> bool:
        """Only a limit or a window can: a period ends."""
        return self.shape in {"limit", "window"}


class DeadlineMove(Recorded):
    """A deadline that moved: the old date stays, with the reason and who moved it."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="moves")
    old_due = models.DateField(null=True)
    new_due = models.DateField(null=True)
    reason = models.CharField(max_length=40)
    note = CommittedText(blank=True)
    on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")


class Task(Recorded):
    """Something a person set themselves or a colleague to do on a case file."""

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="tasks")
    title = CommittedText()
    due = models.DateField(null=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tasks")
    done_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "done_on", "due"], name="task_owner_due")]
