"""How facts are stated in words, and what is refused."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from candour.procedure.dates import LONDON
from candour.procedure.facts import NOT_HAPPENED, FactError, Held, Span, require_declared, state
from candour.procedure.law_file import LawFileError
from tests.procedure.writing import FACTS, law_of


@pytest.fixture
def declared(tmp_path: Path) -> dict:
    return dict(law_of(tmp_path).facts)


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("letter-sent=2026-03-02", date(2026, 3, 2)),
        ("letter-sent=none", NOT_HAPPENED),
        ("heard=2026-03-06T16:00", datetime(2026, 3, 6, 16, tzinfo=LONDON)),
        ("heard=2026-07-06T16:00+00:00", datetime(2026, 7, 6, 16, tzinfo=UTC)),
        ("heard=2026-03-06", date(2026, 3, 6)),
        ("linked=yes", True),
        ("linked=No", False),
        ("force-kind=btp", "btp"),
        ("time-left-out=2026-03-02/2026-03-05", (Span(date(2026, 3, 2), date(2026, 3, 5)),)),
    ],
)
def test_a_fact_is_read_by_its_kind(declared: dict, statement: str, value: object) -> None:
    assert list(state(declared, [statement]).values()) == [value]


def test_a_fact_that_repeats_keeps_every_day_in_order(declared: dict) -> None:
    stated = state(declared, ["update-given=2026-04-20", "update-given=2026-03-23"])

    assert stated == {"update-given": (date(2026, 3, 23), date(2026, 4, 20))}


def test_a_value_may_be_stated_from_a_day_on(declared: dict) -> None:
    stated = state(declared, ["rank=sergeant@2024-05-01", "rank=constable@2018-01-01"])["rank"]

    assert isinstance(stated, Held)
    assert [stated.on(date(2017, 1, 1)), stated.on(date(2024, 4, 30)), stated.latest()] == [None, "constable", "sergeant"]


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        (["leter-sent=2026-03-02"], "leter-sent is not a declared fact"),
        (["letter-sent"], "write NAME=VALUE"),
        (["letter-sent=2026-03"], "letter-sent is only partly known .2026-03., and a clock needs the whole day"),
        (["letter-sent=2 March"], "letter-sent cannot be '2 March'; it accepts a day such as"),
        (["letter-sent=2026-02-30"], "letter-sent cannot be '2026-02-30'"),
        (["letter-sent=2026-03-02", "letter-sent=2026-03-03"], "letter-sent was given more than once"),
        (["heard=2026-03-06T26:00"], "heard cannot be"),
        (["linked=perhaps"], "linked cannot be 'perhaps'; it accepts yes or no"),
        (["force-kind=navy"], "force-kind cannot be 'navy'; it accepts one of territorial, btp"),
        (["time-left-out=2026-03-05/2026-03-02"], "time-left-out ends before it starts"),
        (["time-left-out=2026-03-05"], "it accepts two days such as"),
        (["update-given=none", "update-given=2026-03-02"], "update-given cannot be none and also something else"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(declared: dict, statements: list[str], message: str) -> None:
    with pytest.raises(FactError, match=message):
        state(declared, statements)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("letter-sent", datetime(2026, 3, 6, 16, tzinfo=UTC)),
        ("letter-sent", "2026-03-02"),
        ("heard", datetime(2026, 3, 6, 16)),
        ("linked", "yes"),
        ("linked", date(2026, 3, 6)),
        ("force-kind", "navy"),
        ("letter-sent", (date(2026, 3, 2),)),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_in_code_too(declared: dict, name: str, value: object) -> None:
    with pytest.raises(FactError, match=name):
        require_declared(declared, {name: value})


def test_a_day_before_the_first_that_the_law_knows_is_refused(tmp_path: Path) -> None:
    ordered = '[facts.ordered]\nkind = "date"\nnot_before = 2020-02-01\nmeaning = "the day of the order"\nstated_by = "force"\n'
    declared = dict(law_of(tmp_path, facts=FACTS + ordered).facts)

    assert state(declared, ["ordered=2020-02-01"]) == {"ordered": date(2020, 2, 1)}
    with pytest.raises(FactError, match="ordered cannot be 2020-01-31: it cannot have come before 1 February 2020"):
        state(declared, ["ordered=2020-01-31"])


def test_only_a_single_day_can_have_a_first_day(tmp_path: Path) -> None:
    worded = '[facts.ordered]\nkind = "yes-no"\nnot_before = 2020-02-01\nmeaning = "ordered"\nstated_by = "force"\n'

    with pytest.raises(LawFileError, match="not_before"):
        law_of(tmp_path, facts=FACTS + worded)
