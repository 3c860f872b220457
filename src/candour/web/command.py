"""The one command: `candour`. Each room brings its verbs; here they are put together."""

import argparse
import os
import sys
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; returns the exit code, 2 for a mistake in the words of the call."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.web.settings")
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser()
    chosen = parser.parse_args(given)
    try:
        return int(chosen.run(chosen) or 0)
    except ImproperlyConfigured as problem:
        print(f"candour: {problem}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as problem:
        if not _of_no_installation(problem):
            raise
        return 2


def _of_no_installation(problem: Exception) -> bool:
    """Says so where a database does not answer because nobody set it up; Django is not loaded for verbs that do without it."""
    from candour.web.serving import is_set_up, not_set_up

    if type(problem).__module__ != "django.db.utils" or is_set_up():
        return False
    print(not_set_up(), file=sys.stderr)
    return True


def build_parser() -> argparse.ArgumentParser:
    """`law`, `chats` and `sources` need neither settings nor database; every other verb sets Django up when it runs."""
    from candour.accounts.command import add_parsers as add_accounts
    from candour.deadlines.reconsider import add_reconsider
    from candour.evidence.command import add_parsers as add_evidence
    from candour.ledger.command import add_parsers as add_ledger
    from candour.procedure.command import add_verbs as add_law_verbs
    from candour.publishing.command import add_parsers as add_publishing
    from candour.register.command import add_parsers as add_sources
    from candour.register.round_command import add_foi
    from candour.web.serving import add_parsers as add_serving

    parser = argparse.ArgumentParser(prog="candour", description="Police complaints, worked in the open.")
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    law = verbs.add_parser("law", help="what the law says: rules, due dates and reasons")
    law_verbs = law.add_subparsers(dest="law_verb", required=True, metavar="VERB")
    add_law_verbs(law_verbs)
    add_reconsider(law_verbs)
    add_ledger(verbs)
    add_accounts(verbs)
    add_evidence(verbs)
    add_publishing(verbs)
    add_sources(verbs)
    add_foi(verbs)
    add_serving(verbs)
    return parser


if __name__ == "__main__":
    sys.exit(main())
