"""A worker killed at any moment of the sending leaves one letter, sent once or waiting for a person; never two."""

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from candour.papers.actions import approve_letter, send_letter, settle_letter
from candour.papers.codes import LetterState
from candour.papers.jobs import deliver_letter, resume_deliveries
from candour.papers.models import Delivery, Letter
from tests.make import killed_delivery as moments
from tests.make.killed_delivery import deliver_and_be_killed
from tests.make.mail_server import a_mail_server
from tests.make.papers import a_draft, a_user

KILLED = -9


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "documents"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    return tmp_path / "mail"


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases, pytest.mark.kill]


def queued() -> Letter:
    now, today = timezone.now(), timezone.localdate()
    letter = approve_letter(letter=a_draft(), by=a_user(), at=now, on=today)
    return send_letter(letter=letter, by=a_user(), at=now, on=today)


def messages_in(folder: Path) -> int:
    return sum(path.read_bytes().count(b"\nMessage-ID:") for path in folder.glob("*.log"))


def lease_has_passed(letter: Letter) -> None:
    connection.close()
    assert Delivery.objects.filter(letter=letter).update(leased_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize(
    "moment", [moments.KilledWhenConnecting, moments.KilledBeforeSending, moments.KilledAfterSending]
)
def test_a_killed_worker_leaves_one_letter_sent_once(moment: type, folders: Path) -> None:
    # given a worker that is killed while it sends the letter
    letter = queued()
    assert deliver_and_be_killed(str(letter.pk), moment) == KILLED
    assert Letter.objects.get(pk=letter.pk).state == LetterState.SENDING

    # while its lease runs, nobody else touches the letter
    assert deliver_letter(str(letter.pk)) == "not-mine"

    # when the lease has passed, the letter is found and the job comes again, then there is one letter, sent once
    lease_has_passed(letter)
    assert resume_deliveries() == 1
    assert deliver_letter(str(letter.pk)) == "left"
    assert deliver_letter(str(letter.pk)) == "not-mine"
    assert messages_in(folders) == 1
    assert Letter.objects.get(pk=letter.pk).state == LetterState.SENT


def test_a_worker_killed_after_a_mail_server_took_the_letter_leaves_the_question_to_a_person(
    settings,
) -> None:
    # given a worker killed between the server's "taken" and our own note of it
    letter = queued()
    with a_mail_server() as server:
        backend = moments.KilledAfterTheServerTookIt
        assert deliver_and_be_killed(str(letter.pk), backend, port=server.port) == KILLED
        assert len(server.messages) == 1

        # when the job comes again through the same server, then it is not sent again
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        lease_has_passed(letter)
        assert deliver_letter(str(letter.pk)) == "doubtful"
        assert len(server.messages) == 1

    # and a person, who asked whoever runs the server, settles it
    now, today = timezone.now(), timezone.localdate()
    settled = settle_letter(
        letter=Letter.objects.get(pk=letter.pk), left_on=today, by=a_user(), at=now, on=today
    )
    assert settled.state == LetterState.SENT


def test_four_workers_at_the_same_moment_send_one_letter(folders: Path) -> None:
    letter = queued()
    results: list[str] = []

    def work() -> None:
        results.append(deliver_letter(str(letter.pk)))
        connection.close()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(results) == ["left", "not-mine", "not-mine", "not-mine"]
    assert messages_in(folders) == 1
