"""The public complaint form: one thing a page, routed by the answers, sent once."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from candour.accounts.models.people import NOT_ASKED, NOT_STATED
from candour.deadlines.law import the_law
from candour.look.dates import day_in_words
from candour.matters.guided.forms.what_happened import LONGEST_ACCOUNT
from candour.matters.guided.pace import SENDING
from candour.matters.models import Matter, PartyRole
from tests.matters.guided.filling import ACCOUNT, answer, fill, send, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_empty_cache() -> None:
    cache.clear()


def the_matter() -> Matter:
    return Matter.objects.get()


def test_the_start_page_says_what_happens_and_where_else_to_go(client: Client) -> None:
    page = client.get("/complain/").content.decode()

    assert "call 999" in page
    assert "What you need" in page
    assert "subject access request" in page


@pytest.mark.both_databases
def test_a_person_answers_page_by_page_and_the_complaint_is_received_in_their_words(client: Client) -> None:
    fill(client)

    send(client)

    matter = the_matter()
    assert matter.words_used == ACCOUNT
    assert (matter.expressed_to_id, matter.about, matter.channel) == (
        "wexmoor",
        "officer-or-staff",
        "online-form",
    )
    assert (matter.happened_on, matter.happened_where) == ("2026-03-02", "High Street, Wexmoor")
    assert matter.outcome_wanted == "An apology"
    assert matter.made_on == matter.received_on == timezone.localdate()
    assert matter.intake == "received"


def test_the_complainant_is_a_party_with_the_link_they_gave(client: Client) -> None:
    fill(client, contact={"prefers": "telephone", "telephone": "01632 960 001"})

    send(client)

    complainant = the_matter().parties.get(role=PartyRole.COMPLAINANT)
    assert complainant.standing == "conduct-towards"
    assert complainant.person.name == "Robin Vale"
    assert complainant.person.telephone == "01632 960 001"
    assert complainant.person.needs == "Prefers contact by: telephone. Large print"
    assert complainant.person.language == "en"


@pytest.mark.parametrize("page", ["about", "standing", "name", "equality"])
def test_a_page_whose_turn_has_not_come_leads_to_the_first_one_open(client: Client, page: str) -> None:
    assert client.get(f"/complain/{page}/").url == "/complain/force/"


def test_the_answers_cannot_be_checked_before_all_are_given(client: Client) -> None:
    fill(client, until="outcome")

    assert client.get("/complain/check/").url == "/complain/outcome/"


def test_every_page_leads_back_to_the_one_before(client: Client) -> None:
    fill(client, until="standing")

    assert client.get("/complain/standing/").context["back"] == "/complain/serving/"
    assert client.get("/complain/force/").context["back"] == "/complain/"


def test_a_mistake_is_named_and_nothing_that_was_typed_is_lost(client: Client) -> None:
    fill(client, until="when-and-where")
    given = {
        "known": "yes",
        "happened_on_month": "13",
        "happened_on_year": "2026",
        "happened_where": "By the canal",
    }

    page = answer(client, "when-and-where", given).content.decode()

    assert "The date it happened must be a real date" in page
    assert 'value="13"' in page
    assert "By the canal" in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"known": "yes", "happened_on_year": "2025"}, "2025"),
        ({"known": "yes", "happened_on_month": "July", "happened_on_year": "2025"}, "2025-07"),
        ({"known": "no"}, ""),
        ({"known": "no", "happened_on_year": "2025"}, ""),
    ],
)
def test_a_date_may_be_known_in_part_or_not_at_all(client: Client, typed: dict[str, str], kept: str) -> None:
    fill(client, when_and_where=typed)

    send(client)

    assert the_matter().happened_on == kept


def test_a_date_in_the_future_is_refused(client: Client) -> None:
    fill(client, until="when-and-where")
    next_year = str(timezone.localdate().year + 1)

    page = answer(client, "when-and-where", {"known": "yes", "happened_on_year": next_year}).content.decode()

    assert "The date it happened must be in the past" in page


def test_an_account_as_long_as_promised_is_taken_however_new_lines_are_sent(client: Client) -> None:
    fill(client, until="what-happened")
    longest = "word\r\n" * (LONGEST_ACCOUNT // 5)

    assert answer(client, "what-happened", {"account": longest}).status_code == 302


def test_a_longer_account_is_refused_with_its_bound(client: Client) -> None:
    fill(client, until="what-happened")

    page = answer(client, "what-happened", {"account": "x" * (LONGEST_ACCOUNT + 1)}).content.decode()

    assert "must be 10000 characters or fewer" in page


def test_answers_too_large_for_the_session_are_refused_in_a_sentence(client: Client) -> None:
    fill(client, until="outcome", what_happened={"account": "𐍈" * LONGEST_ACCOUNT})
    answer(client, "outcome", {"outcome_wanted": "𐍈" * 2000})
    answer(client, "name", {"name": "𐍈" * 200})
    answer(client, "contact", {"prefers": "address", "address": "𐍈" * 400})

    people = "𐍈" * 1000
    answer(client, "who", {"known": "yes"})
    pages = [client.post(f"/complain/people/{n}/", {"description": people}) for n in range(1, 6)]

    refused = [page for page in pages if page.status_code == 200]
    assert refused, "five long descriptions went past the bound"
    assert "too long to keep together" in refused[0].content.decode()


def test_changing_the_subject_asks_for_the_link_again_before_sending(client: Client) -> None:
    fill(client)

    changed = client.post("/complain/about/?from=check", {"about": "service"})

    assert changed.url == "/complain/standing/?from=check"
    assert client.get("/complain/check/").url == "/complain/standing/"


def test_a_change_that_makes_nothing_moot_leads_straight_back_to_the_answers(client: Client) -> None:
    fill(client)

    changed = client.post("/complain/outcome/?from=check", {"outcome_wanted": "An explanation"})

    assert changed.url == "/complain/check/"
    assert "An explanation" in client.get("/complain/check/").content.decode()


def test_every_answer_is_shown_with_a_way_to_change_it(client: Client) -> None:
    fill(client)

    page = client.get("/complain/check/").content.decode()

    for shown in ("Wexmoor Constabulary", ACCOUNT, "2 March 2026", "Robin Vale", "Skipped", "Large print"):
        assert shown in page
    assert "/complain/what-happened/?from=check" in page


def test_it_is_not_sent_without_the_declaration(client: Client) -> None:
    fill(client)

    page = client.post("/complain/check/", {"token": token_of(client)}).content.decode()

    assert "Tick the box if what you have written is true" in page
    assert not Matter.objects.exists()


def test_the_reference_and_word_are_shown_with_what_the_law_owes_next(client: Client) -> None:
    fill(client)
    send(client)

    page = client.get("/complain/sent/").content.decode()

    today = timezone.localdate()
    facts = {
        "complaint-made": today,
        "handling-started": today,
        "force-kind": "territorial",
        "linked-matter-under-2012-on-arrival": False,
    }
    owed = the_law().due("keeping-informed.progress", facts)
    assert the_matter().reference in page
    assert f"by {day_in_words(owed.due)} if it starts today" in page  # type: ignore[union-attr]
    assert "Police (Complaints and Misconduct) Regulations 2020, regulation 34" in page


def test_the_word_goes_away_when_the_page_is_cleared(client: Client) -> None:
    fill(client)
    send(client)

    client.post("/complain/clear/")

    page = client.get("/complain/sent/").content.decode()
    assert the_matter().reference not in page
    assert "Nothing to show here" in page


def test_the_word_goes_away_after_a_quarter_of_an_hour(client: Client) -> None:
    fill(client)
    send(client)
    session = client.session
    held = session["complaint-draft-sent"]
    session["complaint-draft-sent"] = {**held, "at": (timezone.now() - timedelta(minutes=16)).isoformat()}
    session.save()

    page = client.get("/complain/sent/").content.decode()

    assert held["word"] not in page.replace(" ", "")
    assert "complaint-draft-sent" not in client.session


def test_after_sending_the_answers_are_gone_from_the_session(client: Client) -> None:
    fill(client)
    send(client)

    assert "complaint-draft" not in client.session
    assert ACCOUNT not in str(dict(client.session))


@pytest.mark.both_databases
def test_pressing_send_twice_makes_one_complaint(client: Client) -> None:
    fill(client)
    token = token_of(client)

    first, second = send(client, token), send(client, token)

    assert Matter.objects.count() == 1
    assert first.url == second.url == "/complain/sent/"


@pytest.mark.both_databases
def test_a_second_request_that_still_sees_the_old_session_makes_no_second_complaint(client: Client) -> None:
    """Both presses were on their way before the first was answered."""
    from candour.matters.guided.composing import by_the_public_form, complaint_of
    from candour.matters.guided.sending import send_once
    from candour.matters.guided.situation import Situation

    fill(client)
    token, early = token_of(client), client.session
    early.load()
    send(client, token)
    today = timezone.localdate()

    again = send_once(
        early,
        "complaint-draft",
        token,
        lambda draft: complaint_of(Situation(draft, today), by_the_public_form(today)),
        by=None,
        at=timezone.now(),
    )

    assert Matter.objects.count() == 1
    assert again.reference == the_matter().reference


def test_a_send_button_of_an_older_draft_sends_nothing(client: Client) -> None:
    fill(client)

    answered = send(client, "0" * 32)

    assert answered.url == "/complain/check/"
    assert not Matter.objects.exists()


def test_a_form_posted_from_elsewhere_is_refused() -> None:
    careful = Client(enforce_csrf_checks=True)

    assert careful.post("/complain/force/", {"force": "wexmoor"}).status_code == 403


def test_somebody_who_sends_too_often_is_asked_to_wait_and_loses_nothing(client: Client) -> None:
    for _time in range(SENDING[0].most):
        fill(client)
        send(client)
    fill(client)

    refused = send(client)

    assert refused.status_code == 429
    assert refused["Retry-After"] == "3600"
    assert "Nothing that you wrote is lost" in refused.content.decode()
    assert client.get("/complain/check/").status_code == 200


def test_one_network_address_cannot_flood_through_new_sessions() -> None:
    answers = []
    for _time in range(SENDING[1].most + 1):
        visitor = Client()
        fill(visitor)
        answers.append(send(visitor).status_code)

    assert answers.count(302) == SENDING[1].most
    assert answers[-1] == 429


def test_no_page_of_the_form_is_kept_by_a_cache(client: Client) -> None:
    fill(client)

    for address in ("/complain/", "/complain/what-happened/", "/complain/check/"):
        assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"skip": "yes"}, {NOT_ASKED}),
        ({}, {NOT_STATED}),
        (
            dict.fromkeys(
                ("age_band", "sex", "gender", "ethnicity", "disability", "religion", "sexual_orientation"),
                NOT_STATED,
            ),
            {NOT_STATED},
        ),
    ],
)
def test_skipping_the_equality_questions_and_not_answering_them_are_kept_apart(
    client: Client, given: dict[str, str], expected: set[str]
) -> None:
    fill(client, equality=given)
    send(client)

    person = the_matter().parties.get(role=PartyRole.COMPLAINANT).person

    assert {
        person.age_band,
        person.sex,
        person.ethnicity,
        person.religion,
        person.sexual_orientation,
    } == expected


def test_an_equality_answer_is_kept_under_its_code(client: Client) -> None:
    fill(client, equality={"ethnicity": "mixed-white-asian", "disability": "disabled", "age_band": "25-34"})
    send(client)

    person = the_matter().parties.get(role=PartyRole.COMPLAINANT).person

    assert (person.ethnicity, person.disability, person.age_band) == (
        "mixed-white-asian",
        "disabled",
        "25-34",
    )
    assert person.sex == NOT_STATED


def test_the_preferred_way_of_contact_must_be_given(client: Client) -> None:
    fill(client, until="contact")

    page = answer(
        client, "contact", {"prefers": "telephone", "email": "robin@example.invalid"}
    ).content.decode()

    assert "Enter a telephone number, or choose another way to be contacted" in page
    assert "robin@example.invalid" in page
