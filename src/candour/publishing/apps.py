"""The publishing room; a mistake in a file of the glossary stops the program at start."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "candour.publishing"
    label = "publishing"

    def ready(self) -> None:
        from candour.publishing.terms import the_glossary
        from candour.publishing.verbs import register_verbs

        register_verbs()
        the_glossary()
