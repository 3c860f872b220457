"""The picture of the secret that a person is about to enrol; a file of its own, since pages hold no inline images."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse


def enrolment_picture(request: HttpRequest) -> HttpResponse:
    """Only for the person whose session is enrolling, and only until they have."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml", headers={"Cache-Control": "no-store"})
