"""The handler's form: the same questions in their words, who may be known already, and the new matter."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candour.accounts.models import CaseFile, Person, User
from candour.accounts.permissions import require
from candour.deadlines.law import the_law
from candour.matters.actions.receiving import ComplaintReceived
from candour.matters.duplicates import Asked, Described, similar_matters, similar_people
from candour.matters.guided.asking import Asking, ask, ask_people, ask_person
from candour.matters.guided.citing import cite_all
from candour.matters.guided.composing import as_entered, complaint_of
from candour.matters.guided.draft import Draft
from candour.matters.guided.entering import NOBODY, may_enter, own_forces
from candour.matters.guided.forms.arrival import NEW_PERSON
from candour.matters.guided.forms.check import CheckForm
from candour.matters.guided.routes import HANDLER
from candour.matters.guided.sending import DraftGone, Sent, last_sent, send_once
from candour.matters.guided.situation import Situation
from candour.matters.guided.standing import EXPLANATIONS

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _asking(request: HttpRequest) -> Asking:
    """Only for those who may enter complaints at all; the form knows their forces and whom they may know already."""
    user, today = cast(User, request.user), timezone.localdate()
    forces = own_forces(user, on=today)
    require(None if forces else NOBODY)
    asking = Asking(request, HANDLER)
    asking.given["force"] = lambda: {"own_forces": [(force.pk, force.official_name) for force in forces]}
    asking.given["same"] = lambda: {"offered": _offered(asking, user)}
    return asking


def _asked(asking: Asking, user: User) -> Asked:
    return Asked(user=user, on=asking.situation.on)


def _offered(asking: Asking, user: User) -> list[tuple[str, str, str]]:
    name, contact = asking.draft.answer("name"), asking.draft.answer("contact")
    found = similar_people(
        name=name.get("name") or "",
        email=contact.get("email") or "",
        telephone=contact.get("telephone") or "",
        date_of_birth=name.get("date_of_birth") or "",
        asked=_asked(asking, user),
    )
    return [
        (str(one.person.pk), one.person.name or _("Name not given"), " ".join(one.reasons)) for one in found
    ]


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    asking = _asking(request)
    return render(
        request,
        "matters/guided/new_start.html",
        {"begun": asking.draft.is_begun, "citations": cite_all(("ukpga/2002/30/section/12",))},
    )


@never_cache
@get_or_post
def page(request: HttpRequest, key: str) -> HttpResponse:
    asking = _asking(request)
    return ask(asking, key, **_beside(asking, key))


def _beside(asking: Asking, key: str) -> dict[str, Any]:
    user = cast(User, asking.request.user)
    if key == "standing":
        return {
            "test": the_law().tests["standing"],
            "citations": cite_all(the_law().tests["standing"].source),
        }
    if key == "same" and asking.situation.force:
        return {"matters": similar_matters(described(asking), asked=_asked(asking, user))}
    return {}


def described(asking: Asking) -> Described:
    draft, force = asking.draft, asking.situation.force
    assert force is not None
    return Described(
        force=force,
        words=draft.get("what-happened", "account"),
        happened_on=draft.get("when-and-where", "happened_on"),
        received_on=as_entered(draft.answer("arrival")).received_on,
        complainant=draft.get("name", "name"),
    )


@never_cache
@get_or_post
def people(request: HttpRequest) -> HttpResponse:
    return ask_people(_asking(request))


@never_cache
@get_or_post
def person(request: HttpRequest, number: int) -> HttpResponse:
    return ask_person(_asking(request), number)


@never_cache
@get_or_post
def check(request: HttpRequest) -> HttpResponse:
    asking = _asking(request)
    if request.method == "POST":
        return _enter(asking)
    if asking.guide.first_open(asking.situation) is not None:
        return asking.to_first_open()
    return _show_check(asking, CheckForm(initial={"token": asking.draft.token}))


def _show_check(asking: Asking, form: CheckForm) -> HttpResponse:
    bar = asking.situation.bar
    shown = {
        **asking.context,
        "form": form,
        "sections": asking.sections(),
        "back": asking.address("same"),
        "explanation": EXPLANATIONS[bar] if bar else None,
        "refusal": _refusal(asking),
    }
    return render(asking.request, "matters/guided/new_check.html", shown)


def _refusal(asking: Asking) -> Any:
    situation = asking.situation
    assert situation.force is not None
    return may_enter(cast(User, asking.request.user), situation.force, situation.about, on=situation.on)


def _enter(asking: Asking) -> HttpResponse:
    request, form, now = asking.request, CheckForm(asking.request.POST), timezone.now()
    done = last_sent(request.session, HANDLER.session_key, now)
    if done is not None and done.token == request.POST.get("token"):
        return _to_matter(request, done)
    if asking.guide.first_open(asking.situation) is not None:
        return asking.to_first_open()
    if not form.is_valid():
        return _show_check(asking, CheckForm(initial={"token": asking.draft.token}))
    require(_refusal(asking))
    try:
        done = _make(request, form.cleaned_data["token"], now)
    except DraftGone:
        return redirect("matters:new-check")
    messages.success(request, _entered_words(done))
    return _to_matter(request, done)


def _make(request: HttpRequest, token: str, now: datetime) -> Sent:
    user, today = cast(User, request.user), timezone.localdate(now)

    def compose(draft: Draft) -> ComplaintReceived:
        situation = Situation(draft, today)
        return complaint_of(situation, as_entered(draft.answer("arrival")), known=_known(draft, user, today))

    return send_once(request.session, HANDLER.session_key, token, compose, by=user, at=now)  # type: ignore[arg-type]


def _known(draft: Draft, user: User, today: Any) -> Person | None:
    """The person the handler recognised, if the files open to them still hold that person."""
    chosen = draft.get("same", "person")
    if chosen in {"", NEW_PERSON}:
        return None
    return Asked(user=user, on=today).people().filter(pk=UUID(chosen)).first()


def _entered_words(done: Sent) -> str:
    if not done.in_reach:
        return _(
            "The complaint was entered as %(reference)s. The tracking word is %(word)s, and is shown only now. Nobody can be "
            "sent it: give it to the complainant if they are still there."
        ) % {"reference": done.reference, "word": done.spaced_word}
    return _(
        "The complaint was entered as %(reference)s. The complainant can follow it with this reference and the "
        "tracking word %(word)s. The word is shown only now: give it to them."
    ) % {"reference": done.reference, "word": done.spaced_word}


def _to_matter(request: HttpRequest, done: Sent) -> HttpResponse:
    """Its overview; or, where it went to a body whose files this handler does not open, a page that says so."""
    open_files = CaseFile.objects.open_to(request.user, on=timezone.localdate())
    if open_files.filter(reference=done.reference).exists():
        return redirect("matters:overview", reference=done.reference)
    return redirect("matters:new-sent")


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    _asking(request)
    done = last_sent(request.session, HANDLER.session_key, timezone.now())
    if done is None:
        return redirect("matters:new")
    matter_file = (
        CaseFile.objects.filter(reference=done.reference)
        .select_related("matter__appropriate_authority")
        .first()
    )
    authority = matter_file.matter.appropriate_authority if matter_file else None
    return render(request, "matters/guided/new_sent.html", {"sent": done, "authority": authority})


@never_cache
@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    Asking(request, HANDLER).draft.clear()
    return redirect("matters:new")
