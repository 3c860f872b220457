"""The matters room."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "candour.matters"
    label = "matters"

    def ready(self) -> None:
        from candour.accounts.models.people import KEPT_ELSEWHERE
        from candour.matters.models import PartyWord
        from candour.matters.verbs import register_verbs

        register_verbs()
        KEPT_ELSEWHERE.append(lambda people: PartyWord.objects.gather(of="person_id", rows=people))
