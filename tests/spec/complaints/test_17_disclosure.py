"""Disclosure to somebody complained about and to their friend: what, to whom, and what they then see."""

from datetime import date

import pytest

from candour.accounts.codes import Role
from candour.accounts.models import Person, Read
from candour.ledger.verification import verify
from candour.matters.actions import StepRefused
from candour.matters.actions.parties import PartyDetails, add_party
from candour.matters.models import Disclosure, Matter, Party, PartyRole
from candour.papers.actions import file_document
from candour.papers.codes import Marking, Source
from candour.papers.models import Document
from tests.make.accounts import signed_in
from tests.make.courses import being_handled
from tests.make.matters import MONDAY, a_recorded_complaint, all_limbs, step, the_complainant
from tests.make.moments import at_nine
from tests.make.papers import a_pdf
from tests.make.people import a_handler, a_user, appointed
from tests.make.step_pages import taken_through_its_pages, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATER = date(2026, 3, 9)
NO_HARM = all_limbs("officer-disclosure-harm")
WHY = {"reasons": "Regulation 28; nothing was left out."}


def a_paper(matter: Matter, title: str = "The report") -> Document:
    return file_document(
        case_file=matter.case_file,
        upload=a_pdf(title),
        title=title,
        marking=Marking.NOT_MARKED,
        source=Source.WRITTEN_HERE,
        on=MONDAY,
        by=a_handler(),
        at=at_nine(MONDAY),
    )


def a_party(matter: Matter, name: str, role: PartyRole, *, acts_for: Party | None = None) -> Party:
    details = PartyDetails(role=role, person=Person(name=name, user=a_user(name)), acts_for=acts_for)
    return add_party(matter=matter, details=details, by=a_handler(), on=MONDAY, at=at_nine(MONDAY))


def an_officer(matter: Matter) -> Party:
    appointed(a_user("Kit Marsh"), Role.OFFICER_CONCERNED, case_file=matter.case_file)
    return a_party(matter, "Kit Marsh", PartyRole.COMPLAINED_ABOUT)


def a_friend(matter: Matter, officer: Party) -> Party:
    appointed(a_user("Pat Friend"), Role.POLICE_FRIEND, case_file=matter.case_file)
    return a_party(matter, "Pat Friend", PartyRole.POLICE_FRIEND, acts_for=officer)


def disclosed(matter: Matter, to: Party, *papers: Document, **limbs: bool) -> None:
    answers = all_limbs("officer-disclosure-harm", **limbs)
    step("disclosure.give", matter, a_handler(), LATER, limbs=answers, officer=to, papers=list(papers), **WHY)


def shown_to(name: str, matter: Matter) -> str:
    return signed_in(a_user(name)).get(f"/my-complaints/{matter.reference}/").content.decode()


def test_an_officer_sees_exactly_the_papers_that_were_disclosed_to_them() -> None:
    matter = being_handled()
    officer, report, statement = an_officer(matter), a_paper(matter), a_paper(matter, "A statement")
    assert "Nothing has been disclosed to you" in shown_to("Kit Marsh", matter)
    disclosed(matter, officer, report)
    shown = shown_to("Kit Marsh", matter)
    assert "The report" in shown
    assert "disclosed on 9 March 2026" in shown
    assert statement.title not in shown


def test_a_friend_sees_what_was_disclosed_to_them_and_not_what_the_officer_has() -> None:
    matter = being_handled()
    officer = an_officer(matter)
    friend, report, statement = a_friend(matter, officer), a_paper(matter), a_paper(matter, "A statement")
    disclosed(matter, officer, report)
    disclosed(matter, friend, statement)
    shown = shown_to("Pat Friend", matter)
    assert "A statement" in shown
    assert "The report" not in shown


def test_a_disclosed_paper_is_given_out_as_it_is_and_the_look_is_logged() -> None:
    matter = being_handled()
    disclosed(matter, an_officer(matter), a_paper(matter))
    address = f"/my-complaints/{matter.reference}/papers/{Disclosure.objects.get().pk}/"
    assert signed_in(a_user("Kit Marsh")).get(address).content == a_pdf("The report")
    assert Read.objects.filter(what="party.disclosed-paper").count() == 1


def test_nobody_else_takes_the_paper_away() -> None:
    matter = being_handled()
    officer = an_officer(matter)
    a_friend(matter, officer)
    disclosed(matter, officer, a_paper(matter))
    address = f"/my-complaints/{matter.reference}/papers/{Disclosure.objects.get().pk}/"
    appointed(a_user("Robin Vale"), Role.COMPLAINANT, case_file=matter.case_file)
    for name in ("Pat Friend", "Robin Vale", "Sam Stranger"):
        assert signed_in(a_user(name)).get(address).status_code == 404


def test_what_would_do_one_of_the_listed_harms_is_not_supplied() -> None:
    matter = being_handled()
    officer, report = an_officer(matter), a_paper(matter)
    with pytest.raises(StepRefused, match=r"must not be supplied.*uksi/2020/4/regulation/6"):
        disclosed(matter, officer, report, crime=True)
    assert not Disclosure.objects.exists()


def test_papers_are_disclosed_in_this_way_to_those_concerned_only() -> None:
    matter = being_handled()
    with pytest.raises(StepRefused, match="a person complained about, or to their friend"):
        disclosed(matter, the_complainant(matter), a_paper(matter))


def test_a_paper_of_another_file_is_not_disclosed_from_this_one() -> None:
    matter, other = being_handled(), a_recorded_complaint(a_handler())
    with pytest.raises(StepRefused, match="A paper of another file"):
        disclosed(matter, an_officer(matter), a_paper(other))


def test_a_paper_is_disclosed_to_one_person_once() -> None:
    matter = being_handled()
    officer, report = an_officer(matter), a_paper(matter)
    disclosed(matter, officer, report)
    with pytest.raises(StepRefused, match="disclosed to this person before"):
        disclosed(matter, officer, report)


def test_no_paper_named_is_nothing_disclosed() -> None:
    matter = being_handled()
    with pytest.raises(StepRefused, match="This must be answered: Which papers"):
        disclosed(matter, an_officer(matter))


def test_the_record_accounts_for_each_disclosure_and_the_people_page_lists_it() -> None:
    matter = being_handled()
    disclosed(matter, an_officer(matter), a_paper(matter))
    assert verify().ok
    shown = signed_in(a_handler()).get(f"/matters/{matter.reference}/people/").content.decode()
    assert "Disclosed to them" in shown
    assert "The report, 9 March 2026" in shown


def test_it_is_asked_checked_and_taken_through_its_pages() -> None:
    matter = being_handled()
    officer, report = an_officer(matter), a_paper(matter)
    posted = typed(LATER, limbs=NO_HARM, officer=str(officer.pk), papers=[str(report.pk)], **WHY)
    taken_through_its_pages("disclosure.give", matter, a_handler(), posted)
    assert [one.document for one in Disclosure.objects.filter(party=officer)] == [report]
