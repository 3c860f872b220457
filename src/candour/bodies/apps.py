"""The room of bodies, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    name = "candour.bodies"
    label = "bodies"
    verbose_name = _("Forces and other bodies")
