"""The register room: public sources, what they state, and the cases they tell of."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "candour.register"
    label = "register"

    def ready(self) -> None:
        from candour.register.verbs import register_verbs

        register_verbs()
