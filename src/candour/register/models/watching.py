"""The capture list: addresses that are looked at again and again, and what was found at each visit."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models

from candour.accounts.models import User
from candour.bodies.models import Body
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.register.codes import Cadence, Found, Licence
from candour.register.models.sources import Source, SourceVersion

DAYS = {Cadence.DAILY: 1, Cadence.WEEKLY: 7, Cadence.MONTHLY: 28}


class WatchedQuerySet(RecordedQuerySet):
    def due(self, on: date) -> "WatchedQuerySet":
        return self.filter(ended_on__isnull=True, next_on__lte=on).order_by("next_on", "id")


class Watched(Recorded):
    """An address on the capture list. Hearing pages are looked at weekly: they come down after 28 days."""

    ledger_kind = "watched"

    identity = models.CharField(max_length=64, unique=True)
    address = CommittedText()
    publisher = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    publisher_name = CommittedText(blank=True)
    licence = models.CharField(max_length=12, choices=Licence.choices, default=Licence.NOT_STATED)
    cadence = models.CharField(max_length=8, choices=Cadence.choices, default=Cadence.WEEKLY)
    begun_on = models.DateField()
    next_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    listed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar = WatchedQuerySet.as_manager()

    class Meta:
        ordering = ["next_on", "id"]
        verbose_name_plural = "watched"

    def __str__(self) -> str:
        return self.identity[:12]

    @property
    def published_by(self) -> str:
        return self.publisher.official_name if self.publisher else self.publisher_name

    def next_after(self, on: date) -> date:
        return on + timedelta(days=DAYS[Cadence(self.cadence)])


class Visit(Recorded):
    """One look at an address: what was found there, and in words what stood in the way."""

    ledger_kind = "visit"

    watched = models.ForeignKey(Watched, on_delete=models.PROTECT, related_name="visits")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    found = models.CharField(max_length=12, choices=Found.choices)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    told = CommittedText(blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    version = models.ForeignKey(
        SourceVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["watched", "number"], name="one_visit_of_a_number")]

    def __str__(self) -> str:
        return f"{self.watched_id} visit {self.number}"
