"""A reply: taken in and held, looked at for what it hides, then read by a mapping that a person settles."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candour.accounts.requests import SignedInRequest
from candour.register.actions.replying import (
    clear,
    leave_out,
    map_reply,
    reject,
    set_aside,
    tables_of,
    take_in,
    take_up_again,
)
from candour.register.mapping_forms import MappingForm, WhereForm
from candour.register.models import Reply, ReplyMapping
from candour.register.refusal import SourceRefused
from candour.register.replies.mapping import BadMapping, Mapping, mapping_from_json, shape_of
from candour.register.replies.quarantine import TABLES
from candour.register.replies.stacked import table_below
from candour.register.replies.suggesting import fits, likely_heading_row, suggest_mapping
from candour.register.replies.tables import Table, as_written
from candour.register.round_codes import ReplyStanding
from candour.register.round_forms import AsideForm, ReplyForm, SettleForm
from candour.register.store import read_checked
from candour.register.views.gate import is_editor, require_editor, who_and_when
from candour.register.views.round_gate import REFUSALS, answered, fiction_of, opened_authority, opened_reply

ROWS_SHOWN = 12
COLUMNS_SHOWN = 20
SHAPES_TRIED = 20


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, reference: str, key: str) -> HttpResponse:
    opened = opened_authority(request, reference, key, "reply")
    require_editor(request)
    form = ReplyForm(request.POST or None, request.FILES or None)
    taken: list[Reply] = []

    def write() -> None:
        upload = form.cleaned_data["upload"]
        taken.append(
            take_in(
                authority=opened,
                content=upload.read(),
                file_name=upload.name,
                received_on=form.cleaned_data["received_on"],
                ends_clock=form.cleaned_data["ends_clock"],
                **who_and_when(request),
            )
        )

    answer = answered(
        request,
        form,
        write,
        done=_("The reply is taken in and held. Look at what was found in it."),
        to=opened.get_absolute_url(),
        template="register/rounds/form.html",
        heading=_("Take in a reply"),
        caption=opened.body.official_name,
        of=opened.round,
        with_file=True,
    )
    return redirect(_page_of(taken[0])) if taken else answer


@require_safe
def reply(request: SignedInRequest, reference: str, key: str, number: int) -> HttpResponse:
    found = opened_reply(request, reference, key, number, "reply")
    tables = [
        {"row": one, "figures": one.figures.select_related("question")} for one in found.standing_mappings
    ]
    context: dict[str, Any] = {
        "round": found.authority.round,
        "fiction": fiction_of(found.authority.round),
        "authority": found.authority,
        "reply": found,
        "tables": tables,
        "is_table": found.form in TABLES,
        "may_edit": is_editor(request),
    }
    return render(request, "register/rounds/reply.html", context)


@require_http_methods(["GET", "POST"])
def settle(request: SignedInRequest, reference: str, key: str, number: int) -> HttpResponse:
    found = opened_reply(request, reference, key, number, "settle")
    require_editor(request)
    if found.standing != ReplyStanding.HELD:
        raise Http404(_("This reply is settled already."))
    form = SettleForm(request.POST or None)

    def write() -> None:
        entered = form.cleaned_data
        act = clear if entered["decision"] == ReplyStanding.CLEARED else reject
        act(reply=found, reasons=entered["reasons"], **who_and_when(request))

    return answered(
        request,
        form,
        write,
        done=_("Entered"),
        to=_page_of(found),
        template="register/rounds/form.html",
        heading=_("May the reply be read?"),
        caption=found.authority.body.official_name,
        of=found.authority.round,
    )


@require_http_methods(["GET", "POST"])
def set_reply_aside(request: SignedInRequest, reference: str, key: str, number: int) -> HttpResponse:
    found = opened_reply(request, reference, key, number, "set-aside")
    require_editor(request)
    if found.standing != ReplyStanding.CLEARED or found.set_aside_on:
        raise Http404(_("This reply has no figures that count."))
    form = AsideForm(request.POST or None)

    def write() -> None:
        set_aside(reply=found, reasons=form.cleaned_data["reasons"], **who_and_when(request))

    return answered(
        request,
        form,
        write,
        done=_("Its figures count no more"),
        to=_page_of(found),
        template="register/rounds/form.html",
        heading=_("Set the reply aside"),
        caption=found.authority.body.official_name,
        about=_(
            "Its figures stay here and count no more, as where a later reply corrects it. It can be taken up again."
        ),
        of=found.authority.round,
    )


@require_POST
def take_up(request: SignedInRequest, reference: str, key: str, number: int) -> HttpResponse:
    found = opened_reply(request, reference, key, number, "set-aside")
    require_editor(request)
    return _done_at_once(
        request,
        found,
        lambda: take_up_again(reply=found, **who_and_when(request)),
        _("Its figures count again"),
    )


@require_POST
def drop(request: SignedInRequest, reference: str, key: str, number: int, mapping: int) -> HttpResponse:
    found = opened_reply(request, reference, key, number, "map")
    require_editor(request)
    row = next((one for one in found.standing_mappings if one.number == mapping), None)
    if row is None:
        raise Http404(_("This table is not read, or was read anew since."))
    return _done_at_once(
        request,
        found,
        lambda: leave_out(mapping=row, **who_and_when(request)),
        _("The table is left out. Its figures count no more."),
    )


def _done_at_once(
    request: SignedInRequest, found: Reply, act: Callable[[], object], done: str
) -> HttpResponse:
    """A button without a form: back on the reply's page, which says that it is done or why not."""
    try:
        act()
    except REFUSALS as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(_page_of(found))


@require_safe
def file(request: SignedInRequest, reference: str, key: str, number: int) -> HttpResponse:
    """The bytes as they came; those of a held or rejected reply only to an editor, who has to look at it."""
    found = opened_reply(request, reference, key, number, "file")
    if found.standing != ReplyStanding.CLEARED:
        require_editor(request)
    response = HttpResponse(read_checked(found.sha256), content_type="application/octet-stream")
    name = f"{reference}-{key}-{found.number}.{found.form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
def map_columns(request: SignedInRequest, reference: str, key: str, number: int) -> HttpResponse:
    """`?sheet=` and `?heading_row=` say where the table stands; without them the first sheet is offered."""
    found = opened_reply(request, reference, key, number, "map")
    require_editor(request)
    if found.standing != ReplyStanding.CLEARED or found.form not in TABLES:
        raise Http404(_("This reply has no table that may be read."))
    try:
        tables = tables_of(found)
    except SourceRefused as refused:
        messages.error(request, str(refused))
        return redirect(_page_of(found))
    if not tables:
        raise Http404(_("Every sheet of this reply is hidden."))
    table, heading_row = _where(request, tables)
    offered, again = _offered(found, table, heading_row)
    form = MappingForm(offered, list(found.authority.round.questions.all()), request.POST or None)

    def write() -> None:
        map_reply(reply=found, mapping=form.mapping(), **who_and_when(request))

    return answered(
        request,
        form,
        write,
        done=_("The reply is read. Look at the figures and at what did not fit."),
        to=_page_of(found),
        template="register/rounds/map.html",
        of=found.authority.round,
        reply=found,
        authority=found.authority,
        where=WhereForm(
            [one.sheet.name for one in tables],
            initial={"sheet": table.sheet.name, "heading_row": offered.heading_row},
        ),
        again=again,
        table=_first_rows(table),
        untold=table.untold,
        below=table_below(table, offered.heading_row),
        heading_row=offered.heading_row,
    )


def _where(request: SignedInRequest, tables: list[Table]) -> tuple[Table, int]:
    """The headings' row is 0 where nobody has said it yet."""
    by_name = {one.sheet.name: one for one in tables}
    table = by_name.get(request.GET.get("sheet", ""), tables[0])
    said = request.GET.get("heading_row", "")
    row = int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0
    return table, row if 0 < row <= len(table.rows) else 0


def _offered(reply: Reply, table: Table, heading_row: int) -> tuple[Mapping, ReplyMapping | None]:
    """The mapping of the last reply of this shape, or else a first guess."""
    row = heading_row or likely_heading_row(table)
    questions = {one.key: one.words for one in reply.authority.round.questions.all() if one.counts}
    kept = ReplyMapping.objects.filter(shape=shape_of(table, row)).order_by("-on", "-number")
    for one in kept.select_related("reply__authority__body")[:SHAPES_TRIED]:
        try:
            mapping = mapping_from_json(one.written)
        except BadMapping:
            continue
        if mapping.heading_row == row and mapping.questions <= set(questions):
            return fits(mapping, table), one
    guessed = suggest_mapping(table, questions, heading_row=row)
    return guessed, None


def _first_rows(table: Table) -> list[tuple[int, list[str]]]:
    width = min(table.width, COLUMNS_SHOWN)
    return [
        (row, [as_written(table.at(row, column))[:60] for column in range(1, width + 1)])
        for row in range(1, min(len(table.rows), ROWS_SHOWN) + 1)
    ]


def _page_of(reply: Reply) -> str:
    return f"{reply.authority.get_absolute_url()}replies/{reply.number}/"
