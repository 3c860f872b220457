"""The closed lists of this room: licences, ways a source came in, and how a statement stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Licence(TextChoices):
    """What the publisher allows. Facts are taken from all of them, sentences from none."""

    OPEN_GOVERNMENT = "ogl-3.0", _("Open Government Licence 3.0")
    RESERVED = "reserved", _("All rights reserved")
    NOT_STATED = "not-stated", _("Not stated")


class Way(TextChoices):
    FOLDER = "folder", _("From a folder")
    UPLOAD = "upload", _("Uploaded")
    ADDRESS = "address", _("From its address")


class Cadence(TextChoices):
    """How often an address of the capture list is looked at."""

    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every four weeks")


class Found(TextChoices):
    """What a visit found at an address."""

    NEW = "new", _("Captured")
    UNCHANGED = "unchanged", _("Unchanged")
    GONE = "gone", _("Gone")
    REFUSED = "refused", _("Not asked for: the site does not allow it")
    FAILED = "failed", _("Not reached, or could not be read")


class Standing(TextChoices):
    """How a statement stands: nothing of it counts before a person has confirmed or corrected it."""

    WAITING = "waiting", _("Not looked at")
    CONFIRMED = "confirmed", _("Confirmed")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Rejected")


class GroupKind(TextChoices):
    """What sources tell of a case besides its people."""

    RECOMMENDATION = "recommendation", _("Recommendation")
    COUNT = "count", _("Number")


JUDGED = (Standing.CONFIRMED, Standing.CORRECTED, Standing.REJECTED)
COUNTING = frozenset({Standing.CONFIRMED, Standing.CORRECTED})
BY_HAND = "person"
"""The reader of a statement that a person added."""
FREE_TEXT = frozenset({"title", "label", "summary", "what"})
"""Fields whose value is words of the source, in which somebody may be named."""
