"""The home pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html", {"sign_in": reverse("account_login")})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")
