"""Pages at national size: what the server takes for each, without network, and what the serving process holds."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from random import Random
from urllib.parse import quote

from django.test import Client

from benchmarks.caseload import Place, handler_of, places
from benchmarks.measuring import Measured, summary, timings
from candour.accounts.models import CaseFile, Person
from candour.matters.models import Matter

GOAL_MS, GOAL_MB = 50.0, 300.0
MANY, FEW = 60, 15
SECTIONS = ("", "steps/", "people/", "allegations/", "deadlines/", "letters/", "record/")
WORK = {"My work": "/work/", "My work, late only": "/work/?state=late", "My work, waiting on others": "/work/?state=others", "My work, page 3": "/work/?page=3"}


@dataclass(frozen=True)
class Reader:
    """A signed-in handler, with references and names of the files that they may open."""

    who: str
    client: Client
    references: list[str]
    names: list[str]
    words: list[str]


def measure(*, seconds: float) -> Iterator[Measured]:
    del seconds
    import_module("candour.web.wsgi")  # as it is served
    biggest, a_force = places()[:2]
    for who, place in (("1/43 of all", a_force), ("20 % of all", biggest)):
        reader = _reader(who, place)
        for name, address in WORK.items():
            yield _measured(reader, name, [address] * FEW)
        for section in SECTIONS:
            name = f"a matter's {section.strip('/') or 'overview'}"
            yield _measured(reader, name, [f"/matters/{one}/{section}" for one in reader.references])
        for name, asked in _searches(reader).items():
            yield _measured(reader, name, [f"/matters/search/?words={quote(words)}" for words in asked])
    yield from memory(_reader("20 % of all", biggest))


def _searches(reader: Reader) -> dict[str, list[str]]:
    return {
        "search: a reference": reader.references,
        "search: how references begin": [one[:-3] for one in reader.references],
        "search: a whole name": reader.names,
        "search: a family name": [one.split()[-1] for one in reader.names],
        "search: how a name begins": [one.split()[-1][:4] for one in reader.names],
        "search: a name that nobody has": [f"{one}zz" for one in reader.names],
        "search: words of the summary": reader.words,
    }


def _reader(who: str, place: Place) -> Reader:
    user, client = handler_of(place), Client(SERVER_NAME="localhost")
    client.force_login(user)
    dice = Random(43)
    mine = CaseFile.objects.filter(reference__begins=f"{place.letters}-")
    every = list(mine.values_list("reference", flat=True)[:20_000])
    references = dice.sample(every, min(MANY, len(every)))
    matters = Matter.objects.filter(case_file__reference__in=references)
    names = Person.objects.filter(parties__matter__in=matters, parties__role="complainant").values_list("name", flat=True)
    words = [" ".join(text.rstrip(".").split()[:2]) for text in matters.exclude(summary="").values_list("summary", flat=True)]
    return Reader(who, client, references, list(names), words[:FEW])


def _measured(reader: Reader, name: str, addresses: list[str]) -> Measured:
    asked = iter([addresses[0], *addresses])

    def one() -> None:
        address = next(asked)
        response = reader.client.get(address)
        assert response.status_code == 200, f"{address} answered {response.status_code}"
        assert response.content

    took = timings(one, times=len(addresses), warm=1)
    return summary(f"{name} ({reader.who})", took, goal=GOAL_MS, judged="p95")


def memory(reader: Reader) -> Iterator[Measured]:
    """The served process after 300 pages from four readers at once."""
    cookie = reader.client.cookies["sessionid"].value
    pages = ["/work/", *(f"/matters/{one}/" for one in reader.references), f"/matters/search/?words={quote(reader.names[0])}"]
    with served() as (address, process):
        _ask_all(address, cookie, [*pages, *pages, *pages, *pages, *pages][:300])
        held = [_megabytes(child) for child in (process, *_children(process))]
    yield Measured("memory of the serving process", "MB", max(held), goal=GOAL_MB, note=f"{len(held)} processes, {sum(held):.0f} MB in all")


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """`candour serve`'s own web process, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen([sys.executable, "-m", "candour.web.watched", "web", bind, "8"])
    try:
        _wait_for(f"http://{bind}/", process)
        yield f"http://{bind}", process.pid
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except OSError:
            if process.poll() is not None:
                raise
            time.sleep(0.2)
    raise TimeoutError(f"Nothing answers at {address}.")


def _ask_all(address: str, cookie: str, pages: list[str]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def ask(page: str) -> int:
        request = urllib.request.Request(address + page, headers={"Cookie": f"sessionid={cookie}"})
        with urllib.request.urlopen(request, timeout=60) as response:
            return len(response.read())

    with ThreadPoolExecutor(4) as four:
        assert all(four.map(ask, pages))


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [found for child in map(int, listed) for found in (child, *_children(child))]


def _megabytes(process: int) -> float:
    """The most that the process ever held in memory (VmHWM)."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"Process {process} does not say what it holds.")
