"""What runs by itself: the addresses of the capture list that are due, a few at a time."""

import time

from django.conf import settings
from django.utils import timezone

from candour.register.actions.visiting import fetcher, visit
from candour.register.models import Watched

SCHEDULED = {"candour.register.jobs.visit_due": 15}
# A unit of work takes at most a minute; what is left is due again at the next run.
BEGIN_NO_MORE_AFTER = 15.0


def visit_due() -> str:
    """Safe to run twice and to be killed: each visit is an entry of its own, and moves the next one on."""
    if not settings.CAPTURE_ADDRESSES:
        return "capturing from addresses is off"
    begun, using, visited = time.monotonic(), fetcher(), 0
    for watched in Watched.objects.due(timezone.localdate()).iterator():
        if time.monotonic() - begun > BEGIN_NO_MORE_AFTER:
            break
        visit(watched=watched, at=timezone.now(), on=timezone.localdate(), using=using)
        visited += 1
    return f"{visited} addresses visited"
