"""Registers the trial tables, the verb that writes ours, and what the peers follow."""

from django.apps import AppConfig


class HistoriedConfig(AppConfig):
    name = "benchmarks.historied"
    label = "historied"

    def ready(self) -> None:
        from auditlog.registry import auditlog

        from benchmarks.historied.models import Audited, InTheRecord
        from candour.ledger.verbs import Verb, register

        auditlog.register(Audited)
        written = frozenset({InTheRecord._meta.db_table})
        register(Verb("trial.move", "Moved on", writes=written, source="benchmarks"))
