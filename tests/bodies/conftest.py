"""These tests load the bodies themselves: each begins without any."""

import pytest
from django.db import connection

from candour.bodies.models import Body, BodyName, DelegationModel, Governance


@pytest.fixture(autouse=True)
def no_bodies(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db") is None and "db" not in request.fixturenames:
        return
    request.getfixturevalue("db")
    for model in (BodyName, Governance, DelegationModel):
        model.objects.all().delete()
    Body.objects.update(overseen_by=None, succeeds=None)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {Body._meta.db_table}")
