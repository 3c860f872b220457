"""Exhibits of a case file, their continuity logs, and the scope within which they may be examined."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from candour.accounts.models import CaseFile, User
from candour.evidence.codes import Act, Beyond
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet

REFERENCE_LENGTH = 40
HASH = r"^[0-9a-f]{64}$"


class ExhibitQuerySet(RecordedQuerySet):
    def of(self, case_file: CaseFile) -> "ExhibitQuerySet":
        return self.filter(case_file=case_file).order_by("number")


class Exhibit(Recorded):
    """A file that is evidence, kept as it came under its hash. `reference` is the mark it bears on paper."""

    ledger_kind = "exhibit"

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="exhibits")
    number = models.PositiveSmallIntegerField()
    reference = CommittedText()
    description = CommittedText()
    file_name = CommittedText()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects: ClassVar = ExhibitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_file", "number"], name="exhibit_numbered_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="exhibit_is_not_empty"),
            models.CheckConstraint(condition=Q(sha256__regex=HASH), name="exhibit_hash_is_sha256"),
        ]

    def __str__(self) -> str:
        return f"exhibit {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("evidence:exhibit", args=[self.pk])

    @property
    def stored(self) -> str:
        """The hash under which the file lies: its own, or that of what was left of it; "" where nothing was."""
        last = self.erasures.order_by("-number").values_list("left", flat=True).first()
        return self.sha256 if last is None else str(last)

    @property
    def scope(self) -> "Scope | None":
        """The scope that governs: the one stated last."""
        return self.scopes.order_by("-number").first()


class Continuity(Recorded):
    """One line of the log of who had an exhibit. Lines are added, never changed."""

    ledger_kind = "continuity"

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="continuity")
    number = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=16, choices=Act)
    happened_at = models.DateTimeField()
    who = CommittedText(blank=True)
    whom = CommittedText(blank=True)
    note = CommittedText(blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "continuity"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["exhibit", "number"], name="continuity_in_order")]

    def __str__(self) -> str:
        return f"{self.exhibit_id} {self.number}: {self.act}"


class Scope(Recorded):
    """What of an exhibit may be examined. No day is no limit on that side; no chats named are all its chats."""

    ledger_kind = "scope"

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="scopes")
    number = models.PositiveSmallIntegerField()
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    chats = models.JSONField(default=list, blank=True)
    beyond = models.CharField(max_length=16, choices=Beyond)
    basis = CommittedText()
    stated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    stated_on = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="scope_stated_in_order"),
            models.CheckConstraint(
                condition=Q(first_day=None) | Q(last_day=None) | Q(first_day__lte=models.F("last_day")),
                name="scope_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exhibit_id} {self.number}"


class OutsideLook(Recorded):
    """Somebody went outside the scope on one day, for these days of messages, and said why."""

    ledger_kind = "outside-look"

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="outside_looks")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    reasons = CommittedText()
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["exhibit", "user", "on"], name="outside_look_of_a_day")]

    def __str__(self) -> str:
        return f"{self.exhibit_id} {self.user_id} {self.on}"
