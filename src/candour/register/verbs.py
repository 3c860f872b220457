"""The verbs of this room: capturing and watching sources, reading, judging, and the entries of the register."""

from django.utils.translation import gettext_lazy as _

from candour.ledger.verbs import Verb, register
from candour.register import round_verbs

SOURCE, VERSION = "register_source", "register_sourceversion"
READING, STATEMENT, JUDGEMENT = "register_sourcereading", "register_sourcestatement", "register_judgement"
WATCHED, VISIT = "register_watched", "register_visit"
ENTRY, LINK, PERSON = "register_registerentry", "register_entrysource", "register_entryperson"
TIE, RESOLUTION = "register_persontie", "register_resolution"
GROUPS = frozenset({"register_entrygroup", "register_grouptie"})

VERBS = [
    Verb(
        "source.capture",
        _("Source captured"),
        frozenset({SOURCE, VERSION}),
        {"version": "number", "sha256": "code"},
    ),
    Verb("source.vanish", _("Source found gone"), frozenset({SOURCE}), {"gone": "date"}),
    Verb(
        "source.read",
        _("Source read"),
        frozenset({READING, STATEMENT, JUDGEMENT}),
        {"version": "number", "statements": "number", "carried": "number"},
    ),
    Verb(
        "statement.judge",
        _("Statement judged"),
        frozenset({STATEMENT, JUDGEMENT}),
        {"decision": "code", "statements": "number"},
    ),
    Verb(
        "statement.add",
        _("Statement added by hand"),
        frozenset({STATEMENT, JUDGEMENT}),
        {"field": "code"},
    ),
    Verb(
        "source.second-read",
        _("Read by the second reader"),
        frozenset({STATEMENT}),
        {"version": "number", "statements": "number", "left_out": "number"},
    ),
    Verb("watch.begin", _("Put on the capture list"), frozenset({WATCHED}), {"cadence": "code"}),
    Verb("watch.change", _("Capture list changed"), frozenset({WATCHED}), {"cadence": "code"}),
    Verb("watch.end", _("Taken off the capture list"), frozenset({WATCHED}), {}),
    Verb("watch.visit", _("Address visited"), frozenset({WATCHED, VISIT}), {"found": "code"}),
    Verb("entry.open", _("Entry of the register opened"), frozenset({ENTRY, LINK, PERSON, TIE}), {}),
    Verb(
        "entry.link",
        _("Source linked to an entry"),
        frozenset({LINK, PERSON, TIE}),
        {"score": "number", "grounds": "codes"},
    ),
    Verb("entry.unlink", _("Link of a source undone"), frozenset({LINK}), {}),
    Verb("entry.place", _("Person of a source placed"), frozenset({PERSON, TIE}), {"person": "number"}),
    Verb("entry.group", _("Recommendation or number of a source placed"), GROUPS, {"group": "number"}),
    Verb(
        "entry.resolve",
        _("Conflict between sources resolved"),
        frozenset({RESOLUTION}) | GROUPS,
        {"field": "code"},
    ),
]


def register_verbs() -> None:
    register(*VERBS, *round_verbs.VERBS)
