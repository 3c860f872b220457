"""The verbs of this room: what each may write, which notes it leaves, and the law it stands on."""

from django.utils.translation import gettext_lazy as _

from candour.ledger.verbs import Verb, register

DOCUMENT_TABLE = "papers_document"
LETTER_TABLE = "papers_letter"
DOCUMENTS = frozenset({DOCUMENT_TABLE})
LETTERS = frozenset({LETTER_TABLE})
KEPT = "uksi/2020/2/regulation/44"
INFORMED = "uksi/2020/2/regulation/34"

VERBS = (
    Verb("document.add", _("Added a document"), writes=DOCUMENTS, source=KEPT),
    Verb("letter.draft", _("Drafted a letter"), writes=LETTERS, source=KEPT),
    Verb("letter.edit", _("Changed a letter before it was sent"), writes=LETTERS, source=KEPT),
    Verb(
        "letter.approve",
        _("Approved a letter"),
        writes=LETTERS | DOCUMENTS,
        notes={"sha256": "code", "checkpoint": "number"},
        source=KEPT,
    ),
    Verb("letter.send", _("Sent a letter on its way by e-mail"), writes=LETTERS, source=INFORMED),
    Verb(
        "letter.leave",
        _("The e-mail left"),
        writes=LETTERS,
        notes={"message": "code", "attempt": "number"},
        source=INFORMED,
    ),
    Verb(
        "letter.fail",
        _("The e-mail did not leave"),
        writes=LETTERS,
        notes={"trouble": "code"},
        source=INFORMED,
    ),
    Verb("letter.doubt", _("It is not known whether the e-mail left"), writes=LETTERS, source=INFORMED),
    Verb("letter.settle", _("Settled whether the e-mail had left"), writes=LETTERS, source=INFORMED),
    Verb("letter.post", _("Posted or handed over a letter"), writes=LETTERS, source=INFORMED),
    Verb(
        "letter.provide",
        _("Stated when a letter was provided"),
        writes=LETTERS,
        notes={"before": "date"},
        source="uksi/2020/2/regulation/29",
    ),
    Verb("letter.return", _("A letter came back"), writes=LETTERS, source=INFORMED),
)


def register_verbs() -> None:
    register(*VERBS)
