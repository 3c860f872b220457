"""`candour serve`: it serves, starts again what ends, and leaves nothing behind when it is killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.kill


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    store = tmp_path_factory.mktemp("store")
    own = {**os.environ, "CANDOUR_STORE": str(store), "CANDOUR_DEMONSTRATION": "1", "DATABASE_URL": ""}
    own.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([sys.executable, "-m", "candour.web.command", "setup"], env=own, check=True, capture_output=True)
    return own


@pytest.fixture
def served(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_port()
    command = [sys.executable, "-m", "candour.web.command", "serve", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    until(lambda: answers(port))
    yield process, port
    with suppress(ProcessLookupError):
        process.kill()
    process.wait(10)


def test_it_serves_the_home_page(served: tuple[subprocess.Popen[bytes], int]) -> None:
    assert answers(served[1])


def test_killing_the_supervisor_leaves_no_process_behind(served: tuple[subprocess.Popen[bytes], int]) -> None:
    process, port = served
    family = descendants(process.pid)
    assert len(family) >= 4, "a web server and a job cluster, each with workers"

    process.send_signal(signal.SIGKILL)

    until(lambda: not any(alive(pid) for pid in family))
    assert not answers(port)


def test_a_web_server_that_is_killed_is_started_again(served: tuple[subprocess.Popen[bytes], int]) -> None:
    process, port = served
    [web] = [pid for pid in children(process.pid) if "web" in arguments(pid)]

    os.kill(web, signal.SIGKILL)

    until(lambda: not alive(web))
    until(lambda: answers(port))


def test_ctrl_c_ends_everything(served: tuple[subprocess.Popen[bytes], int]) -> None:
    process, _ = served
    family = descendants(process.pid)

    process.send_signal(signal.SIGINT)

    assert process.wait(90) == 0
    until(lambda: not any(alive(pid) for pid in family))


def test_a_store_where_nothing_is_set_up_is_not_served(tmp_path: Path) -> None:
    own = {**os.environ, "CANDOUR_STORE": str(tmp_path), "CANDOUR_DEMONSTRATION": "1", "DATABASE_URL": ""}
    command = [sys.executable, "-m", "candour.web.command", "serve", "--bind", f"127.0.0.1:{free_port()}"]
    refused = subprocess.run(command, env=own, capture_output=True, text=True, timeout=180)
    assert refused.returncode == 2
    assert "candour setup" in refused.stderr


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def until(holds: Callable[[], bool], seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.2)


def children(pid: int) -> list[int]:
    written = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in written.read_text().split()] if written.exists() else []


def descendants(pid: int) -> list[int]:
    return [one for child in children(pid) for one in (child, *descendants(child))]


def arguments(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_text().split("\0")


def alive(pid: int) -> bool:
    """Running, and not only waiting for its parent to notice that it ended."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
