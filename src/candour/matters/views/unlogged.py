"""What has come in and is not logged or recorded yet: all of it, page by page."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from candour.accounts.requests import SignedInRequest
from candour.look.fiction import fiction_among
from candour.matters.waiting import unlogged_of

A_PAGE = 25


@require_safe
def unlogged(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    page = Paginator(unlogged_of(request.user, on=today), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "today": today,
        "fiction": fiction_among(matter.case_file.fictional for matter in page),
    }
    return render(request, "matters/unlogged.html", context)
