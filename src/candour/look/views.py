"""The pattern page: every part of the look, shown with invented values."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from candour.look import samples


@login_not_required
def patterns(request: HttpRequest) -> HttpResponse:
    """A GET shows the parts; a POST answers the sample form, with its errors."""
    form = samples.ComplaintForm(request.POST or None, request.FILES or None)
    accepted = request.method == "POST" and form.is_valid()
    shown = samples.context(request) | {"form": form, "accepted": accepted}
    return render(request, "look/patterns/page.html", shown)
