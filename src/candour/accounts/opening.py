"""The one door to a case file for a view: through the access query, logged, and 404 for whoever may not open it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.codes import WORKING, Role
from candour.accounts.models import CaseFile
from candour.accounts.models.written_once import Question, text
from candour.accounts.reads import log_read
from candour.accounts.roles import roles_on

OF_REFERENCE = Question(lambda: CaseFile.objects.filter(reference=text("reference")))


def open_case_file_or_404(
    request: HttpRequest,
    reference: str,
    what: str,
    *,
    roles: Collection[Role] = WORKING,
    at: datetime | None = None,
) -> CaseFile:
    """The file, if one of `roles` opens it to this person now, and the look is logged as `what`.

    Without `roles` it opens to those who work on the file; a page made for parties passes PARTIES, one for both
    ANY_ROLE. To everybody else the file does not exist: 404, so that nothing is learned from a guess.
    """
    at = at or timezone.now()
    case_file = found(request.user, reference, roles, at)
    if case_file is None:
        raise Http404(_("There is no case file of this reference that you may open."))
    log_read(request.user, case_file, what, at)
    return case_file


def found(user: Any, reference: str, roles: Collection[Role], at: datetime) -> CaseFile | None:
    """`roles_on` answers for one file what `open_to` answers for all, and every page of the file asks it again."""
    case_file: CaseFile | None = next(iter(OF_REFERENCE(reference=reference)), None)
    if case_file is None or roles_on(user, case_file, on=timezone.localdate(at)).isdisjoint(roles):
        return None
    return case_file
