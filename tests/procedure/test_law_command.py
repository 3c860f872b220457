"""The verbs of the law on the command line."""

import json
from datetime import date
from pathlib import Path

import pytest

from candour.procedure.command import main
from tests.procedure.writing import version, write_law

TERRITORIAL = '[[version.applies]]\nall = [{ fact = "force-kind", is = "territorial" }]'


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(write_law(tmp_path, version(more=TERRITORIAL)))


def test_due_prints_the_day_the_source_and_the_count(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["due", "letters.reply", "--law", folder, "--fact", "letter-sent=2026-03-02"])

    printed = capsys.readouterr().out
    assert code == 0
    assert printed.startswith("Answer the letter: 30 March 2026\n")
    assert "source: uksi/2020/2/regulation/39 (checked 20 November 2026)" in printed
    assert "3 March 2026 to 30 March 2026: days 1 to 28" in printed
    assert "assumed: force-kind=territorial" in printed


def test_due_as_json_holds_date_law_and_trail(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["due", "letters.reply", "--law", folder, "--fact", "letter-sent=2026-03-02", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert (found["due"], found["shape"], found["version"], found["edition"]) == ("2026-03-30", "limit", "2020", 1)
    assert found["source"] == ["uksi/2020/2/regulation/39"]
    assert found["confidence"] == "read"
    assert [run["numbers"] for run in found["trail"]["days"]] == [None, [1, 28]]


def test_what_is_not_known_is_asked_for(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["due", "letters.reply", "--law", folder, "--json"])

    found = json.loads(capsys.readouterr().out)
    assert code == 3
    assert [need["fact"] for need in found["needs"]] == ["letter-sent"]


def test_every_day_can_be_shown(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["due", "letters.reply", "--law", folder, "--fact", "letter-sent=2026-03-02", "--days"])

    assert "Mon 30 March 2026: 28" in capsys.readouterr().out


def test_why_tells_of_each_version(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["why", "letters.reply", "--law", folder, "--fact", "force-kind=btp"])

    assert code == 0
    assert capsys.readouterr().out == (
        "version 2020 (edition 1): does not hold\n  force kind is btp, not territorial\n"
    )


def test_check_fails_where_a_case_is_not_covered(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--law", folder])

    assert code == 1
    assert "no version governs" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["due", "letters.answer"], "There is no rule 'letters.answer'."),
        (["due", "letters.reply", "--fact", "sent=2026-03-02"], "sent is not a declared fact."),
        (["due", "letters.reply", "--fact", "letter-sent=2026-03"], "letter-sent is only partly known"),
        (["due", "letters.reply", "--fact", "letter-sent=9999-12-31"], "letter-sent must have a year from 1950 to 2150."),
        (["due", "letters.reply", "--fact", "time-left-out=2026-03-02/9999-03-05"], "time-left-out must have a year"),
        (["why", "letters.reply", "--fact", "heard=0001-01-01T10:00"], "heard must have a year from 1950 to 2150."),
    ],
)
def test_a_mistake_is_one_plain_line_and_exit_code_one(
    folder: str, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*arguments, "--law", folder])

    written = capsys.readouterr()
    assert (code, written.out) == (1, "")
    assert written.err.startswith(message)
    assert written.err.count("\n") == 1


def test_every_rule_and_fact_of_the_law_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--json"]) == 0
    rules = json.loads(capsys.readouterr().out)
    assert main(["rules", "--facts"]) == 0
    facts = capsys.readouterr().out

    assert "review.application" in [row["rule"] for row in rules]
    assert "complaint-made  date  " in facts


def test_periods_are_listed_as_many_as_asked(capsys: pytest.CaptureFixture[str]) -> None:
    main(["due", "timeliness.overrun", "--fact", "complaint-made=2026-03-02", "--periods", "3", "--json"])

    found = json.loads(capsys.readouterr().out)
    lasts = [date.fromisoformat(period["last"]) for period in found["periods"]]
    assert lasts == [date(2027, 3, 1), date(2027, 9, 1), date(2028, 3, 1)]


@pytest.mark.parametrize("periods", ["0", "-1", "101", "many"])
def test_how_many_periods_can_be_listed_is_said_where_it_is_refused(
    periods: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["due", "timeliness.overrun", "--fact", "complaint-made=2026-03-02", "--periods", periods])

    assert "must be a whole number from 1 to 100" in capsys.readouterr().err


def test_days_that_cannot_be_in_this_order_are_pointed_out(capsys: pytest.CaptureFixture[str]) -> None:
    facts = ("complaint-made=2026-04-02", "review-right-provided=2026-03-02")
    asked = [part for fact in facts for part in ("--fact", fact)]

    assert main(["due", "review.application", *asked]) == 0

    warned = "check the days: review-right-provided (2 March 2026) is before complaint-made (2 April 2026)"
    assert warned in capsys.readouterr().out


@pytest.mark.parametrize("written", ["=2026-03-02", " =x", "="])
def test_a_fact_without_a_name_is_refused_with_how_to_write_one(
    folder: str, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    assert main(["due", "letters.reply", "--law", folder, "--fact", written]) == 1
    assert "is not a fact: write NAME=VALUE" in capsys.readouterr().err


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_is_not_there_or_not_a_folder_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], there: bool
) -> None:
    named = tmp_path / "law"
    if there:
        named.write_text("not a folder", encoding="utf-8")

    assert main(["check", "--law", str(named)]) == 1

    said = capsys.readouterr().err
    assert said.startswith("facts.toml: cannot be read in ")
    assert said.count("\n") == 1


def test_a_misspelt_key_is_named_beside_the_one_that_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_law(tmp_path, version(more=TERRITORIAL))
    rule = folder / "rules" / "letters" / "reply.toml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("gist ", "gyst ", 1), encoding="utf-8")

    assert main(["check", "--law", str(folder)]) == 1

    said = capsys.readouterr().err
    assert "gist is missing" in said
    assert "The unknown key gyst may be meant for it" in said
