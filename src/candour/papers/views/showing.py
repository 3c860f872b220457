"""Every page of this room shows its case file, and says so when that belongs to a worked example."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from candour.accounts.models import CaseFile


def show(
    request: HttpRequest, template: str, case_file: CaseFile, *, status: int = 200, **further: object
) -> HttpResponse:
    context = {"case_file": case_file, "fiction": case_file.fictional, **further}
    return render(request, f"papers/{template}.html", context, status=status)
