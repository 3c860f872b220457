"""Answers to statutory tests: limb by limb, with reasons, never computed."""

from django.db import models

from candour.accounts.models import User
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded
from candour.matters.models.matter import Matter


class TestAnswer(Recorded):
    """One answering of a test. The newest on a matter counts; earlier ones stay."""

    __test__ = False

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="test_answers")
    test = models.CharField(max_length=60)
    test_hash = models.CharField(max_length=64)
    outcome = models.CharField(max_length=20)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["matter", "test", "at"], name="answer_matter_test")]


class LimbAnswer(Recorded):
    answer = models.ForeignKey(TestAnswer, on_delete=models.PROTECT, related_name="limbs")
    limb = models.CharField(max_length=60)
    holds = models.CharField(max_length=16)
    reasons = CommittedText(blank=True)
