"""The product's own settings, with the demonstration on and a store that is thrown away."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("CANDOUR_DEMONSTRATION", "1")
os.environ["CANDOUR_STORE"] = tempfile.mkdtemp(prefix="candour-tests-")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's own loop runs beside the live server

from candour.web.settings import *  # noqa: F403

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick to check; nothing real is kept
atexit.register(shutil.rmtree, os.environ["CANDOUR_STORE"], ignore_errors=True)
