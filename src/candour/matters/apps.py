"""The matters room."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "candour.matters"
    label = "matters"

    def ready(self) -> None:
        from candour.matters.verbs import register_verbs

        register_verbs()
