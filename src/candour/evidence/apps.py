"""The room of evidence on case files. The readers beside it need none of this: they stand without Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "candour.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from candour.evidence.verbs import register_verbs

        register_verbs()
