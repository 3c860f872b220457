"""The verbs `candour setup`, `serve`, `demo` and `manage`: install, supervise, and the worked examples."""

import argparse
import os
import signal
import sys
import time
from types import FrameType
from typing import Any

from candour.web.children import Children


def add_parsers(verbs: Any) -> None:
    setup = verbs.add_parser("setup", help="bring the database, the bodies and the static files up to date")
    setup.set_defaults(run=run_setup)
    serve = verbs.add_parser("serve", help="run the web server and the job workers, and keep them running")
    serve.add_argument("--bind", default="127.0.0.1:8000", help="address and port (default 127.0.0.1:8000)")
    serve.add_argument("--threads", default="8", help="threads of the web server (default 8)")
    serve.set_defaults(run=run_serve)
    demo = verbs.add_parser("demo", help="load the worked examples, and serve them")
    demo.add_argument("--serve", action="store_true", help="serve when loaded")
    demo.add_argument("--bind", default="127.0.0.1:8000", help="address and port (default 127.0.0.1:8000)")
    demo.add_argument(
        "--seed", type=int, default=2020, help="the number from which the fictional caseload is made"
    )
    demo.add_argument("--matters", type=int, default=300, help="how many fictional complaints (default 300)")
    demo.set_defaults(run=run_demo, threads="8")
    manage = verbs.add_parser("manage", help="run one of Django's own commands")
    manage.add_argument("words", nargs=argparse.REMAINDER, metavar="COMMAND")
    manage.set_defaults(run=run_manage)


def run_setup(chosen: argparse.Namespace) -> int:
    from candour.web.installing import install

    install(say=print)
    return 0


def run_demo(chosen: argparse.Namespace) -> int:
    os.environ["CANDOUR_DEMONSTRATION"] = "1"
    from candour.web import settings  # noqa: F401 - makes the demonstration's key before a child asks for it

    if not chosen.serve:
        _load_demonstration(chosen)
        return 0
    children = Children(chosen.bind, chosen.threads)
    try:
        _load_demonstration(chosen)
    except BaseException:
        children.end()
        raise
    return _supervise(children)


def _load_demonstration(chosen: argparse.Namespace) -> None:
    from candour.web.installing import install

    install(say=print)
    from candour.web.examples import load_examples, print_accounts

    load_examples(seed=chosen.seed, matters=chosen.matters, say=print)
    print_accounts(bind=chosen.bind, say=print)


def run_manage(chosen: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["candour manage", *chosen.words])
    return 0


def is_set_up() -> bool:
    """`candour setup` has been to its end here."""
    from candour.web import settings

    return (settings.STATIC_ROOT / "staticfiles.json").exists()


def not_set_up() -> str:
    from candour.web import settings

    return f"Nothing is set up in {settings.STORE} yet: run 'candour setup' first."


def run_serve(chosen: argparse.Namespace) -> int:
    if not is_set_up():
        print(not_set_up(), file=sys.stderr)
        return 2
    return _supervise(Children(chosen.bind, chosen.threads))


def _supervise(children: Children) -> int:
    """Until SIGTERM or Ctrl-C: a child that ends is started again, a second later each time it ends at once."""
    stopping: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    children.begin()
    while not stopping:
        time.sleep(0.3)
        if not stopping:
            children.start_again_what_ended()
    children.end()
    return 0
