"""Counts, conditions and codes in words, held against the sentences we would say aloud."""

from datetime import date

import pytest

from candour.deadlines.law import the_law
from candour.deadlines.law_pages.code_words import SHAPES, fact_in_words, subject_in_words
from candour.deadlines.law_pages.condition_words import block_in_words, condition_in_words
from candour.deadlines.law_pages.count_words import count_in_words
from candour.deadlines.law_pages.typed_facts import typed_day
from candour.look.typed_dates import TypedDate
from candour.procedure.conditions import Block, Line, Operator
from candour.procedure.counting import Count, Direction, FirstDay, Unit
from candour.procedure.rules import Shape

COUNTS = [
    (Count(28, Unit.DAYS, FirstDay.NEXT), "28 days, where the day after the event is day 1"),
    (Count(1, Unit.DAYS, FirstDay.EVENT), "1 day, where the day of the event is day 1"),
    (Count(12, Unit.MONTHS, FirstDay.EVENT), "12 months, where the day of the event is day 1"),
    (Count(4, Unit.WEEKS, FirstDay.NEXT), "4 weeks, where the day after the event is day 1"),
    (
        Count(5, Unit.WORKING_DAYS, FirstDay.NEXT),
        "5 working days, where the first working day after the event is day 1; "
        "weekends and the bank holidays of England and Wales are left out",
    ),
    (
        Count(10, Unit.WORKING_DAYS, FirstDay.NEXT, to_n=15),
        "from the 10th to the 15th working day, where the first working day after the event is day 1; "
        "weekends and the bank holidays of England and Wales are left out",
    ),
    (
        Count(5, Unit.WORKING_DAYS, FirstDay.NEXT, direction=Direction.BEFORE, clear=True),
        "5 clear working days back, where the last working day before the event is day 1; "
        "weekends and the bank holidays of England and Wales are left out",
    ),
]


@pytest.mark.parametrize(("count", "words"), COUNTS)
def test_a_count_is_told_with_its_first_day_and_the_days_left_out(count: Count, words: str) -> None:
    assert count_in_words(count) == words


def _line(fact: str, operator: Operator, value: object) -> Line:
    return Line(the_law().facts[fact], operator, value)


def test_two_dates_of_one_fact_are_told_as_a_span_with_its_last_day() -> None:
    block = Block(
        (
            _line("complaint-made", Operator.ON_OR_AFTER, date(2012, 11, 22)),
            _line("complaint-made", Operator.BEFORE, date(2020, 2, 1)),
        ),
        (),
    )
    assert block_in_words(block) == [
        "The complaint was made from 22 November 2012 to 31 January 2020, both included"
    ]


def test_a_line_that_must_not_hold_is_told_as_its_contrary() -> None:
    block = Block(
        (_line("force-kind", Operator.IS, "btp"),),
        (
            _line("linked-matter-under-2012-on-arrival", Operator.IS, True),
            _line("old-case-direction", Operator.KNOWN, True),
        ),
    )
    assert block_in_words(block) == [
        "The force is British Transport Police",
        "It did not relate on arrival to an earlier matter still handled under the law before 2020",
        "Nobody has stated that an old case was directed to be handled under the law since 2020",
    ]


def test_a_fact_that_happened_is_not_told_twice_where_its_day_is_told() -> None:
    block = Block(
        (
            _line("matter-known", Operator.KNOWN, True),
            _line("matter-known", Operator.ON_OR_AFTER, date(2026, 7, 13)),
        ),
        (),
    )
    assert block_in_words(block) == ["The matter came to the authority's attention on or after 13 July 2026"]


def test_every_condition_of_the_law_can_be_said_without_a_code() -> None:
    for rule in the_law().rules.values():
        for version in rule.versions:
            said = condition_in_words(version.applies)
            assert [len(block) > 0 for block in said] == [True] * len(version.applies.blocks)
            assert not any("_" in sentence or "btp" in sentence for block in said for sentence in block)


def test_subjects_and_facts_become_words() -> None:
    assert subject_in_words("keeping-informed.outcome") == "Keeping informed"
    assert subject_in_words("foi.reply") == "FOI"
    assert fact_in_words(the_law().facts["complaint-made"]) == "the day the complaint was made"


def test_every_shape_of_rule_has_words() -> None:
    assert set(SHAPES) == set(Shape)


@pytest.mark.parametrize("written", ["2026-03-02", "2/3/2026", "2 3 2026", "2.3.2026"])
def test_a_day_is_read_in_the_ways_people_write_it(written: str) -> None:
    assert typed_day(written) == TypedDate("2", "3", "2026")


def test_a_day_that_cannot_be_told_apart_is_kept_as_typed() -> None:
    assert typed_day("early March") == TypedDate(day="early March")
