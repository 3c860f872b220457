"""A small mail server for tests, that takes, refuses or hangs up as it is told, and keeps what it was given."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

Manner = Literal["takes", "refuses-address", "refuses-message", "hangs-up-after-taking"]


@dataclass
class MailServer:
    manner: Manner
    port: int = 0
    messages: list[bytes] = field(default_factory=list)


class _Conversation(socketserver.StreamRequestHandler):
    """The part of RFC 5321 that handing over one message needs."""

    server: "_Server"

    def handle(self) -> None:
        self._say("220 tests.invalid")
        for line in iter(self.rfile.readline, b""):
            if not self._answer(line.strip().upper()):
                return

    def _answer(self, line: bytes) -> bool:
        kept = self.server.kept
        match line.split(b" ")[0].split(b":")[0]:
            case b"RCPT" if kept.manner == "refuses-address":
                self._say("550 no such address")
            case b"DATA":
                return self._take()
            case b"QUIT":
                self._say("221 goodbye")
                return False
            case _:
                self._say("250 ok")
        return True

    def _take(self) -> bool:
        self._say("354 go on")
        lines: list[bytes] = []
        for line in iter(self.rfile.readline, b".\r\n"):
            lines.append(line)
        if self.server.kept.manner == "refuses-message":
            self._say("554 not this one")
            return True
        self.server.kept.messages.append(b"".join(lines))
        if self.server.kept.manner == "hangs-up-after-taking":
            return False
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, kept: MailServer) -> None:
        self.kept = kept
        super().__init__(("127.0.0.1", 0), _Conversation)
        kept.port = self.server_address[1]


@contextmanager
def a_mail_server(manner: Manner = "takes") -> Iterator[MailServer]:
    kept = MailServer(manner)
    with _Server(kept) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield kept
        finally:
            server.shutdown()
