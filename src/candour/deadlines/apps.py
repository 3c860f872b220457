"""The deadlines room."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "candour.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        from candour.deadlines.verbs import register_verbs

        register_verbs()
