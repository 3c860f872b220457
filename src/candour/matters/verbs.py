"""The verbs of this room: one for each step of the law, and those that name people, allegations and links."""

from candour.deadlines.law import the_law
from candour.ledger.verbs import Verb, register
from candour.matters.tracking.verbs import register_tracking_verbs
from candour.procedure.lifecycles import Step

KEEPS_RECORDS = "uksi/2020/2/regulation/44"
STEP_TABLES = frozenset(
    {
        "matters_matter",
        "matters_steptaken",
        "matters_statedfact",
        "matters_statedtext",
        "matters_testanswer",
        "matters_limbanswer",
        "matters_contact",
        "matters_disclosure",
        "matters_party",
        "matters_allegation",
        "deadlines_deadline",
        "deadlines_deadlinemove",
        "accounts_custody",
        "accounts_appointment",
        "accounts_functiontaken",
        "deadlines_task",
        "papers_letter",
        "papers_document",
    }
)
STEP_NOTES = {"track": "code", "left": "code", "reached": "code", "test": "code", "outcome": "code"}
RECEIVING = STEP_TABLES | {"accounts_casefile", "accounts_person"}
CONVERTING = frozenset(
    {"accounts_casefile", "accounts_custody", "matters_matter", "matters_matterlink", "matters_party"}
)
NAMING = frozenset({"matters_party", "accounts_person", "deadlines_deadline"})


def register_verbs() -> None:
    register(*map(verb_of, the_law().steps.values()))
    register_tracking_verbs()
    register(
        Verb("complaint.receive", "Complaint received", RECEIVING, {"channel": "code"}, "ukpga/2002/30/section/12"),
        Verb("matter.notice", "Matter noticed", RECEIVING, {"kind": "code"}, "ukpga/2002/30/section/12"),
        Verb("conduct.record", "Recorded as a conduct matter", CONVERTING, {}, "uksi/2020/2/regulation/38"),
        Verb("party.add", "Person added", NAMING, {"role": "code"}, KEEPS_RECORDS),
        Verb("party.act-for", "Person acted for named", frozenset({"matters_party"}), {}, "ukpga/2002/30/section/12"),
        Verb("party.identify", "Person identified", NAMING, {}, KEEPS_RECORDS),
        Verb("party.correct", "Person's details corrected", frozenset({"accounts_person"}), {}, KEEPS_RECORDS),
        Verb(
            "allegation.add",
            "Allegation added",
            frozenset({"matters_allegation", "matters_allegationsubject", "matters_allegationfactor"}),
            {"number": "number", "code": "code"},
            KEEPS_RECORDS,
        ),
        Verb(
            "allegation.decide",
            "Allegation decided",
            frozenset({"matters_allegation", "matters_resultaction", "accounts_functiontaken"}),
            {"number": "number", "decision": "code"},
            KEEPS_RECORDS,
        ),
        Verb(
            "allegation.cite",
            "Item of concern cited in an allegation",
            frozenset({"matters_allegationcitation"}),
            {"number": "number", "standard": "code", "people": "number"},
            KEEPS_RECORDS,
        ),
        Verb(
            "allegation.withdraw-citation",
            "Citation of an item withdrawn",
            frozenset({"matters_allegationcitation"}),
            {"number": "number", "standard": "code"},
            KEEPS_RECORDS,
        ),
        Verb("matter.link", "Matter linked", frozenset({"matters_matterlink"}), {"kind": "code"}, KEEPS_RECORDS),
        Verb("paper.draft", "Letter drafted", frozenset({"papers_letter"}), {"kind": "code"}, KEEPS_RECORDS),
    )


def verb_of(step: Step) -> Verb:
    return Verb(step.key, step.done, STEP_TABLES, STEP_NOTES, step.source[0])
