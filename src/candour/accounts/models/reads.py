"""Every look at a case file, kept for good, and the daily seal that puts the log's hash into the ledger."""

from django.conf import settings
from django.db import models

from candour.ledger.recorded import Recorded


class Read(models.Model):
    """One look. The rows are never changed or deleted (triggers), and none joins a day that is sealed."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reads", db_index=False
    )
    case_file = models.ForeignKey(
        "accounts.CaseFile", on_delete=models.PROTECT, related_name="reads", db_index=False
    )
    what = models.CharField(max_length=80)
    at = models.DateTimeField()
    day = models.DateField()  # the day of `at` in London, under which the read is sealed

    class Meta:
        indexes = [
            models.Index(fields=["day", "id"], name="read_by_day"),
            models.Index(fields=["case_file", "-at"], name="read_by_case_file"),
            models.Index(fields=["user", "-at"], name="read_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"


class ReadDay(Recorded):
    """How many reads a day had, and the root of the tree over them (RFC 9162), in hexadecimal."""

    date = models.DateField(unique=True)
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    ledger_kind = "read-day"

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d}"
