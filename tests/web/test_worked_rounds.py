"""The rounds of the worked examples: the newsroom's of 48 forces, and a small one whose reply hid a sheet; both public."""

from datetime import datetime, time

import pytest
from django.test import Client

from candour.publishing.codes import PageKind
from candour.publishing.models import Snapshot
from candour.register.models import Reply, Round
from candour.web.examples.accounts import BEGAN, make_accounts
from candour.web.examples.rounds import load_rounds
from tests.make.moments import LONDON

pytestmark = pytest.mark.django_db


def test_both_rounds_are_loaded_once_and_published() -> None:
    staff = make_accounts(at=datetime.combine(BEGAN, time(9), LONDON))
    said: list[str] = []
    for _start in range(2):
        load_rounds(staff, say=said.append)

    assert len(said) == 1
    assert Round.objects.count() == 2
    assert [one["hiding"] for one in Reply.objects.get().findings] == ["hidden-sheet"]
    assert Snapshot.objects.filter(kind=PageKind.ROUND).count() == 2
    for snapshot in Snapshot.objects.filter(kind=PageKind.ROUND):
        assert Client().get(snapshot.path).status_code == 200


def test_what_is_made_up_says_so_and_the_real_round_does_not() -> None:
    load_rounds(make_accounts(at=datetime.combine(BEGAN, time(9), LONDON)), say=lambda _line: None)
    newsroom, gazette = Round.objects.with_names().order_by("case_file__reference")

    assert (newsroom.case_file.fictional, gazette.case_file.fictional) == (False, True)
    made_up = {one.body.fictional for one in gazette.authorities.select_related("body")}
    real = {one.body.fictional for one in newsroom.authorities.select_related("body")}
    assert (made_up, real) == ({True}, {False})
