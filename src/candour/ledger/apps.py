"""Tells Django of the ledger, and registers the verb it owns."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "candour.ledger"
    label = "ledger"
    verbose_name = "The record"

    def ready(self) -> None:
        from candour.ledger.verbs import TEXT_DISPOSE, register

        register(TEXT_DISPOSE)
