"""The one door to a case file for a view: through the access query, logged, and 404 for whoever may not open it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.codes import WORKING, Role
from candour.accounts.models import CaseFile
from candour.accounts.reads import log_read


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
    open_files = CaseFile.objects.open_to(user, on=timezone.localdate(at), roles=roles)
    return open_files.filter(reference=reference).first()
