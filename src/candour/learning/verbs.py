"""The verbs of this room: making a recommendation, answering it, and following it up."""

from django.utils.translation import gettext_lazy as _

from candour.ledger.verbs import Verb, register

MAKES = "ukpga/2002/30/schedule/3/paragraph/28A"
ANSWERS = "ukpga/2002/30/schedule/3/paragraph/28B"
CLOCKS = frozenset({"deadlines_deadline", "deadlines_deadlinemove"})
RECOMMENDATION, RESPONSE, COMMITMENT = "learning_recommendation", "learning_response", "learning_commitment"

VERBS = [
    Verb(
        "recommendation.make",
        _("Recommendation made"),
        CLOCKS | {RECOMMENDATION, "accounts_casefile", "accounts_custody"},
        {"power": "code", "maker": "code", "addressee": "code", "last_day": "date", "announced": "date"},
        MAKES,
    ),
    Verb(
        "recommendation.extend",
        _("More time given to respond"),
        CLOCKS | {RECOMMENDATION},
        {"asked": "date", "until": "date"},
        ANSWERS,
    ),
    Verb(
        "recommendation.suspend",
        _("Judicial review of the recommendation entered"),
        CLOCKS | {RECOMMENDATION},
        {"first": "date", "last": "date"},
        ANSWERS,
    ),
    Verb(
        "recommendation.respond",
        _("Response received"),
        CLOCKS | {RECOMMENDATION, RESPONSE},
        {"answer": "code", "representations": "yes-no"},
        ANSWERS,
    ),
    Verb(
        "recommendation.decide-publication",
        _("Publication of the response decided"),
        CLOCKS | {RESPONSE},
        {"decision": "code"},
        ANSWERS,
    ),
    Verb("commitment.make", _("Commitment entered"), frozenset({COMMITMENT}), {"due": "code"}),
    Verb("commitment.keep", _("Commitment kept"), frozenset({COMMITMENT}), {"done": "code"}),
]


def register_verbs() -> None:
    register(*VERBS)
