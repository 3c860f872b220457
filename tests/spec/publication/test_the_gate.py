"""Nothing is published while something holds it up, unless a named person decides so with reasons."""

from datetime import date

import pytest

from candour.ledger.reading import entries_for
from candour.publishing.actions import close_blocker, consider, open_blocker
from candour.publishing.codes import BlockerKind
from candour.publishing.gate import NotYet, checklist, may_publish
from candour.publishing.models import Snapshot
from tests.make.matters import a_logged_complaint
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.publications import TODAY, a_file, all_considered, drafted, published, ready
from tests.make.recommendations import a_director, a_recommendation

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WHO = {"by": None, "at": at_nine(TODAY), "on": TODAY}


def test_a_refusal_lists_everything_that_stands_in_the_way_at_once():
    case_file = a_file()
    drafted(case_file, followed="")
    all_considered(case_file, BlockerKind.INQUEST, BlockerKind.TRIBUNAL)
    open_blocker(case_file=case_file, kind=BlockerKind.INQUEST, evidence="It is listed.", **WHO)
    with pytest.raises(NotYet) as refusal:
        published(case_file)
    assert [check.kind for check in refusal.value.checks] == ["content", "appeals-tribunal", "inquest"]
    assert "Inquest" in str(refusal.value)
    assert not Snapshot.objects.exists()


def test_what_nobody_has_considered_holds_publication_up():
    case_file = a_file()
    drafted(case_file)
    assert {check.kind for check in may_publish(case_file, on=TODAY)} == set(BlockerKind)


def test_each_line_of_the_checklist_carries_its_evidence():
    case_file = ready()
    checks = checklist(case_file, on=TODAY)
    assert all(check.evidence for check in checks)
    assert may_publish(case_file, on=TODAY) == ()


def test_what_has_ended_no_longer_holds_publication_up():
    case_file = ready()
    blocker = open_blocker(
        case_file=case_file, kind=BlockerKind.CRIMINAL_TRIAL, evidence="Charged.", opened="2025-09", **WHO
    )
    assert [check.kind for check in may_publish(case_file, on=TODAY)] == ["criminal-trial"]
    close_blocker(blocker=blocker, closed="2026-01", evidence="The jury's verdict.", **WHO)
    assert may_publish(case_file, on=TODAY) == ()


def test_a_blocker_does_not_end_before_it_began():
    case_file = ready()
    blocker = open_blocker(
        case_file=case_file, kind=BlockerKind.CPS, evidence="Sent.", opened="2025-09", **WHO
    )
    with pytest.raises(ValueError, match="before it began"):
        close_blocker(blocker=blocker, closed="2025-08", evidence="A letter.", **WHO)


def test_nothing_is_ruled_out_without_something_that_shows_it():
    with pytest.raises(ValueError, match="Say what shows it"):
        consider(case_file=a_file(), kind=BlockerKind.REVIEW, evidence=" ", **WHO)


def test_a_named_person_may_override_with_reasons_and_it_is_entered():
    case_file, director = ready(), a_director()
    open_blocker(case_file=case_file, kind=BlockerKind.INQUEST, evidence="It is listed.", **WHO)
    [snapshot] = published(case_file, by=director, override_reasons="The coroner has agreed in writing.")
    assert (snapshot.overridden, snapshot.by) == (["inquest"], director)
    newest = list(entries_for(case_file))[-1]
    assert (newest.verb, newest.notes["overridden"]) == ("public-record.publish", ["inquest"])


def test_the_program_cannot_override_and_nobody_can_without_reasons():
    case_file = ready()
    open_blocker(case_file=case_file, kind=BlockerKind.INQUEST, evidence="It is listed.", **WHO)
    with pytest.raises(NotYet):
        published(case_file, override_reasons="The coroner has agreed.")
    with pytest.raises(NotYet):
        published(case_file, by=a_director(), override_reasons=" ")


def test_the_record_of_the_matter_itself_holds_publication_up():
    matter = a_logged_complaint(a_handler())
    drafted(matter.case_file)
    all_considered(matter.case_file)
    assert [check.kind for check in may_publish(matter.case_file, on=TODAY)] == ["handling"]


def test_a_recommendation_waits_for_fewer_things_than_an_investigation():
    row = a_recommendation()
    kinds = {check.kind for check in may_publish(row.case_file, on=date(2026, 3, 3))}
    assert kinds < {check.kind for check in may_publish(a_file(), on=TODAY)}
    all_considered(row.case_file)
    assert may_publish(row.case_file, on=TODAY) == ()
