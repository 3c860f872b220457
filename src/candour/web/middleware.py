"""Turns a refusal into a page that names the rule it rests on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from candour.accounts.access import NotPermitted
from candour.accounts.models.reading_once import roles_read_once
from candour.ledger.writing import Overtaken

GetResponse = Callable[[HttpRequest], HttpResponse]


class RolesReadOnceMiddleware:
    """A page that only shows asks many times what its reader may see; one answer holds for the whole of it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with roles_read_once():
            return self.get_response(request)


class RefusalMiddleware:
    """What no view answered: a page that the reader may not see, or a row that somebody else changed first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            return render(request, "look/errors/403.html", {"refusal": exception.refusal}, status=403)
        if isinstance(exception, Overtaken):
            return render(request, "look/errors/409.html", {"overtaken": exception}, status=409)
        return None
