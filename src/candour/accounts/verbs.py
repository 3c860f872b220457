"""The acts of this room that the record knows, each with its title, its tables and the law behind it."""

from django.utils.translation import gettext_lazy as _

from candour.ledger.verbs import Verb, register

RECORD_OF_POWERS = "uksi/2020/2/regulation/44"
"""Bodies keep a record of every exercise of a power under Part 2 of the Police Reform Act 2002."""

DELEGATION = "uksi/2020/2/regulation/45"
SECURITY_OF_PERSONAL_DATA = "ukpga/2018/12/section/40"
LOGS_OF_CONSULTATION = "ukpga/2018/12/section/62"

APPOINTMENTS, CASE_FILES, CUSTODIES = "accounts_appointment", "accounts_casefile", "accounts_custody"
PEOPLE, WALLS, READ_DAYS = "accounts_person", "accounts_wall", "accounts_readday"

VERBS = [
    Verb(
        "case-file.open",
        _("Case file opened"),
        writes=frozenset({CASE_FILES, CUSTODIES}),
        source=RECORD_OF_POWERS,
    ),
    Verb(
        "custody.give",
        _("Case file given to a body"),
        writes=frozenset({CUSTODIES}),
        source=RECORD_OF_POWERS,
    ),
    Verb(
        "custody.end",
        _("Case file no longer held by a body"),
        writes=frozenset({CUSTODIES}),
        source=RECORD_OF_POWERS,
    ),
    Verb("appointment.make", _("Appointment made"), writes=frozenset({APPOINTMENTS}), source=DELEGATION),
    Verb("appointment.end", _("Appointment ended"), writes=frozenset({APPOINTMENTS}), source=DELEGATION),
    Verb(
        "wall.build", _("Conflict wall put up"), writes=frozenset({WALLS}), source=SECURITY_OF_PERSONAL_DATA
    ),
    Verb(
        "wall.lift",
        _("Conflict wall taken down"),
        writes=frozenset({WALLS}),
        source=SECURITY_OF_PERSONAL_DATA,
    ),
    Verb("person.register", _("Person registered"), writes=frozenset({PEOPLE}), source=RECORD_OF_POWERS),
    Verb(
        "person.correct",
        _("Person's details corrected"),
        writes=frozenset({PEOPLE}),
        source="ukpga/2018/12/section/46",
    ),
    Verb(
        "user.invite", _("User invited"), writes=frozenset({APPOINTMENTS}), source=SECURITY_OF_PERSONAL_DATA
    ),
    Verb(
        "user.close",
        _("User's account closed"),
        writes=frozenset({APPOINTMENTS}),
        source=SECURITY_OF_PERSONAL_DATA,
    ),
    Verb("reads.seal", _("Day's reads sealed"), writes=frozenset({READ_DAYS}), source=LOGS_OF_CONSULTATION),
]


def register_verbs() -> None:
    register(*VERBS)
