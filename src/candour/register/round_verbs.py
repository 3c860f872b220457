"""The verbs of rounds of requests: asking, the clocks, taking replies in, reading them, and entering what they say."""

from django.utils.translation import gettext_lazy as _

from candour.ledger.verbs import Verb

ROUND, QUESTION = "register_round", "register_roundquestion"
AUTHORITY, ANSWER = "register_roundauthority", "register_roundanswer"
REPLY, MAPPING, FIGURE = "register_reply", "register_replymapping", "register_roundfigure"
LETTER, STATEMENT = "register_roundletter", "register_roundstatement"
CLOCKS = frozenset({"deadlines_deadline", "deadlines_deadlinemove"})
ASKED = frozenset({AUTHORITY, ANSWER, QUESTION})
REQUEST, REVIEW = "ukpga/2000/36/section/1", "ukpga/2000/36/section/45"

VERBS = [
    Verb(
        "round.open",
        _("Round of requests opened"),
        frozenset({ROUND, "accounts_casefile"}) | ASKED,
        {"authorities": "number"},
    ),
    Verb(
        "round.ask",
        _("Requests sent"),
        frozenset({AUTHORITY, LETTER, "papers_document"}) | CLOCKS,
        {"authorities": "number", "received": "date"},
        REQUEST,
    ),
    Verb(
        "round.clarify", _("Clarification given"), frozenset({AUTHORITY}) | CLOCKS, {"given": "date"}, REQUEST
    ),
    Verb(
        "round.extend",
        _("Time extended"),
        frozenset({AUTHORITY}) | CLOCKS,
        {"until": "date"},
        "ukpga/2000/36/section/10",
    ),
    Verb(
        "round.reply",
        _("Reply came in"),
        frozenset({AUTHORITY}) | CLOCKS,
        {"came": "date"},
        "ukpga/2000/36/section/10",
    ),
    Verb(
        "round.ask-review",
        _("Internal review asked for"),
        frozenset({AUTHORITY, LETTER, "papers_document"}) | CLOCKS,
        {"asked": "date"},
        REVIEW,
    ),
    Verb(
        "round.answer-review",
        _("Internal review answered"),
        frozenset({AUTHORITY}) | CLOCKS,
        {"came": "date"},
        REVIEW,
    ),
    Verb(
        "round.answer",
        _("Answer to a question entered"),
        frozenset({ANSWER}) | CLOCKS,
        {"state": "code", "sections": "codes"},
    ),
    Verb("round.figure", _("Figure entered by hand"), frozenset({FIGURE}), {"state": "code"}),
    Verb("round.strike", _("Figure struck out"), frozenset({FIGURE}), {}),
    Verb(
        "round.state",
        _("Statement of a published report entered"),
        frozenset({STATEMENT}),
        {"statements": "number"},
    ),
    Verb("round.restate", _("Statement of a published report corrected"), frozenset({STATEMENT}), {}),
    Verb("round.unstate", _("Statement of a published report struck out"), frozenset({STATEMENT}), {}),
    Verb(
        "reply.hold",
        _("Reply taken in and held"),
        frozenset({REPLY, AUTHORITY}) | CLOCKS,
        {"sha256": "code", "found": "codes"},
    ),
    Verb("reply.clear", _("Reply cleared for reading"), frozenset({REPLY}), {}),
    Verb("reply.reject", _("Reply sent back unread"), frozenset({REPLY}), {}),
    Verb("reply.leave-out", _("Table of a reply left out"), frozenset({MAPPING}), {}),
    Verb("reply.set-aside", _("Reply set aside: its figures count no more"), frozenset({REPLY}), {}),
    Verb("reply.take-up", _("Reply taken up again"), frozenset({REPLY}), {}),
    Verb(
        "reply.map",
        _("Reply read by a mapping"),
        frozenset({MAPPING, FIGURE}),
        {"figures": "number", "problems": "number"},
    ),
]
