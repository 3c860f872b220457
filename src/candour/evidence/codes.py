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
    ERASED = "erased", _("Erased in whole or in part")


BY_PROGRAM = frozenset({Act.RECEIVED, Act.FOUND_ALTERED, Act.ERASED})
"""Acts that the program enters itself, because it did or found them."""


class Erased(TextChoices):
    """What was erased of an exhibit because it is unlawful to hold."""

    WHOLE = "whole", _("The whole file")
    FILES = "files", _("Files out of the archive")
    WITHIN = "within", _("Bytes within the file")


class Beyond(TextChoices):
    """What happens when somebody asks for messages outside the scope."""

    REFUSED = "refused", _("They are refused")
    WITH_REASONS = "with-reasons", _("They open for the day to whoever gives reasons, which are recorded")


class ImportState(TextChoices):
    """How a reading of an exhibit stands."""

    RUNNING = "running", _("Being read")
    NEEDS_ORDER = "needs-order", _("Day and month cannot be told apart")
    READ = "read", _("Read")
    UNREADABLE = "unreadable", _("Could not be read")
    ERASED = "erased", _("Read, and erased since")


class WrittenOrder(TextChoices):
    """Which comes first in the dates of a file that does not say so itself."""

    DAY_FIRST = "dmy", _("Day, month, year")
    MONTH_FIRST = "mdy", _("Month, day, year")
    YEAR_FIRST = "ymd", _("Year, month, day")


class Concern(TextChoices):
    """A reader's answer about a message."""

    YES = "yes", _("It is of concern")
    NO = "no", _("It is not of concern")
    CANNOT_DECIDE = "cannot-decide", _("I cannot decide")


class Gravity(TextChoices):
    """How grave a reader finds a message: an order for work. The severity assessment of the law is a step of the matter."""

    LESS = "less", _("Less grave")
    GRAVE = "grave", _("Grave")
    VERY = "very", _("Very grave")


class Capacity(TextChoices):
    """In what part somebody marks an item."""

    READER = "reader", _("Reader")
    ADJUDICATOR = "adjudicator", _("Adjudicator")


class Standing(TextChoices):
    """How an item of concern stands."""

    AWAITS_SECOND = "awaits-second", _("Awaits a second reader")
    AGREED = "agreed", _("Readers agree")
    DIFFER = "differ", _("Readers differ")
    ADJUDICATED = "adjudicated", _("Adjudicated")


class Stance(TextChoices):
    """How a reader takes a reply. Nothing but a reader gives one."""

    ENDORSED = "endorsed", _("It endorses the message")
    CHALLENGED = "challenged", _("It challenges the message")
    NEUTRAL = "neutral", _("It is neutral")
    CANNOT_DECIDE = "cannot-decide", _("I cannot decide")


class Said(TextChoices):
    """What a statement can say of a person and an item that no phone records."""

    SHOWN = "shown", _("Was shown it in person")
    TOLD = "told", _("Was told of it")
    PASSED_OUTSIDE = "passed-outside", _("Passed it outside the force")
    REPORTED = "reported", _("Reported it")
    CREATED = "created", _("Made it")


class Told(TextChoices):
    """Where it was said."""

    STATEMENT = "statement", _("In a statement")
    INTERVIEW = "interview", _("In an interview")


class Schedule(TextChoices):
    """Where an item stands for the hearing."""

    USED = "used", _("Used: it is relied on")
    UNUSED = "unused", _("Unused: relevant, and not relied on")
    SENSITIVE = "sensitive", _("Sensitive: it is not given to the other side")
