"""What a published report says of a round: entered, corrected and struck out."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candour.accounts.requests import SignedInRequest
from candour.register.actions.reported import correct_statement, enter_statements, strike_statement
from candour.register.models import Round, RoundStatement
from candour.register.reported_forms import CorrectionForm, StatementForm, StrikeForm, as_it_stands
from candour.register.views.gate import require_editor, who_and_when
from candour.register.views.round_gate import answered, opened_round

FORM = "register/rounds/form.html"


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, reference: str) -> HttpResponse:
    opened = opened_round(request, reference, "reported")
    require_editor(request)
    form = StatementForm(opened, request.POST or None)

    def write() -> None:
        enter_statements(round_=opened, statements=[form.given()], **who_and_when(request))

    return _answered(request, opened, form, write, _("Enter what a report says"))


@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    opened, found = _opened(request, reference, number)
    form = CorrectionForm(opened, request.POST or None, initial=as_it_stands(found))

    def write() -> None:
        reasons = form.cleaned_data["reasons"]
        correct_statement(statement=found, given=form.given(), reasons=reasons, **who_and_when(request))

    return _answered(request, opened, form, write, _("Correct what the report says"))


@require_http_methods(["GET", "POST"])
def strike(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    opened, found = _opened(request, reference, number)
    form = StrikeForm(request.POST or None)

    def write() -> None:
        reasons = form.cleaned_data["reasons"]
        strike_statement(statement=found, reasons=reasons, **who_and_when(request))

    about = f"{'' if found.value is None else found.value} {found.words}".strip()
    return _answered(request, opened, form, write, _("Strike out what the report says"), about)


def _opened(request: SignedInRequest, reference: str, number: int) -> tuple[Round, RoundStatement]:
    opened = opened_round(request, reference, "reported")
    require_editor(request)
    found = opened.statements.standing().with_places().filter(number=number).first()
    if found is None:
        raise Http404(_("There is no such statement, or it was struck out."))
    found.round = opened
    return opened, found


def _answered(
    request: SignedInRequest,
    opened: Round,
    form: StatementForm | StrikeForm,
    write: Callable[[], object],
    heading: str,
    about: str = "",
) -> HttpResponse:
    return answered(
        request,
        form,
        write,
        done=_("Entered"),
        to=f"{opened.get_absolute_url()}#reported",
        template=FORM,
        heading=heading,
        caption=opened.title,
        about=about,
        of=opened,
    )
