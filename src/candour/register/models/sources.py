"""Public sources and their versions: who published what, where, when it was captured, and under which licence."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from candour.accounts.models import User
from candour.bodies.models import Body
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.register.codes import Licence, Way

if TYPE_CHECKING:
    from candour.register.models.statements import SourceReading

ADDRESS_LENGTH = 500
NAME_LENGTH = 200


class SourceQuerySet(RecordedQuerySet):
    def with_names(self) -> "SourceQuerySet":
        return self.select_related("publisher").prefetch_related("versions")


class Source(Recorded):
    """`identity` is the digest of the address, or of publisher and file name: what makes a capture a version of it.

    Anything published is open to everybody already, so a source has no case file; a role opens the pages.
    """

    ledger_kind = "source"

    reference = models.CharField(max_length=20, unique=True)
    identity = models.CharField(max_length=64, unique=True)
    name = CommittedText()
    address = CommittedText(blank=True)
    publisher = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    publisher_name = CommittedText(blank=True)
    licence = models.CharField(max_length=12, choices=Licence.choices, default=Licence.NOT_STATED)
    fictional = models.BooleanField(default=False)
    captured_on = models.DateField()
    vanished_on = models.DateField(null=True, blank=True)
    vanished_reason = CommittedText(blank=True)

    objects: ClassVar = SourceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reference

    @property
    def published_by(self) -> str:
        return self.publisher.official_name if self.publisher else self.publisher_name

    @property
    def latest(self) -> "SourceVersion":
        """There is always one: a source begins with its first capture."""
        newest: SourceVersion = max(self.versions.all(), key=lambda one: one.number)
        return newest

    def get_absolute_url(self) -> str:
        return reverse("register:source", args=[self.reference])


class SourceVersion(Recorded):
    """One capture whose bytes differ from the one before. The bytes lie in the store under their hash."""

    ledger_kind = "source-version"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    form = models.CharField(max_length=8)
    file_name = CommittedText()
    way = models.CharField(max_length=8, choices=Way.choices)
    captured_at = models.DateTimeField()
    captured_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="one_source_version_of_a_number"),
            models.CheckConstraint(condition=Q(number__gt=0, size__gt=0), name="source_version_is_not_empty"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="source_version_hash_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} version {self.number}"

    @property
    def reading(self) -> "SourceReading | None":
        return self.readings.order_by("-number").first()

    def get_absolute_url(self) -> str:
        return reverse("register:version", args=[self.source.reference, self.number])
