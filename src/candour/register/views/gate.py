"""How a page of this room is opened: by role, with 404 for what is not there."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.register.models import Source, SourceVersion
from candour.register.permissions import may_edit_register, may_read_sources


def require_reader(request: SignedInRequest) -> None:
    require(may_read_sources(request.user, on=timezone.localdate()))


def require_editor(request: SignedInRequest) -> None:
    require(may_edit_register(request.user, on=timezone.localdate()))


def is_editor(request: SignedInRequest) -> bool:
    return may_edit_register(request.user, on=timezone.localdate()) is None


def opened_source(request: SignedInRequest, reference: str) -> Source:
    require_reader(request)
    found: Source | None = Source.objects.with_names().filter(reference=reference).first()
    if found is None:
        raise Http404(_("There is no source of this reference."))
    return found


def opened_version(request: SignedInRequest, reference: str, number: int) -> SourceVersion:
    source = opened_source(request, reference)
    for version in source.versions.all():
        if version.number == number:
            version.source = source
            return version
    raise Http404(_("There is no version of this number."))


def fiction_of_source(source: Source) -> str:
    return _("This source was written for the worked examples.") if source.fictional else ""


def who_and_when(request: SignedInRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now(), "on": timezone.localdate()}
