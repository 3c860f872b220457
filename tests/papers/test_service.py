"""When a letter counts as provided follows from how it went, and says how sure that is."""

from datetime import date

import pytest

from candour.papers.codes import Method, ProvidedBasis
from candour.papers.service import read_service, service_by
from candour.procedure.calendars import NoCalendarYet

DEEMED = [
    (Method.POST, date(2026, 3, 2), date(2026, 3, 4), "Monday, then two working days"),
    (Method.POST, date(2026, 3, 6), date(2026, 3, 10), "Friday, over the weekend"),
    (Method.POST, date(2026, 4, 2), date(2026, 4, 8), "the Thursday before Easter"),
    (Method.HAND, date(2026, 3, 7), date(2026, 3, 7), "a Saturday"),
    (Method.EMAIL, date(2026, 12, 25), date(2026, 12, 25), "Christmas Day"),
]


@pytest.mark.parametrize(("method", "sent", "provided", "why"), DEEMED, ids=[row[3] for row in DEEMED])
def test_a_letter_counts_as_provided(method: Method, sent: date, provided: date, why: str) -> None:
    assert service_by(method).provided_on(sent) == provided


def test_every_way_of_sending_cites_its_source_and_says_what_is_unconfirmed() -> None:
    for service in read_service().values():
        assert service.source
        assert service.confidence == "read" or service.confidence_note


def test_the_ordinary_course_of_post_rests_on_the_interpretation_act_and_its_figure_is_unconfirmed() -> None:
    post = service_by(Method.POST)
    assert post.source == ("ukpga/1978/30/section/7",)
    assert post.confidence == "unconfirmed"
    assert post.basis == ProvidedBasis.POST_DEEMED


def test_a_day_beyond_the_known_bank_holidays_is_never_guessed() -> None:
    with pytest.raises(NoCalendarYet):
        service_by(Method.POST).provided_on(date(2199, 3, 2))
