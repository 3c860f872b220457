"""The closed lists of a round of requests: what was asked, how each question was answered, what became of a reply."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Law(TextChoices):
    """The same codes as the fact `authority-law` of the rules."""

    FOIA = "foia", _("Freedom of Information Act 2000")
    FOISA = "foisa", _("Freedom of Information (Scotland) Act 2002")


class AnswerType(TextChoices):
    COUNT = "count", _("A number")
    WORDS = "words", _("Words")
    DOCUMENTS = "documents", _("Copies of documents")


class Unit(TextChoices):
    """What is counted. Numbers of different units are never added up."""

    OFFICERS = "officers", _("officers")
    PEOPLE = "people", _("officers and staff")
    CASES = "cases", _("cases")
    ALLEGATIONS = "allegations", _("allegations")
    FORCES = "forces", _("forces")
    NONE = "none", _("nothing")


class AnswerState(TextChoices):
    """How one authority stands to one question. Late is not kept: it follows from the clock."""

    AWAITING = "awaiting", _("Awaiting a reply")
    IN_FULL = "in-full", _("Answered in full")
    IN_PART = "in-part", _("Answered in part")
    REFUSED = "refused", _("Refused")
    NOT_HELD = "not-held", _("Not held")
    NO_REPLY = "no-reply", _("No reply")
    FROM_LOG = "from-log", _("Filled from a published log")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NOT_STATED = "not-stated", _("Not stated")


LATE, CAME_IN, NOT_SENT = "late", "came-in", "not-sent"
"""Not kept: the first follows from the clock, the second from a reply whose answers nobody has entered yet, the third from
a request that has not gone out."""
WITH_FIGURES = frozenset({AnswerState.IN_FULL, AnswerState.IN_PART, AnswerState.FROM_LOG})
REPLIED = frozenset(
    {AnswerState.IN_FULL, AnswerState.IN_PART, AnswerState.REFUSED, AnswerState.NOT_HELD, CAME_IN}
)
ENDED = frozenset(AnswerState) - {AnswerState.AWAITING, AnswerState.NOT_STATED}


class Provenance(TextChoices):
    REPLY = "reply", _("The authority's reply")
    LOG = "published-log", _("A log that the authority published")
    REPORT = "report", _("A published report on the round")


class Reported(TextChoices):
    """What a number of a published report says of the round as a whole; most numbers say something of the matter."""

    REPLIED = "replied", _("How many authorities replied")
    NO_REPLY = "no-reply", _("How many did not reply")


class ReplyStanding(TextChoices):
    """A reply is held until a person has seen what it hides."""

    HELD = "held", _("Held: nobody has looked at what it hides")
    CLEARED = "cleared", _("Cleared")
    REJECTED = "rejected", _("Sent back")


class LetterKind(TextChoices):
    REQUEST = "request", _("Request")
    REVIEW = "review", _("Request for an internal review")


OF_2000 = (
    ("12", _("12: cost of compliance above the limit")),
    ("14", _("14: vexatious or repeated")),
    ("21", _("21: reasonably accessible by other means")),
    ("22", _("22: intended for future publication")),
    ("23", _("23: bodies that deal with security")),
    ("24", _("24: national security")),
    ("30", _("30: investigations and proceedings")),
    ("31", _("31: law enforcement")),
    ("32", _("32: court records")),
    ("36", _("36: conduct of public affairs")),
    ("38", _("38: health and safety")),
    ("40", _("40: personal information")),
    ("41", _("41: given in confidence")),
    ("42", _("42: legal privilege")),
    ("43", _("43: commercial interests")),
    ("44", _("44: prohibitions on disclosure")),
)
"""Sections of the Act of 2000 that police forces cite for questions of this kind."""

OF_2002 = (
    ("12", _("12: cost of compliance above the limit")),
    ("14", _("14: vexatious or repeated")),
    ("17", _("17: the information is not held")),
    ("18", _("18: neither confirming nor denying")),
    ("25", _("25: otherwise accessible")),
    ("26", _("26: prohibitions on disclosure")),
    ("27", _("27: intended for future publication")),
    ("30", _("30: conduct of public affairs")),
    ("31", _("31: national security and defence")),
    ("33", _("33: commercial interests")),
    ("34", _("34: investigations")),
    ("35", _("35: law enforcement")),
    ("36", _("36: confidentiality")),
    ("37", _("37: court records")),
    ("38", _("38: personal information")),
    ("39", _("39: health, safety and the environment")),
)
"""Those of the Scottish Act of 2002, whose numbers mean other things."""

EXEMPTIONS = {Law.FOIA: OF_2000, Law.FOISA: OF_2002}
