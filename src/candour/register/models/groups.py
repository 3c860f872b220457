"""Recommendations and numbers of a case that a person told apart or put together, beside what the sources say of themselves."""

from django.db import models

from candour.ledger.recorded import Recorded
from candour.register.codes import GroupKind
from candour.register.models.entries import EntrySource, RegisterEntry
from candour.register.models.statements import SourceReading


class EntryGroup(Recorded):
    """One recommendation, or one number, of a case. It is made when somebody says which tellings are of it.

    Until then tellings go together by what they agree in; see `groups_told`.
    """

    ledger_kind = "entry-group"

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="groups")
    kind = models.CharField(max_length=16, choices=GroupKind.choices)
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "kind", "number"], name="one_entry_group_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.kind} {self.number}"


class GroupTie(Recorded):
    """Which recommendation or number of the case one of a source is."""

    ledger_kind = "group-tie"

    group = models.ForeignKey(EntryGroup, on_delete=models.PROTECT, related_name="ties")
    link = models.ForeignKey(EntrySource, on_delete=models.PROTECT, related_name="group_ties")
    reading = models.ForeignKey(SourceReading, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)

    class Meta:
        ordering = ["reading__version__number", "reading__number", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "reading", "subject"], name="a_telling_of_a_reading_is_of_one_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.subject}"
