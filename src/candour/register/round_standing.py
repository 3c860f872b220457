"""How a round stands on a day: each authority with each question, the totals, and how many authorities they rest on."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from candour.deadlines.models import Deadline
from candour.register.models import Round, RoundAnswer, RoundAuthority, RoundFigure, RoundQuestion
from candour.register.replies.figures import Figure
from candour.register.replies.told_twice import told_twice
from candour.register.replies.totals import Total, summed, total
from candour.register.round_clocks import REPLY, clocks_of
from candour.register.round_codes import CAME_IN, LATE, NOT_SENT, REPLIED, AnswerState, Provenance

MIXED_ORDER = (
    AnswerState.IN_PART,
    AnswerState.IN_FULL,
    AnswerState.FROM_LOG,
    AnswerState.REFUSED,
    AnswerState.NOT_HELD,
    AnswerState.NO_REPLY,
    AnswerState.NOT_STATED,
    AnswerState.AWAITING,
    AnswerState.WITHDRAWN,
)


@dataclass(frozen=True)
class Answer:
    """One cell of the completeness matrix. `state` is a code of AnswerState, `late`, `came-in` or `not-sent`.

    `doubled` are replies and figures that speak of the same time, as `reply-2` and `figure-7`: all of them are counted.
    """

    row: RoundAnswer
    state: str
    given: Figure | None
    doubled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One authority: how it stands as a whole, and question by question."""

    row: RoundAuthority
    state: str
    answers: tuple[Answer, ...]
    clocks: tuple[Deadline, ...]

    @property
    def clock(self) -> Deadline | None:
        """The one that runs, or ran last."""
        return self.clocks[-1] if self.clocks else None


@dataclass(frozen=True)
class Counted:
    """The total of one question; `from_logs` of the authorities it rests on were filled in from published logs.

    Of `doubled` authorities two sources speak of the same time, and the total may count a number twice.
    """

    question: RoundQuestion
    total: Total
    from_logs: int
    doubled: int = 0


@dataclass(frozen=True)
class Standing:
    round: Round
    questions: tuple[RoundQuestion, ...]
    asked: tuple[Asked, ...]
    totals: tuple[Counted, ...]
    states: dict[str, int]

    @property
    def replied(self) -> int:
        return sum(self.states.get(state, 0) for state in REPLIED)


def standing_of(round_: Round, *, on: date) -> Standing:
    questions = tuple(round_.questions.all())
    authorities = list(round_.authorities.with_names())
    figures = _figures(round_)
    clocks = clocks_of(authorities)
    answers = _answers(round_)
    asked = tuple(_asked(one, questions, answers, figures, clocks, on) for one in authorities)
    states = Counter(one.state for one in asked)
    totals = tuple(_counted(one, asked, figures) for one in questions if one.counts)
    return Standing(round_, questions, asked, totals, dict(states))


def whole(states: Iterable[str]) -> str:
    """An authority that answered one question and refused another has answered in part."""
    found = {one for one in states if one != AnswerState.WITHDRAWN} or {AnswerState.WITHDRAWN.value}
    if len(found) == 1:
        return found.pop()
    for waits in (LATE, CAME_IN, NOT_SENT):
        if waits in found:
            return waits
    some = {AnswerState.IN_FULL, AnswerState.IN_PART}
    if found & some:
        return AnswerState.IN_PART.value
    return next(one.value for one in MIXED_ORDER if one in found)


def _asked(
    authority: RoundAuthority,
    questions: tuple[RoundQuestion, ...],
    answers: dict[tuple[object, object], RoundAnswer],
    figures: dict[tuple[object, object], list[RoundFigure]],
    clocks: dict[object, list[Deadline]],
    on: date,
) -> Asked:
    own = clocks[authority.pk]
    late = any(one.rule == REPLY and one.is_late(on) for one in own)
    cells = []
    for question in questions:
        row = answers[authority.pk, question.pk]
        row.question, row.authority = question, authority
        state = _shown(authority, row.state, late=late)
        given = figures.get((authority.pk, question.pk), [])
        doubled = told_twice(one.told for one in given if one.counts)
        cells.append(Answer(row, state, _given(given), doubled))
    return Asked(authority, whole(one.state for one in cells), tuple(cells), tuple(own))


def _shown(authority: RoundAuthority, state: str, *, late: bool) -> str:
    if state != AnswerState.AWAITING:
        return state
    if authority.replied_on is not None:
        return CAME_IN
    if authority.received_on is None:
        return NOT_SENT
    return LATE if late else state


def _given(figures: list[RoundFigure]) -> Figure | None:
    return summed(counting(figures))


def counting(figures: Iterable[RoundFigure]) -> list[Figure]:
    """A total that the authority states is no further figure, nor is one for another time."""
    return [one.figure for one in figures if not one.total and not one.outside]


def _counted(
    question: RoundQuestion, asked: tuple[Asked, ...], figures: dict[tuple[object, object], list[RoundFigure]]
) -> Counted:
    withdrawn = {one.row.pk for one in asked if one.state == AnswerState.WITHDRAWN}
    of_each = {
        str(one.row.pk): counting(figures.get((one.row.pk, question.pk), []))
        for one in asked
        if one.row.pk not in withdrawn
    }
    logs = sum(
        any(one.provenance == Provenance.LOG for one in some)
        for (_, key), some in figures.items()
        if key == question.pk
    )
    doubled = sum(
        bool(answer.doubled) for one in asked for answer in one.answers if answer.row.question == question
    )
    return Counted(question, total(of_each, asked=len(of_each)), logs, doubled)


def _answers(round_: Round) -> dict[tuple[object, object], RoundAnswer]:
    rows = RoundAnswer.objects.filter(authority__round=round_)
    return {(one.authority_id, one.question_id): one for one in rows}


def _figures(round_: Round) -> dict[tuple[object, object], list[RoundFigure]]:
    found: dict[tuple[object, object], list[RoundFigure]] = defaultdict(list)
    for one in (
        RoundFigure.objects.standing().filter(authority__round=round_).select_related("mapping__reply")
    ):
        found[one.authority_id, one.question_id].append(one)
    return found
