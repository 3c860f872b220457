"""Following a complaint without an account: by reference and word, slowly enough, and with nothing more than is owed."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from candour.accounts.models import Person
from candour.bodies.models import Body
from candour.deadlines.law import the_law
from candour.ledger.models import LedgerEntry
from candour.look.dates import day_in_words
from candour.matters.actions import receive_complaint
from candour.matters.actions.parties import PartyDetails
from candour.matters.actions.receiving import ComplaintReceived, Received
from candour.matters.guided.pace import TRACKING
from candour.matters.models import Matter, PartyRole
from candour.matters.tracking.progress import TOLD, progress
from candour.matters.tracking.views import NO_DIGEST, matter_of
from tests.make.matters import all_limbs, an_allegation, decided, step
from tests.make.moments import at_nine
from tests.make.people import a_decision_maker, a_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SECRETS = ("He shouted at me", "PC Marsh", "robin@example.invalid", "Robin Vale", "Rudeness in the street")


@pytest.fixture(autouse=True)
def _an_empty_cache() -> None:
    cache.clear()


def received(on: date) -> Received:
    people = (
        PartyDetails(PartyRole.COMPLAINANT, person=Person(name="Robin Vale", email="robin@example.invalid")),
        PartyDetails(PartyRole.COMPLAINED_ABOUT, person=Person(name="PC Marsh")),
    )
    complaint = ComplaintReceived(
        expressed_to=Body.objects.get(pk="wexmoor"),
        about="officer-or-staff",
        words_used="He shouted at me.",
        channel="online-form",
        received_on=on,
        made_on=on,
        parties=people,
    )
    return receive_complaint(complaint=complaint, by=None, at=at_nine(on))


def logged(on: date) -> Received:
    new = received(on)
    step(
        "complaint.log",
        new.matter,
        a_handler(),
        on,
        limbs=all_limbs("standing", conduct_towards_them=True),
        handling_started=on,
        linked_matter_under_2012_on_arrival=False,
        summary="Rudeness in the street.",
    )
    return new


def ask(client: Client, reference: str, word: str) -> HttpResponse:
    return client.post("/track/", {"reference": reference, "word": word})


def test_the_right_word_shows_the_stage_the_dates_and_who_deals_with_it(client: Client) -> None:
    day = timezone.localdate() - timedelta(days=3)
    new = logged(day)

    page = ask(client, new.matter.reference, new.tracking_word).content.decode()

    assert "Logged" in page
    assert day_in_words(day) in page
    assert "Wexmoor Constabulary deals with it" in page
    assert "The Old Tannery" in page


def test_it_shows_what_is_owed_next_by_when_and_by_whom(client: Client) -> None:
    day = timezone.localdate() - timedelta(days=3)
    new = logged(day)

    page = ask(client, new.matter.reference, new.tracking_word).content.decode()

    assert "Tell you how the matter is getting on" in page
    assert day_in_words(day + timedelta(weeks=4)) in page
    assert "Wexmoor Constabulary owes you this" in page


def test_a_date_that_has_passed_is_said_to_be_late(client: Client) -> None:
    new = logged(timezone.localdate() - timedelta(weeks=6))

    page = ask(client, new.matter.reference, new.tracking_word).content.decode()

    assert "That day has passed" in page


def test_before_handling_starts_no_date_is_made_up(client: Client) -> None:
    new = received(timezone.localdate())

    assert "No date runs yet" in ask(client, new.matter.reference, new.tracking_word).content.decode()


@pytest.mark.parametrize("spelt", [str.lower, lambda word: f" {word[:4]} {word[4:8]}  {word[8:]} "])
def test_capitals_and_spaces_do_not_matter(client: Client, spelt: object) -> None:
    new = received(timezone.localdate())

    page = ask(client, f" {new.matter.reference.lower()} ", spelt(new.tracking_word)).content.decode()  # type: ignore[operator]

    assert "Your complaint about Wexmoor Constabulary" in page


def test_nothing_of_the_people_or_the_words_is_shown_even_with_the_right_word(client: Client) -> None:
    new = logged(timezone.localdate())

    page = ask(client, new.matter.reference, new.tracking_word).content.decode()

    assert not [secret for secret in SECRETS if secret in page]


def without_what_was_typed(page: HttpResponse, *typed: str) -> str:
    text = page.content.decode()
    for each in typed:
        text = text.replace(f'value="{each}"', 'value=""')
    token = page.context["csrf_token"]
    return text.replace(str(token), "")


def test_an_unknown_reference_and_a_wrong_word_get_the_same_answer(client: Client) -> None:
    new = received(timezone.localdate())

    wrong = ask(client, new.matter.reference, "ABCDEFGHJKMN")
    unknown = ask(client, "WEX-1999-000001", "ABCDEFGHJKMN")

    assert wrong.status_code == unknown.status_code == 200
    assert "do not belong together" in wrong.content.decode()
    typed = (new.matter.reference, "WEX-1999-000001", "ABCDEFGHJKMN")
    assert without_what_was_typed(wrong, *typed) == without_what_was_typed(unknown, *typed)


def test_a_wrong_word_asks_the_database_no_more_than_an_unknown_reference(client: Client) -> None:
    new = received(timezone.localdate())
    ask(client, "WEX-1999-000002", "ABCDEFGHJKMN")

    with CaptureQueriesContext(connection) as wrong:
        ask(client, new.matter.reference, "ABCDEFGHJKMN")
    with CaptureQueriesContext(connection) as unknown:
        ask(client, "WEX-1999-000001", "ABCDEFGHJKMN")

    assert len(unknown) <= len(wrong) <= len(unknown) + 2


@pytest.mark.parametrize("word", ["", "-" * 40, "\x00", "ŵŷ" * 10])
def test_odd_words_open_nothing_and_break_nothing(client: Client, word: str) -> None:
    new = received(timezone.localdate())

    page = ask(client, new.matter.reference, word)

    assert page.status_code == 200
    assert "Where it stands" not in page.content.decode()


def test_a_matter_that_has_no_word_cannot_be_tracked() -> None:
    """Such as a conduct matter: nobody outside was ever given a word for it."""
    new = received(timezone.localdate())
    # Past the record on purpose: no verb takes a word away again.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE matters_matter SET tracking_digest = ''")

    tried = [matter_of(new.matter.reference, word) for word in ("", NO_DIGEST, new.tracking_word)]

    assert tried == [None, None, None]


def test_guessing_is_slowed_down(client: Client) -> None:
    new = received(timezone.localdate())

    answers = [
        ask(client, new.matter.reference, "ABCDEFGHJKMN").status_code for _time in range(TRACKING[0].most + 1)
    ]

    assert answers.count(200) == TRACKING[0].most
    assert answers[-1] == 429
    assert ask(client, new.matter.reference, new.tracking_word).status_code == 429


def test_one_network_address_is_slowed_down_whatever_sessions_it_opens() -> None:
    answers = [
        ask(Client(), "WEX-1999-000001", "ABCDEFGHJKMN").status_code for _time in range(TRACKING[1].most + 1)
    ]

    assert answers[-1] == 429


def test_each_look_is_on_the_record_and_a_failed_one_is_not(client: Client) -> None:
    new = received(timezone.localdate())
    before = LedgerEntry.objects.count()

    ask(client, new.matter.reference, "ABCDEFGHJKMN")
    ask(client, new.matter.reference, new.tracking_word)

    assert LedgerEntry.objects.count() == before + 1
    newest = bytes(LedgerEntry.objects.order_by("-index").first().body)  # type: ignore[union-attr]
    assert b'"complaint.track"' in newest
    assert new.tracking_word.encode() not in newest


def test_the_word_never_stands_in_an_address(client: Client) -> None:
    new = received(timezone.localdate())

    page = client.get(
        "/track/", {"reference": new.matter.reference, "word": new.tracking_word}
    ).content.decode()

    assert "Where it stands" not in page
    assert new.tracking_word not in page


def test_a_running_right_to_a_review_is_shown_until_its_last_day() -> None:
    day = date(2026, 3, 2)
    matter = with_its_outcome_provided(day)

    shown = progress(matter, on=date(2026, 3, 10))

    assert shown.review is not None
    assert shown.review.until == day + timedelta(days=28)
    assert shown.review.to == Body.objects.get(pk="wexmoor-pcc")
    assert progress(matter, on=day + timedelta(days=28)).review is not None
    assert progress(matter, on=day + timedelta(days=29)).review is None


def with_its_outcome_provided(day: date) -> Matter:
    """Recorded, handled otherwise than by investigation, decided and told, all on one day."""
    matter, handler, decider = logged(day).matter, a_handler(), a_decision_maker()
    step(
        "complaint.recording-test",
        matter,
        handler,
        day,
        limbs=all_limbs("recording", crime_or_discipline=True),
    )
    step(
        "complaint.record",
        matter,
        handler,
        day,
        recording_reason="crime-or-discipline",
        copy_to_subject="give",
    )
    step("referral.test", matter, handler, day, limbs=all_limbs("mandatory-referral"))
    allegation = an_allegation(matter, handler, on=day)
    step(
        "handling.decide",
        matter,
        decider,
        day,
        handling_choice="otherwise",
        reasons="Quick enquiries suffice.",
    )
    decided(allegation, decider, on=day)
    step("handling.review-body", matter, decider, day, limbs=all_limbs("relevant-review-body"))
    said = {"findings": "He raised his voice over traffic.", "action_taken": "None."}
    step("handling.decide-outcome", matter, decider, day, outcome_decided=day, **said)
    step("handling.provide-outcome", matter, handler, day, review_right_provided=day, method="email")
    return matter


def test_somebody_from_whom_something_is_withheld_sees_only_the_first_dates_and_what_is_owed() -> None:
    day = date(2026, 3, 2)
    matter = with_its_outcome_provided(day)
    complainant = matter.parties.get(role=PartyRole.COMPLAINANT)
    step(
        "keeping-informed.withhold",
        matter,
        a_handler(),
        day,
        limbs=all_limbs("harm", True),
        party=complainant,
        withheld="That a search is planned.",
        reasons="It would be foiled.",
        next_look=day + timedelta(days=14),
    )

    shown = progress(matter, on=day)

    assert shown.stage == "Being dealt with"
    assert [str(told.title) for told in shown.dates] == ["Made", "Received", "Logged"]
    assert not shown.stages


def test_the_steps_people_are_told_of_are_steps_of_the_law() -> None:
    assert set(TOLD) <= set(the_law().steps)


def test_a_step_that_is_not_on_the_list_is_not_shown() -> None:
    day = date(2026, 3, 2)
    matter = with_its_outcome_provided(day)

    told = [str(each.title) for each in progress(matter, on=day).dates]

    assert told == [
        "Made",
        "Received",
        "Logged",
        "Recorded",
        "Decided how to handle it",
        "Outcome decided",
        "Outcome letter provided",
    ]


def test_once_the_time_for_a_review_has_passed_the_page_says_when_it_ended() -> None:
    day = date(2026, 3, 2)
    matter = with_its_outcome_provided(day)
    last = day + timedelta(days=28)
    assert progress(matter, on=last).review_ended is None
    assert progress(matter, on=last + timedelta(days=1)).review_ended == last


def test_whoever_complained_is_told_of_the_recommendation_and_its_answer() -> None:
    told = {step.key for step in the_law().steps.values() if step.track == "review" and "complainant" in step.tells}
    assert told - set(TOLD) == set()
