"""Readings of exhibits: who asked for one and how it ended, how far it has got, and the chats that were found."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from candour.accounts.models import User
from candour.evidence.codes import ImportState, WrittenOrder
from candour.evidence.models.exhibits import HASH, Exhibit
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded

KEY_LENGTH = 32


class Import(Recorded):
    """One reading of an exhibit. `date_order` is what a person settled, `manifest` the hash of what came of it."""

    ledger_kind = "import"

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="imports")
    number = models.PositiveSmallIntegerField()
    date_order = models.CharField(max_length=3, choices=WrittenOrder, blank=True)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.RUNNING)
    manifest = models.CharField(max_length=64, blank=True)
    records = models.PositiveBigIntegerField(default=0)
    trouble = CommittedText(blank=True)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="import_numbered_once"),
            models.CheckConstraint(
                condition=Q(state=ImportState.RUNNING, ended_at=None)
                | ~Q(state=ImportState.RUNNING) & Q(ended_at__isnull=False),
                name="import_ended_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(manifest="") | Q(manifest__regex=HASH), name="import_manifest_is_sha256"
            ),
            models.UniqueConstraint(
                fields=["exhibit"], condition=Q(state=ImportState.RUNNING), name="import_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exhibit_id} {self.number}"

    @property
    def folder(self) -> str:
        """Readings of the same bytes under the same answer are the same, whoever asked for them."""
        return f"{self.exhibit.sha256}.{self.date_order or 'as-written'}"


class ImportProgress(models.Model):
    """How far an import has got: working state, not part of the record, since a killed one goes on from its files."""

    reading = models.OneToOneField(
        Import, primary_key=True, on_delete=models.CASCADE, related_name="progress"
    )
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "progress of imports"

    def __str__(self) -> str:
        return f"progress of import {self.reading_id}"


class Chat(models.Model):
    """A conversation that the last import found: worked out from its files, and found anew by the next one."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.CASCADE, related_name="chats")
    key = models.CharField(max_length=KEY_LENGTH)
    source = models.CharField(max_length=64)
    conversation = models.TextField(blank=True)
    format = models.CharField(max_length=40)
    lines = models.PositiveBigIntegerField()
    messages = models.PositiveBigIntegerField()
    undated = models.PositiveBigIntegerField(default=0)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    in_utc = models.BooleanField(default=False)

    class Meta:
        ordering = ["conversation", "key"]
        constraints = [models.UniqueConstraint(fields=["exhibit", "key"], name="chat_found_once")]

    def __str__(self) -> str:
        return f"chat {self.key}"

    def get_absolute_url(self) -> str:
        return reverse("evidence:chat", args=[self.exhibit_id, self.key])
