"""The pages people see when something cannot be done, each saying what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "look/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "look/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "look/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request's context: whatever failed may have been part of it."""
    return HttpResponse(render_to_string("look/errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "look/errors/403.html", {"refusal": None, "form_expired": True}, status=403)
