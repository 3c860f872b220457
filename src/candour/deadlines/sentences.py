"""A deadline as a sentence: what is to be done, for whom."""

from django.utils.translation import gettext as _

from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline, State

ANYBODY = "the person"


def sentence(deadline: Deadline) -> str:
    """The rule's title; where one person is owed it, their name stands in for "the person"."""
    title = the_law().rule(deadline.rule).title
    name = deadline.recipient.name if deadline.recipient is not None else ""
    if not name:
        return title
    if ANYBODY in title:
        return title.replace(ANYBODY, name)
    return _("%(what)s: %(who)s") % {"what": title, "who": name}


def standing_words(deadline: Deadline) -> str:
    match State(deadline.state):
        case State.MET:
            return _("Done")
        case State.CANCELLED:
            return _("No longer owed")
        case State.NEEDS:
            return _("Needs a fact: %(facts)s") % {"facts": deadline.needs.replace(",", ", ").replace("-", " ")}
        case State.OPEN:
            return _("Running")
