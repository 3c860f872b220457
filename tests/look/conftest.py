"""Tests of the look run it alone: its own addresses, no other room, no database, styles as they lie."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

LOOK_ALONE: dict[str, Any] = {
    "ROOT_URLCONF": "candour.look.urls",
    "ALLOWED_HOSTS": ["127.0.0.1"],
    "MIDDLEWARE": ["csp.middleware.CSPMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
    "STORAGES": {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ],
    "CSRF_COOKIE_SECURE": False,
}


@pytest.fixture(scope="module", autouse=True)
def look_alone() -> Iterator[None]:
    with override_settings(**LOOK_ALONE):
        yield
