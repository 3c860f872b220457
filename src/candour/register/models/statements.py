"""What was read in a version, where each value stands, and what a person made of it."""

import json
from typing import ClassVar

from django.db import models
from django.db.models import Q

from candour.accounts.models import User
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.register.codes import BY_HAND, COUNTING, FREE_TEXT, JUDGED, Standing
from candour.register.counted_words import counted_words
from candour.register.models.sources import SourceVersion
from candour.register.quoting import may_quote, public_words
from candour.register.statements import DOCUMENT, Cell, Place, Span, Value


class SourceReading(Recorded):
    """One run of the readers. `text` is what the spans count in, kept so that a better reader cannot move them."""

    ledger_kind = "source-reading"

    version = models.ForeignKey(SourceVersion, on_delete=models.PROTECT, related_name="readings")
    number = models.PositiveIntegerField()
    document_kind = models.CharField(max_length=40)
    text = CommittedText()
    unused = models.JSONField(default=list, blank=True)
    problems = CommittedText(blank=True)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_source_reading_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} reading {self.number}"

    @property
    def unused_sentences(self) -> list[str]:
        """Sentences of the body on which no statement rests, in order."""
        return [self.text[start:end] for start, end in self.unused_spans]

    @property
    def unused_spans(self) -> list[tuple[int, int]]:
        """What the readers left, without that on which a person has rested a statement since."""
        if not self.unused:
            return []
        added = self.statements.filter(reader=BY_HAND, start__isnull=False)
        added = added.exclude(standing=Standing.REJECTED)
        used = [Span(start, end) for start, end in added.values_list("start", "end")]
        return [
            (start, end) for start, end in self.unused if not any(one.touches(start, end) for one in used)
        ]


class StatementQuerySet(RecordedQuerySet):
    def waiting(self) -> "StatementQuerySet":
        return self.filter(standing=Standing.WAITING)

    def of_newest_readings(self) -> "StatementQuerySet":
        """Those of the last reading of each source's last version; what came before stands as history."""
        later = SourceReading.objects.filter(version=models.OuterRef("reading__version"))
        later = later.filter(number__gt=models.OuterRef("reading__number"))
        newer = SourceVersion.objects.filter(source=models.OuterRef("reading__version__source"))
        newer = newer.filter(number__gt=models.OuterRef("reading__version__number"))
        return self.filter(~models.Exists(later), ~models.Exists(newer))


class SourceStatement(Recorded):
    """One value with its place: characters `start` to `end` of the reading's text, or a cell of a sheet."""

    ledger_kind = "statement"

    reading = models.ForeignKey(SourceReading, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=40)
    field = models.CharField(max_length=40)
    value_written = CommittedText()
    reader = models.CharField(max_length=40)
    reader_version = models.PositiveIntegerField()
    sure = models.BooleanField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    sheet = CommittedText(blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    column = models.PositiveIntegerField(null=True, blank=True)
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.WAITING)

    objects: ClassVar = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "number"], name="one_statement_of_a_number"),
            models.CheckConstraint(
                condition=Q(start__isnull=False, end__gte=models.F("start"), row__isnull=True)
                | Q(start__isnull=True, row__isnull=False, column__isnull=False),
                name="statement_has_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reading_id} statement {self.number}"

    def stand_at(self, place: Place) -> "SourceStatement":
        """Where its value stands: characters of the text, or a cell."""
        match place:
            case Span(start, end):
                self.start, self.end = start, end
            case Cell(sheet, row, column):
                self.sheet, self.row, self.column = sheet, row, column
        return self

    @property
    def value(self) -> Value:
        """As it was read; what a person corrected it to is `settled`."""
        read: Value = json.loads(self.value_written)
        return read

    @property
    def second(self) -> bool:
        """Read by the second reader, a language model, and by no rule."""
        return self.reader.startswith("second-reader")

    @property
    def by_hand(self) -> bool:
        """Added by a person, who quoted the source."""
        return self.reader == BY_HAND

    @property
    def quoted(self) -> str:
        return self.reading.text[self.start : self.end] if self.start is not None else ""

    @property
    def public_settled(self) -> Value:
        """Free text of a source goes out nowhere: somebody may be named in it, and it is not ours."""
        return self.settled if self.standing in COUNTING and self.field not in FREE_TEXT else None

    @property
    def public_counted(self) -> str:
        """Of what a number counts, the words that can name nobody."""
        held = self.standing in COUNTING and self.field == "what"
        return counted_words(str(self.settled)) if held else ""

    @property
    def public_quote(self) -> str:
        source = self.reading.version.source
        if self.standing not in COUNTING or not may_quote(source.licence, fictional=source.fictional):
            return ""
        names_a_body = self.subject == DOCUMENT or self.field == "to"
        return public_words(self.quoted, of_person=not names_a_body)

    @property
    def cell(self) -> str:
        return Cell("", self.row, self.column).name if self.row and self.column else ""

    @property
    def judgement(self) -> "Judgement | None":
        return max(self.judgements.all(), key=lambda one: one.number, default=None)

    @property
    def settled(self) -> Value:
        """The value that counts: as corrected, else as read."""
        last = self.judgement
        if last is not None and last.decision == Standing.CORRECTED:
            corrected: Value = json.loads(last.value_written)
            return corrected
        return self.value


class Judgement(Recorded):
    """A person's word on a statement. `carried_from` is set where it was given on the same words of an earlier reading."""

    ledger_kind = "judgement"

    statement = models.ForeignKey(SourceStatement, on_delete=models.PROTECT, related_name="judgements")
    number = models.PositiveIntegerField()
    decision = models.CharField(max_length=12, choices=[(one.value, one.label) for one in JUDGED])
    value_written = CommittedText(blank=True)
    reasons = CommittedText(blank=True)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="one_judgement_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.decision}"

    @property
    def corrected_to(self) -> Value:
        corrected: Value = json.loads(self.value_written) if self.value_written else None
        return corrected
