"""Making a recommendation, answering it, and what each starts and stops."""

from datetime import date

import pytest

from candour.accounts.access import NotPermitted
from candour.bodies.kinds import BodyKind
from candour.bodies.models import Body
from candour.deadlines.models import Deadline
from candour.learning.actions import (
    RecommendationRefused,
    commit,
    decide_publication,
    grant_more_time,
    keep_commitment,
    suspend_for_judicial_review,
)
from candour.learning.announcing import announced
from candour.learning.models import Recommendation
from candour.ledger.verification import verify
from tests.make.bodies import INVENTED
from tests.make.courses import must_be_referred
from tests.make.matters import a_logged_complaint
from tests.make.moments import at_nine
from tests.make.people import FORCE, a_casework_manager, a_decision_maker, a_handler
from tests.make.recommendations import MADE, a_director, a_recommendation, answered

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def due(recommendation: Recommendation, rule: str) -> date | None:
    return Deadline.objects.for_subject(recommendation.pk).owed().get(rule=rule).due


def owed(recommendation: Recommendation) -> set[str]:
    return set(Deadline.objects.for_subject(recommendation.pk).owed().values_list("rule", flat=True))


def test_the_fifty_six_days_begin_with_the_day_it_was_made():
    assert a_recommendation(made_on="2026-03-02").statutory_last_day == date(2026, 4, 26)


def test_the_lawful_last_day_stands_beside_the_day_that_was_announced():
    row = a_recommendation(made_on="2022-01-20", published_due_date=date(2022, 3, 17))
    shown = announced(row)
    assert (shown.lawful, shown.announced) == (date(2022, 3, 16), date(2022, 3, 17))
    assert "17 March 2022 is 56 days after 20 January 2022" in shown.why


def test_no_difference_is_explained_where_the_announced_day_is_the_lawful_one():
    row = a_recommendation(made_on="2022-01-20", published_due_date=date(2022, 3, 16))
    assert announced(row).why == ""


@pytest.mark.parametrize("power", ["s10", "28ZA", "local", "hmicfrs", "coroner"])
def test_only_paragraph_28a_starts_a_clock(power: str):
    row = a_recommendation(power=power)
    assert (owed(row), row.statutory_last_day) == (set(), None)


def test_a_recommendation_whose_day_is_unknown_asks_for_it_instead_of_guessing():
    row = a_recommendation(made_on="2026-02")
    [waiting] = Deadline.objects.for_subject(row.pk).filter(rule="learning.response")
    assert (row.statutory_last_day, waiting.needs) == (None, "recommendation-made")


def test_a_response_ends_its_clock_and_starts_the_twenty_one_days_for_publishing_it():
    row = a_recommendation()
    answered(row, received="2026-06-01")
    assert owed(row) == {"learning.publication", "learning.recommendation-publication"}
    assert due(row, "learning.publication") == date(2026, 6, 21)
    assert row.answer == "yes"


def test_representations_put_publication_off_until_they_are_decided():
    row = a_recommendation()
    response = answered(row, representations="It names a method still in use.")
    assert owed(row) == {"learning.publication-decision", "learning.recommendation-publication"}
    assert response.public_action == ""
    decide_publication(
        response=response,
        decision="part",
        reasons="The method can be left out.",
        published_part="Checks began.",
        by=None,
        at=at_nine(date(2026, 5, 1)),
        on=date(2026, 5, 1),
    )
    assert owed(row) == {"learning.recommendation-publication"}
    assert response.public_action == "Checks began."


def test_a_part_is_published_only_in_words_that_were_given():
    response = answered(a_recommendation(), representations="It names a method.")
    with pytest.raises(RecommendationRefused, match="Give the words"):
        decide_publication(
            response=response, decision="part", reasons="So.", by=None, at=at_nine(MADE), on=MADE
        )


def test_more_time_asked_for_in_time_moves_the_last_day():
    row = a_recommendation()
    asked = date(2026, 4, 20)
    grant_more_time(
        recommendation=row, asked_on=asked, until=date(2026, 5, 20), by=None, at=at_nine(asked), on=asked
    )
    assert row.statutory_last_day == due(row, "learning.response") == date(2026, 5, 20)
    assert Deadline.objects.get(rule="learning.response").moves.get().old_due == date(2026, 4, 26)


def test_more_time_asked_for_after_the_last_day_is_refused():
    row, late = a_recommendation(), date(2026, 4, 27)
    with pytest.raises(RecommendationRefused, match="before the time for a response ends"):
        grant_more_time(
            recommendation=row, asked_on=late, until=date(2026, 5, 20), by=None, at=at_nine(late), on=late
        )


def test_the_days_of_a_judicial_review_are_added():
    row, on = a_recommendation(), date(2026, 4, 1)
    suspend_for_judicial_review(
        recommendation=row, first=date(2026, 3, 10), last=date(2026, 3, 19), by=None, at=at_nine(on), on=on
    )
    assert row.statutory_last_day == date(2026, 5, 6)


def test_it_is_late_from_the_day_after_the_lawful_last_day():
    row = a_recommendation()
    assert [row.is_late(date(2026, 4, day)) for day in (26, 27)] == [False, True]
    assert list(Recommendation.objects.late(date(2026, 4, 27))) == [row]
    answered(row, received="2026-04-28")
    assert not row.is_late(date(2026, 5, 1))


def test_a_commitment_is_kept_only_with_evidence():
    row = a_recommendation()
    answered(row)
    at, on = at_nine(date(2026, 5, 1)), date(2026, 5, 1)
    promise = commit(
        recommendation=row, promised="Train every sergeant.", due="2026-09", by=None, at=at, on=on
    )
    with pytest.raises(RecommendationRefused, match="what shows"):
        keep_commitment(commitment=promise, done_on="2026-04", evidence=" ", by=None, at=at, on=on)
    keep_commitment(
        commitment=promise, done_on="2026-04", evidence="Register of training.", by=None, at=at, on=on
    )
    assert row.commitments.get().done_on == "2026-04"


def test_everything_is_rebuilt_from_the_record():
    row = a_recommendation(matter=a_logged_complaint(a_handler()))
    answered(row, representations="Not now.")
    assert verify().findings == []


def test_a_director_makes_one_and_the_force_answers_it():
    row = a_recommendation(by=a_director())
    answered(row, by=a_decision_maker())
    assert row.answer == "yes"


def test_a_complaint_handler_may_neither_make_nor_answer_one():
    handler = a_handler()
    with pytest.raises(NotPermitted):
        a_recommendation(by=handler)
    with pytest.raises(NotPermitted):
        answered(a_recommendation(), by=handler)


def test_the_force_does_not_make_one_in_the_name_of_the_overseer():
    with pytest.raises(NotPermitted):
        a_recommendation(by=a_decision_maker())


def test_the_force_enters_what_a_coroner_reported_to_it():
    assert a_recommendation(power="coroner", by=a_decision_maker()).power == "coroner"


def test_only_the_maker_gives_more_time():
    row, on = a_recommendation(), date(2026, 3, 20)
    with pytest.raises(NotPermitted):
        grant_more_time(
            recommendation=row,
            asked_on=on,
            until=date(2026, 5, 20),
            by=a_decision_maker(),
            at=at_nine(on),
            on=on,
        )


def test_a_casework_manager_of_the_maker_opens_it_and_another_body_does_not():
    row, caseworker = a_recommendation(), a_casework_manager()
    assert list(Recommendation.objects.open_to(caseworker, on=MADE)) == [row]
    elsewhere = a_recommendation(addressee=row.maker, power="local")
    assert elsewhere not in Recommendation.objects.open_to(a_decision_maker(), on=MADE)


def another_body() -> Body:
    return Body.objects.create(key="elsewhere", official_name="Association of Examples", kind=BodyKind.OTHER, **INVENTED)


def test_only_after_a_grave_matter_does_one_of_paragraph_28a_go_to_anybody():
    """Regulation 31: after other matters it goes to a force or a local policing body alone."""
    matter, elsewhere = a_logged_complaint(a_handler()), another_body()
    with pytest.raises(RecommendationRefused, match="regulation 31"):
        a_recommendation(matter=matter, addressee=elsewhere)
    assert a_recommendation(matter=matter).addressee_id == FORCE
    must_be_referred(matter, a_handler(), at_nine(MADE))
    assert a_recommendation(matter=matter, addressee=elsewhere).addressee == elsewhere


def test_a_recommendation_of_the_general_function_goes_to_anybody():
    matter, elsewhere = a_logged_complaint(a_handler()), another_body()
    assert a_recommendation(power="s10", matter=matter, addressee=elsewhere).addressee == elsewhere
