"""Enters the published investigations of the worked examples, from data of our own, through the same actions as staff."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from candour.accounts.actions import open_case_file
from candour.accounts.codes import Capacity, CaseFileKind
from candour.accounts.models import CaseFile
from candour.bodies.models import Body
from candour.learning.actions import NewRecommendation, NewResponse, commit, recommend, respond
from candour.learning.models import Recommendation
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
from candour.publishing.models import Snapshot
from candour.publishing.proofreading import proofread
from candour.publishing.registers import rebuild

FOLDER = Path(__file__).with_name("worked")
OVERSEER = "iopc"
SOURCE = (
    "Entered in our own words from a page of the Independent Office for Police Conduct, "
    "which is published under the Open Government Licence v3.0."
)
ALREADY_PUBLIC = (
    "The overseer has published this already; it says that every proceeding had ended, or names none."
)
WARNED = "The source says so in so many words."
CODES = ("references", "themes", "behaviours", "platforms", "standards")


@dataclass(frozen=True)
class Acting:
    """The program acts, at a moment, on a day; nobody is named."""

    at: datetime
    on: date

    @property
    def header(self) -> dict[str, Any]:
        return {"by": None, "at": self.at, "on": self.on}


def load_published_investigations(*, at: datetime) -> list[Snapshot]:
    """Publishes those that do not stand yet, oldest first; a second call adds nothing."""
    acting = Acting(at, timezone.localdate(at))
    written = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")]
    ordered = sorted(written, key=lambda facts: facts["source_published"])
    made = [snapshot for facts in ordered for snapshot in _load(facts, acting)]
    if made:
        rebuild()
    return made


def _load(facts: dict[str, Any], acting: Acting) -> list[Snapshot]:
    if CaseFile.objects.filter(reference=facts["case_file"]).exists():
        return []
    case_file = _open(facts["case_file"], acting)
    recommendations = [_recommend(one, acting) for one in facts.pop("recommendations", [])]
    write_summary(case_file=case_file, draft=_draft(facts, recommendations), **acting.header)
    files = [case_file, *(row.case_file for row in recommendations)]
    for one in files:
        _consider_everything(one, acting)
    publications = [Publication(one, warnings_answered=WARNED if proofread(one) else "") for one in files]
    return publish(publications=publications, **acting.header)


def _open(reference: str, acting: Acting) -> CaseFile:
    return open_case_file(
        reference=reference,
        kind=CaseFileKind.MATTER,
        body=Body.objects.get(pk=OVERSEER),
        capacity=Capacity.OVERSIGHT,
        **acting.header,
    )


def _draft(facts: dict[str, Any], recommendations: list[Recommendation]) -> SummaryDraft:
    given: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in facts.items()
    }
    given.pop("case_file")
    parts: dict[str, Any] = {
        **{name: tuple(given[name]) for name in CODES},
        "forces": tuple(Body.objects.get(pk=key) for key in given["forces"]),
        "people": tuple(_people(one) for one in given["people"]),
        "events": tuple(EventDraft(**one) for one in given["events"]),
        "recommendations": tuple(recommendations),
        "source": SOURCE,
    }
    return SummaryDraft(**{**given, **parts})


def _people(one: dict[str, Any]) -> PeopleDraft:
    listed: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in one.items()
    }
    return PeopleDraft(**listed)


def _recommend(one: dict[str, Any], acting: Acting) -> Recommendation:
    made = NewRecommendation(
        power=one["power"],
        maker=Body.objects.get(pk=one["maker"]),
        addressee=Body.objects.get(pk=one["addressee"]),
        made_on=one["made_on"],
        text=one["text"].strip(),
        rationale=one["rationale"].strip(),
        published_due_date=one["published_due_date"],
    )
    row = recommend(recommendation=made, **acting.header)
    answer = NewResponse(accepted=one["accepted"], action=one["action"].strip())
    respond(recommendation=row, response=answer, **acting.header)
    for promise in one.get("commitments", []):
        commit(recommendation=row, promised=promise["promised"], **acting.header)
    return row


def _consider_everything(case_file: CaseFile, acting: Acting) -> None:
    for kind in kinds_for(case_file):
        consider(case_file=case_file, kind=kind, evidence=ALREADY_PUBLIC, **acting.header)
