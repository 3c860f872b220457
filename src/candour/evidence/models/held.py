"""Material that it is unlawful to hold: its hash, a description, the place of custody, and what was erased of it here."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from candour.accounts.models import CaseFile, User
from candour.evidence.codes import Erased
from candour.evidence.models.exhibits import HASH, Exhibit
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet


class HeldQuerySet(RecordedQuerySet):
    def of(self, case_file: CaseFile) -> "HeldQuerySet":
        return self.filter(case_file=case_file).order_by("number")

    def named(self, user: User) -> "HeldQuerySet":
        """Those whose description this person may open."""
        return self.filter(readers__user=user)


class HeldElsewhere(Recorded):
    """A file of this hash is never added, read, shown or bundled here. `description` opens to named people only.

    `searched_at` is when every exhibit of the case file had been looked through for it.
    """

    ledger_kind = "held-elsewhere"

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="held_elsewhere")
    number = models.PositiveSmallIntegerField()
    reference = CommittedText()
    sha256 = models.CharField(max_length=64, db_index=True)
    description = CommittedText()
    custody = CommittedText()
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    searched_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = HeldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "held elsewhere"
        constraints = [
            models.UniqueConstraint(fields=["case_file", "number"], name="held_numbered_once"),
            models.CheckConstraint(condition=Q(sha256__regex=HASH), name="held_hash_is_sha256"),
        ]

    def __str__(self) -> str:
        return f"held elsewhere {self.case_file_id} {self.number}"


class HeldReader(Recorded):
    """Somebody named to open the description of what is held elsewhere."""

    ledger_kind = "held-reader"

    held = models.ForeignKey(HeldElsewhere, on_delete=models.PROTECT, related_name="readers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["held", "user"], name="held_reader_once")]

    def __str__(self) -> str:
        return f"{self.held_id} {self.user_id}"


class Erasure(Recorded):
    """What was erased of an exhibit because of one entry. `left` is the hash of what is stored of it since, "" nothing.

    `names` are those of files taken out of an archive, one a line.
    """

    ledger_kind = "erasure"

    held = models.ForeignKey(HeldElsewhere, on_delete=models.PROTECT, related_name="erasures")
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="erasures")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=8, choices=Erased)
    pieces = models.PositiveIntegerField()
    left = models.CharField(max_length=64, blank=True)
    names = CommittedText(blank=True)
    erased_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    erased_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="erasure_in_order"),
            models.UniqueConstraint(fields=["held", "exhibit"], name="erasure_once_of_each"),
            models.CheckConstraint(condition=Q(left="") | Q(left__regex=HASH), name="erasure_left_is_sha256"),
        ]

    def __str__(self) -> str:
        return f"erasure {self.exhibit_id} {self.number}"
