"""Registers the verbs of this room when the program starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "candour.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from candour.accounts.verbs import register_verbs

        register_verbs()
