"""`candour sources visit`: the addresses of the capture list that are due, each reported."""

import argparse
import os
import sys


def add_visit(source_verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    visit = source_verbs.add_parser("visit", help="look at the addresses of the capture list that are due")
    visit.set_defaults(run=run_visit)


def run_visit(chosen: argparse.Namespace) -> int:
    """The exit code is 1 where an address was not reached, or could not be read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.web.settings")
    import django

    django.setup()
    from django.utils import timezone

    from candour.register.actions import fetcher, visit
    from candour.register.codes import Found
    from candour.register.models import Watched
    from candour.register.refusal import SourceRefused

    try:
        using = fetcher()
    except SourceRefused as off:
        print(f"candour: {off}", file=sys.stderr)
        return 2
    failed = 0
    for watched in list(Watched.objects.due(timezone.localdate())):
        made = visit(watched=watched, at=timezone.now(), on=timezone.localdate(), using=using)
        failed += made.found == Found.FAILED
        print(f"{watched.address}: {made.get_found_display()}{f' ({made.told})' if made.told else ''}")
    return 1 if failed else 0
