"""Runs the sending of one letter in a process of its own, which kills itself at a chosen moment.

As a program it takes the letter's id, the backend's class, the folder of messages and the folder of documents.
"""

import os
import signal
import subprocess
import sys
from typing import Any
from urllib.parse import quote

from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.core.mail.backends.smtp import EmailBackend as ServerBackend


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class KilledWhenConnecting(FileBackend):
    def open(self) -> Any:
        killed()


class KilledBeforeSending(FileBackend):
    def send_messages(self, email_messages: Any) -> int:
        killed()
        return 0


class KilledAfterSending(FileBackend):
    def send_messages(self, email_messages: Any) -> int:
        super().send_messages(email_messages)
        killed()
        return 1


class KilledAfterTheServerTookIt(ServerBackend):
    def send_messages(self, email_messages: Any) -> int:
        super().send_messages(email_messages)
        killed()
        return 1


def deliver_and_be_killed(letter_id: str, backend: type, *, port: int = 0) -> int:
    """How the process ended: -9 where it was killed."""
    from django.conf import settings
    from django.db import connection

    facts = connection.settings_dict
    address = f"sqlite://{facts['NAME']}"
    if connection.vendor == "postgresql":
        host = quote(str(facts["HOST"]), safe="")
        user, word = quote(facts["USER"]), quote(facts["PASSWORD"])
        address = f"postgresql://{user}:{word}@localhost:{facts['PORT']}/{facts['NAME']}?host={host}"
    told = {
        "DATABASE_URL": address,
        "CANDOUR_DEMONSTRATION": "1",
        "CANDOUR_STORE": str(settings.STORE),
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TEST_BACKEND": f"{backend.__module__}.{backend.__name__}",
        "TEST_MAIL_FOLDER": str(settings.EMAIL_FILE_PATH),
        "TEST_DOCUMENTS": str(settings.MEDIA_ROOT),
        "TEST_PORT": str(port),
    }
    program = [sys.executable, "-m", "tests.make.killed_delivery", letter_id]
    return subprocess.run(program, env={**os.environ, **told}, check=False, timeout=180).returncode


def main() -> None:
    import django
    from django.conf import settings

    settings.EMAIL_BACKEND = os.environ["TEST_BACKEND"]
    settings.EMAIL_FILE_PATH = os.environ["TEST_MAIL_FOLDER"]
    settings.MEDIA_ROOT = os.environ["TEST_DOCUMENTS"]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["TEST_PORT"])
    django.setup()
    from candour.papers.jobs import deliver_letter

    deliver_letter(sys.argv[1])


if __name__ == "__main__":
    main()
