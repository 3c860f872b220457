"""My cases: each party sees what they are owed, an officer what was disclosed, and nobody the working file."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.utils import timezone

from candour.accounts.codes import Role
from candour.accounts.models import Person, Read, User
from candour.bodies.models import Body
from candour.ledger.writing import entry
from candour.matters.actions.parties import PartyDetails
from candour.matters.models import Matter, PartyRole
from candour.papers.actions import approve_letter, draft_letter, send_letter
from candour.papers.codes import LetterKind, Method
from candour.papers.composing import compose
from candour.papers.models import Letter
from tests.make.accounts import walled
from tests.make.matters import a_complaint, all_limbs, step
from tests.make.moments import at_nine
from tests.make.people import a_handler, a_user, appointed

pytestmark = pytest.mark.django_db
SECRETS = ("He shouted at me", "Rudeness in the street", "Hazel Handler", "conduct towards", "Confidential")
PAGES = ("overview", "steps", "allegations", "people", "deadlines", "letters", "record")


@pytest.fixture
def day() -> date:
    return timezone.localdate() - timedelta(days=5)


@pytest.fixture
def matter(day: date) -> Matter:
    """Complained of by Robin Vale, about Kit Marsh, with Jo Lane as an interested person who has not consented."""
    people = (
        PartyDetails(
            PartyRole.COMPLAINANT,
            person=Person(name="Robin Vale", user=a_user("Robin Vale")),
            standing="conduct-towards",
        ),
        PartyDetails(PartyRole.COMPLAINED_ABOUT, person=Person(name="Kit Marsh", user=a_user("Kit Marsh"))),
        PartyDetails(PartyRole.INTERESTED_PERSON, person=Person(name="Jo Lane", user=a_user("Jo Lane"))),
    )
    made = a_complaint(received=day, parties=people)
    step(
        "complaint.log",
        made,
        a_handler(),
        day,
        limbs=all_limbs("standing", conduct_towards_them=True),
        handling_started=day,
        linked_matter_under_2012_on_arrival=False,
        summary="Rudeness in the street.",
    )
    return made


def as_party(name: str, role: Role, matter: Matter) -> Client:
    client = Client()
    client.force_login(appointed(a_user(name), role, case_file=matter.case_file))
    return client


def a_draft_to(name: str, matter: Matter) -> Letter:
    values = {"recipient_name": name, "contact_name": "Hazel Hill", "contact": "01632 960001"}
    composed = compose(
        LetterKind.FREE, {**values, "about": "Your copy", "words": "Confidential words for one reader."}
    )
    day = matter.received_on
    with entry(
        "letter.draft", subject=matter.case_file, by=a_handler().pk, at=at_nine(day), on=day
    ) as record:
        return draft_letter(
            record,
            case_file=matter.case_file,
            sender=Body.objects.get(pk="wexmoor"),
            recipient=Person.objects.get(name=name),
            method=Method.HAND,
            composed=composed,
            signatory="Hazel Hill",
            on=day,
            by=a_handler(),
        )


def sent_letter(name: str, matter: Matter) -> Letter:
    """Approved and handed over on the day the complaint was received."""
    day = matter.received_on
    done = {"by": a_handler(), "at": at_nine(day), "on": day}
    approved = approve_letter(letter=a_draft_to(name, matter), **done)  # type: ignore[arg-type]
    return send_letter(letter=approved, **done)  # type: ignore[arg-type]


def page_of(client: Client, matter: Matter) -> str:
    return client.get(f"/my-complaints/{matter.reference}/").content.decode()


def test_a_complainant_sees_the_stage_the_next_date_and_their_rights(matter: Matter) -> None:
    page = page_of(as_party("Robin Vale", Role.COMPLAINANT, matter), matter)

    assert "Where it stands:" in page
    assert "Tell you how the matter is getting on" in page
    assert "within 28 days starting the day after the right to a review was explained" in page


def test_the_rights_are_shown_from_the_first_day_before_anybody_has_logged_it(day: date) -> None:
    person = Person(name="Robin Vale", user=a_user("Robin Vale"))
    new = a_complaint(received=day, parties=(PartyDetails(PartyRole.COMPLAINANT, person=person),))

    page = page_of(as_party("Robin Vale", Role.COMPLAINANT, new), new)

    assert "within four weeks of the start of handling" in page


def test_their_files_are_listed_and_no_others(matter: Matter, day: date) -> None:
    other = a_complaint(received=day)

    page = as_party("Robin Vale", Role.COMPLAINANT, matter).get("/my-complaints/").content.decode()

    assert matter.reference in page
    assert other.reference not in page


def test_somebody_who_is_party_to_nothing_is_told_how_to_follow_a_complaint(client: Client) -> None:
    client.force_login(a_user("Sam Stranger"))

    page = client.get("/my-complaints/").content.decode()

    assert "Nothing here yet" in page
    assert "/track/" in page


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Robin Vale", Role.COMPLAINANT),
        ("Jo Lane", Role.INTERESTED_PERSON),
        ("Kit Marsh", Role.OFFICER_CONCERNED),
        ("Pat Friend", Role.POLICE_FRIEND),
    ],
)
def test_no_party_sees_anything_of_the_working_file(matter: Matter, name: str, role: Role) -> None:
    a_draft_to("Robin Vale", matter)
    client = as_party(name, role, matter)

    shown = page_of(client, matter) + client.get("/my-complaints/").content.decode()

    assert not [secret for secret in SECRETS if secret in shown]
    addresses = [
        f"/matters/{matter.reference}/",
        *(f"/matters/{matter.reference}/{page}/" for page in PAGES[1:]),
    ]
    assert {client.get(address).status_code for address in addresses} == {404}


@pytest.mark.parametrize("role", [Role.OFFICER_CONCERNED, Role.POLICE_FRIEND])
def test_an_officer_and_a_friend_are_shown_no_stage_no_dates_and_no_complainant(
    matter: Matter, role: Role
) -> None:
    page = page_of(as_party("Kit Marsh", role, matter), matter)

    assert "Where it stands" not in page
    assert "Robin Vale" not in page
    assert "You may answer that notice, and a police friend may help you." in page


def test_an_interested_person_is_kept_informed_only_once_their_consent_is_recorded(matter: Matter) -> None:
    client = as_party("Jo Lane", Role.INTERESTED_PERSON, matter)

    before = page_of(client, matter)
    consents("Jo Lane", matter)
    after = page_of(client, matter)

    assert "Where it stands" not in before
    assert "once your consent to that is recorded" in before
    assert "Where it stands" in after


def consents(name: str, matter: Matter) -> None:
    party = matter.parties.get(person__name=name)
    party.consented_on = matter.received_on
    with entry("party.identify", subject=matter, by=None, at=at_nine(matter.received_on)) as record:
        record.save(party)


def test_a_draft_to_somebody_is_not_shown_to_them(matter: Matter) -> None:
    draft = a_draft_to("Kit Marsh", matter)
    client = as_party("Kit Marsh", Role.OFFICER_CONCERNED, matter)

    assert draft.subject not in page_of(client, matter)
    assert client.get(f"/my-complaints/{matter.reference}/letters/{draft.pk}/").status_code == 404


def test_a_letter_sent_to_them_is_shown_with_its_words(matter: Matter) -> None:
    sent = sent_letter("Kit Marsh", matter)
    client = as_party("Kit Marsh", Role.OFFICER_CONCERNED, matter)

    page = client.get(f"/my-complaints/{matter.reference}/letters/{sent.pk}/").content.decode()

    assert sent.subject in page_of(client, matter)
    assert "Confidential words for one reader." in page


def test_a_letter_sent_to_somebody_else_does_not_exist_for_them(matter: Matter) -> None:
    sent = sent_letter("Robin Vale", matter)
    client = as_party("Kit Marsh", Role.OFFICER_CONCERNED, matter)

    for address in (f"letters/{sent.pk}/", f"letters/{sent.pk}/pdf/", f"letters/{uuid4()}/"):
        assert client.get(f"/my-complaints/{matter.reference}/{address}").status_code == 404


def test_the_letter_can_be_taken_away_as_it_was_sent(matter: Matter) -> None:
    sent = sent_letter("Robin Vale", matter)
    client = as_party("Robin Vale", Role.COMPLAINANT, matter)

    taken = client.get(f"/my-complaints/{matter.reference}/letters/{sent.pk}/pdf/")

    assert taken["Content-Type"] == "application/pdf"
    assert taken.content.startswith(b"%PDF-")


def test_every_look_of_a_party_is_logged(matter: Matter) -> None:
    client = as_party("Robin Vale", Role.COMPLAINANT, matter)

    page_of(client, matter)

    assert list(Read.objects.filter(case_file=matter.case_file).values_list("what", flat=True)) == [
        "party.progress"
    ]


@pytest.mark.parametrize("who", ["stranger", "handler", "walled"])
def test_whoever_is_no_party_or_walled_off_learns_nothing(matter: Matter, who: str, client: Client) -> None:
    client.force_login(somebody(who, matter))

    assert client.get(f"/my-complaints/{matter.reference}/").status_code == 404


def somebody(who: str, matter: Matter) -> User:
    if who == "handler":
        return a_handler()
    if who == "stranger":
        return a_user("Sam Stranger")
    user = appointed(a_user("Robin Vale"), Role.COMPLAINANT, case_file=matter.case_file)
    walled(user, matter.case_file)
    return user


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/my-complaints/").url.startswith(resolve_url(settings.LOGIN_URL))


def test_a_friend_reads_what_a_friend_may_do_and_whose_the_other_rights_are(matter: Matter) -> None:
    friend = page_of(as_party("Pat Friend", Role.POLICE_FRIEND, matter), matter)
    officer = page_of(as_party("PC Marsh", Role.OFFICER_CONCERNED, matter), matter)
    assert "You may advise the officer throughout." in friend
    assert "What the law entitles the officer to" in friend
    assert "What the law entitles you to" in officer
    assert "advise the officer" not in officer
