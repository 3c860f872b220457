"""What no view answers still ends on a page that says what happened and what to do."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from candour.bodies.models import Body
from candour.ledger.writing import Overtaken, SavedAtOnce
from candour.web.middleware import RefusalMiddleware
from tests.make.accounts import a_user

pytestmark = pytest.mark.django_db


def answered(raised: Exception) -> HttpResponse | None:
    def never(_: HttpRequest) -> HttpResponse:
        raise AssertionError("the view was asked twice")

    request = RequestFactory().post("/anywhere/")
    request.user = a_user("Somebody")
    return RefusalMiddleware(never).process_exception(request, raised)


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (Overtaken, "This body was changed by somebody else in the meantime. Nothing was saved."),
        (SavedAtOnce, "Somebody else saved something here at the same moment, so yours was not saved."),
    ],
)
def test_a_write_that_came_second_is_told_so_with_a_conflict_and_no_error_page(
    refusal: Callable[[Body], Overtaken], words: str
) -> None:
    answer = answered(refusal(Body.objects.all()[0]))
    assert answer is not None
    assert answer.status_code == 409
    assert words in answer.content.decode()


def test_any_other_error_is_left_to_the_page_for_errors() -> None:
    assert answered(RuntimeError("of the program")) is None
