"""The public complaint form: its start, its pages, the answers to check, sending, and what happens next."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candour.matters.actions.receiving import ComplaintReceived
from candour.matters.guided.asking import Asking, ask, ask_people, ask_person, fiction_words
from candour.matters.guided.citing import cite_all
from candour.matters.guided.composing import by_the_public_form, complaint_of
from candour.matters.guided.draft import Draft
from candour.matters.guided.forces import force_named, listed, who_deals_with_it
from candour.matters.guided.forms.check import DeclarationForm
from candour.matters.guided.pace import SENDING, slow_down, too_often
from candour.matters.guided.routes import PUBLIC
from candour.matters.guided.sending import DraftGone, Sent, last_sent, send_once, sent_key
from candour.matters.guided.situation import Situation
from candour.matters.guided.standing import EXPLANATIONS
from candour.matters.guided.what_next import coming

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
LONGEST_NAME = 60


@login_not_required
@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    begun = Asking(request, PUBLIC).draft.is_begun
    return render(request, "matters/guided/start.html", {"begun": begun})


@login_not_required
@never_cache
@get_or_post
def page(request: HttpRequest, key: str) -> HttpResponse:
    asking = Asking(request, PUBLIC)
    answered = ask(asking, key, **_beside(asking, key))
    if key == "anyway" and asking.draft.get("anyway", "anyway", None) is False:
        asking.draft.clear()
        return redirect("complain-not-sent")
    return answered


def _beside(asking: Asking, key: str) -> dict[str, Any]:
    """What a page shows beside its question."""
    situation = asking.situation
    if key == "force":
        wanted = asking.request.GET.get("name", "").strip()[:LONGEST_NAME]
        return {"wanted": wanted, "groups": listed(wanted)}
    if key == "elsewhere" and situation.elsewhere:
        return {"citations": cite_all(situation.elsewhere.source)}
    if key == "anyway" and situation.bar:
        explanation = EXPLANATIONS[situation.bar]
        return {"explanation": explanation, "citations": cite_all(explanation.source)}
    return {}


@login_not_required
@never_cache
@get_or_post
def people(request: HttpRequest) -> HttpResponse:
    return ask_people(Asking(request, PUBLIC))


@login_not_required
@never_cache
@get_or_post
def person(request: HttpRequest, number: int) -> HttpResponse:
    return ask_person(Asking(request, PUBLIC), number)


@login_not_required
@never_cache
@get_or_post
def check(request: HttpRequest) -> HttpResponse:
    asking = Asking(request, PUBLIC)
    if request.method == "POST":
        return _send(asking)
    if asking.guide.first_open(asking.situation) is not None:
        return asking.to_first_open()
    return _show_check(asking, DeclarationForm(initial={"token": asking.draft.token}))


def _show_check(asking: Asking, form: DeclarationForm) -> HttpResponse:
    shown = {
        **asking.context,
        "form": form,
        "sections": asking.sections(),
        "back": asking.last_address,
    }
    return render(asking.request, "matters/guided/check.html", shown)


def _send(asking: Asking) -> HttpResponse:
    request, form, now = asking.request, DeclarationForm(asking.request.POST), timezone.now()
    sent = last_sent(request.session, PUBLIC.session_key, now)
    if sent is not None and sent.token == request.POST.get("token"):
        return redirect("complain-sent")
    if asking.guide.first_open(asking.situation) is not None:
        return asking.to_first_open()
    if not form.is_valid():
        return _show_check(asking, form)
    pace = too_often(request, SENDING)
    if pace is not None:
        return slow_down(request, pace)
    return _send_draft(request, form.cleaned_data["token"], now)


def _send_draft(request: HttpRequest, token: str, now: datetime) -> HttpResponse:
    def compose(draft: Draft) -> ComplaintReceived:
        today = timezone.localdate(now)
        return complaint_of(Situation(draft, today), by_the_public_form(today))

    try:
        send_once(request.session, PUBLIC.session_key, token, compose, by=None, at=now)  # type: ignore[arg-type]
    except DraftGone:
        return redirect("complain-check")
    return redirect("complain-sent")


@login_not_required
@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    done = last_sent(request.session, PUBLIC.session_key, now)
    force = force_named(done.force) if done else None
    if done is None or force is None:
        request.session.pop(sent_key(PUBLIC.session_key), None)
        return render(request, "matters/guided/sent_before.html")
    return render(request, "matters/guided/sent.html", _after_sending(done, timezone.localdate(now)))


def _after_sending(done: Sent, today: Any) -> dict[str, Any]:
    force = force_named(done.force)
    assert force is not None
    deals = who_deals_with_it(force, done.about, on=today)
    things = coming(force, done.about, deals, made_on=today, starts_on=today, in_reach=done.in_reach)
    return {
        "sent": done,
        "force": force,
        "deals": deals,
        "coming": things,
        "fiction": force.fictional and fiction_words(force.official_name),
    }


@login_not_required
@never_cache
@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    """Takes the answers, and what was sent, off this device."""
    Asking(request, PUBLIC).draft.clear()
    request.session.pop(sent_key(PUBLIC.session_key), None)
    return redirect("complain-cleared")


@login_not_required
@require_safe
def cleared(request: HttpRequest) -> HttpResponse:
    return render(request, "matters/guided/cleared.html")


@login_not_required
@require_safe
def not_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "matters/guided/not_sent.html")
