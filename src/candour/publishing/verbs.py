"""The verbs of this room: what holds publication up, drafting, publishing and withdrawing."""

from django.utils.translation import gettext_lazy as _

from candour.ledger.verbs import Verb, register

DRAFT = frozenset(
    {
        "publishing_summary",
        "publishing_summaryforce",
        "publishing_summarypeople",
        "publishing_summaryevent",
        "publishing_summaryrecommendation",
    }
)
BLOCKER, SNAPSHOT = frozenset({"publishing_blocker"}), "publishing_snapshot"
PUBLISHES = "ukpga/2002/30/section/10"
SUMMARY_PARTS = DRAFT - {"publishing_summary"}

VERBS = [
    Verb("blocker.open", _("Publication waits for something"), BLOCKER, {"kind": "code"}),
    Verb("blocker.close", _("No longer holds publication up"), BLOCKER, {"kind": "code"}),
    Verb("blocker.consider", _("Considered: does not hold publication up"), BLOCKER, {"kind": "code"}),
    Verb("summary.write", _("Summary for the public drafted"), DRAFT, {}, removes=SUMMARY_PARTS),
    Verb(
        "public-record.publish",
        _("Published"),
        frozenset({SNAPSHOT, "deadlines_deadline"}),
        {"kind": "code", "slug": "code", "version": "number", "page": "code", "overridden": "codes"},
        PUBLISHES,
    ),
    Verb(
        "public-record.withdraw",
        _("Withdrawn from the public"),
        frozenset({SNAPSHOT}),
        {"slug": "code", "version": "number"},
        PUBLISHES,
    ),
    Verb(
        "round.publish",
        _("Round of requests published"),
        frozenset({SNAPSHOT}),
        {"slug": "code", "version": "number", "page": "code"},
    ),
    Verb(
        "round.withdraw",
        _("Round of requests withdrawn from the public"),
        frozenset({SNAPSHOT}),
        {"slug": "code", "version": "number"},
    ),
    Verb(
        "entry.publish",
        _("Entry of the register published"),
        frozenset({SNAPSHOT}),
        {"slug": "code", "version": "number", "page": "code"},
    ),
    Verb(
        "entry.withdraw",
        _("Entry of the register withdrawn from the public"),
        frozenset({SNAPSHOT}),
        {"slug": "code", "version": "number"},
    ),
]


def register_verbs() -> None:
    register(*VERBS)
