"""The trial tables: a reference, a state, a day and some words."""

from django.db import models
from simple_history.models import HistoricalRecords

from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded


class Columns(models.Model):
    reference = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=24)
    received_on = models.DateField()
    summary = models.TextField()

    class Meta:
        abstract = True


class Bare(Columns):
    """No history at all."""


class Historied(Columns):
    """A second table holds each version (django-simple-history)."""

    history = HistoricalRecords()


class Audited(Columns):
    """A log holds the difference as JSON (django-auditlog)."""


class InTheRecord(Recorded):
    """An entry in a hash tree accounts for each change, and the table can be rebuilt from it."""

    reference = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=24)
    received_on = models.DateField()
    summary = CommittedText()
