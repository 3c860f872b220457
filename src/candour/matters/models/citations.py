"""What an allegation cites of the exhibits: an item of concern and a person, under a Standard of professional behaviour."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from candour.accounts.models import User
from candour.evidence.models import Item, Joining
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded
from candour.matters.models.allegations import Allegation


class AllegationCitation(Recorded):
    """`findings` are the sentences as they stood on the day of citing, `sent_on` the message's day by which its scope is kept.

    `joining` is what tied several phones when they were found; taken apart since, the sentences stay as they were.

    One withdrawn keeps its row, with the reason.
    """

    ledger_kind = "allegation-citation"

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="citations")
    number = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="citations")
    sent_on = models.DateField(null=True, blank=True)
    person = CommittedText()
    standard_edition = models.CharField(max_length=30)
    standard = models.CharField(max_length=60)
    findings = CommittedText()
    joining = models.ForeignKey(Joining, null=True, on_delete=models.PROTECT, related_name="cited_in")
    cited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = CommittedText(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["allegation", "number"], name="one_citation_of_a_number"),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="citation_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"citation {self.allegation_id} {self.number}"

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def card(self) -> str:
        """The address of the item's exposure card."""
        return reverse("evidence:card", args=[self.item.exhibit_id, self.item.source, self.item.place])
