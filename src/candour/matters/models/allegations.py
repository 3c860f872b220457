"""Allegations: each with a code of a dated list, the people it is about, its factors, decision and actions."""

from django.db import models

from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded
from candour.matters.models.matter import Matter
from candour.matters.models.parties import Party


class Allegation(Recorded):
    """A code is never stored bare: `code_list` and `code_edition` say which list it belongs to."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="allegations")
    number = models.PositiveSmallIntegerField()
    code_list = models.CharField(max_length=60)
    code_edition = models.CharField(max_length=30)
    code = models.CharField(max_length=20)
    summary = CommittedText()
    decision_edition = models.CharField(max_length=30, blank=True)
    decision = models.CharField(max_length=60, blank=True)
    decision_reasons = CommittedText(blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="one_allegation_of_a_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.code_list} {self.code_edition} {self.code}"


class AllegationSubject(Recorded):
    """A person complained about in one allegation."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="subjects")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="allegations")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["allegation", "party"], name="subject_once_an_allegation")]


class AllegationFactor(Recorded):
    """A national complaint factor: the situation in which it arose."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="factors")
    code_edition = models.CharField(max_length=30)
    code = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["allegation", "code"], name="factor_once_an_allegation")]


class ResultAction(Recorded):
    """Something done because of an allegation: an apology, learning, a referral to proceedings."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="actions")
    code_edition = models.CharField(max_length=30)
    code = models.CharField(max_length=60)
    done_on = models.DateField(null=True)
