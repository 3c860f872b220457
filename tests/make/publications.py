"""Drafts, blockers and published pages for tests, of an invented force."""

from datetime import date
from typing import Any

from candour.accounts.actions import open_case_file
from candour.accounts.codes import Capacity, CaseFileKind
from candour.accounts.models import CaseFile, User
from candour.bodies.models import Body
from candour.publishing.actions import (
    EventDraft,
    PeopleDraft,
    Publication,
    SummaryDraft,
    consider,
    publish,
    write_summary,
)
from candour.publishing.gate import kinds_for
from candour.publishing.models import Blocker, Snapshot, Summary
from tests.make.moments import at_nine
from tests.make.people import FORCE, OVERSIGHT

TODAY = date(2026, 3, 2)


def a_file(reference: str = "EXA-2025-000001", *, on: date = TODAY) -> CaseFile:
    """Held by the invented overseer, without a matter of its own."""
    return open_case_file(
        reference=reference,
        kind=CaseFileKind.MATTER,
        body=Body.objects.get(pk=OVERSIGHT),
        capacity=Capacity.OVERSIGHT,
        by=None,
        at=at_nine(on),
        on=on,
    )


def a_draft(**said: Any) -> SummaryDraft:
    settled = {
        "what": "Video of an arrest deleted",
        "month": "2025-07",
        "forces": (Body.objects.get(pk=FORCE),),
        "began": "conduct",
        "happened": "An officer deleted body-worn video of an arrest.",
        "found": "The officer had a case to answer for misconduct.",
        "followed": "A meeting gave the officer a written warning.",
        "references": ("2025/000001",),
        "people": (
            PeopleDraft(
                role="pc",
                decisions=("case-to-answer",),
                proceedings=("meeting",),
                outcomes=("written-warning",),
                outcome_on="2025-11",
            ),
        ),
        "events": (EventDraft("2025-07", "The arrest"), EventDraft("2025-11", "The meeting")),
    }
    return SummaryDraft(**{**settled, **said})


def drafted(case_file: CaseFile, *, on: date = TODAY, by: User | None = None, **said: Any) -> Summary:
    return write_summary(case_file=case_file, draft=a_draft(**said), by=by, at=at_nine(on), on=on)


def all_considered(case_file: CaseFile, *but: str, on: date = TODAY) -> list[Blocker]:
    """Everything publication might wait for was looked at and does not apply, except what is named."""
    kinds = [kind for kind in kinds_for(case_file) if kind not in but]
    said = {"evidence": "The file was looked through.", "by": None, "at": at_nine(on), "on": on}
    return [consider(case_file=case_file, kind=kind, **said) for kind in kinds]


def ready(reference: str = "EXA-2025-000001", **said: Any) -> CaseFile:
    case_file = a_file(reference)
    drafted(case_file, **said)
    all_considered(case_file)
    return case_file


def published(*files: CaseFile, on: date = TODAY, by: User | None = None, **said: str) -> list[Snapshot]:
    return publish(publications=[Publication(one, **said) for one in files], by=by, at=at_nine(on), on=on)
