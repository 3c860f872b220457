"""Steps taken, and the facts and words stated in taking them."""

from django.db import models

from candour.accounts.models import User
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded
from candour.matters.models.matter import Matter
from candour.matters.models.parties import Party


class StepTaken(Recorded):
    """One step of the law, taken by a person on a day."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="steps_taken")
    step = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["matter", "at"], name="step_matter_at")]


class StatedFact(Recorded):
    """A fact the law asks for, as stated on a day. The newest counts, unless the fact keeps several values."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="stated_facts")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="stated_facts")
    step_taken = models.ForeignKey(StepTaken, on_delete=models.PROTECT, null=True, related_name="facts")
    name = models.CharField(max_length=80)
    value = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["matter", "name", "at"], name="fact_matter_name")]


class StatedText(Recorded):
    """Words given in answer to one question of a step."""

    step_taken = models.ForeignKey(StepTaken, on_delete=models.PROTECT, related_name="texts")
    name = models.CharField(max_length=60)
    text = CommittedText()
