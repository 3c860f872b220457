"""The closed lists of this room: roles, capacities, functions, kinds of case file, grounds of a wall."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person is appointed as: body-wide for a standing function, else on one case file."""

    COMPLAINT_HANDLER = "complaint_handler", _("Complaint handler")
    INVESTIGATOR = "investigator", _("Investigator")
    DECISION_MAKER = "decision_maker", _("Decision maker")
    PROCEEDINGS_OFFICER = "proceedings_officer", _("Proceedings officer")
    IOPC_ASSESSMENT = "iopc_assessment", _("IOPC assessment analyst")
    IOPC_CASEWORK = "iopc_casework", _("IOPC casework manager")
    IOPC_DIRECTOR = "iopc_director", _("IOPC regional director")
    LPB_REVIEWER = "lpb_reviewer", _("Review officer of a local policing body")
    LPB_OVERSIGHT = "lpb_oversight", _("Oversight officer of a local policing body")
    COMPLAINANT = "complainant", _("Complainant")
    INTERESTED_PERSON = "interested_person", _("Interested person")
    OFFICER_CONCERNED = "officer_concerned", _("Officer concerned")
    POLICE_FRIEND = "police_friend", _("Police friend")
    REGISTER_EDITOR = "register_editor", _("Register editor")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Capacity(TextChoices):
    """In what right a body holds a case file."""

    APPROPRIATE_AUTHORITY = "appropriate_authority", _("Appropriate authority")
    HANDLER = "handler", _("Handler")
    OVERSIGHT = "oversight", _("Oversight")
    REVIEWER = "reviewer", _("Reviewer")


class CaseFileKind(TextChoices):
    MATTER = "matter", _("Matter")
    ROUND = "round", _("Round of requests")
    RECOMMENDATION = "recommendation", _("Recommendation")


class Function(TextChoices):
    """What a person has done on a case file, as far as it bars them from doing something else."""

    HANDLED = "handled", _("handled")
    INVESTIGATED = "investigated", _("investigated")
    DECIDED = "decided", _("decided")
    REVIEWED = "reviewed", _("reviewed")
    ASSESSED = "assessed", _("assessed")
    CHAIRED = "chaired", _("chaired the proceedings")


class WallGround(TextChoices):
    """Why a person is kept from a case file; the reason in words stands beside it."""

    COMPLAINED_ABOUT = "complained_about", _("They are complained about")
    LINE_MANAGEMENT = "line_management", _("They manage, or are managed by, somebody complained about")
    PERSONAL_INTEREST = (
        "personal_interest",
        _("They know somebody involved, or have an interest in the result"),
    )
    WITNESS = "witness", _("They are or may be a witness")
    OTHER = "other", _("Another reason")


ANY_ROLE = frozenset(Role)

PARTIES = frozenset({Role.COMPLAINANT, Role.INTERESTED_PERSON, Role.OFFICER_CONCERNED, Role.POLICE_FRIEND})
"""Roles of those whom the matter is about or who stand beside them; they see what is disclosed to them."""

STANDING = frozenset(Role) - PARTIES - {Role.INVESTIGATOR}
"""Roles that may be held for a whole body."""

BODY_ONLY = frozenset({Role.ADMINISTRATOR, Role.LPB_OVERSIGHT, Role.REGISTER_EDITOR})
"""Roles that mean nothing on a single case file. A register editor works on public sources, which have none."""

WORKING = frozenset(Role) - PARTIES - BODY_ONLY
"""Roles that open the working file. Those of `BODY_ONLY` open none by that role."""

REACH: dict[Role, frozenset[Capacity]] = {
    Role.COMPLAINT_HANDLER: frozenset({Capacity.APPROPRIATE_AUTHORITY, Capacity.HANDLER}),
    Role.DECISION_MAKER: frozenset({Capacity.APPROPRIATE_AUTHORITY}),
    Role.IOPC_ASSESSMENT: frozenset({Capacity.OVERSIGHT}),
    Role.IOPC_CASEWORK: frozenset({Capacity.REVIEWER}),
    Role.IOPC_DIRECTOR: frozenset({Capacity.OVERSIGHT, Capacity.REVIEWER}),
    Role.LPB_REVIEWER: frozenset({Capacity.REVIEWER}),
    Role.AUDITOR: frozenset(Capacity),
}
"""Which of its body's case files a body-wide role opens, by the capacity in which the body holds them."""
