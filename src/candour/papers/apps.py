"""The room of letters and documents; it registers what its verbs may write."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "candour.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from candour.papers.verbs import register_verbs

        register_verbs()
