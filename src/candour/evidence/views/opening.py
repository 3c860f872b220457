"""Opening an exhibit for somebody: through its case file's gate, the look logged, and the stored file's hash checked."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.codes import Capacity
from candour.accounts.models import CaseFile
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions import EvidenceRefused, checked_exhibit
from candour.evidence.actions.holding import is_held_elsewhere
from candour.evidence.imports.folders import AlteredReading
from candour.evidence.models import Exhibit
from candour.evidence.permissions import SEES
from candour.evidence.store import AlteredExhibit, HeldElsewhereExhibit, RefusedExhibit
from candour.ledger.writing import Overtaken


def opened_exhibit(request: SignedInRequest, exhibit_id: UUID, what: str, *, again: bool = True) -> Exhibit:
    """The exhibit, if its file opens to this person; to a stranger it does not exist. Raises AlteredExhibit."""
    exhibit: Exhibit | None = Exhibit.objects.filter(pk=exhibit_id).select_related("case_file").first()
    if exhibit is None:
        raise Http404
    code = f"exhibit.{exhibit.number}.{what}"
    open_case_file_or_404(request, exhibit.case_file.reference, code, roles=SEES)
    if is_held_elsewhere(exhibit.sha256, *exhibit.chats.values_list("source", flat=True)):
        raise HeldElsewhereExhibit(
            _("This file is entered as material that it is unlawful to hold. Nobody opens it here.")
        )
    checked_exhibit(exhibit, at=timezone.now(), on=timezone.localdate(), again=again)
    return exhibit


View = Callable[..., HttpResponseBase]


def unless_altered(view: View) -> View:
    """A page of an exhibit whose stored file is not what was added says so, and shows nothing of it."""

    @wraps(view)
    def guarded(request: SignedInRequest, exhibit_id: UUID, **more: Any) -> HttpResponseBase:
        try:
            return view(request, exhibit_id, **more)
        except (AlteredExhibit, AlteredReading, HeldElsewhereExhibit) as altered:
            exhibit = Exhibit.objects.select_related("case_file").get(pk=exhibit_id)
            entered = isinstance(altered, AlteredExhibit)
            context = {**shared(exhibit.case_file), "exhibit": exhibit, "reason": altered, "entered": entered}
            if isinstance(altered, HeldElsewhereExhibit):
                return render(request, "evidence/gone.html", context, status=410)
            return render(request, "evidence/altered.html", context, status=500)

    return guarded


def unless_reading_altered(view: View) -> View:
    """The same for a page about all exhibits of a case file."""

    @wraps(view)
    def guarded(request: SignedInRequest, reference: str, **more: Any) -> HttpResponseBase:
        try:
            return view(request, reference=reference, **more)
        except (AlteredExhibit, AlteredReading) as altered:
            case_file = CaseFile.objects.get(reference=reference)
            context = {**shared(case_file), "reason": altered}
            return render(request, "evidence/altered.html", context, status=500)

    return guarded


def shared(case_file: CaseFile) -> dict[str, Any]:
    return {
        "case_file": case_file,
        "fiction": case_file.fictional and fiction_words(case_file),
        "home": home_of(case_file),
        "today": timezone.localdate(),
    }


def fiction_words(case_file: CaseFile) -> str | bool:
    """Names the force, or True where none is on record: a page of a worked example is never without its banner."""
    held = case_file.custodies.filter(capacity=Capacity.APPROPRIATE_AUTHORITY, body__fictional=True)
    force = held.order_by("starts").values_list("body__official_name", flat=True).first()
    if force is None:
        return True
    return _("%(force)s does not exist. Everything on this page is made up.") % {"force": force}


def home_of(case_file: CaseFile) -> str:
    """Where the case file's evidence is listed, which is a page of the room above."""
    try:
        return reverse("matters:evidence", args=[case_file.reference])
    except NoReverseMatch:
        return reverse("work")


def who(request: SignedInRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now(), "on": timezone.localdate()}


def written(form: forms.Form, write: Callable[[], Any], field: str | None = None) -> Any:
    """What was written, or None with the refusal as an error of the form; nothing that was typed is lost."""
    try:
        return write()
    except (EvidenceRefused, RefusedExhibit, Overtaken) as refusal:
        form.add_error(field if isinstance(refusal, RefusedExhibit) else None, ValidationError(str(refusal)))
        return None
