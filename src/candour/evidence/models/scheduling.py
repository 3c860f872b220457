"""On which schedule an item stands and what is left out of it, and the bundles that were made for the other side."""

from django.db import models
from django.db.models import Q

from candour.accounts.models import CaseFile, User
from candour.evidence.codes import Schedule
from candour.evidence.models.exhibits import HASH
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


class Bundle(Recorded):
    """A bundle that was made: the hash of the file, and that of the list of hashes inside it."""

    ledger_kind = "bundle"

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="evidence_bundles")
    number = models.PositiveSmallIntegerField()
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
