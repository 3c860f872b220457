"""What the record of a matter tells of each act: what was answered and decided, to whom, under which power."""

from datetime import timedelta

import pytest
from django.test import Client

from candour.ledger.reading import entries_for
from candour.matters.models import Matter
from candour.matters.recounting import Account, Recounting
from tests.make.courses import being_handled, being_investigated, recording_answered, updated
from tests.make.matters import MONDAY, a_complaint, a_logged_complaint, an_allegation, decided, step
from tests.make.people import a_decision_maker, a_handler

pytestmark = pytest.mark.django_db
CONTACTED = {
    "channel": "telephone",
    "views": "Wants to know why.",
    "wish_for_recording": True,
    "was_an_update": False,
}


def told(matter: Matter, verb: str) -> Account:
    entries = entries_for(matter)
    return Recounting(matter, entries).account(next(entry for entry in entries if entry.verb == verb))


def lines(matter: Matter, verb: str) -> dict[str, str]:
    return {line.label: line.value for line in told(matter, verb).lines}


def test_a_decision_is_told_with_what_was_decided_and_where_the_matter_stood_after_it() -> None:
    matter = being_handled("otherwise")

    assert lines(matter, "handling.decide") == {
        "How will it be handled?": "Otherwise than by investigation",
        "Handling": "Being handled otherwise than by investigation",
    }


def test_an_act_is_told_with_its_power_and_whether_the_law_obliges_it() -> None:
    account = told(being_handled(), "handling.decide")

    assert (account.power, account.duty) == (("ukpga/2002/30/schedule/3/paragraph/6",), True)


def test_a_test_is_told_limb_by_limb_with_answers_and_reasons() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    recording_answered(matter, handler, wish=True)

    account = told(matter, "complaint.recording-test")

    assert [line.value for line in account.lines] == ["Yes"]
    assert [limb.answer for limb in account.limbs].count("Yes") == 1
    reasons = (
        matter.test_answers.get(test="recording").limbs.exclude(reasons="").values_list("reasons", flat=True)
    )
    assert sorted(limb.reasons for limb in account.limbs if limb.reasons) == sorted(reasons)


def test_a_contact_is_told_with_the_person_and_the_way() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    step(
        "complaint.contact",
        matter,
        handler,
        MONDAY,
        party=matter.parties.get(role="complainant"),
        **CONTACTED,
    )

    said = lines(matter, "complaint.contact")

    assert (said["To"], said["How?"]) == ("Robin Vale", "Telephone")
    assert said["Did they ask for the complaint to be recorded?"] == "Yes"


def test_an_update_does_not_say_its_own_day_twice() -> None:
    matter = being_handled()
    updated(matter, a_handler(), MONDAY + timedelta(days=7))

    assert lines(matter, "keeping-informed.update") == {"To": "Robin Vale", "How?": "E-mail"}


def test_an_appointment_is_told_with_the_person_appointed() -> None:
    assert lines(being_investigated(), "investigation.appoint")["Investigator"] == "Ivo Inquirer"


def test_an_allegation_is_told_with_its_number_its_code_and_its_decision() -> None:
    matter = being_handled()
    decided(matter.allegations.get(), a_decision_maker(), on=MONDAY)

    assert lines(matter, "allegation.add")["Allegation"].startswith("1: ")
    assert lines(matter, "allegation.decide")["Allegation"] == "1: The service provided was acceptable"


def test_what_the_record_page_shows_of_an_act_can_be_read_without_scripts() -> None:
    matter = being_handled("otherwise")
    an_allegation(a_complaint(), a_handler())
    client = Client()
    client.force_login(a_handler())

    shown = client.get(f"{matter.get_absolute_url()}record/").content.decode()

    assert "<dt>How will it be handled?</dt><dd>Otherwise than by investigation</dd>" in shown
    assert "The answers, limb by limb" in shown
    assert "(done on" not in shown, "an act entered on its own day needs no second date"


def test_an_act_entered_on_a_later_day_says_on_which_day_it_was_done() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    entered = matter.steps_taken.get().at + timedelta(days=2)
    person = matter.parties.get(role="complainant")
    step("complaint.contact", matter, handler, MONDAY, at=entered, party=person, **CONTACTED)
    client = Client()
    client.force_login(handler)

    assert "done on 2 March 2026" in client.get(f"{matter.get_absolute_url()}record/").content.decode()
