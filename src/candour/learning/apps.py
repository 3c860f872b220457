"""The learning room."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "candour.learning"
    label = "learning"

    def ready(self) -> None:
        from candour.learning.verbs import register_verbs

        register_verbs()
