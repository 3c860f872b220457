"""`candour accounts`: the first administrator, the seal of the reads, and their check."""

from argparse import Namespace
from datetime import timedelta

import pytest
from django.utils import timezone

from candour.accounts.actions import log_read
from candour.accounts.codes import Role
from candour.accounts.models import User
from candour.accounts.operating import invite_administrator, seal, verify
from candour.web.command import build_parser
from tests.make.accounts import a_case_file, a_user, attacked
from tests.make.bodies import a_force

pytestmark = pytest.mark.django_db


class Terminal:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.warned: list[str] = []

    def run(self, step: object, **chosen: object) -> int:
        return step(Namespace(**chosen), say=self.said.append, warn=self.warned.append)


def test_the_first_administrator_of_a_body_gets_a_link_to_begin_with() -> None:
    body, terminal = a_force(), Terminal()
    assert terminal.run(invite_administrator, body=body.pk, email="ada@example.org", name="Ada Minster") == 0
    assert User.objects.get(email="ada@example.org").appointments.get().role == Role.ADMINISTRATOR
    assert "/password/reset/" in terminal.said[-1]


@pytest.mark.parametrize(
    ("key", "email", "words"),
    [
        ("nowhere", "ada@example.org", "There is no body with the key nowhere"),
        ("ashwick", "ada", "such as name@example.org"),
    ],
)
def test_a_mistake_on_the_command_line_is_said_in_words(key: str, email: str, words: str) -> None:
    a_force()
    terminal = Terminal()
    assert terminal.run(invite_administrator, body=key, email=email, name="Ada Minster") == 1
    assert words in terminal.warned[0]


def test_finished_days_are_sealed_and_found_sound() -> None:
    looked(days_ago=2)
    terminal = Terminal()
    assert terminal.run(seal) == 0
    assert terminal.said[0].endswith("1 reads sealed.")
    assert terminal.run(seal) == 0
    assert terminal.said[-1] == "Every finished day is sealed already."
    assert terminal.run(verify) == 0


def test_an_altered_log_ends_the_check_with_a_failure_and_names_the_day() -> None:
    looked(days_ago=2)
    terminal = Terminal()
    terminal.run(seal)
    attacked("UPDATE accounts_read SET what = 'home'")
    assert terminal.run(verify) == 1
    assert "was altered after the day was sealed" in terminal.warned[0]


def test_days_not_yet_sealed_are_warned_of() -> None:
    looked(days_ago=2)
    terminal = Terminal()
    terminal.run(verify)
    assert "Run `candour accounts seal-reads`" in terminal.warned[0]


def test_the_verbs_stand_on_the_one_command() -> None:
    chosen = build_parser().parse_args(["accounts", "seal-reads"])
    assert callable(chosen.run)


def looked(*, days_ago: int) -> None:
    log_read(a_user(), a_case_file(a_force()), "matter.overview", timezone.now() - timedelta(days=days_ago))
