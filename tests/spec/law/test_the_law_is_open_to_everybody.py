"""The law in the open: anybody can see each rule, why a version of it governs a case, and how sure we are of it."""

import pytest
from django.test import Client


def _asked(client: Client, rule: str, **facts: str) -> str:
    """The page of the rule with these facts stated; `complaint_made` states complaint-made."""
    stated = {name.replace("_", "-"): value for name, value in facts.items()}
    response = client.get(f"/law/rules/{rule}/", stated)
    assert response.status_code == 200
    return response.content.decode()


class TestSeeingWhichLawGoverns:
    def test_a_journalist_sees_why_the_old_rule_governs_a_complaint_made_before_the_reform(
        self, client: Client
    ) -> None:
        page = _asked(
            client, "keeping-informed.progress", complaint_made="2019-11-04", handling_started="2019-11-11"
        )
        assert "Why version 2012 governs" in page
        assert "The complaint was made on 4 November 2019, before 1 February 2020" in page
        assert "Why the other version does not govern" in page

    def test_a_complainant_sees_that_the_day_of_the_complaint_and_not_of_its_receipt_chooses_the_law(
        self, client: Client
    ) -> None:
        page = _asked(
            client, "review.application", complaint_made="2020-01-31", review_right_provided="2020-06-01"
        )
        assert "no version of this rule governs" in page
        assert "For a complaint this day, and not the day of receipt, chooses the law" in page

    def test_a_complaint_against_british_transport_police_changes_over_eleven_months_later(
        self, client: Client
    ) -> None:
        facts = {"complaint_made": "2020-12-01", "review_right_provided": "2021-06-01"}
        assert "Apply for a review by 29 June 2021" in _asked(client, "review.application", **facts)
        assert "no version of this rule governs" in _asked(
            client, "review.application", **facts, force_kind="btp"
        )

    def test_an_officer_suspended_over_old_behaviour_keeps_the_shorter_interval(self, client: Client) -> None:
        facts = {"officer_suspended": "2026-09-01", "complaint_made": "2026-08-03"}
        old = _asked(client, "officer-suspension.review", **facts, behaviour_occurred="2026-06-30")
        new = _asked(client, "officer-suspension.review", **facts, behaviour_occurred="2026-07-20")
        assert "Review the suspension by 29 September 2026" in old
        assert "Why version 2020 governs" in old
        assert "Review the suspension by 24 November 2026" in new
        assert "Why version 2026 governs" in new


class TestSeeingHowADateWasCounted:
    def test_a_complainant_has_until_the_twenty_eighth_day_after_the_right_was_explained(
        self, client: Client
    ) -> None:
        page = _asked(
            client, "review.application", complaint_made="2026-01-05", review_right_provided="2026-03-02"
        )
        assert "Apply for a review by 30 March 2026" in page
        assert "3 March 2026 to 30 March 2026: days 1 to 28" in page

    def test_the_days_an_application_lay_with_the_wrong_body_are_given_back(self, client: Client) -> None:
        facts = {"complaint_made": "2026-01-05", "review_right_provided": "2026-03-02"}
        page = _asked(client, "review.application", **facts, misdirected_application="2026-03-10/2026-03-12")
        assert "Apply for a review by 2 April 2026" in page
        assert "within a time that is left out" in page

    def test_a_bank_holiday_anywhere_in_the_kingdom_gives_an_authority_another_day_to_reply(
        self, client: Client
    ) -> None:
        page = _asked(client, "foi.reply", request_received="2026-03-02", authority_law="foia")
        assert "Reply to a request for information by 31 March 2026" in page
        assert "Saint Patrick" in page or "St Patrick" in page

    def test_an_overrunning_investigation_is_reported_on_after_twelve_months_and_then_each_six(
        self, client: Client
    ) -> None:
        page = _asked(client, "timeliness.overrun", complaint_made="2026-03-02")
        assert "the first period ends on 1 March 2027" in page
        assert "2 March 2027 to 1 September 2027" in page


class TestSeeingHowSureWeAre:
    @pytest.mark.parametrize(
        ("rule", "word"),
        [
            ("review.application", "Read"),
            ("hearing.objection", "Secondary"),
            ("referral.mandatory", "Unconfirmed"),
        ],
    )
    def test_each_rule_says_how_far_it_was_checked(self, client: Client, rule: str, word: str) -> None:
        assert f">{word}</strong>" in client.get(f"/law/rules/{rule}/").content.decode()

    def test_a_date_worked_out_from_an_unconfirmed_figure_says_what_is_open(self, client: Client) -> None:
        page = _asked(client, "referral.mandatory", complaint_made="2026-01-05", became_clear="2026-03-06")
        answer = page[page.index('id="answer"') : page.index('id="versions"')]
        assert "Unconfirmed" in answer
        assert "Not yet checked against the text of the law." in answer

    def test_a_newer_text_that_nobody_has_read_never_governs_but_is_not_kept_quiet(
        self, client: Client
    ) -> None:
        page = _asked(
            client,
            "officer-suspension.written-confirmation",
            complaint_made="2026-06-01",
            behaviour_occurred="2026-05-01",
            orally_suspended="2026-08-03",
        )
        answer = page[page.index('id="answer"') : page.index('id="versions"')]
        assert "Why version 2020 governs" in answer
        assert "A later text may exist, its start not confirmed:" in answer
        assert "its own start is not confirmed, so it never governs" in answer.replace("Its own", "its own")

    def test_nobody_must_sign_in_to_read_the_law(self, client: Client) -> None:
        for address in (
            "/law/",
            "/law/tests/",
            "/law/lists/",
            "/law/lifecycles/",
            "/law/calendars/",
            "/law/unconfirmed/",
        ):
            assert client.get(address).status_code == 200
