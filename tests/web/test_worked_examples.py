"""All that `make run` loads, with a few complaints only: it goes through, and the record proves it."""

from datetime import UTC, datetime

import pytest

from candour.evidence.models import Exhibit, Marking
from candour.ledger.verification import verify
from candour.matters.models import Matter
from candour.register.models import Round, Source
from candour.web.examples.accounts import make_accounts
from candour.web.examples.exhibits import load_exhibits
from candour.web.examples.loading import load_examples

pytestmark = pytest.mark.django_db


def test_every_worked_example_loads_and_a_second_time_adds_nothing() -> None:
    said: list[str] = []
    load_examples(seed=2020, matters=2, say=said.append)
    found = [one.objects.count() for one in (Matter, Exhibit, Marking, Source, Round)]
    assert found[1] == 3
    assert all(found)
    assert verify().ok
    load_exhibits(make_accounts(at=datetime(2020, 2, 3, 9, tzinfo=UTC)), say=said.append)
    load_examples(seed=2020, matters=2, say=said.append)
    assert [one.objects.count() for one in (Matter, Exhibit, Marking, Source, Round)] == found
