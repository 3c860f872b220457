"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.web.settings")
application = get_wsgi_application()
get_resolver().reverse_dict  # noqa: B018 - imports every page
# What was imported stays for good. Left among what is looked through for garbage, it halts a page for a quarter of a
# second now and then.
gc.collect()
gc.freeze()
