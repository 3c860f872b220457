"""May this person open the file, may they take this step on it, may they be appointed to it: a reason, or None."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.codes import PARTIES, STANDING, WORKING, Function, Role
from candour.accounts.models import CaseFile
from candour.accounts.models.appointed import TAKEN
from candour.accounts.models.reading_once import roles_read_once
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.permissions import NotPermitted, Refusal, require
from candour.accounts.roles import behind_wall, is_active, is_or_was_party, roles_held, roles_on
from candour.accounts.separation import the_separation

__all__ = [
    "NotPermitted",
    "Refusal",
    "may_appoint",
    "may_open",
    "may_take",
    "open_case_file_or_404",
    "require",
    "roles_held",
    "roles_on",
]

HOUSE_RULE = "Candour, docs/reference/permissions.md"

CLOSED = Refusal(gettext_lazy("Your account is closed or you are not signed in."), HOUSE_RULE)
WALLED = Refusal(
    gettext_lazy(
        "A conflict wall keeps you from this case file. Your administrator can say who put it up and when."
    ),
    "ukpga/2018/12/section/40",
)
NO_APPOINTMENT = Refusal(gettext_lazy("You hold no appointment that opens this case file today."), HOUSE_RULE)
NEVER_BODY_WIDE = Refusal(
    gettext_lazy(
        "This role is held on one case file, never for a whole body. Give the reference of the case file."
    ),
    HOUSE_RULE,
)
ONLY_BODY_WIDE = Refusal(
    gettext_lazy("This role is held for a whole body, not on one case file."), HOUSE_RULE
)


def may_open(user: Any, case_file: CaseFile, on: date) -> Refusal | None:
    """For a page that may name the file already; a stranger's request answers 404 instead (`open_case_file_or_404`)."""
    if not is_active(user):
        return CLOSED
    if behind_wall(user, case_file, on=on):
        return WALLED
    return None if roles_on(user, case_file, on=on) else NO_APPOINTMENT


@roles_read_once()
def may_take(
    user: Any, case_file: CaseFile, roles_allowed: Collection[str], function: Function | None, on: date
) -> Refusal | None:
    """A step that `roles_allowed` may take; `function` is what taking it makes of the person, if anything."""
    refusal = may_open(user, case_file, on)
    if refusal is not None:
        return refusal
    roles, allowed = roles_on(user, case_file, on=on), {Role(role) for role in roles_allowed}
    if function is not None and roles <= PARTIES:
        return the_separation().party
    if not roles & allowed:
        return wrong_role(roles, allowed)
    return None if function is None else the_separation().to_function(functions_of(user, case_file), function)


def may_appoint(user: Any, role: Role, case_file: CaseFile | None, *, on: date) -> Refusal | None:
    """Whether this person may hold the role: on the case file, or body-wide where there is none."""
    if case_file is None:
        return None if role in STANDING else NEVER_BODY_WIDE
    if role not in WORKING | PARTIES:
        return ONLY_BODY_WIDE
    if behind_wall(user, case_file, on=on):
        return Refusal(
            _(
                "A conflict wall keeps this person from the case file. Take it down first, if it is no longer needed."
            ),
            WALLED.source,
        )
    if role not in PARTIES and is_or_was_party(user, case_file, on=on):
        return the_separation().appointing_party
    return the_separation().to_role(functions_of(user, case_file), role)


def functions_of(user: Any, case_file: CaseFile) -> frozenset[Function]:
    return frozenset(Function(function) for (function,) in TAKEN(user=user.pk, case_file=case_file.pk))


def wrong_role(roles: Collection[Role], allowed: Collection[Role]) -> Refusal:
    return Refusal(
        format_lazy(
            _("This is for: {allowed}. On this case file you act as: {roles}."),
            allowed=in_words(allowed) or _("nobody"),
            roles=in_words(roles),
        ),
        HOUSE_RULE,
    )


def in_words(roles: Collection[Role]) -> str:
    labels = [str(role.label) for role in Role if role in roles]
    return ", ".join(label if label.startswith("IOPC") else label[0].lower() + label[1:] for label in labels)
