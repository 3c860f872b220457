"""Entries of the national register: one case that one or several sources tell of, its people, and what was settled."""

import json
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from candour.accounts.models import User
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.register.models.sources import Source
from candour.register.models.statements import SourceReading, SourceStatement
from candour.register.statements import Value


class RegisterEntryQuerySet(RecordedQuerySet):
    def standing(self) -> "RegisterEntryQuerySet":
        """Those with a source; an entry whose last link was undone stays as history."""
        return self.filter(links__undone_on__isnull=True, links__isnull=False).distinct()


class RegisterEntry(Recorded):
    """A case. It holds no facts of its own: each is a statement of a linked source that a person confirmed."""

    ledger_kind = "register-entry"

    reference = models.CharField(max_length=20, unique=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar = RegisterEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-reference"]
        verbose_name_plural = "register entries"

    def __str__(self) -> str:
        return self.reference

    @property
    def fictional(self) -> bool:
        return any(link.source.fictional for link in self.links.all() if link.stands)

    def get_absolute_url(self) -> str:
        return reverse("register:entry", args=[self.reference])


class EntrySource(Recorded):
    """That a source tells of the case: the score at the time, what it rested on, who said so and why."""

    ledger_kind = "entry-source"

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="links")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="links")
    score = models.SmallIntegerField(null=True, blank=True)
    grounds_written = CommittedText(blank=True)
    reasons = CommittedText(blank=True)
    linked_on = models.DateField()
    linked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_on = models.DateField(null=True, blank=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_reasons = CommittedText(blank=True)

    class Meta:
        ordering = ["linked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "source"],
                condition=models.Q(undone_on__isnull=True),
                name="a_source_once_in_an_entry",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.source_id}"

    @property
    def stands(self) -> bool:
        return self.undone_on is None

    @property
    def grounds(self) -> list[dict[str, Any]]:
        """What the score rested on when the link was made: code, points and values of each."""
        rested_on: list[dict[str, Any]] = json.loads(self.grounds_written or "[]")
        return rested_on


class EntryPerson(Recorded):
    """A person of the case, or people treated alike; never named, told apart by number."""

    ledger_kind = "entry-person"

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="people")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="one_entry_person_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} person {self.number}"


class PersonTie(Recorded):
    """Which person of the case a person of a source is, so that the same outcome told twice is counted once.

    Without a person: the source speaks of somebody who has no part in this case.
    """

    ledger_kind = "person-tie"

    person = models.ForeignKey(
        EntryPerson, null=True, blank=True, on_delete=models.PROTECT, related_name="ties"
    )
    link = models.ForeignKey(EntrySource, on_delete=models.PROTECT, related_name="ties")
    reading = models.ForeignKey(SourceReading, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)

    class Meta:
        ordering = ["reading__version__number", "reading__number", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "reading", "subject"], name="a_person_of_a_reading_is_one_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.subject}"


class Resolution(Recorded):
    """Which of the sources' values stands where they differ, and why. The others stay beside it.

    Without a person or a group it is about the case itself.
    """

    ledger_kind = "resolution"

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="resolutions")
    person = models.ForeignKey(
        EntryPerson, null=True, blank=True, on_delete=models.PROTECT, related_name="resolutions"
    )
    group = models.ForeignKey(
        "register.EntryGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="resolutions"
    )
    field = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    statement = models.ForeignKey(SourceStatement, on_delete=models.PROTECT, related_name="+")
    value_written = CommittedText()
    among_written = CommittedText()
    reasons = CommittedText()
    resolved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="one_resolution_of_a_number")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.field} {self.number}"

    @property
    def value(self) -> Value:
        chosen: Value = json.loads(self.value_written)
        return chosen

    @property
    def among(self) -> list[Value]:
        """The values that stood side by side when it was settled. A further one opens the question again."""
        values: list[Value] = json.loads(self.among_written)
        return values
