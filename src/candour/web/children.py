"""The web server and the job workers: started at once, begun when told, started again, ended."""

import subprocess
import sys
import time

STOP_SECONDS = 10


class Children:
    """They import what they need while the installation is brought up to date, and begin to work after it."""

    def __init__(self, bind: str, threads: str) -> None:
        self._commands = {"web": ["web", bind, threads], "jobs": ["jobs"]}
        self._running = {name: self._start(name) for name in self._commands}

    def begin(self) -> None:
        for child in self._running.values():
            _tell(child)

    def start_again_what_ended(self) -> None:
        for name, child in self._running.items():
            if child.poll() is not None:
                print(
                    f"candour serve: {name} ended with code {child.returncode}, starting it again",
                    file=sys.stderr,
                )
                time.sleep(1)
                self._running[name] = self._start(name)
                _tell(self._running[name])

    def end(self) -> None:
        for child in self._running.values():
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._running.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()

    def _start(self, name: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "candour.web.watched", "when-told", *self._commands[name]]
        return subprocess.Popen(command, stdin=subprocess.PIPE)


def _tell(child: "subprocess.Popen[bytes]") -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(b"begin\n")
        child.stdin.close()
    except BrokenPipeError:
        return  # it ended before it was told; whoever watches starts it again
