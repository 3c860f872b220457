"""On which schedule an item stands and what is left out of it; the schedules and bundles that were made, and what they rest on."""

from django.db import models
from django.db.models import Q

from candour.accounts.models import CaseFile, User
from candour.evidence.codes import Schedule
from candour.evidence.models.exhibits import HASH, Exhibit, Scope
from candour.evidence.models.joining import Joining
from candour.evidence.models.marking import Item
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded


class Placing(Recorded):
    """An item on a schedule. `left_out` are spans of the shown words, from and to, in letters. The last one counts."""

    ledger_kind = "placing"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="placings")
    number = models.PositiveSmallIntegerField()
    schedule = models.CharField(max_length=12, choices=Schedule)
    left_out = models.JSONField(default=list, blank=True)
    reasons = CommittedText(blank=True)
    placed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="placing_in_order")]

    def __str__(self) -> str:
        return f"placing {self.item_id} {self.number}"


class MadeSchedule(Recorded):
    """A schedule as it was made: the hashes of its two files. A later placing, reading or joining does not change it."""

    ledger_kind = "made-schedule"

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="made_schedules")
    number = models.PositiveSmallIntegerField()
    schedule = models.CharField(max_length=12, choices=Schedule)
    pdf = models.CharField(max_length=64)
    ods = models.CharField(max_length=64)
    items = models.PositiveIntegerField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case_file", "number"], name="schedule_made_in_order"),
            models.CheckConstraint(
                condition=Q(pdf__regex=HASH) & Q(ods__regex=HASH), name="schedule_hashes_are_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"schedule {self.case_file_id} {self.number}"


class RestsOn(Recorded):
    """An exhibit that a schedule rests on, under the scope of that day, and as one conversation with which others."""

    ledger_kind = "rests-on"

    made = models.ForeignKey(MadeSchedule, on_delete=models.PROTECT, related_name="rests_on")
    number = models.PositiveSmallIntegerField()
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    joining = models.ForeignKey(Joining, null=True, on_delete=models.PROTECT, related_name="rested_on")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["made", "number"], name="rests_on_in_order")]

    def __str__(self) -> str:
        return f"{self.made_id} {self.exhibit_id}"


class Bundle(Recorded):
    """A bundle that was made: the hash of the file, and that of the list of hashes inside it.

    `schedule` is the one it holds; one made under an older program names none, and its file was not kept.
    """

    ledger_kind = "bundle"

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="evidence_bundles")
    number = models.PositiveSmallIntegerField()
    schedule = models.ForeignKey(MadeSchedule, null=True, on_delete=models.PROTECT, related_name="bundles")
    sha256 = models.CharField(max_length=64)
    list_sha256 = models.CharField(max_length=64)
    items = models.PositiveIntegerField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case_file", "number"], name="bundle_numbered_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=HASH) & Q(list_sha256__regex=HASH), name="bundle_hashes_are_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"bundle {self.case_file_id} {self.number}"
