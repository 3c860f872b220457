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


def may_keep(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    """Adding exhibits, entering their continuity, and having them read."""
    return may_take(user, case_file, KEEPS, None, on)


def may_state_scope(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    return may_take(user, case_file, STATES_SCOPE, None, on)


def may_read(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    """The content of an exhibit, within its scope."""
    return may_take(user, case_file, READS, None, on)
