"""Writing the draft of an investigation's public page, as a whole; what is written replaces what stood."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any

from candour.accounts.models import CaseFile, User
from candour.accounts.permissions import require
from candour.bodies.models import Body
from candour.bodies.partial_dates import check_partial_date
from candour.learning.models import Recommendation
from candour.ledger.recorded import Recorded
from candour.ledger.writing import Record, entry
from candour.publishing.codes import (
    Began,
    Decision,
    Outcome,
    Platform,
    Proceeding,
    PublicRole,
    Serving,
    Theme,
)
from candour.publishing.models import (
    Summary,
    SummaryEvent,
    SummaryForce,
    SummaryPeople,
    SummaryRecommendation,
)
from candour.publishing.permissions import may_draft

KNOWN = {"themes": Theme, "platforms": Platform}
KNOWN_OF_PEOPLE = {"decisions": Decision, "proceedings": Proceeding, "outcomes": Outcome}
DAYS = ("month", "began_on", "concluded_on", "source_published")


@dataclass(frozen=True)
class PeopleDraft:
    """One person, or people treated alike. `sentence` is a length of time such as P2Y9M; `count` None: not stated."""

    role: str = PublicRole.OFFICER
    count: int | None = 1
    serving: str = Serving.UNSTATED
    decisions: tuple[str, ...] = ()
    proceedings: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    outcome_on: str = ""
    sentence: str = ""
    barred: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class EventDraft:
    day: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class SummaryDraft:
    """All that the page will say. Days are as precise as they are known, people are roles."""

    what: str
    month: str
    forces: tuple[Body, ...]
    began: str = Began.UNKNOWN
    began_on: str = ""
    concluded_on: str = ""
    happened: str = ""
    found: str = ""
    followed: str = ""
    learning: str = ""
    references: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    behaviours: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    source: str = ""
    source_published: str = ""
    people: tuple[PeopleDraft, ...] = field(default=())
    events: tuple[EventDraft, ...] = field(default=())
    recommendations: tuple[Recommendation, ...] = field(default=())


PARTS = ("forces", "people", "events", "recommendations")


def write_summary(
    *, case_file: CaseFile, draft: SummaryDraft, by: User | None, at: datetime, on: date
) -> Summary:
    """One entry holds the whole draft; people, events, forces and recommendations are written anew."""
    if by is not None:
        require(may_draft(by, case_file, on=on))
    _check(draft)
    summary = Summary.objects.filter(case_file=case_file).first() or Summary(case_file=case_file)
    gone = _parts_of(summary)
    with entry("summary.write", subject=case_file, by=by.pk if by else None, at=at, on=on) as record:
        for name, value in _columns(draft).items():
            setattr(summary, name, value)
        record.save(summary)
        # The old rows go first from the tables, since a force or recommendation stands once on a summary.
        for row in gone:
            record.delete(row)
        _save_parts(record, summary, draft)
    return summary


def draft_of(summary: Summary) -> SummaryDraft:
    """The draft as it stands, to be changed and written again."""
    columns = {name: getattr(summary, name) for name in _names()}
    listed: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in columns.items()
    }
    return SummaryDraft(
        **listed,
        forces=tuple(row.force for row in summary.forces.select_related("force")),
        people=tuple(people_draft(row) for row in summary.people.all()),
        events=tuple(EventDraft(row.day, row.title, row.note) for row in summary.events.all()),
        recommendations=tuple(
            row.recommendation for row in summary.recommendations.select_related("recommendation__case_file")
        ),
    )


def people_draft(row: SummaryPeople) -> PeopleDraft:
    columns = {name: getattr(row, name) for name in PeopleDraft.__dataclass_fields__}
    listed: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in columns.items()
    }
    return PeopleDraft(**listed)


def _names() -> list[str]:
    return [name for name in SummaryDraft.__dataclass_fields__ if name not in PARTS]


def _columns(draft: SummaryDraft) -> dict[str, object]:
    columns = {name: getattr(draft, name) for name in _names()}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in columns.items()}


def _parts_of(summary: Summary) -> list[Recorded]:
    if summary._state.adding:
        return []
    return list(
        chain(summary.forces.all(), summary.people.all(), summary.events.all(), summary.recommendations.all())
    )


def _save_parts(record: Record, summary: Summary, draft: SummaryDraft) -> None:
    for number, force in enumerate(draft.forces, 1):
        record.save(SummaryForce(summary=summary, force=force, number=number))
    for number, people in enumerate(draft.people, 1):
        values = {
            name: list(value) if isinstance(value, tuple) else value for name, value in vars(people).items()
        }
        record.save(SummaryPeople(summary=summary, number=number, **values))
    for number, event in enumerate(draft.events, 1):
        record.save(SummaryEvent(summary=summary, number=number, **vars(event)))
    for number, recommendation in enumerate(draft.recommendations, 1):
        record.save(SummaryRecommendation(summary=summary, recommendation=recommendation, number=number))


def _check(draft: SummaryDraft) -> None:
    """A misspelt code or an impossible day stops the writing and names the part."""
    for day in [*(getattr(draft, name) for name in DAYS), *(event.day for event in draft.events)]:
        if day:
            check_partial_date(day)
    for name, codes in KNOWN.items():
        for code in getattr(draft, name):
            codes(code)
    for people in draft.people:
        PublicRole(people.role), Serving(people.serving)
        for name, codes in KNOWN_OF_PEOPLE.items():
            for code in getattr(people, name):
                codes(code)
