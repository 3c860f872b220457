"""What every test stands on: the bodies, and how hypothesis runs."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from candour.bodies.loading import load_bodies
from candour.bodies.models import Body
from tests.make.emptying import record_can_be_emptied

settings.register_profile(
    "candour", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("candour")


@pytest.fixture(scope="session", autouse=True)
def emptying() -> Iterator[None]:
    """Between tests that commit, the runner may empty the record too."""
    with record_can_be_emptied():
        yield


@pytest.fixture(autouse=True)
def bodies_stand(request: pytest.FixtureRequest) -> None:
    """A test that commits leaves an empty database behind it: the bodies are put back where they are missing."""
    marked = request.node.get_closest_marker("django_db")
    commits = "live_server" in request.fixturenames or bool(marked and marked.kwargs.get("transaction"))
    if commits or marked or "db" in request.fixturenames:
        request.getfixturevalue("transactional_db" if commits else "db")
        if not Body.objects.exists():
            load_bodies()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Reference data is loaded once; tests that change it do so inside their own transaction."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        load_bodies()
