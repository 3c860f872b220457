"""Chats of several exhibits that a person says are one conversation, until a person takes them apart again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from candour.accounts.models import CaseFile, User
from candour.evidence.models.exhibits import Exhibit
from candour.evidence.models.imports import KEY_LENGTH
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet


class JoiningQuerySet(RecordedQuerySet):
    def of(self, case_file: CaseFile) -> "JoiningQuerySet":
        """With their chats, in the order in which they were made."""
        joined = self.filter(case_file=case_file).select_related("made_by", "undone_by")
        return joined.prefetch_related("chats__exhibit").order_by("number")

    def standing(self) -> "JoiningQuerySet":
        return self.filter(undone_at=None)


class Joining(Recorded):
    """One conversation of a case file. Taken apart by a person, with a reason; the row is never taken away."""

    ledger_kind = "joining"

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="joinings")
    number = models.PositiveIntegerField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_because = CommittedText(blank=True)

    objects: ClassVar = JoiningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_file", "number"], name="joining_numbered_once"),
            models.CheckConstraint(
                condition=Q(undone_by=None) | Q(undone_at__isnull=False), name="joining_undone_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return f"joining {self.case_file_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("evidence:joined", args=[self.pk])

    @property
    def stands(self) -> bool:
        return self.undone_at is None

    @property
    def schedules(self) -> int:
        """How many schedules were made while these chats were read as one."""
        return self.rested_on.values("made").distinct().count()

    @property
    def marks(self) -> list[str]:
        """The exhibits' marks, as they are called on paper."""
        return sorted(str(one.exhibit.reference) for one in self.chats.all())


class JoinedChat(Recorded):
    """One exhibit's part: a chat by its key, which a further reading of the exhibit finds again."""

    ledger_kind = "joined-chat"

    joining = models.ForeignKey(Joining, on_delete=models.PROTECT, related_name="chats")
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="joined")
    key = models.CharField(max_length=KEY_LENGTH)
    source = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["joining", "exhibit"], name="joined_one_chat_of_an_exhibit")
        ]

    def __str__(self) -> str:
        return f"{self.joining_id} {self.exhibit_id}"
