"""An entry of the register: one case from several sources, each fact with its statements, nobody counted twice."""

from datetime import timedelta

import pytest

from candour.accounts.permissions import NotPermitted
from candour.ledger.verification import verify
from candour.register.actions import open_entry, place_person
from candour.register.actions.reading import read_again
from candour.register.finding_matches import matches_for
from candour.register.models import RegisterEntry
from candour.register.refusal import SourceRefused
from candour.register.telling import account_of
from tests.make.entries import confirmed, linked, opened_from, settled, the_outcome, unlinked
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.sources import DAY, OUTCOME, PAGE, an_editor, captured, judged, one_of
from tests.make.threads import all_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def the_case(outcome: str = OUTCOME) -> RegisterEntry:
    """The overseer's page and the force's, confirmed and linked."""
    entry = opened_from(confirmed(captured()).source)
    linked(entry, confirmed(the_outcome(outcome)).source)
    return entry


def test_nothing_is_entered_before_somebody_has_confirmed_something():
    with pytest.raises(SourceRefused, match="Confirm what the source says first"):
        opened_from(captured().source)
    assert not RegisterEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_open_an_entry_at_the_same_moment_get_one_reference_each():
    mine, theirs, editor = confirmed(captured()).source, confirmed(the_outcome()).source, an_editor()
    opening = [
        lambda source=source: open_entry(source=source, by=editor, at=at_nine(DAY), on=DAY)
        for source in (mine, theirs)
    ]
    assert all_at_once(*opening) == []
    references = sorted(RegisterEntry.objects.values_list("reference", flat=True))
    assert references == [f"REG-{DAY.year}-00001", f"REG-{DAY.year}-00002"]
    assert verify().ok


def test_an_entry_holds_only_what_was_confirmed():
    done = captured()
    judged(one_of(done, "force"))
    account = account_of(opened_from(done.source))
    assert account.values("force") == ["Wexmoor Constabulary"]
    assert account.values("references") == []
    assert account.waiting > 0


def test_a_source_of_the_same_case_is_proposed_with_its_grounds_and_its_entry():
    entry = opened_from(confirmed(captured()).source)
    [match] = matches_for(the_outcome().source)
    assert match.entry == entry
    assert match.likeness.likely
    assert "same-reference" in {one.code for one in match.likeness.grounds}


def test_one_persons_outcome_told_by_two_sources_is_one_outcome():
    account = account_of(the_case())
    assert len(account.people) == 1
    outcome = next(one for one in account.people[0].fields if one.name == "outcome")
    [told] = outcome.told
    assert {row.reading.version.source.reference for row in told.statements} == {
        "SRC-2026-00001",
        "SRC-2026-00002",
    }


def test_two_dates_that_differ_stand_side_by_side_until_somebody_settles_them():
    entry = the_case(OUTCOME.replace("12 January", "13 January"))
    [(person, conflict)] = account_of(entry).conflicts
    assert {one.value for one in conflict.told} == {"2026-01-12", "2026-01-13"}
    [chosen] = conflict.told[1].statements
    settled(entry, chosen, person, reasons="The force held the hearing.")
    after = account_of(entry)
    date = after.field("outcome_date", person)
    assert date is not None
    assert [one.value for one in date.standing] == ["2026-01-13"]
    assert [one.value for one in date.set_aside] == ["2026-01-12"]
    assert date.resolution is not None
    assert date.resolution.reasons == "The force held the hearing."
    assert after.conflicts == []


def test_a_further_value_opens_a_settled_question_again():
    entry = the_case(OUTCOME.replace("12 January", "13 January"))
    [(person, conflict)] = account_of(entry).conflicts
    settled(entry, conflict.told[0].statements[0], person)
    third = the_outcome(OUTCOME.replace("12 January", "14 January"), address="https://news.example/a")
    linked(entry, confirmed(third).source)
    assert [one.name for _, one in account_of(entry).conflicts] == ["outcome_date"]


def test_a_dismissal_in_one_source_and_a_warning_in_another_are_a_contradiction():
    entry = the_case(OUTCOME.replace("was dismissed without notice", "received a final written warning"))
    contradicted = {one.name: {told.value for told in one.standing} for _, one in account_of(entry).conflicts}
    assert contradicted["outcome"] == {"dismissed_without_notice", "final_written_warning"}
    person, outcome = next(pair for pair in account_of(entry).conflicts if pair[1].name == "outcome")
    chosen = next(one for one in outcome.told if one.value == "dismissed_without_notice")
    settled(entry, chosen.statements[0], person)
    after = account_of(entry).field("outcome", person)
    assert after is not None
    assert [one.value for one in after.standing] == ["dismissed_without_notice"]
    assert [one.value for one in after.set_aside] == ["final_written_warning"]


def test_a_month_beside_a_day_of_it_is_no_conflict():
    entry = opened_from(confirmed(captured()).source)
    page = PAGE.replace("concluded in March 2025", "concluded on 14 March 2025")
    linked(entry, confirmed(captured(page, address="https://watchdog.example/news")).source)
    concluded = account_of(entry).field("investigation_concluded")
    assert concluded is not None
    assert not concluded.conflict
    assert [one.value for one in concluded.standing] == ["2025-03-14"]


def test_a_link_is_undone_with_reasons_and_can_be_made_again():
    entry = the_case()
    link = entry.links.order_by("linked_on", "source__reference").last()
    with pytest.raises(SourceRefused, match="Say why"):
        unlinked(link, reasons=" ")
    unlinked(link)
    assert len(account_of(entry).links) == 1
    again = linked(entry, link.source)
    assert again.pk != link.pk
    assert entry.links.count() == 3
    assert verify().findings == []


def test_a_link_that_little_speaks_for_needs_reasons():
    entry = opened_from(confirmed(captured()).source)
    other = OUTCOME.replace("2024/204417", "2019/111111").replace("Wexmoor Constabulary", "Kent Police")
    other = other.replace("2024", "2018").replace("2026", "2019").replace("WhatsApp", "Snapchat")
    done = confirmed(the_outcome(other))
    with pytest.raises(SourceRefused, match="Say why it is one"):
        linked(entry, done.source)
    assert linked(entry, done.source, reasons="The force confirmed it.").reasons == "The force confirmed it."


def test_every_person_of_a_source_must_be_placed_and_only_where_there_is_a_place():
    entry = opened_from(confirmed(captured()).source)
    source = confirmed(the_outcome()).source
    for places in ({}, {"person-1": "9"}, {"person-1": "1", "person-7": "1"}):
        with pytest.raises(SourceRefused, match="who it is in this case"):
            linked(entry, source, places=places)


def test_nobody_is_counted_in_two_entries():
    first = opened_from(confirmed(captured()).source)
    source = confirmed(the_outcome()).source
    linked(first, source)
    second = opened_from(confirmed(captured(address="https://watchdog.example/again")).source)
    with pytest.raises(SourceRefused, match=f"counted in {first.reference}"):
        linked(second, source)
    link = linked(second, source, places={"person-1": "other"})
    with pytest.raises(SourceRefused, match=f"counted in {first.reference}"):
        place_person(link=link, subject="person-1", where="1", by=an_editor(), at=at_nine(DAY), on=DAY)


def test_a_person_can_be_moved_to_a_place_of_their_own():
    entry = the_case()
    link = entry.links.get(source__reference="SRC-2026-00002")
    place_person(link=link, subject="person-1", where="new", by=an_editor(), at=at_nine(DAY), on=DAY)
    assert len(account_of(entry).people) == 2
    place_person(link=link, subject="person-1", where="1", by=an_editor(), at=at_nine(DAY), on=DAY)
    assert len(account_of(entry).people) == 1


def test_a_person_stays_placed_when_the_page_is_read_again_and_waits_when_its_words_changed():
    entry = the_case()
    link = entry.links.get(source__reference="SRC-2026-00002")
    later = DAY + timedelta(days=1)
    read_again(version=link.source.latest, by=an_editor(), at=at_nine(later), on=later)
    assert account_of(entry).unplaced == ()
    the_outcome(OUTCOME.replace("was dismissed without notice", "received a final written warning"), on=later)
    [(waits, subject)] = account_of(entry).unplaced
    assert (waits.pk, subject) == (link.pk, "person-1")


def test_whoever_is_no_editor_opens_no_entry():
    source = confirmed(captured()).source
    with pytest.raises(NotPermitted):
        open_entry(source=source, by=a_handler(), at=at_nine(DAY), on=DAY)


def test_the_record_proves_entries_links_and_settled_questions():
    entry = the_case(OUTCOME.replace("12 January", "13 January"))
    [(person, conflict)] = account_of(entry).conflicts
    settled(entry, conflict.told[0].statements[0], person)
    assert verify().findings == []
