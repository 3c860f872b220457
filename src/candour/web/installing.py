"""Bringing an installation up to date: database, bodies, jobs, static files, and the lists of what is public."""

import os
from collections.abc import Callable

Say = Callable[[str], object]


def install(*, say: Say) -> None:
    """Safe to run again: what is up to date is left alone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.web.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from candour.bodies.loading import load_bodies

    say("Database …")
    call_command("migrate", interactive=False, verbosity=0)
    say("Bodies …")
    load_bodies(with_examples=settings.DEMONSTRATION)
    from candour.web.daily import schedule_jobs

    schedule_jobs()
    say("Static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    say("Public registers …")
    _rebuild_registers()


def _rebuild_registers() -> None:
    """After the static files: a page names them with their hashes."""
    from candour.publishing.registers import rebuild

    rebuild()
