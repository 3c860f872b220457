"""The trial tables stand while these tests run, and the record may be emptied between them."""

from collections.abc import Iterator

import pytest

from tests.make.emptying import record_can_be_emptied
from tests.make.trial_tables import trial_tables


@pytest.fixture(scope="module")
def trial(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock(), record_can_be_emptied(), trial_tables():  # type: ignore[attr-defined]
        yield
