"""The verbs of this room: capturing a source, reading it, and judging what was read."""

from django.utils.translation import gettext_lazy as _

from candour.ledger.verbs import Verb, register

SOURCE, VERSION = "register_source", "register_sourceversion"
READING, STATEMENT, JUDGEMENT = "register_sourcereading", "register_sourcestatement", "register_judgement"

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
]


def register_verbs() -> None:
    register(*VERBS)
