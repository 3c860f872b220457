"""What people add to the records of an exhibit: who is behind a name, how a reply is taken, what statements say."""

from django.db import models
from django.db.models import Q

from candour.accounts.models import User
from candour.evidence.codes import Said, Stance, Told
from candour.evidence.models.exhibits import Exhibit, Scope
from candour.evidence.models.imports import KEY_LENGTH
from candour.evidence.models.marking import PLACE_LENGTH, Item
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded


class Tie(Recorded):
    """A name as a source writes it, and the person it stands for. Undone by a person; a row is never taken away."""

    ledger_kind = "tie"

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="ties")
    number = models.PositiveIntegerField()
    name = CommittedText()
    person = CommittedText()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_because = CommittedText(blank=True, default="")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="tie_numbered_once"),
            models.CheckConstraint(
                condition=Q(undone_by=None) | Q(undone_at__isnull=False), name="tie_undone_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return f"tie {self.exhibit_id} {self.number}"

    @property
    def stands(self) -> bool:
        return self.undone_at is None


class ReplyCoding(Recorded):
    """A reader takes a later message for an answer to an item, and says how it takes it. Their last word counts."""

    ledger_kind = "reply-coding"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reply_codings")
    number = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=PLACE_LENGTH)
    stance = models.CharField(max_length=16, choices=Stance)
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="reply_coding_in_order")]

    def __str__(self) -> str:
        return f"reply coding {self.item_id} {self.number}"


class AnswersCoded(Recorded):
    """Somebody read a chat within a scope and says whether every answer to its items was coded. The last word counts."""

    ledger_kind = "answers-coded"

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="answers_coded")
    number = models.PositiveIntegerField()
    chat = models.CharField(max_length=KEY_LENGTH)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    every = models.BooleanField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["exhibit", "number"], name="answers_coded_in_order")]

    def __str__(self) -> str:
        return f"answers coded {self.exhibit_id} {self.number}"


class Account(Recorded):
    """What a statement or an interview says of an item: shown in person, told of it, passed on, reported, made."""

    ledger_kind = "account"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="accounts")
    number = models.PositiveSmallIntegerField()
    said = models.CharField(max_length=16, choices=Said)
    told = models.CharField(max_length=12, choices=Told)
    person = CommittedText()
    other = CommittedText(blank=True)
    reference = CommittedText()
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="account_in_order")]

    def __str__(self) -> str:
        return f"account {self.item_id} {self.number}"
