"""One authority of a round: its clocks, letters, answers, replies and figures, and the forms that enter them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candour.accounts.requests import SignedInRequest
from candour.deadlines.models import Deadline
from candour.papers.store import read_checked
from candour.register.actions import answers, rounds
from candour.register.models import RoundAuthority, RoundFigure
from candour.register.round_codes import AnswerState, LetterKind, Provenance
from candour.register.round_content import round_content
from candour.register.round_forms import AnswerForm, DayForm, FigureForm
from candour.register.round_letters import compose
from candour.register.views.gate import is_editor, require_editor, who_and_when
from candour.register.views.round_gate import answered, fiction_of, opened_authority

FORM = "register/rounds/form.html"


@dataclass(frozen=True)
class Dated:
    """Something that is entered with its day alone. `argument` is what the action calls the day."""

    heading: Any
    label: Any
    called: Any
    argument: str
    act: Callable[..., object]
    future: bool = False


DATED = {
    "replied": Dated(
        gettext_lazy("A reply has come"),
        gettext_lazy("When did it come?"),
        gettext_lazy("the day it came"),
        "came_on",
        rounds.note_reply,
    ),
    "clarified": Dated(
        gettext_lazy("Clarification was given"),
        gettext_lazy("When did the authority receive the clarification?"),
        gettext_lazy("the day of the clarification"),
        "given_on",
        rounds.clarify,
    ),
    "extended": Dated(
        gettext_lazy("The authority takes more time"),
        gettext_lazy("Until which day?"),
        gettext_lazy("the new last day"),
        "until",
        rounds.extend,
        future=True,
    ),
    "review": Dated(
        gettext_lazy("Ask for an internal review"),
        gettext_lazy("When does the authority receive it?"),
        gettext_lazy("the day it is received"),
        "asked_on",
        rounds.ask_review,
    ),
    "review-answered": Dated(
        gettext_lazy("The internal review was answered"),
        gettext_lazy("When did the answer come?"),
        gettext_lazy("the day it came"),
        "came_on",
        rounds.note_review,
    ),
}


@require_safe
def authority(request: SignedInRequest, reference: str, key: str) -> HttpResponse:
    opened = opened_authority(request, reference, key, "authority")
    today = timezone.localdate()
    content = round_content(opened.round, on=today)
    own = next(one for one in content["authorities"] if one["key"] == key)
    figures = RoundFigure.objects.standing().filter(authority=opened)
    context: dict[str, Any] = {
        "round": opened.round,
        "fiction": fiction_of(opened.round),
        "authority": opened,
        "own": own,
        "content": content,
        "deadlines": Deadline.objects.for_subject(opened.pk).order_by("due"),
        "today": today,
        "letters": opened.letters.all(),
        "replies": opened.replies.all(),
        "figures": figures.select_related("question", "mapping__reply").order_by(
            "question__number", "number"
        ),
        "letter": ""
        if opened.received_on or opened.round.source_name
        else compose(opened, LetterKind.REQUEST),
        "next": next_things(opened) if is_editor(request) else [],
        "may_edit": is_editor(request),
    }
    return render(request, "register/rounds/authority.html", context)


def next_things(opened: RoundAuthority) -> list[tuple[str, Any]]:
    """What may be entered now, by the name of its address."""
    offered: list[str] = []
    if opened.received_on and not opened.replied_on:
        offered += ["replied", "clarified", "extended"]
    if opened.received_on and not opened.review_asked_on:
        offered.append("review")
    if opened.review_asked_on and not opened.review_answered_on:
        offered += ["review-answered", "extended"]
    return [(name, DATED[name].heading) for name in dict.fromkeys(offered)]


@require_http_methods(["GET", "POST"])
def dated(request: SignedInRequest, reference: str, key: str, act: str) -> HttpResponse:
    opened = opened_authority(request, reference, key, act)
    require_editor(request)
    if act not in dict(next_things(opened)):
        raise Http404(_("This cannot be entered now."))
    asked = DATED[act]
    form = DayForm(asked.label, asked.called, asked.future, request.POST or None)

    def write() -> None:
        given = {asked.argument: form.cleaned_data["day"]}
        asked.act(authority=opened, **given, **who_and_when(request))

    return answered(
        request,
        form,
        write,
        done=_("Entered"),
        to=opened.get_absolute_url(),
        template=FORM,
        heading=asked.heading,
        caption=opened.body.official_name,
        of=opened.round,
    )


@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, reference: str, key: str) -> HttpResponse:
    opened = opened_authority(request, reference, key, "answer")
    require_editor(request)
    form = AnswerForm(opened, request.POST or None)

    def write() -> None:
        entered = form.cleaned_data
        rows = list(
            opened.answers.filter(question__key__in=entered["questions"]).select_related(
                "authority__round__case_file", "question"
            )
        )
        given = answers.Answered(AnswerState(entered["state"]), tuple(entered["sections"]), entered["note"])
        answers.answer(answers=rows, given=given, **who_and_when(request))

    return answered(
        request,
        form,
        write,
        done=_("Entered"),
        to=opened.get_absolute_url(),
        template=FORM,
        heading=_("How were the questions answered?"),
        caption=opened.body.official_name,
        of=opened.round,
    )


@require_http_methods(["GET", "POST"])
def figure(request: SignedInRequest, reference: str, key: str) -> HttpResponse:
    opened = opened_authority(request, reference, key, "figure")
    require_editor(request)
    form = FigureForm(opened.round, request.POST or None)

    def write() -> None:
        entered = form.cleaned_data
        given = answers.NewFigure(
            written=entered["written"],
            provenance=Provenance(entered["provenance"]),
            source=entered["source"],
            period=form.period(),
        )
        question = opened.round.questions.get(key=entered["question"])
        answers.enter_figure(authority=opened, question=question, given=given, **who_and_when(request))

    return answered(
        request,
        form,
        write,
        done=_("The figure is entered"),
        to=opened.get_absolute_url(),
        template=FORM,
        heading=_("Enter a figure"),
        caption=opened.body.official_name,
        of=opened.round,
    )


@require_POST
def strike(request: SignedInRequest, reference: str, key: str, number: int) -> HttpResponse:
    opened = opened_authority(request, reference, key, "strike")
    require_editor(request)
    found = opened.figures.filter(number=number, mapping=None, struck_on=None).first()
    if found is None:
        raise Http404(_("There is no figure of this number that was entered by hand."))
    answers.strike(figure=found, **who_and_when(request))
    return redirect(opened.get_absolute_url())


@require_safe
def letter(request: SignedInRequest, reference: str, key: str, kind: str) -> HttpResponse:
    """The PDF as it was kept, after its hash was checked."""
    opened = opened_authority(request, reference, key, "letter")
    found = opened.letters.filter(kind=kind).select_related("document").first()
    if found is None:
        raise Http404(_("No such letter has been made."))
    response = HttpResponse(read_checked(found.document.sha256), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{reference}-{key}-{kind}.pdf"'
    return response
