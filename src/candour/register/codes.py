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


class Standing(TextChoices):
    """How a statement stands: nothing of it counts before a person has confirmed or corrected it."""

    WAITING = "waiting", _("Not looked at")
    CONFIRMED = "confirmed", _("Confirmed")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Rejected")


JUDGED = (Standing.CONFIRMED, Standing.CORRECTED, Standing.REJECTED)
COUNTING = frozenset({Standing.CONFIRMED, Standing.CORRECTED})
