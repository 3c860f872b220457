"""The verbs of this room: what each may write, which notes it leaves, and what it stands on."""

from django.utils.translation import gettext_lazy as _

from candour.ledger.verbs import Verb, register

EXHIBIT, CONTINUITY, SCOPE = "evidence_exhibit", "evidence_continuity", "evidence_scope"
IMPORT, ITEM, MARKING = "evidence_import", "evidence_item", "evidence_marking"

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
    Verb(
        "exhibit.import",
        _("Had an exhibit read"),
        frozenset({IMPORT}),
        {"date_order": "code"},
    ),
    Verb(
        "exhibit.settle-dates",
        _("Settled the order in which an exhibit writes its dates"),
        frozenset({IMPORT}),
        {"date_order": "code"},
    ),
    Verb(
        "exhibit.import-end",
        _("Ended the reading of an exhibit"),
        frozenset({IMPORT}),
        {"state": "code", "manifest": "code", "records": "number", "chats": "number"},
    ),
    Verb(
        "item.mark",
        _("Marked a message"),
        frozenset({ITEM, MARKING}),
        {"item": "number", "concern": "code", "alike": "number"},
    ),
    Verb(
        "item.adjudicate",
        _("Settled how a message is to be taken"),
        frozenset({MARKING}),
        {"item": "number", "concern": "code"},
    ),
    Verb(
        "people.tie",
        _("Tied names of an exhibit to people"),
        frozenset({"evidence_tie"}),
        {"made": "number", "undone": "number"},
    ),
    Verb(
        "people.untie",
        _("Undid what a name was tied to"),
        frozenset({"evidence_tie"}),
        {"undone": "number"},
    ),
    Verb(
        "chats.join",
        _("Said that chats of several exhibits are one conversation"),
        frozenset({"evidence_joining", "evidence_joinedchat"}),
        {"chats": "number"},
    ),
    Verb(
        "chats.part",
        _("Took chats apart that had been joined as one conversation"),
        frozenset({"evidence_joining"}),
    ),
    Verb(
        "item.code-reply",
        _("Said how a message was answered"),
        frozenset({"evidence_replycoding"}),
        {"stance": "code"},
    ),
    Verb(
        "chat.answers-coded",
        _("Said whether every answer in a chat was coded"),
        frozenset({"evidence_answerscoded"}),
        {"every": "number", "items": "number"},
    ),
    Verb(
        "item.account",
        _("Entered what a statement says of a message"),
        frozenset({"evidence_account"}),
        {"said": "code", "told": "code"},
    ),
    Verb(
        "item.schedule",
        _("Placed a message on a schedule for the hearing"),
        frozenset({"evidence_placing"}),
        {"schedule": "code", "passages": "number"},
    ),
    Verb(
        "schedule.make",
        _("Made a schedule for the hearing"),
        frozenset({"evidence_madeschedule", "evidence_restson"}),
        {"schedule": "code", "items": "number", "pdf": "code", "ods": "code"},
    ),
    Verb(
        "bundle.make",
        _("Made a bundle of messages for the other side"),
        frozenset({"evidence_bundle"}),
        {"sha256": "code", "list": "code", "items": "number"},
    ),
    Verb(
        "held.enter",
        _("Entered material that is kept elsewhere because it is unlawful to hold"),
        frozenset({"evidence_heldelsewhere", "evidence_heldreader"}),
        {"sha256": "code", "readers": "number"},
    ),
    Verb(
        "held.erase",
        _("Erased what it is unlawful to hold from an exhibit"),
        frozenset({"evidence_erasure", CONTINUITY, IMPORT}),
        {"what": "code", "pieces": "number", "left": "code", "readings": "number"},
    ),
    Verb(
        "held.searched",
        _("Looked through the exhibits for what it is unlawful to hold"),
        frozenset({"evidence_heldelsewhere"}),
        {"exhibits": "number", "erased": "number"},
    ),
)


def register_verbs() -> None:
    register(*VERBS)
