"""The publishing room; a mistake in a file of the glossary stops the program at start."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "candour.publishing"
    label = "publishing"

    def ready(self) -> None:
        from candour.bodies.beside import TOLD_ELSEWHERE
        from candour.publishing.known_of_forces import published_of
        from candour.publishing.terms import the_glossary
        from candour.publishing.verbs import register_verbs

        register_verbs()
        TOLD_ELSEWHERE.append(published_of)
        the_glossary()
