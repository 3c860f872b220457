"""The closed lists of this room: the power a recommendation is made under, the answers to it, what is published."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Power(TextChoices):
    """Only paragraph 28A has a period fixed by the Act within which the addressee must respond."""

    P28A = "28A", _("Paragraph 28A: learning recommendation of the Director General")
    P28ZA = "28ZA", _("Paragraph 28ZA: recommendation on a review, to put a matter right")
    S10 = "s10", _("Section 10: recommendation or advice under the general function")
    LOCAL = "local", _("Learning that the force set itself")
    HMICFRS = "hmicfrs", _("Recommendation of the inspectorate")
    CORONER = "coroner", _("Report of a coroner to prevent future deaths")


SOURCES: dict[str, str] = {
    Power.P28A: "ukpga/2002/30/schedule/3/paragraph/28A",
    Power.P28ZA: "ukpga/2002/30/schedule/3/paragraph/28ZA",
    Power.S10: "ukpga/2002/30/section/10",
}
"""The provision of each power that the tables of the law hold."""


class Answer(TextChoices):
    AWAITING = "awaiting", _("Awaiting a response")
    YES = "yes", _("Accepted")
    IN_PART = "in-part", _("Accepted in part")
    NO = "no", _("Not accepted")


class Publish(TextChoices):
    """How much of a response the public sees. Without representations against it, the whole."""

    WHOLE = "whole", _("All of it")
    PART = "part", _("A part of it")
    NONE = "none", _("None of it")
    UNDECIDED = "undecided", _("Not decided yet")


ACCEPTED = frozenset({Answer.YES, Answer.IN_PART})
