"""The grammar answers yes, no or unknown, and an unknown that cannot change the answer asks for nothing."""

from datetime import date, datetime
from pathlib import Path

import pytest

from candour.procedure import NOT_HAPPENED, load_law
from candour.procedure.conditions import Condition
from candour.procedure.dates import LONDON
from candour.procedure.law import OWN_LAW
from tests.procedure.writing import law_of, version

LATE = '{ fact = "complaint-made", on_or_after = 2020-02-01 }'
LINKED = '{ fact = "linked", is = true }'


def condition(folder: Path, *blocks: str) -> Condition:
    applies = "".join(f"[[version.applies]]\n{block}\n" for block in blocks)
    return law_of(folder, version(more=applies)).versions_of("letters.reply")[0].applies


@pytest.mark.parametrize(
    ("made", "linked", "both", "late_not_linked", "either"),
    [
        (date(2020, 2, 1), True, True, False, True),
        (date(2020, 2, 1), False, False, True, True),
        (date(2020, 1, 31), True, False, False, True),
        (date(2020, 1, 31), False, False, False, False),
        (NOT_HAPPENED, True, False, False, True),
        (None, True, None, False, True),
        (None, False, False, None, None),
        (date(2020, 2, 1), None, None, None, True),
        (date(2020, 1, 31), None, False, False, None),
        (None, None, None, None, None),
    ],
)
def test_what_is_not_known_makes_the_answer_unknown_only_where_it_could_change_it(
    tmp_path: Path, made: object, linked: object, both: object, late_not_linked: object, either: object
) -> None:
    stated = {"complaint-made": made, "linked": linked}
    facts = {name: value for name, value in stated.items() if value is not None}

    assert condition(tmp_path / "a", f"all = [{LATE}, {LINKED}]").answer(facts) is both
    assert condition(tmp_path / "b", f"all = [{LATE}]\nnone = [{LINKED}]").answer(facts) is late_not_linked
    assert condition(tmp_path / "c", f"all = [{LATE}]", f"all = [{LINKED}]").answer(facts) is either


def test_only_the_facts_that_could_still_change_the_answer_are_asked_for(tmp_path: Path) -> None:
    either = condition(tmp_path, f"all = [{LATE}, {LINKED}]", 'all = [{ fact = "rank", is = "sergeant" }]')

    needed = either.needs({"complaint-made": date(2019, 3, 4)})

    assert [fact.name for fact in needed] == ["rank"]


def test_a_moment_counts_for_the_day_it_falls_on_in_london(tmp_path: Path) -> None:
    since = condition(tmp_path, 'all = [{ fact = "heard", on_or_after = 2026-07-13 }]')

    assert since.answer({"heard": datetime(2026, 7, 13, 0, 30, tzinfo=LONDON)}) is True
    assert since.answer({"heard": datetime(2026, 7, 12, 23, 30, tzinfo=LONDON)}) is False


def test_whether_a_thing_is_known_is_never_itself_unknown(tmp_path: Path) -> None:
    known = condition(tmp_path, 'all = [{ fact = "letter-sent", known = true }]')

    assert [known.answer(facts) for facts in ({}, {"letter-sent": NOT_HAPPENED}, {"letter-sent": date(2026, 3, 2)})] == [
        False,
        False,
        True,
    ]


def test_the_latest_value_of_a_repeating_fact_is_the_one_spoken_of(tmp_path: Path) -> None:
    since = condition(tmp_path, 'all = [{ fact = "update-given", on_or_after = 2026-07-13 }]')

    assert since.answer({"update-given": (date(2026, 7, 20), date(2026, 7, 1))}) is True


def test_every_version_of_the_law_as_shipped_cites_its_source_and_says_what_is_unconfirmed() -> None:
    for rule in load_law().rules.values():
        for one in rule.versions:
            assert one.source, rule.key
            assert one.confidence.value == "read" or one.confidence_note, rule.key


def test_the_law_asks_no_clock_and_no_framework() -> None:
    for path in sorted(OWN_LAW.glob("*.py")):
        written = path.read_text(encoding="utf-8")
        assert "django" not in written, path.name
        assert ".today(" not in written, path.name
        assert ".now(" not in written, path.name
