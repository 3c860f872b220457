"""Who may see the sources, and who may capture them and judge what was read."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from candour.accounts.access import CLOSED, HOUSE_RULE, Refusal, roles_held
from candour.accounts.codes import Role
from candour.accounts.roles import is_active

READERS = frozenset({Role.REGISTER_EDITOR, Role.AUDITOR})
NOT_A_READER = Refusal(_("The sources are open to register editors and auditors."), HOUSE_RULE)
NOT_AN_EDITOR = Refusal(
    _("Sources are captured and statements judged by people appointed as register editor."), HOUSE_RULE
)


def may_read_sources(user: Any, *, on: date) -> Refusal | None:
    """Sources are public documents and belong to no case file: a role held for any body opens them."""
    if not is_active(user):
        return CLOSED
    return None if roles_held(user, on=on) & READERS else NOT_A_READER


def may_edit_register(user: Any, *, on: date) -> Refusal | None:
    if not is_active(user):
        return CLOSED
    return None if Role.REGISTER_EDITOR in roles_held(user, on=on) else NOT_AN_EDITOR
