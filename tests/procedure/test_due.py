"""What a due date carries with it: which version, what moved it, what is still to be known."""

from datetime import date, datetime
from pathlib import Path

import pytest

from candour.procedure import NOT_HAPPENED, Due, FactError, Held, Needs, NoSuchRule, NotInForce, Span
from candour.procedure.dates import LONDON
from candour.procedure.law import OverlappingVersions
from candour.procedure.reconsider import Stored, reconsider
from tests.procedure.writing import law_of, version

SENT = {"letter-sent": date(2026, 3, 2)}
NEW = '[[version.applies]]\nall = [{ fact = "complaint-made", on_or_after = 2020-02-01 }]\nnone = [{ fact = "linked", is = true }]'
OLD = '[[version.applies]]\nall = [{ fact = "complaint-made", before = 2020-02-01 }]\n[[version.applies]]\nall = [{ fact = "linked", is = true }]'
FIVE = '{ n = 5, unit = "working-days", first_day = "next" }'


def test_a_deadline_names_its_law_and_every_day_it_counted(tmp_path: Path) -> None:
    law = law_of(tmp_path, version(FIVE))

    due = law.due("letters.reply", {"letter-sent": date(2026, 4, 2)})

    assert isinstance(due, Due)
    assert (due.due, due.version.id, due.edition, due.can_be_late) == (date(2026, 4, 13), "2020", 1, True)
    assert due.trail.lines() == [
        "letter-sent: 2 April 2026",
        "rule letters.reply, version 2020, edition 1",
        "bank holidays of england-and-wales, edition 1",
        "2 April 2026: the day of the event, which is not counted",
        "3 April 2026: Good Friday",
        "4 April 2026 to 5 April 2026: weekend",
        "6 April 2026: Easter Monday",
        "7 April 2026 to 10 April 2026: days 1 to 4",
        "11 April 2026 to 12 April 2026: weekend",
        "13 April 2026: day 5",
    ]
    assert len(list(due.trail.days())) == 12


def test_a_limit_is_kept_until_the_last_minute_of_the_day_in_london(tmp_path: Path) -> None:
    due = law_of(tmp_path).due("letters.reply", SENT)

    assert isinstance(due, Due)
    assert due.last_moment == datetime(2026, 3, 30, 23, 59, tzinfo=LONDON)
    assert not due.late_on(datetime(2026, 3, 30, 23, 59, tzinfo=LONDON))
    assert due.late_on(date(2026, 3, 31))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"complaint-made": date(2026, 1, 5), "linked": False}, "new"),
        ({"complaint-made": date(2026, 1, 5), "linked": True}, "old"),
        ({"complaint-made": date(2020, 1, 31), "linked": False}, "old"),
    ],
)
def test_the_version_is_chosen_by_the_facts_of_the_matter(tmp_path: Path, facts: dict, expected: str) -> None:
    law = law_of(tmp_path, version(more=NEW, id="new"), version(more=OLD, id="old"))

    due = law.due("letters.reply", SENT | facts)

    assert isinstance(due, Due)
    assert due.version.id == expected


def test_a_version_does_not_govern_while_another_is_unknown(tmp_path: Path) -> None:
    law = law_of(tmp_path, version(more=NEW, id="new"), version(more=OLD, id="old"))

    needs = law.due("letters.reply", {"complaint-made": date(2026, 1, 5)})

    assert isinstance(needs, Needs)
    assert needs.names == ("linked", "letter-sent")
    assert "linked (an earlier matter was still being handled)" in needs.sentence


def test_a_reason_is_a_sentence_about_this_matter(tmp_path: Path) -> None:
    law = law_of(tmp_path, version(more=NEW))

    due = law.due("letters.reply", SENT | {"complaint-made": date(2026, 3, 2), "linked": False})

    assert isinstance(due, Due)
    assert due.why == (
        "the complaint was made on 2 March 2026, on or after 1 February 2020",
        "no earlier matter was being handled",
    )


def test_a_day_stated_not_to_exist_answers_no_where_silence_is_unknown(tmp_path: Path) -> None:
    law = law_of(tmp_path, version(more='[[version.applies]]\nall = [{ fact = "asked-on", before = 2020-02-01 }]'))

    assert isinstance(law.due("letters.reply", SENT), Needs)
    assert isinstance(law.due("letters.reply", SENT | {"asked-on": NOT_HAPPENED}), NotInForce)


def test_what_was_so_on_another_day_can_be_asked(tmp_path: Path) -> None:
    was_sergeant = '[[version.applies]]\nall = [{ fact = "rank", is = "sergeant", at = "complaint-made" }]'
    law = law_of(tmp_path, version(more=was_sergeant))
    rank = Held(((date(2018, 1, 1), "constable"), (date(2024, 5, 1), "sergeant")))

    before = law.due("letters.reply", SENT | {"rank": rank, "complaint-made": date(2024, 4, 30)})
    after = law.due("letters.reply", SENT | {"rank": rank, "complaint-made": date(2024, 5, 1)})

    assert isinstance(before, NotInForce)
    assert isinstance(after, Due)


def test_two_versions_that_both_hold_give_no_date(tmp_path: Path) -> None:
    law = law_of(tmp_path, version(id="one"), version(id="two"))

    with pytest.raises(OverlappingVersions, match=r"letters/reply\.toml: versions one and two"):
        law.due("letters.reply", SENT)


def test_a_version_whose_start_is_unconfirmed_never_governs_and_is_shown(tmp_path: Path) -> None:
    later = version(count="", id="2026", more="starts_unconfirmed = true")
    law = law_of(tmp_path, version(), later)

    due = law.due("letters.reply", SENT)

    assert isinstance(due, Due)
    assert due.version.id == "2020"
    assert [one.id for one in due.may_exist] == ["2026"]
    assert [standing.answer for standing in law.why("letters.reply", SENT)] == [True, False]


def test_where_the_rule_does_not_reach_it_says_why(tmp_path: Path) -> None:
    outside = '[[outside]]\ngist = "handled under the law before 2020"\nall = [{ fact = "linked", is = true }]'
    law = law_of(tmp_path, version(more=NEW), outside)

    answer = law.due("letters.reply", SENT | {"complaint-made": date(2026, 1, 5), "linked": True})

    assert isinstance(answer, NotInForce)
    assert answer.reasons == ("handled under the law before 2020", "an earlier matter was still being handled")


@pytest.mark.parametrize(
    ("asked", "last", "words"),
    [
        (date(2026, 3, 30), date(2026, 4, 20), "extended from 30 March 2026 to 20 April 2026: the body may allow more"),
        (date(2026, 3, 31), date(2026, 3, 30), "asked for on 31 March 2026, after the period expired on 30 March 2026"),
    ],
)
def test_more_time_counts_only_if_asked_for_before_the_period_expired(
    tmp_path: Path, asked: date, last: date, words: str
) -> None:
    extension = 'extension = { fact = "granted-to", asked = "asked-on", gist = "the body may allow more" }'
    law = law_of(tmp_path, version(more=extension))

    due = law.due("letters.reply", SENT | {"granted-to": date(2026, 4, 20), "asked-on": asked})

    assert isinstance(due, Due)
    assert due.due == last
    assert words in due.trail.notes[0]


def test_more_time_without_the_day_it_was_asked_for_needs_that_day(tmp_path: Path) -> None:
    extension = 'extension = { fact = "granted-to", asked = "asked-on", gist = "more" }'
    law = law_of(tmp_path, version(more=extension))

    needs = law.due("letters.reply", SENT | {"granted-to": date(2026, 4, 20)})

    assert isinstance(needs, Needs)
    assert needs.names == ("asked-on",)


def test_an_extension_stops_at_the_most_the_law_allows(tmp_path: Path) -> None:
    most = '{ n = 35, unit = "days", first_day = "next" }'
    law = law_of(tmp_path, version(more=f'extension = {{ fact = "granted-to", gist = "more", at_most = {most} }}'))

    due = law.due("letters.reply", SENT | {"granted-to": date(2026, 6, 1)})

    assert isinstance(due, Due)
    assert due.due == date(2026, 4, 6)


def test_a_shortening_must_be_earlier_to_count(tmp_path: Path) -> None:
    law = law_of(tmp_path, version(more='shortening = { fact = "agreed-to", gist = "both sides agreed" }'))

    shorter = law.due("letters.reply", SENT | {"agreed-to": date(2026, 3, 20)})
    later = law.due("letters.reply", SENT | {"agreed-to": date(2026, 4, 20)})

    assert isinstance(shorter, Due)
    assert isinstance(later, Due)
    assert (shorter.due, later.due) == (date(2026, 3, 20), date(2026, 3, 30))
    assert later.trail.notes == ("not shortened: 20 April 2026 is not earlier than 30 March 2026",)


def test_time_left_out_is_not_counted_and_the_trail_says_so(tmp_path: Path) -> None:
    law = law_of(tmp_path, version(more='pauses = ["time-left-out"]'))

    due = law.due("letters.reply", SENT | {"time-left-out": Span(date(2026, 3, 10), date(2026, 3, 12))})

    assert isinstance(due, Due)
    assert due.due == date(2026, 4, 2)
    assert "10 March 2026 to 12 March 2026: within a time that is left out" in due.trail.lines()


def test_where_the_text_bears_two_readings_the_careful_one_governs_and_both_are_shown(tmp_path: Path) -> None:
    five_before = '{ n = 5, unit = "working-days", first_day = "next", direction = "before" }'
    clear = five_before.replace(" }", ', clear = true, gist = "if clear days are meant", take = "earlier" }')
    law = law_of(tmp_path, version(five_before, more=f"other_reading = {clear}"))

    due = law.due("letters.reply", {"letter-sent": date(2026, 9, 8)})

    assert isinstance(due, Due)
    assert due.due == date(2026, 8, 28)
    assert "1 September 2026, or 28 August 2026 (if clear days are meant)" in due.trail.notes[0]


def test_a_clock_that_restarts_keeps_each_round_and_whether_it_was_late(tmp_path: Path) -> None:
    rolling = version('{ n = 4, unit = "weeks", first_day = "next" }', 'repeats_from = "update-given"')
    law = law_of(tmp_path, rolling)
    given = (date(2026, 2, 1), date(2026, 3, 20), date(2026, 4, 20))

    due = law.due("letters.reply", SENT | {"update-given": given})

    assert isinstance(due, Due)
    assert due.due == date(2026, 5, 18)
    assert [(turn.due, turn.given, turn.late) for turn in due.turns] == [
        (date(2026, 3, 30), date(2026, 3, 20), False),
        (date(2026, 4, 17), date(2026, 4, 20), True),
        (date(2026, 5, 18), None, False),
    ]
    assert "update-given on 1 February 2026 is left out: the clock starts later, on 2 March 2026" in due.trail.notes


def test_a_duty_without_a_figure_is_owed_but_never_late(tmp_path: Path) -> None:
    law = law_of(tmp_path, version(count=""), shape="prompt")

    due = law.due("letters.reply", SENT)

    assert isinstance(due, Due)
    assert (due.due, due.can_be_late, due.late_on(date(2030, 1, 1))) == (None, False, False)


@pytest.mark.parametrize(("shape", "opens"), [("not-before", date(2026, 3, 31)), ("at-least", None), ("live-for", None)])
def test_a_period_that_only_has_to_run_is_never_late(tmp_path: Path, shape: str, opens: date | None) -> None:
    due = law_of(tmp_path, shape=shape).due("letters.reply", SENT)

    assert isinstance(due, Due)
    assert (due.due, due.opens, due.can_be_late) == (date(2026, 3, 30), opens, False)


def test_a_fact_that_is_not_declared_is_an_error_and_so_is_a_rule_that_is_not_there(tmp_path: Path) -> None:
    law = law_of(tmp_path)

    with pytest.raises(FactError, match="leter-sent is not a declared fact"):
        law.due("letters.reply", {"leter-sent": date(2026, 3, 2)})
    with pytest.raises(NoSuchRule, match=r"no rule 'letters\.answer'"):
        law.due("letters.answer", SENT)


def test_a_correction_of_our_text_shows_what_it_would_move_and_moves_nothing(tmp_path: Path) -> None:
    law = law_of(tmp_path / "then")
    due = law.due("letters.reply", SENT)
    assert isinstance(due, Due)
    stored = Stored("letters.reply", due.version.id, due.edition, due.version_hash, due.due, SENT)
    corrected = version('{ n = 28, unit = "days", first_day = "event" }').replace("edition = 1", "edition = 2")

    then, now = reconsider(law, stored), reconsider(law_of(tmp_path / "now", corrected), stored)

    assert then.unchanged
    assert now.moves
    assert now.changes == (
        "edition 2 of the text replaces edition 1",
        "the date would move from 30 March 2026 to 29 March 2026",
    )
    assert stored.due == date(2026, 3, 30)


def test_a_text_changed_without_a_new_edition_is_noticed(tmp_path: Path) -> None:
    law = law_of(tmp_path / "then")
    due = law.due("letters.reply", SENT)
    assert isinstance(due, Due)
    stored = Stored("letters.reply", due.version.id, due.edition, due.version_hash, due.due, SENT)

    found = reconsider(law_of(tmp_path / "now", version().replace("within the period", "in the period")), stored)

    assert not found.moves
    assert found.changes == ("the text of the version differs, though its edition is the same: raise the edition",)
