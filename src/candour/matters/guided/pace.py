"""How often somebody may send or look something up without signing in: counted in the cache, by session and by address."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Pace:
    """At most so many in so many seconds, for one session (`by="session"`) or one network address (`by="address"`)."""

    name: str
    by: str
    most: int
    seconds: int


SENDING = (Pace("send", "session", 5, 3600), Pace("send", "address", 30, 3600))
TRACKING = (Pace("track", "session", 10, 900), Pace("track", "address", 40, 900))


def too_often(request: HttpRequest, paces: Iterable[Pace]) -> Pace | None:
    """Counts this attempt against each pace; the first one that it passes, if any."""
    passed = [pace for pace in paces if _count(pace, _who(request, pace.by)) > pace.most]
    return passed[0] if passed else None


def slow_down(request: HttpRequest, pace: Pace) -> HttpResponse:
    """A page that says how long to wait, with what was typed still kept where it was."""
    minutes = pace.seconds // 60
    wait = ngettext("Try again in %(n)d minute.", "Try again in %(n)d minutes.", minutes) % {"n": minutes}
    reason = _("This was tried too many times in a short while. %(wait)s Nothing that you wrote is lost.") % {
        "wait": wait
    }
    response = render(request, "look/errors/429.html", {"reason": reason}, status=429)
    response["Retry-After"] = str(pace.seconds)
    return response


def _count(pace: Pace, who: str) -> int:
    """The number of attempts in the stretch of time that began with the first; no address is kept, only its hash."""
    key = f"pace-{pace.name}-{pace.by}-{sha256(who.encode()).hexdigest()[:32]}"
    now = time.time()
    began, number = cache.get(key) or (now, 0)
    if now - began >= pace.seconds:
        began, number = now, 0
    cache.set(key, (began, number + 1), began + pace.seconds - now)
    return int(number + 1)


def _who(request: HttpRequest, by: str) -> str:
    if by == "session":
        if not request.session.session_key:
            request.session.create()
        return str(request.session.session_key)
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return "unknown"
