"""Items of concern: messages that somebody put forward, what each reader said of them, and how differences were settled."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from candour.accounts.models import CaseFile, User
from candour.evidence.codes import Capacity, Concern, Gravity
from candour.evidence.models.exhibits import Exhibit
from candour.evidence.models.imports import KEY_LENGTH
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet

PLACE_LENGTH = 120


class ItemQuerySet(RecordedQuerySet):
    def of(self, case_file: CaseFile) -> "ItemQuerySet":
        return (
            self.filter(exhibit__case_file=case_file)
            .select_related("exhibit", "alike__exhibit")
            .prefetch_related("markings__reader")
            .order_by("exhibit__number", "number")
        )


class Item(Recorded):
    """A message by its identity, the hash of its source and its place there: it survives a better reader.

    `alike` is the item with whose marking it was put forward, because it says the same.
    """

    ledger_kind = "item"

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=64)
    place = models.CharField(max_length=PLACE_LENGTH)
    chat = models.CharField(max_length=KEY_LENGTH)
    put_forward_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    put_forward_at = models.DateTimeField()
    alike = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="likes")

    objects: ClassVar = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="item_numbered_once"),
            models.UniqueConstraint(fields=["exhibit", "source", "place"], name="item_put_forward_once"),
        ]

    def __str__(self) -> str:
        return f"item {self.exhibit_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("evidence:message", args=[self.exhibit_id, self.source, self.place])

    @property
    def mark(self) -> str:
        """How it is called on paper: the exhibit's mark and a number."""
        return f"{self.exhibit.reference}/{self.number}"

    @property
    def identity(self) -> str:
        return f"{self.source}:{self.place}"


class Marking(Recorded):
    """What one person said of an item at one time. A change of mind is a further row; none is changed."""

    ledger_kind = "marking"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="markings")
    number = models.PositiveSmallIntegerField()
    capacity = models.CharField(max_length=12, choices=Capacity)
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    concern = models.CharField(max_length=16, choices=Concern)
    behaviours = models.JSONField(default=list, blank=True)
    characteristics = models.JSONField(default=list, blank=True)
    standards = models.JSONField(default=list, blank=True)
    gravity = models.CharField(max_length=12, choices=Gravity, blank=True)
    reasons = CommittedText(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="marking_in_order")]

    def __str__(self) -> str:
        return f"marking {self.item_id} {self.number}"

    @property
    def answer(self) -> tuple[object, ...]:
        """What two readers must have in common to agree; reasons may differ."""
        lists = (self.behaviours, self.characteristics, self.standards)
        return (self.concern, *(tuple(sorted(one)) for one in lists), self.gravity)
