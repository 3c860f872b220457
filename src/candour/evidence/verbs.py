"""The verbs of this room: what each may write, which notes it leaves, and what it stands on."""

from django.utils.translation import gettext_lazy as _

from candour.ledger.verbs import Verb, register

EXHIBIT, CONTINUITY, SCOPE = "evidence_exhibit", "evidence_continuity", "evidence_scope"

VERBS = (
    Verb(
        "exhibit.add",
        _("Added an exhibit"),
        frozenset({EXHIBIT, CONTINUITY}),
        {"sha256": "code", "size": "number"},
    ),
    Verb(
        "exhibit.continuity",
        _("Entered what happened to an exhibit"),
        frozenset({CONTINUITY}),
        {"act": "code"},
    ),
    Verb(
        "exhibit.found-altered",
        _("Found that a stored exhibit is not the file that was added"),
        frozenset({CONTINUITY}),
        {"sha256": "code"},
    ),
    Verb(
        "exhibit.scope",
        _("Stated what of an exhibit may be examined"),
        frozenset({SCOPE}),
        {"first_day": "date", "last_day": "date", "chats": "number", "beyond": "code"},
    ),
    Verb(
        "exhibit.look-outside",
        _("Opened messages outside the scope, with reasons"),
        frozenset({"evidence_outsidelook"}),
        {"first_day": "date", "last_day": "date"},
    ),
)


def register_verbs() -> None:
    register(*VERBS)
