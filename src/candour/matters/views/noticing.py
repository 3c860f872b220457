"""The page on which a handler enters a conduct, death or serious injury matter."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.matters.actions import notice_matter
from candour.matters.forms import MatterNoticedForm
from candour.matters.guided.entering import NOBODY, own_forces
from candour.matters.models import Matter


def enter(request: SignedInRequest) -> HttpResponse:
    require(None if own_forces(request.user, on=timezone.localdate()) else NOBODY)
    form = MatterNoticedForm(request.user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "matters/notice.html", {"form": form})
    matter = notice_matter(noticed=form.noticed(), by=request.user, at=timezone.now())
    messages.success(request, _("The matter was entered as %(reference)s.") % {"reference": matter.reference})
    return redirect(*_where_to_go(request, matter))


def _where_to_go(request: SignedInRequest, matter: Matter) -> tuple[str, ...]:
    """A matter about the chief officer is the policing body's, whose files a handler of the force does not open."""
    open_files = CaseFile.objects.open_to(request.user, on=timezone.localdate())
    here = open_files.filter(pk=matter.case_file.pk).exists()
    return ("matters:overview", matter.reference) if here else ("work",)
