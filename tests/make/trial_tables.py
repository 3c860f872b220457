"""Two small recorded tables of no room, so that the record can be tried apart from the law."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.test.utils import override_settings

from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded
from candour.ledger.verbs import Verb, register


class TrialConfig(AppConfig):
    name = "tests.make"
    label = "trial"

    def import_models(self) -> None:
        self.models = self.apps.all_models[self.label]


class Report(Recorded):
    """A report with one column of each kind that the record can carry."""

    ledger_kind = "report"
    stage = models.CharField(max_length=40, default="logged")
    received = models.DateField(null=True)
    heard_at = models.DateTimeField(null=True)
    pages = models.IntegerField(default=0)
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    urgent = models.BooleanField(default=False)
    codes = models.JSONField(default=list)
    account = CommittedText(blank=True, default="")
    remarks = CommittedText(null=True)
    shown_stage = models.CharField(max_length=200, default="")
    unrecorded: ClassVar[dict[str, str]] = {"shown_stage": "derived from the stage"}

    class Meta:
        app_label = "trial"


class Allegation(Recorded):
    """A row that points at another recorded row."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT)
    number = models.IntegerField()
    category = models.CharField(max_length=20, default="")

    class Meta:
        app_label = "trial"
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="trial_one_number")]


TABLES = frozenset({"trial_report", "trial_allegation"})
WRITE = Verb(
    "trial.write",
    "Report written",
    writes=TABLES,
    notes={"criterion": "code", "due": "date", "cost": "amount", "count": "number", "grounds": "codes"},
)
REMOVE = Verb("trial.remove", "Allegation removed", writes=TABLES, removes=frozenset({"trial_allegation"}))


@contextmanager
def trial_app() -> Iterator[None]:
    """The program knows the two tables and their verbs within."""
    register(WRITE, REMOVE)
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, "tests.make.trial_tables.TrialConfig"]):
        yield


@contextmanager
def trial_tables() -> Iterator[None]:
    """The two tables exist within, and are taken away again so that no other test meets them."""
    with trial_app():
        for model in (Report, Allegation):
            with connection.schema_editor() as editor:
                editor.create_model(model)
        try:
            yield
        finally:
            for model in (Allegation, Report):
                with connection.schema_editor() as editor:
                    editor.delete_model(model)
