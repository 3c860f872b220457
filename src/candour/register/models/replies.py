"""Replies as they came in, what was found hidden in them, how they were mapped, and the figures they give."""

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.register.models.rounds import RoundAuthority, RoundQuestion
from candour.register.replies.figures import Figure, State
from candour.register.replies.periods import Period
from candour.register.replies.told_twice import Told
from candour.register.round_codes import Provenance, ReplyStanding
from candour.register.statements import Cell

STATES = [(one.value, one.value) for one in State]


class Reply(Recorded):
    """A file from an authority, kept under its hash; `findings` names hiding places and numbers, never words.

    `set_aside_on`: another takes its place, and its figures count no more.
    """

    ledger_kind = "reply"

    authority = models.ForeignKey(RoundAuthority, on_delete=models.PROTECT, related_name="replies")
    number = models.PositiveSmallIntegerField()
    received_on = models.DateField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    form = models.CharField(max_length=8)
    file_name = CommittedText()
    findings_written = CommittedText(blank=True)
    standing = models.CharField(max_length=8, choices=ReplyStanding.choices, default=ReplyStanding.HELD)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True, blank=True)
    reasons = CommittedText(blank=True)
    set_aside_on = models.DateField(null=True, blank=True)
    set_aside_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    set_aside_reasons = CommittedText(blank=True)

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="one_reply_of_a_number"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="reply_hash_is_sha256"),
            models.CheckConstraint(
                condition=Q(standing=ReplyStanding.HELD, settled_on__isnull=True)
                | ~Q(standing=ReplyStanding.HELD) & Q(settled_on__isnull=False),
                name="reply_is_settled_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} reply {self.number}"

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.findings_written or "[]")
        return found

    @property
    def standing_mappings(self) -> "list[ReplyMapping]":
        """The newest of each table that was not left out since, in the order of the tables' first reading."""
        newest: list[ReplyMapping] = []
        for one in self.mappings.order_by("number"):
            gone = [place for place, held in enumerate(newest) if one.takes_the_place_of(held)]
            kept = [held for place, held in enumerate(newest) if place not in gone]
            kept.insert(gone[0] if gone else len(kept), one)
            newest = kept
        return [one for one in newest if one.dropped_on is None]


class ReplyMapping(Recorded):
    """One way of reading one table of a reply; the newest of those that share rows counts. `shape` finds it again for a
    reply with the same headings. `first_row` is that of the headings; without `last_row` it reads to the end of the sheet.
    Of an older one that names no `sheet` any later one takes the place. `dropped_on`: left out again.
    """

    ledger_kind = "reply-mapping"

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="mappings")
    number = models.PositiveSmallIntegerField()
    sheet = CommittedText(blank=True)
    first_row = models.PositiveIntegerField(default=0)
    last_row = models.PositiveIntegerField(null=True, blank=True)
    shape = models.CharField(max_length=64, db_index=True)
    written = CommittedText()
    problems_written = CommittedText(blank=True)
    on = models.DateField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["reply", "number"], name="one_mapping_of_a_number")]

    def __str__(self) -> str:
        return f"{self.reply_id} mapping {self.number}"

    @property
    def table(self) -> str:
        """Which table it reads; an older mapping names it among its words alone."""
        name = self.sheet or str(json.loads(self.written)["sheet"])
        place = {"sheet": name, "first": self.first_row, "last": self.last_row}
        if self.last_row is not None:
            return _("%(sheet)s, rows %(first)s to %(last)s") % place
        return _("%(sheet)s, from row %(first)s") % place if self.first_row > 1 else name

    def takes_the_place_of(self, earlier: "ReplyMapping") -> bool:
        """It reads rows that the earlier one read."""
        if not self.sheet or not earlier.sheet:
            return True
        ends_before = earlier.last_row is not None and earlier.last_row < self.first_row
        begins_after = self.last_row is not None and self.last_row < earlier.first_row
        return self.sheet == earlier.sheet and not ends_before and not begins_after

    @property
    def problems(self) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = json.loads(self.problems_written or "[]")
        return told


class FigureQuerySet(RecordedQuerySet):
    def standing(self) -> "FigureQuerySet":
        """Those of the newest mapping of all rows of a cleared reply that is not set aside, and those entered by hand
        and not struck out."""
        own = models.ExpressionWrapper(models.OuterRef("mapping__sheet"), output_field=models.TextField())
        end = models.ExpressionWrapper(
            models.OuterRef("mapping__last_row"), output_field=models.IntegerField()
        )
        not_below = Q(end__isnull=True) | Q(first_row__lte=models.F("end"))
        not_above = Q(last_row__isnull=True) | Q(last_row__gte=models.OuterRef("mapping__first_row"))
        shares_rows = Q(sheet=models.F("own")) & not_below & not_above
        later = (
            ReplyMapping.objects.annotate(own=own, end=end)
            .filter(reply=models.OuterRef("mapping__reply"), number__gt=models.OuterRef("mapping__number"))
            .filter(shares_rows | Q(own="") | Q(sheet=""))
        )
        standing = self.filter(~models.Exists(later), struck_on__isnull=True)
        gone = Q(mapping__reply__standing=ReplyStanding.REJECTED)
        aside = Q(mapping__reply__set_aside_on__isnull=False) | Q(mapping__dropped_on__isnull=False)
        return standing.exclude(gone).exclude(aside)

    def in_order(self) -> "FigureQuerySet":
        return self.order_by("authority__body__official_name", "number")


class RoundFigure(Recorded):
    """One cell: what it says of a number, for which question and time, and where exactly it stands.

    `high` None: no upper bound. `total` and `outside` ones are kept and count in no total.
    """

    ledger_kind = "round-figure"

    authority = models.ForeignKey(RoundAuthority, on_delete=models.PROTECT, related_name="figures")
    question = models.ForeignKey(RoundQuestion, on_delete=models.PROTECT, related_name="figures")
    mapping = models.ForeignKey(
        ReplyMapping, null=True, blank=True, on_delete=models.PROTECT, related_name="figures"
    )
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=32, choices=STATES)
    low = models.PositiveBigIntegerField(default=0)
    high = models.PositiveBigIntegerField(null=True, blank=True)
    section = models.CharField(max_length=12, blank=True)
    written = CommittedText(blank=True)
    label = CommittedText(blank=True)
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    period_written = CommittedText(blank=True)
    total = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(default=1)
    provenance = models.CharField(max_length=16, choices=Provenance.choices, default=Provenance.REPLY)
    sheet = CommittedText(blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    column = models.PositiveIntegerField(null=True, blank=True)
    source = CommittedText(blank=True)
    on = models.DateField()
    struck_on = models.DateField(null=True, blank=True)

    objects: ClassVar = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(high__gte=models.F("low")),
                name="figure_is_no_less_than_its_least",
            ),
            models.CheckConstraint(
                condition=Q(mapping__isnull=True) | Q(row__isnull=False, column__isnull=False),
                name="figure_of_a_file_names_its_cell",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} figure {self.number}"

    @property
    def figure(self) -> Figure:
        return Figure(State(self.state), self.low, self.high, self.section)

    @property
    def cell(self) -> str:
        return Cell(self.sheet, self.row, self.column).name if self.row and self.column else ""

    @property
    def told(self) -> Told:
        """Where it comes from and of which time it speaks."""
        period = Period(self.period_from, self.period_to) if self.period_from and self.period_to else None
        if self.mapping is None:
            return Told(f"figure-{self.number}", True, period)
        return Told(f"reply-{self.mapping.reply.number}", False, period)

    @property
    def public_written(self) -> str:
        """Words that could not be read may tell of people."""
        return "" if self.state == State.UNREADABLE else self.written

    @property
    def counts(self) -> bool:
        return self.figure.counts and not self.total and not self.outside
