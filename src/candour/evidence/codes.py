"""The closed lists of exhibits: what happens to one, and what may be done outside the agreed scope."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """What is written in the continuity log."""

    SEIZED = "seized", _("Seized or produced")
    HANDED_OVER = "handed-over", _("Handed over")
    SEALED = "sealed", _("Sealed")
    UNSEALED = "unsealed", _("Seal broken")
    EXAMINED = "examined", _("Examined")
    COPIED = "copied", _("Copied")
    RECEIVED = "received", _("Received on this system")
    RETURNED = "returned", _("Returned")
    FOUND_ALTERED = "found-altered", _("Found altered")


BY_PROGRAM = frozenset({Act.RECEIVED, Act.FOUND_ALTERED})
"""Acts that the program enters itself, because it did or found them."""


class Beyond(TextChoices):
    """What happens when somebody asks for messages outside the scope."""

    REFUSED = "refused", _("They are refused")
    WITH_REASONS = "with-reasons", _("They open for the day to whoever gives reasons, which are recorded")
