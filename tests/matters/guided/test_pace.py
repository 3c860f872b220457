"""How often somebody may send without signing in: the stretch begins with the first attempt and not with the clock."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from candour.matters.guided import pace as paces
from candour.matters.guided.pace import Pace, too_often

ONE = Pace("trial", "address", 2, 3600)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    now = [3599.0]
    monkeypatch.setattr(paces.time, "time", lambda: now[0])
    cache.clear()
    yield now
    cache.clear()


def tried(address: str = "192.0.2.7") -> bool:
    return too_often(RequestFactory().get("/", REMOTE_ADDR=address), [ONE]) is None


def test_the_turn_of_an_hour_does_not_begin_the_count_anew(clock: list[float]) -> None:
    assert tried()
    clock[0] += 2
    assert tried()
    assert not tried()


def test_the_count_begins_anew_once_the_whole_stretch_is_over(clock: list[float]) -> None:
    assert [tried(), tried(), tried()] == [True, True, False]
    clock[0] += ONE.seconds
    assert tried()


def test_each_address_is_counted_by_itself(clock: list[float]) -> None:
    assert [tried(), tried(), tried()] == [True, True, False]
    assert tried("192.0.2.8")
