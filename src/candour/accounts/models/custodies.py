"""Which body holds a case file, in what right and from when."""

from typing import Any, ClassVar

from django.db import models

from candour.accounts.codes import Capacity
from candour.accounts.models.appointments import DatedQuerySet, ends_not_before_it_starts
from candour.ledger.recorded import Recorded


class Custody(Recorded):
    """A body holds a case file in a capacity, from `starts` until the day before `ends`."""

    case_file = models.ForeignKey(
        "accounts.CaseFile", on_delete=models.PROTECT, related_name="custodies", db_index=False
    )
    body = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="custodies", db_index=False
    )
    capacity = models.CharField(max_length=40, choices=Capacity.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()
    ledger_kind = "custody"

    class Meta:
        verbose_name_plural = "custodies"
        constraints = [ends_not_before_it_starts("custody")]
        # Each carries every column that the access query reads. The case file comes last in the first and the
        # rest come after the dates in the second, because SQLite would else look up each body and capacity of
        # an auditor of all forces in turn, for every file.
        indexes = [
            models.Index(fields=["body", "capacity", "starts", "ends", "case_file"], name="custody_by_body"),
            models.Index(
                fields=["case_file", "starts", "ends", "body", "capacity"], name="custody_by_case_file"
            ),
            # What a body has given up is little beside what it holds.
            models.Index(
                fields=["body", "capacity", "ends", "case_file"],
                name="custody_given_up",
                condition=models.Q(ends__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.body_id} {self.capacity}"
