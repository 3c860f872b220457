"""What the tests of letters and documents share: a database that may be emptied after a killed worker."""

from collections.abc import Iterator

import pytest

from tests.make.emptying import record_can_be_emptied


@pytest.fixture(autouse=True, scope="package")
def emptying() -> Iterator[None]:
    with record_can_be_emptied():
        yield
