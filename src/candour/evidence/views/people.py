"""Who is behind the names of an exhibit, how replies are taken, and what statements say of a message."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions.people import code_reply, enter_account, say_answers_coded, tie_people, untie
from candour.evidence.chats.lines import Line, select
from candour.evidence.chats.pages import bounds
from candour.evidence.chats.searching import people
from candour.evidence.chats.within import Condition
from candour.evidence.exposing import persons_of
from candour.evidence.forms.people import AccountForm, AnswersForm, PeopleForm, ReplyForm
from candour.evidence.forms.together import UndoForm
from candour.evidence.imports.folders import entries_of
from candour.evidence.models import Chat, Exhibit, Tie
from candour.evidence.permissions import may_mark
from candour.evidence.views.content import Opened, opened_content
from candour.evidence.views.messages import about, found
from candour.evidence.views.opening import shared, unless_altered, who, written

LATER = 15
MOST_NAMES = 400
"""On one page. A form takes 500 answers at most."""
_EXCERPT = 140


@require_http_methods(["GET", "POST"])
@unless_altered
def tie(request: SignedInRequest, exhibit_id: UUID) -> HttpResponse:
    with opened_content(request, exhibit_id, "people") as opened:
        exhibit = opened.exhibit
        require(may_mark(request.user, exhibit.case_file, on=timezone.localdate()))
        given = request.POST if request.method == "POST" else None
        names = names_of(opened)
        form = PeopleForm(names, persons_of(exhibit), suggested(opened), given)

        def write() -> Any:
            because = form.cleaned_data.get("because", "")
            return (tie_people(exhibit=exhibit, persons=form.persons(), because=because, **who(request)),)

        if given is not None and form.is_valid() and written(form, write):
            messages.success(request, _("Who is behind the names is on the record."))
            return redirect(exhibit)
        context = {"exhibit": exhibit, "form": form, "ties": _ties(exhibit)}
        return render(request, "evidence/people.html", {**shared(exhibit.case_file), **context})


def _ties(exhibit: Exhibit) -> list[Tie]:
    """Every tie that was made, those that stand first, so that each can be undone, listed above or not."""
    found = list(exhibit.ties.select_related("made_by", "undone_by"))
    return sorted(found, key=lambda one: (not one.stands, one.number))


@require_http_methods(["GET", "POST"])
@unless_altered
def undo(request: SignedInRequest, exhibit_id: UUID, tie_id: UUID) -> HttpResponse:
    with opened_content(request, exhibit_id, "people") as opened:
        exhibit = opened.exhibit
        require(may_mark(request.user, exhibit.case_file, on=timezone.localdate()))
        row = exhibit.ties.filter(pk=tie_id, undone_at=None).first()
        if row is None:
            raise Http404
        form = UndoForm(request.POST if request.method == "POST" else None)

        def write() -> Any:
            return untie(tie=row, because=form.cleaned_data["because"], **who(request))

        if form.is_bound and form.is_valid() and written(form, write):
            messages.success(request, _("The tie is undone. That it was made stays to be seen."))
            return redirect("evidence:people", exhibit.pk)
        about_it = _("“%(name)s” is tied to %(person)s.") % {"name": row.name, "person": row.person}
        context = {"exhibit": exhibit, "form": form, "heading": _("Undo a tie"), "about": about_it}
        return render(request, "evidence/form.html", {**shared(exhibit.case_file), **context})


def names_of(opened: Opened) -> list[str]:
    """Everybody who wrote, and everybody whom events name, within the scope."""
    found = dict.fromkeys(people(opened.lines, opened.reach, most=2_000))
    here = Condition("line.kind IN ('membership', 'number-change')") & opened.seen
    for line in select(opened.lines, here):
        named = [*(line.more.get("subjects") or ())]
        if line.kind == "number-change":
            named += [one for one in (line.more.get("before"), line.more.get("after")) if one]
        found |= dict.fromkeys(named)
    return list(found)[:MOST_NAMES]


def suggested(opened: Opened) -> dict[str, str]:
    """What the phone's own address book calls them."""
    books = [one["facts"].get("address_books") or {} for one in entries_of(opened.folder)]
    names: dict[str, str] = {}
    for book in books:
        names |= {
            at: given for at, one in book.items() if (given := one.get("display_name") or one.get("wa_name"))
        }
    return names


@require_http_methods(["GET", "POST"])
@unless_altered
def reply(request: SignedInRequest, exhibit_id: UUID, source: str, place: str) -> HttpResponse:
    """The messages that follow are offered; a reader says which of them answers, and how."""
    with opened_content(request, exhibit_id, "reply") as opened:
        line, chat, item = _of_item(request, opened, source, place)
        later = following(opened, line, chat)
        form = ReplyForm(later, request.POST if request.method == "POST" else None)

        def write() -> Any:
            return code_reply(item=item, **form.cleaned_data, **who(request))

        context = about(opened, line, chat)
        return _page(request, context, form, write, _("How was it answered?"))


@require_http_methods(["GET", "POST"])
@unless_altered
def account(request: SignedInRequest, exhibit_id: UUID, source: str, place: str) -> HttpResponse:
    with opened_content(request, exhibit_id, "account") as opened:
        line, chat, item = _of_item(request, opened, source, place)
        form = AccountForm(request.POST if request.method == "POST" else None)

        def write() -> Any:
            return enter_account(item=item, account=form.account(), **who(request))

        context = about(opened, line, chat)
        return _page(request, context, form, write, _("What does a statement say of it?"))


@require_http_methods(["GET", "POST"])
@unless_altered
def answers_coded(request: SignedInRequest, exhibit_id: UUID, key: str) -> HttpResponse:
    """Only a person can say so; from then on silence is inferred where the source links no answers."""
    with opened_content(request, exhibit_id, "answers-coded") as opened:
        require(may_mark(request.user, opened.exhibit.case_file, on=timezone.localdate()))
        chat = opened.chat(key)
        form = AnswersForm(request.POST if request.method == "POST" else None)

        def write() -> Any:
            return say_answers_coded(chat=chat, every=form.cleaned_data["every"] == "yes", **who(request))

        if request.method == "POST" and form.is_valid() and written(form, write):
            messages.success(request, _("Recorded"))
            return redirect("evidence:exposure", exhibit_id, key)
        about_it = _(
            "A text export does not link an answer to what it answers. Once every answer in this chat was coded, whoever was "
            "there and gave none is shown as silent, inferred and never proved. Silence shows no view."
        )
        shown = {
            "exhibit": opened.exhibit,
            "form": form,
            "about": about_it,
            "heading": _("Was every answer coded?"),
        }
        return render(request, "evidence/form.html", {**shared(opened.exhibit.case_file), **shown})


def _of_item(request: SignedInRequest, opened: Opened, source: str, place: str) -> tuple[Line, Chat, Any]:
    require(may_mark(request.user, opened.exhibit.case_file, on=timezone.localdate()))
    line, chat = found(opened, source, place)
    item = opened.exhibit.items.filter(source=source, place=place).first()
    if item is None:
        raise Http404
    return line, chat, item


def following(opened: Opened, line: Line, chat: Chat) -> list[tuple[str, str]]:
    """Places and words of the messages after this one, within the scope."""
    _first, last = bounds(opened.lines, chat.key)
    after = Condition("line.n > ? AND line.n <= ? AND line.kind IN ('message', 'deletion')", (line.n, last))
    names = persons_of(opened.exhibit)
    lines = select(opened.lines, after & opened.seen, most=LATER)
    return [(one.place, _told(one, names)) for one in lines]


def _told(line: Line, names: dict[str, str]) -> str:
    text = line.text or _("a message without words")
    cut = text[:_EXCERPT] + ("…" if len(text) > _EXCERPT else "")
    sender = line.sender or _("nobody named")
    return f"{names.get(sender, sender)}: {cut}"


def _page(
    request: SignedInRequest, context: dict[str, Any], form: Any, write: Any, heading: str
) -> HttpResponse:
    line = context["line"]
    if request.method == "POST" and form.is_valid() and written(form, write):
        messages.success(request, _("Recorded"))
        return redirect("evidence:card", context["exhibit"].pk, line.source, line.place)
    return render(request, "evidence/about_message.html", {**context, "form": form, "heading": heading})
