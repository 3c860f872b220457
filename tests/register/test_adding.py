"""What the readers did not see is added by a person with the words of the source, and is kept when it is read again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from candour.accounts.codes import Role
from candour.accounts.permissions import NotPermitted
from candour.ledger.verification import verify
from candour.register.actions import ByHand, Captured, add_statement
from candour.register.actions.reading import read_again
from candour.register.codes import Standing
from candour.register.further_people import may_add_somebody
from candour.register.models import SourceReading, SourceStatement
from candour.register.refusal import SourceRefused
from candour.register.telling import account_of, people_told
from tests.make.accounts import signed_in
from tests.make.entries import confirmed, opened_from
from tests.make.moments import at_nine
from tests.make.people import FORCE, a_handler, a_user, appointed
from tests.make.sources import DAY, PAGE, an_editor, captured, judged, read_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SECOND = "A sergeant who had looked on was given words that nobody wrote down."
TWO = PAGE.replace("IOPC reference", f"{SECOND}\n\nIOPC reference")


def added(done: Captured, on: date = DAY, **said: Any) -> SourceStatement:
    given = {
        "subject": "person-new",
        "field": "role",
        "typed": "sergeant",
        "quoted": "A sergeant who had looked on",
    }
    by = said.pop("by", None) or an_editor()
    version = done.source.latest
    return add_statement(version=version, given=ByHand(**{**given, **said}), by=by, at=at_nine(on), on=on)


def of_person(done: Captured, subject: str) -> dict[str, object]:
    return {row.field: row.settled for row in read_in(done) if row.subject == subject}


def again(done: Captured, days: int = 1) -> Captured:
    later = DAY + timedelta(days=days)
    read_again(version=done.source.latest, by=an_editor(), at=at_nine(later), on=later)
    return Captured(done.source, done.source.latest, new=False)


def test_a_further_person_is_added_with_the_words_and_counts_as_the_word_of_whoever_added_it() -> None:
    done, editor = captured(TWO), an_editor()
    made = added(done, by=editor)

    assert (made.subject, made.value, made.quoted) == ("person-2", "sergeant", "A sergeant who had looked on")
    assert (made.standing, made.by_hand) == (Standing.CONFIRMED, True)
    assert made.judgement is not None
    assert made.judgement.judged_by == editor
    assert verify().findings == []


def test_more_is_added_of_a_person_who_is_told_of_already() -> None:
    done = captured(TWO)
    added(done)
    added(done, subject="person-2", field="outcome", typed="words of advice", quoted="given words")
    assert of_person(done, "person-2") == {"role": "sergeant", "outcome": "words_of_advice"}


def test_an_added_person_is_one_more_in_the_entry() -> None:
    done = confirmed(captured(TWO))
    before = people_told(read_in(done))
    added(done)
    assert len(account_of(opened_from(done.source)).people) == len(before) + 1


def test_what_was_added_is_kept_when_the_source_is_read_again() -> None:
    done = captured(TWO)
    added(done)
    added(done, subject="person-1", field="outcome", typed="resigned", quoted="sent them to a colleague")
    done = again(done)
    assert of_person(done, "person-2") == {"role": "sergeant"}
    kept = [row for row in read_in(done) if row.by_hand]
    assert [(row.subject, row.value, row.standing) for row in kept] == [
        ("person-2", "sergeant", Standing.CONFIRMED),
        ("person-1", "resigned", Standing.CONFIRMED),
    ]
    assert all(row.judgement and row.judgement.carried_from_id for row in kept)
    assert verify().findings == []


def test_what_was_added_holds_for_the_next_version_and_goes_with_its_words() -> None:
    done = captured(TWO)
    added(done)
    next_day = DAY + timedelta(days=1)
    changed = captured(TWO.replace("The lamp in the garage was mended meanwhile.", ""), on=next_day)
    assert [row.value for row in read_in(changed) if row.by_hand] == ["sergeant"]
    gone = captured(PAGE, on=DAY + timedelta(days=2))
    assert not [row for row in read_in(gone) if row.by_hand]


def test_what_was_added_is_taken_back_by_rejecting_it() -> None:
    done = captured(TWO)
    judged(added(done), decision=Standing.REJECTED, reasons="The sergeant is a witness.")
    assert "person-2" not in people_told(read_in(done))
    assert "person-2" not in people_told(read_in(again(done)))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"quoted": "A sergeant who had sung"}, "do not stand in the source"),
        ({"quoted": ""}, "Quote the words"),
        ({"quoted": "officer"}, "times"),
        ({"typed": "corporal"}, "Give one of"),
        ({"field": "force", "typed": "Wexmoor Constabulary"}, "not said of this"),
        ({"field": "title", "typed": "x", "subject": "document"}, "not said of this"),
        ({"subject": "person-9"}, "no such person"),
        (
            {"subject": "person-1", "typed": "pc", "quoted": "police constable"},
            "among the statements already",
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_added(wrong: dict[str, Any], told: str) -> None:
    done = captured(TWO)
    with pytest.raises(SourceRefused, match=told):
        added(done, **wrong)
    assert not [row for row in read_in(done) if row.by_hand]


def test_whoever_is_no_editor_adds_nothing() -> None:
    with pytest.raises(NotPermitted):
        added(captured(TWO), by=a_handler())


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Another police constable had a case to answer for gross misconduct.", True),
        ("A second officer was dismissed.", True),
        ("A sergeant who had looked on was advised.", True),
        ("The police constable had a case to answer.", False),
        ("Two officers were dismissed.", False),
        ("The lamp in the garage was mended meanwhile.", False),
    ],
)
def test_a_sentence_that_was_not_used_is_shown_first_where_it_may_speak_of_somebody_further(
    sentence: str, asked: bool
) -> None:
    assert may_add_somebody([("0-9", sentence)]) == ([("0-9", sentence)] if asked else [])


def test_a_second_person_of_the_same_rank_is_asked_about_and_added_on_the_pages() -> None:
    other = "Another police constable who had left the group was sent the same words."
    done = captured(PAGE.replace("IOPC reference", f"{other}\n\nIOPC reference"))
    editor, home = signed_in(an_editor("Ed Two")), done.version.get_absolute_url()
    reading = done.version.reading
    assert isinstance(reading, SourceReading)
    assert other in reading.unused_sentences
    page = editor.get(home).content.decode()
    assert "may speak of somebody further" in page
    start = reading.text.index(other)
    address = f"{home}add/?subject=person-new&amp;words={start}-{start + len(other)}"
    assert address in page
    form = editor.get(address.replace("&amp;", "&")).context["form"]
    assert (form["subject"].value(), form["quoted"].value()) == ("person-new", other)
    given = {"subject": "person-new", "field": "role", "typed": "police constable", "quoted": other}
    wrong = editor.post(f"{home}add/", {**given, "typed": "corporal"}).content.decode()
    assert "Give one of: police constable" in wrong
    page = editor.post(f"{home}add/", given, follow=True).content.decode()
    assert "added by hand" in page
    assert "may speak of somebody further" not in page
    assert of_person(done, "person-2") == {"role": "pc"}


def test_an_auditor_and_others_add_nothing_on_the_pages() -> None:
    address = f"{captured(TWO).version.get_absolute_url()}add/"
    auditor = signed_in(appointed(a_user("Aud Itor"), Role.AUDITOR, body=FORCE))
    assert [one.get(address).status_code for one in (auditor, signed_in(a_handler()), Client())] == [
        403,
        403,
        302,
    ]
