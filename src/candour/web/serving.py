"""The verbs `candour setup`, `serve`, `demo` and `manage`: install, supervise, and the worked examples."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import Any

STOP_SECONDS = 10


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
    demo.add_argument("--seed", type=int, default=2020, help="the number from which the fictional caseload is made")
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
    from candour.web.installing import install

    install(say=print)
    from candour.web.examples import load_examples, print_accounts

    load_examples(seed=chosen.seed, matters=chosen.matters, say=print)
    print_accounts(bind=chosen.bind, say=print)
    return run_serve(chosen) if chosen.serve else 0


def run_manage(chosen: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["candour manage", *chosen.words])
    return 0


def run_serve(chosen: argparse.Namespace) -> int:
    """Until SIGTERM or Ctrl-C: a child that ends is started again, a second later each time it ends at once."""
    commands = {"web": ["web", chosen.bind, chosen.threads], "jobs": ["jobs"]}
    children = {name: _start(words) for name, words in commands.items()}
    stopping: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        time.sleep(0.3)
        for name, child in children.items():
            if child.poll() is not None and not stopping:
                print(f"candour serve: {name} ended with code {child.returncode}, starting it again", file=sys.stderr)
                time.sleep(1)
                children[name] = _start(commands[name])
    _end(list(children.values()))
    return 0


def _start(words: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "candour.web.watched", *words])


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
