"""Nothing that was read counts before a named person has confirmed or corrected it."""

from datetime import timedelta

import pytest

from candour.accounts.permissions import NotPermitted
from candour.ledger.verification import verify
from candour.ledger.writing import Overtaken
from candour.register.actions import read_again
from candour.register.codes import Standing
from candour.register.models import Judgement, SourceReading, SourceStatement
from candour.register.refusal import SourceRefused
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.sources import DAY, PAGE, an_editor, captured, judged, one_of, read_in

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=7)


def test_every_statement_says_its_words_its_reader_and_waits():
    done = captured()
    force = one_of(done, "force")
    assert (force.value, force.quoted, force.standing) == (
        "Wexmoor Constabulary",
        "Wexmoor Constabulary",
        "waiting",
    )
    assert force.reader
    assert force.reader_version >= 1


def test_sentences_that_no_statement_rests_on_are_listed():
    reading = captured().version.reading
    assert isinstance(reading, SourceReading)
    assert any("lamp" in sentence for sentence in reading.unused_sentences)
    assert not any("2024/204417" in sentence for sentence in reading.unused_sentences)


def test_a_named_person_confirms_several_in_one_entry():
    done, editor = captured(), an_editor()
    judged(one_of(done, "force"), one_of(done, "references"), by=editor)
    assert {one.judged_by for one in Judgement.objects.all()} == {editor}
    assert one_of(done, "force").standing == Standing.CONFIRMED
    assert verify().findings == []


def test_a_correction_stands_beside_what_was_read():
    done = captured()
    judged(
        one_of(done, "investigation_concluded"),
        decision=Standing.CORRECTED,
        corrected="2025-04",
        reasons="The page was amended.",
    )
    row = one_of(done, "investigation_concluded")
    assert (row.value, row.settled) == ("2025-03", "2025-04")


@pytest.mark.parametrize(
    ("field", "said", "told"),
    [
        ("force", {"decision": Standing.REJECTED}, "Say why"),
        (
            "force",
            {"decision": Standing.CORRECTED, "corrected": "Wexmore Constabulary", "reasons": "x"},
            "nearest is Wexmoor",
        ),
        (
            "force",
            {"decision": Standing.CORRECTED, "corrected": "Wexmoor Constabulary", "reasons": "x"},
            "what was read",
        ),
        (
            "published_date",
            {"decision": Standing.CORRECTED, "corrected": "last May", "reasons": "x"},
            "not a date",
        ),
        ("platforms", {"decision": Standing.CORRECTED, "corrected": "<b>", "reasons": "x"}, "Give one of"),
        ("behaviours", {"decision": Standing.CORRECTED, "corrected": "<b>", "reasons": "x"}, "Give one of"),
    ],
)
def test_a_judgement_that_does_not_fit_is_refused_and_nothing_changes(
    field: str, said: dict[str, str], told: str
):
    done = captured()
    with pytest.raises(SourceRefused, match=told):
        judged(one_of(done, field), **said)
    assert one_of(done, field).standing == Standing.WAITING


def test_whoever_is_no_editor_judges_nothing():
    done = captured()
    with pytest.raises(NotPermitted):
        judged(one_of(done, "force"), by=a_handler())


def test_of_two_who_judge_the_same_statement_the_second_is_told():
    done = captured()
    mine, theirs = one_of(done, "force"), one_of(done, "force")
    judged(theirs)
    with pytest.raises(Overtaken):
        judged(mine, decision=Standing.REJECTED, reasons="It is another force.")
    assert Judgement.objects.count() == 1


def test_what_was_judged_on_the_same_words_holds_for_the_next_version():
    first = captured()
    judged(
        one_of(first, "investigation_concluded"),
        decision=Standing.CORRECTED,
        corrected="2025-04",
        reasons="Amended.",
    )
    second = captured(PAGE.replace("12 January 2026", "19 January 2026"), on=LATER)
    row = one_of(second, "investigation_concluded")
    assert (row.standing, row.settled) == ("corrected", "2025-04")
    assert row.judgement is not None
    assert row.judgement.carried_from is not None
    assert verify().findings == []


def test_a_statement_whose_words_changed_waits_again():
    first = captured()
    judged(*[one for one in read_in(first) if one.subject == "person-1"])
    second = captured(PAGE.replace("12 January 2026", "19 January 2026"), on=LATER)
    assert one_of(second, "outcome_date", "person-1").standing == Standing.WAITING


def test_a_person_who_got_another_number_keeps_what_was_confirmed():
    first = captured()
    judged(one_of(first, "outcome", "person-1"))
    SourceStatement._base_manager.filter(reading=first.version.reading, subject="person-1").update(
        subject="person-7"
    )
    again = read_again(version=first.version, by=an_editor(), at=at_nine(LATER), on=LATER)
    carried = again.statements.filter(subject="person-1", standing=Standing.CONFIRMED)
    assert [one.value for one in carried] == ["dismissed_without_notice"]


def test_reading_again_leaves_the_earlier_reading_as_history():
    done = captured()
    judged(one_of(done, "force"))
    again = read_again(version=done.version, by=an_editor(), at=at_nine(LATER), on=LATER)
    assert again.number == 2
    newest = SourceStatement.objects.of_newest_readings()
    assert {one.reading_id for one in newest} == {again.pk}
    assert newest.filter(field="force", standing=Standing.CONFIRMED).exists()
