"""The exhibits of a matter."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from candour.accounts.requests import SignedInRequest
from candour.evidence.models import Exhibit
from candour.evidence.permissions import may_keep, may_read
from candour.matters.views.opening import open_matter, shared_context


def evidence(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "evidence")
    exhibits = Exhibit.objects.of(matter.case_file)
    context = {
        **shared_context(request, matter, "evidence"),
        "exhibits": exhibits,
        "several_read": exhibits.exclude(chats=None).distinct().count() > 1,
        "case_file": matter.case_file,
        "may_keep": may_keep(request.user, matter.case_file, on=timezone.localdate()) is None,
        "may_read_exhibits": may_read(request.user, matter.case_file, on=timezone.localdate()) is None,
    }
    return render(request, "matters/evidence.html", context)
