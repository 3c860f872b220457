"""Rule files are read strictly: what is wrong is refused with file, key and what is accepted."""

from datetime import date
from pathlib import Path

import pytest

from candour.procedure import LawFileError, load_law
from candour.procedure.due import Due
from tests.procedure.writing import FACTS, law_of, version, write_law

GOOD = '{ n = 28, unit = "days", first_day = "next" }'


@pytest.mark.parametrize(
    ("count", "more", "shape", "message"),
    [
        (GOOD, "grace = 3", "limit", "version 1: unknown key grace"),
        ('{ n = 28, unit = "day", first_day = "next" }', "", "limit", "unit is 'day'; accepted: days, working-days"),
        ('{ n = 0, unit = "days", first_day = "next" }', "", "limit", "n must be 1 or more"),
        ('{ n = true, unit = "days", first_day = "next" }', "", "limit", "n must be a whole number, found true or false"),
        ('{ n = 5, unit = "days", first_day = "next", to_n = 9 }', "", "limit", "to_n belongs to a window"),
        (GOOD, "", "window", "to_n belongs to a window"),
        ('{ n = 5, to_n = 3, unit = "days", first_day = "next" }', "", "window", "to_n must not be less than n"),
        ('{ n = 5, unit = "months", first_day = "next", direction = "before" }', "", "limit", "direction before is for"),
        ('{ n = 5, unit = "weeks", first_day = "next", clear = true }', "", "limit", "clear is for days"),
        ('{ n = 5, unit = "days", first_day = "next", calendar = "wales" }', "", "limit", "calendar is wales"),
        (GOOD, "", "prompt", "count has no place in a rule of shape prompt"),
        ("", "", "limit", "count is missing"),
        (GOOD, "", "deadline", "shape is 'deadline'"),
        (GOOD, 'pauses = ["letter-sent"]', "limit", "must be declared with interval = true"),
        (GOOD, 'repeats_from = "heard"', "limit", "must be declared with repeats = true"),
        (GOOD, 'repeats = { n = 6, unit = "months", first_day = "next" }', "limit", "repeats needs repeats_from"),
        (
            GOOD,
            'repeats = { n = 6, unit = "months", first_day = "event" }',
            "period-ends",
            'repeats must have first_day = "next"',
        ),
        (GOOD, 'extension = { fact = "linked", gist = "x" }', "limit", "must name a date or a moment"),
        (GOOD, '[[version.applies]]\nall = [{ fact = "sent", is = true }]', "limit", "facts.toml does not declare"),
        (GOOD, '[[version.applies]]\nall = [{ fact = "linked" }]', "limit", "linked needs exactly one of"),
        (GOOD, '[[version.applies]]\nall = [{ fact = "linked", is = "yes" }]', "limit", "is must be true or false"),
        (GOOD, '[[version.applies]]\nall = [{ fact = "force-kind", is = "navy" }]', "limit", "names navy"),
        (GOOD, '[[version.applies]]\nall = [{ fact = "linked", before = 2020-02-01 }]', "limit", "before is for a date"),
        (GOOD, '[[version.applies]]\nall = [{ fact = "letter-sent", before = "2020" }]', "limit", "before must be a day"),
        (GOOD, "[[version.applies]]\nall = []", "limit", "must hold at least one line"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(
    tmp_path: Path, count: str, more: str, shape: str, message: str
) -> None:
    with pytest.raises(LawFileError, match=message) as refused:
        law_of(tmp_path, version(count, more), shape=shape)

    assert str(refused.value).startswith("rules/letters/reply.toml")


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("source =", "source is missing: nothing is law here without a citation"),
        ("from =", "from is missing"),
        ("gist =", "gist is missing"),
        ("checked =", "checked is missing"),
        ("owed_by =", "owed_by is missing"),
    ],
)
def test_a_version_must_say_where_it_comes_from_and_who_owes_it(tmp_path: Path, missing: str, message: str) -> None:
    kept = [line for line in version().splitlines() if not line.startswith(missing)]

    with pytest.raises(LawFileError, match=message):
        law_of(tmp_path, "\n".join(kept))


def test_what_was_not_read_must_say_what_is_unconfirmed(tmp_path: Path) -> None:
    with pytest.raises(LawFileError, match="confidence_note is missing: say what exactly is not confirmed"):
        law_of(tmp_path, version().replace('confidence = "read"', 'confidence = "unconfirmed"'))


def test_two_versions_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LawFileError, match="version has the same id twice"):
        law_of(tmp_path, version(), version())


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    folder = write_law(tmp_path)
    (folder / "facts.toml").write_text("facts = [", encoding="utf-8")

    with pytest.raises(LawFileError, match=r"^facts\.toml: not valid TOML"):
        load_law(folder)


def test_a_rule_must_stand_where_its_key_says(tmp_path: Path) -> None:
    folder = write_law(tmp_path)
    (folder / "rules" / "letters" / "reply.toml").rename(folder / "rules" / "letters" / "answer.toml")

    with pytest.raises(LawFileError, match=r"key must be letters\.answer"):
        load_law(folder)


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        ('kind = "code"', "values or list is for a code"),
        ('kind = "date"\nvalues = ["a"]', "values or list is for a code"),
        ('kind = "yes-no"\nrepeats = true', "repeats is only for a date"),
        ('kind = "moment"\ninterval = true', "interval is only for a date"),
        ('kind = "date"\nsince = 3', "unknown key since"),
        ('kind = "number"', "kind is 'number'; accepted: date, moment, yes-no, code"),
        ('kind = "code"\nlist = "ranks"', "list names ranks, for which there is no file"),
    ],
)
def test_a_fact_that_is_ill_declared_is_refused(tmp_path: Path, declaration: str, message: str) -> None:
    facts = FACTS + f'\n[facts.extra]\n{declaration}\nmeaning = "x"\nstated_by = "y"\n'

    with pytest.raises(LawFileError, match=message) as refused:
        law_of(tmp_path, facts=facts)

    assert str(refused.value).startswith("facts.toml")


def test_the_hash_of_a_version_follows_its_text_and_not_the_day_it_was_looked_at(tmp_path: Path) -> None:
    first = law_of(tmp_path / "a", version()).versions_of("letters.reply")[0]
    looked_again = law_of(tmp_path / "b", version().replace("2026-11-20", "2027-01-04")).versions_of("letters.reply")[0]
    corrected = law_of(tmp_path / "c", version(GOOD.replace("28", "29"))).versions_of("letters.reply")[0]

    assert first.hash == looked_again.hash
    assert first.hash != corrected.hash
    assert len(first.hash) == 64


INSTEAD = """
[version.owed_instead]
all = [{ fact = "linked", is = true }]
by = "director-general"
gist = "where an earlier matter is open"
source = "uksi/2020/2/regulation/41"
"""


@pytest.mark.parametrize(
    ("stated", "owes"),
    [({"linked": True}, "director-general"), ({"linked": False}, "complainant"), ({}, "complainant-or-director-general")],
)
def test_a_duty_may_lie_with_somebody_else_and_with_both_while_that_is_not_known(
    tmp_path: Path, stated: dict[str, bool], owes: str
) -> None:
    law = law_of(tmp_path, version(more=INSTEAD))
    answer = law.due("letters.reply", {"letter-sent": date(2026, 3, 2), **stated})
    assert isinstance(answer, Due)
    assert (answer.owed_by, answer.owed_to) == (owes, "force")


@pytest.mark.parametrize("missing", ["gist", "source"])
def test_who_owes_it_instead_needs_its_words_and_its_source(tmp_path: Path, missing: str) -> None:
    kept = "\n".join(line for line in INSTEAD.splitlines() if not line.startswith(missing))
    with pytest.raises(LawFileError, match=f"{missing} is missing"):
        law_of(tmp_path, version(more=kept))
