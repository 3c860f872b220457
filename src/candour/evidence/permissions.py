"""Who may see that there are exhibits, add to them, state their scope, and read what is in them."""

from datetime import date
from typing import Any

from candour.accounts.access import may_take
from candour.accounts.codes import WORKING, Role
from candour.accounts.models import CaseFile
from candour.accounts.permissions import Refusal

SEES = WORKING
"""The list of exhibits with their facts and continuity, but no content."""

KEEPS = frozenset({Role.COMPLAINT_HANDLER, Role.INVESTIGATOR, Role.IOPC_CASEWORK, Role.IOPC_DIRECTOR})
STATES_SCOPE = frozenset({Role.INVESTIGATOR, Role.DECISION_MAKER, Role.IOPC_DIRECTOR})
READS = KEEPS | STATES_SCOPE | {Role.IOPC_ASSESSMENT, Role.PROCEEDINGS_OFFICER}
"""Not auditors, who verify without reading anybody's messages, and not review officers of a local policing body."""

MARKS = KEEPS
"""Reading messages against the criteria. Not who decides, who would then judge their own reading."""
ADJUDICATES = STATES_SCOPE
SCHEDULES = STATES_SCOPE | {Role.PROCEEDINGS_OFFICER}


def may_keep(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    """Adding exhibits, entering their continuity, and having them read."""
    return may_take(user, case_file, KEEPS, None, on)


def may_state_scope(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    return may_take(user, case_file, STATES_SCOPE, None, on)


def may_read(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    """The content of an exhibit, within its scope."""
    return may_take(user, case_file, READS, None, on)


def may_mark(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    """Saying of a message whether it is of concern, as the first or the second reader."""
    return may_take(user, case_file, MARKS, None, on)


def may_adjudicate(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    """Settling what two readers saw differently."""
    return may_take(user, case_file, ADJUDICATES, None, on)


def may_schedule(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    """Placing items on schedules, leaving words out of them, and making the bundle for the other side."""
    return may_take(user, case_file, SCHEDULES, None, on)
