"""Representatives and friends: whom they act for, and that person's consent."""

from datetime import date

import pytest

from candour.accounts.codes import Role
from candour.accounts.models import Person
from candour.accounts.permissions import NotPermitted
from candour.ledger.verification import verify
from candour.matters.actions import act_for, add_party
from candour.matters.actions.parties import PartyDetails
from candour.matters.models import Matter, Party, PartyRole
from tests.make.accounts import signed_in
from tests.make.matters import MONDAY, a_complaint, a_logged_complaint, a_subject, the_complainant
from tests.make.moments import at_nine
from tests.make.people import a_handler, a_reviewer, a_user, appointed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CONSENTED = {"consented_on_day": "2", "consented_on_month": "3", "consented_on_year": "2026"}
SOLICITOR = PartyDetails(role=PartyRole.REPRESENTATIVE, person=Person(name="Lex Brief"), consented_on=MONDAY)


def a_representative(matter: Matter) -> Party:
    """Entered without the person they act for."""
    details = PartyDetails(role=PartyRole.REPRESENTATIVE, person=Person(name="Lex Brief"))
    return add_party(matter=matter, details=details, by=a_handler(), on=MONDAY, at=at_nine(MONDAY))


def page(matter: Matter) -> str:
    return signed_in(a_handler()).get(f"/matters/{matter.reference}/people/").content.decode()


def entered(matter: Matter, **said: object) -> str:
    """What the page for adding a person answers to it."""
    settled = {"known": "yes", "name": "Lex Brief", "role": "representative", **said}
    answer = signed_in(a_handler()).post(f"/matters/{matter.reference}/people/add/", settled, follow=True)
    return answer.content.decode()


def test_a_complaint_received_through_somebody_says_for_whom_they_act() -> None:
    complainant = PartyDetails(role=PartyRole.COMPLAINANT, person=Person(name="Robin Vale"))
    matter = a_complaint(parties=(complainant, SOLICITOR))
    acting = matter.parties.get(role=PartyRole.REPRESENTATIVE)
    assert acting.acts_for == the_complainant(matter)
    assert verify().ok


def test_a_handler_enters_for_whom_a_representative_acts_and_the_consent() -> None:
    matter = a_logged_complaint(a_handler())
    entered(matter, acts_for=str(the_complainant(matter).pk), **CONSENTED)
    acting = matter.parties.get(role=PartyRole.REPRESENTATIVE)
    assert (acting.acts_for, acting.consented_on) == (the_complainant(matter), MONDAY)
    shown = page(matter)
    assert "Acts for" in shown
    assert "Given on 2 March 2026" in shown


def test_a_representative_of_nobody_is_not_entered() -> None:
    matter = a_logged_complaint(a_handler())
    assert "Choose the person they act for" in entered(matter)
    assert not matter.parties.filter(role=PartyRole.REPRESENTATIVE).exists()


def test_a_representative_does_not_act_for_somebody_complained_about() -> None:
    matter = a_logged_complaint(a_handler())
    officer = a_subject(matter, a_handler())
    assert "cannot act for that person" in entered(matter, acts_for=str(officer.pk))


def test_a_police_friend_acts_for_somebody_complained_about() -> None:
    matter = a_logged_complaint(a_handler())
    officer = a_subject(matter, a_handler())
    entered(matter, role="police_friend", name="Pat Friend", acts_for=str(officer.pk))
    assert matter.parties.get(role=PartyRole.POLICE_FRIEND).acts_for == officer


def test_a_representative_entered_without_the_link_is_given_it_later() -> None:
    matter = a_logged_complaint(a_handler())
    acting = a_representative(matter)
    assert "Not entered" in page(matter)
    assert "None recorded" in page(matter)
    address = f"/matters/{matter.reference}/people/{acting.pk}/acts-for/"
    posted = {"acts_for": str(the_complainant(matter).pk), **CONSENTED}
    signed_in(a_handler()).post(address, posted)
    assert Party.objects.get(pk=acting.pk).acts_for == the_complainant(matter)
    assert "Given on 2 March 2026" in page(matter)
    assert verify().ok


def test_nobody_acts_for_a_person_of_another_matter() -> None:
    matter, other = a_logged_complaint(a_handler()), a_complaint()
    with pytest.raises(NotPermitted, match="cannot act for that one"):
        act_for(
            party=a_representative(matter),
            other=the_complainant(other),
            consented_on=None,
            by=a_handler(),
            on=MONDAY,
            at=at_nine(MONDAY),
        )


def test_only_those_who_name_people_say_for_whom_somebody_acts() -> None:
    matter = a_logged_complaint(a_handler())
    with pytest.raises(NotPermitted):
        act_for(
            party=a_representative(matter),
            other=the_complainant(matter),
            consented_on=date(2026, 3, 1),
            by=a_reviewer(),
            on=MONDAY,
            at=at_nine(MONDAY),
        )


def test_whoever_only_reads_the_file_is_offered_nothing_to_change_about_its_people() -> None:
    matter = a_logged_complaint(a_handler())
    a_representative(matter)
    auditor = appointed(a_user("Otto Dittor"), Role.AUDITOR, body="wexmoor")
    read = signed_in(auditor).get(f"/matters/{matter.reference}/people/").content.decode()
    assert "Lex Brief" in read
    for offered in ("Add a person", "Enter an update", "whom they act for"):
        assert offered in page(matter)
        assert offered not in read
