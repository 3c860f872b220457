"""Who looked at what: the log of reads of a body's case files, and who may open one and why."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.forms.filters import ReadFilter
from candour.accounts.forms.walls import CaseFileForm
from candour.accounts.lists import reads_of
from candour.accounts.models import ReadDay
from candour.accounts.reasons import access_to
from candour.accounts.views.desk import desk_or_404, page_of
from candour.accounts.views.downloads import download


def reads(request: HttpRequest, key: str) -> HttpResponseBase:
    desk = desk_or_404(request, key)
    form = ReadFilter(request.GET)
    rows = reads_of(desk.body)
    if form.is_valid():
        rows = form.narrowed(rows, desk.today)
    if "csv" in request.GET:
        columns = (_("When"), _("Name"), _("E-mail address"), _("Case file"), _("What"))
        cells = (
            (
                timezone.localtime(read.at).isoformat(timespec="seconds"),
                read.user.name,
                read.user.email,
                read.case_file,
                read.what,
            )
            for read in rows.iterator(chunk_size=1000)
        )
        return download(f"reads-{desk.body.pk}", columns, cells)
    context = desk.page(
        "reads",
        form=form,
        page=page_of(rows, request),
        chosen=form.chosen(request.GET),
        sealed=ReadDay.objects.order_by("-date").first(),
    )
    return render(request, "accounts/reads.html", context)


def access(request: HttpRequest, key: str) -> HttpResponseBase:
    """Everybody who may open one case file that the body holds, with each reason."""
    desk = desk_or_404(request, key)
    form = CaseFileForm(request.GET if "reference" in request.GET else None, body=desk.body, today=desk.today)
    case_file = form.cleaned_data["reference"] if form.is_bound and form.is_valid() else None
    listed = access_to(case_file, on=desk.today) if case_file else []
    return render(
        request, "accounts/access.html", desk.page("access", form=form, case_file=case_file, listed=listed)
    )
