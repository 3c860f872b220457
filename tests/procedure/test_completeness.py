"""The completeness check finds gaps and overlaps, and the law as shipped has none."""

from pathlib import Path

from candour.procedure import load_law
from candour.procedure.completeness import check_law
from tests.procedure.writing import law_of, version

SINCE = '[[version.applies]]\nall = [{{ fact = "complaint-made", on_or_after = {0} }}]'
UNTIL = '[[version.applies]]\nall = [{{ fact = "complaint-made", before = {0} }}]'


def test_the_law_as_shipped_governs_every_case_once_or_says_that_it_is_outside() -> None:
    assert [problem.sentence for problem in check_law(load_law())] == []


def test_versions_that_meet_on_one_day_leave_neither_gap_nor_overlap(tmp_path: Path) -> None:
    law = law_of(
        tmp_path,
        version(more=UNTIL.format("2020-02-01"), id="old"),
        version(more=SINCE.format("2020-02-01"), id="new"),
    )

    assert check_law(law) == []


def test_one_day_between_two_versions_is_a_gap(tmp_path: Path) -> None:
    law = law_of(
        tmp_path,
        version(more=UNTIL.format("2020-02-01"), id="old"),
        version(more=SINCE.format("2020-02-02"), id="new"),
    )

    assert [problem.sentence for problem in check_law(law)] == [
        "letters.reply: no version governs, and no 'outside' names it, where complaint-made = 1 February 2020"
    ]


def test_one_day_in_two_versions_is_an_overlap(tmp_path: Path) -> None:
    law = law_of(
        tmp_path,
        version(more=UNTIL.format("2020-02-02"), id="old"),
        version(more=SINCE.format("2020-02-01"), id="new"),
    )

    assert [problem.sentence for problem in check_law(law)] == [
        "letters.reply: old and new both hold where complaint-made = 1 February 2020"
    ]


def test_a_code_that_no_version_names_is_a_gap_until_it_is_said_to_be_outside(tmp_path: Path) -> None:
    territorial = '[[version.applies]]\nall = [{ fact = "force-kind", is = "territorial" }]'
    outside = '[[outside]]\ngist = "another scheme"\nall = [{ fact = "force-kind", is = "btp" }]'

    found = check_law(law_of(tmp_path / "a", version(more=territorial)))
    told = check_law(law_of(tmp_path / "b", version(more=territorial), outside))

    assert [problem.kind for problem in found] == ["gap"]
    assert told == []


def test_a_case_both_governed_and_outside_is_an_overlap(tmp_path: Path) -> None:
    outside = '[[outside]]\ngist = "another scheme"\nall = [{ fact = "force-kind", is = "btp" }]'

    found = check_law(law_of(tmp_path, version(), outside))

    assert [problem.versions for problem in found] == [("2020", "an 'outside'")]
