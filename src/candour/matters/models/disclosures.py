"""What has been disclosed to somebody complained about, or to their friend: papers of the file, one row for each."""

from typing import ClassVar

from django.db import models

from candour.accounts.models import User
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.matters.models.matter import Matter
from candour.matters.models.parties import Party
from candour.matters.models.steps import StepTaken
from candour.papers.models import Document


class DisclosureQuerySet(RecordedQuerySet):
    def to(self, user: User, matter: Matter) -> "DisclosureQuerySet":
        """To this person themselves, for as long as they are part of the matter."""
        mine = self.filter(matter=matter, party__person__user=user, party__left_on__isnull=True)
        return mine.select_related("document").order_by("on", "id")


class Disclosure(Recorded):
    """One paper given to one person. It is not taken back: what was disclosed was seen."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="disclosures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="disclosures")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="disclosures")
    step_taken = models.ForeignKey(StepTaken, on_delete=models.PROTECT, related_name="disclosures")
    on = models.DateField()

    objects: ClassVar = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["party", "document"], name="a_paper_once_to_a_person")]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"
