"""What a published report says of a round: numbers and single cases, each with its place, corrected and struck out in sight."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from candour.accounts.models import User
from candour.bodies.models import Body
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.register.models.rounds import Round, RoundQuestion
from candour.register.models.statements import SourceReading
from candour.register.quoting import may_quote, public_words
from candour.register.round_codes import Reported, Unit

NO_SPAN = Q(reading__isnull=True, start__isnull=True, end__isnull=True)
A_SPAN = Q(reading__isnull=False, start__isnull=False, end__gt=F("start"))


class RoundStatementQuerySet(RecordedQuerySet):
    def standing(self) -> "RoundStatementQuerySet":
        return self.filter(struck_on__isnull=True)

    def with_places(self) -> "RoundStatementQuerySet":
        return self.select_related("body", "question", "reading__version__source__publisher", "struck_by")


class RoundStatement(Recorded):
    """A number or a case that a published report on the round gives, in our own words, with its place in the report.

    `value` None: a single case, told without a number. It stands beside the figures and is never added to them.
    `reported`: it says how many authorities replied, or did not. `question`: our own total that it stands beside.
    `start` to `end`: the characters of a captured source; without one, `place` says where it stands.
    """

    ledger_kind = "round-statement"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(
        RoundQuestion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = CommittedText()
    unit = models.CharField(max_length=12, choices=Unit.choices, default=Unit.NONE)
    value = models.PositiveIntegerField(null=True, blank=True)
    reported = models.CharField(max_length=8, choices=Reported.choices, blank=True, default="")
    place = CommittedText(blank=True)
    reading = models.ForeignKey(
        SourceReading, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    on = models.DateField()
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    struck_on = models.DateField(null=True, blank=True)
    struck_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    struck_reasons = CommittedText(blank=True)

    objects: ClassVar = RoundStatementQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_round_statement_of_a_number"),
            models.UniqueConstraint(
                fields=["round", "reported"],
                condition=~Q(reported="") & Q(struck_on__isnull=True),
                name="a_round_is_reported_on_once",
            ),
            models.CheckConstraint(
                condition=Q(reported="") | Q(value__isnull=False, unit=Unit.FORCES),
                name="replies_reported_are_a_number_of_forces",
            ),
            models.CheckConstraint(condition=NO_SPAN | A_SPAN, name="a_span_is_of_a_reading"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} statement {self.number}"

    @property
    def quoted(self) -> str:
        """The words of the captured source that it rests on; empty where none was captured."""
        return self.reading.text[self.start : self.end] if self.reading else ""

    @property
    def public_quote(self) -> str:
        """What of those words may be repeated to the public."""
        source = self.reading.version.source if self.reading else None
        if source is None or not may_quote(source.licence, fictional=source.fictional):
            return ""
        return public_words(self.quoted, of_person=True)
