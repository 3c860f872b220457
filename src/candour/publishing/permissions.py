"""Who may draft for the public, say what publication waits for, publish, and withdraw."""

from datetime import date
from typing import Any

from candour.accounts.access import may_take
from candour.accounts.codes import Role
from candour.accounts.models import CaseFile
from candour.accounts.permissions import Refusal

DRAFTERS = (Role.IOPC_DIRECTOR, Role.IOPC_CASEWORK, Role.DECISION_MAKER, Role.INVESTIGATOR)
PUBLISHERS = (Role.IOPC_DIRECTOR, Role.DECISION_MAKER)


def may_draft(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    return may_take(user, case_file, DRAFTERS, None, on)


def may_decide(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    """Publishing, overriding what stands in the way, and withdrawing."""
    return may_take(user, case_file, PUBLISHERS, None, on)
