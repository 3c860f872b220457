"""The frozen content of a page: everything it says, as plain values, so that the page can be made from it alone."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from candour.accounts.codes import CaseFileKind
from candour.accounts.models import CaseFile
from candour.bodies.models import Body
from candour.learning.announcing import announced
from candour.learning.codes import SOURCES, Answer
from candour.learning.models import Recommendation
from candour.look.dates import partial_date_in_words
from candour.publishing.codes import PageKind
from candour.publishing.field_classes import public_value, public_values
from candour.publishing.models import FOLDERS, Snapshot, Summary, path_of

Content = dict[str, Any]
LONGEST_SLUG = 100
OF_A_SUMMARY = tuple(
    "month began began_on concluded_on happened found followed learning references themes behaviours platforms "
    "standards".split()
)
OF_PEOPLE = tuple("role count serving decisions proceedings outcomes outcome_on sentence barred note".split())


class NothingToPublish(LookupError):
    """The case file holds neither a drafted summary nor a recommendation."""

    def __init__(self) -> None:
        super().__init__(_("Nothing has been drafted for the public on this case file yet."))


@dataclass(frozen=True)
class Frame:
    """What a page's content needs to know beside its rows: its version, and which addresses are public with it."""

    published_on: date
    version: int = 1
    history: tuple[Mapping[str, Any], ...] = ()
    public_with_it: Collection[str] = field(default=())

    def link(self, path: str) -> str:
        return path if path in self.public_with_it or is_public(path) else ""


def content_of(case_file: CaseFile, frame: Frame) -> Content:
    if case_file.kind == CaseFileKind.RECOMMENDATION:
        return _recommendation(recommendation_of(case_file), frame)
    return _investigation(summary_of(case_file), frame)


def summary_of(case_file: CaseFile) -> Summary:
    found = Summary.objects.filter(case_file=case_file).first()
    if found is None:
        raise NothingToPublish
    return found


def recommendation_of(case_file: CaseFile) -> Recommendation:
    found = Recommendation.objects.with_names().filter(case_file=case_file).first()
    if found is None:
        raise NothingToPublish
    return found


def title_of(summary: Summary) -> str:
    """What happened – force, month year: how people know these pages."""
    forces = _(" and ").join(force["name"] for force in _forces(summary))
    said = public_values(summary, "what", "month")
    return f"{said['what']} – {forces}, {partial_date_in_words(said['month'])}"


def recommendation_title(row: Recommendation) -> str:
    """The reference tells apart those made to one body on one day."""
    named = {"reference": _reference(row), "addressee": _body(row.addressee)["name"]}
    made = partial_date_in_words(public_value(row, "made_on"))
    return _("Recommendation %(reference)s to %(addressee)s, %(made)s") % {**named, "made": made}


def kind_of(case_file: CaseFile) -> PageKind:
    recommends = case_file.kind == CaseFileKind.RECOMMENDATION
    return PageKind.RECOMMENDATION if recommends else PageKind.INVESTIGATION


def slug_of(case_file: CaseFile) -> str:
    """Settled at the first publication and kept from then on; a second page of one title gets its reference added."""
    earlier = Snapshot.objects.filter(case_file=case_file).values_list("slug", flat=True).first()
    if earlier:
        return str(earlier)
    if kind_of(case_file) is PageKind.RECOMMENDATION:
        return slugify(case_file.reference)
    slug = slugify(title_of(summary_of(case_file)))[:LONGEST_SLUG].rstrip("-")
    taken = Snapshot.objects.filter(kind=PageKind.INVESTIGATION, slug=slug).exists()
    return f"{slug}-{slugify(case_file.reference)}"[:120] if taken else slug


def public_path(case_file: CaseFile) -> str:
    return path_of(kind_of(case_file), slug_of(case_file))


def is_public(path: str) -> bool:
    folder, slug = path.strip("/").split("/")[1:3]
    kind = next(kind for kind, named in FOLDERS.items() if named == folder)
    return bool(Snapshot.objects.public().filter(kind=kind, slug=slug).exists())


def canonical(content: Content) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def _investigation(summary: Summary, frame: Frame) -> Content:
    return {
        "kind": PageKind.INVESTIGATION.value,
        "slug": slug_of(summary.case_file),
        "title": title_of(summary),
        "forces": _forces(summary),
        **public_values(summary, *OF_A_SUMMARY),
        "people": [public_values(row, *OF_PEOPLE) for row in summary.people.all()],
        "timeline": [public_values(row, "day", "title", "note") for row in summary.events.all()],
        "recommendations": [
            _short(row.recommendation, frame)
            for row in summary.recommendations.select_related(
                "recommendation__case_file", "recommendation__addressee"
            )
        ],
        **public_values(summary, "source", "source_published"),
        **_of_every_page(summary.case_file, frame),
    }


def _forces(summary: Summary) -> list[Content]:
    return [_body(public_value(row, "force")) for row in summary.forces.select_related("force")]


def _body(body: Body) -> Content:
    return {"key": public_value(body, "key"), "name": public_value(body, "official_name")}


def _reference(row: Recommendation) -> str:
    return str(public_value(row.case_file, "reference"))


def _short(recommendation: Recommendation, frame: Frame) -> Content:
    return {
        "reference": _reference(recommendation),
        **public_values(recommendation, "text", "made_on", "answer"),
        "path": frame.link(public_path(recommendation.case_file)),
    }


def _recommendation(row: Recommendation, frame: Frame) -> Content:
    clock, response = announced(row), row.latest_response
    return {
        "kind": PageKind.RECOMMENDATION.value,
        "slug": slug_of(row.case_file),
        "title": recommendation_title(row),
        "reference": _reference(row),
        "forces": [_body(public_value(row, "addressee"))],
        "maker": _body(public_value(row, "maker"))["name"],
        "source_of_power": SOURCES.get(row.power, ""),
        **public_values(row, "power", "national", "made_on", "text", "rationale", "answer"),
        "last_day": {
            "lawful": clock.lawful.isoformat() if clock.lawful else "",
            "announced": clock.announced.isoformat() if clock.announced else "",
            "why": clock.why,
            "gist": clock.gist,
            "source": list(clock.source),
            "confidence": clock.confidence,
            "note": clock.confidence_note,
        },
        "response": None
        if response is None or row.answer == Answer.AWAITING
        else {
            "action": public_value(response, "public_action"),
            **public_values(response, "received_on", "publish"),
        },
        "commitments": [
            public_values(one, "promised", "due", "done_on", "evidence") for one in row.commitments.all()
        ],
        "investigations": _investigations(row, frame),
        **_source(row),
        **_of_every_page(row.case_file, frame),
    }


def _source(row: Recommendation) -> Content:
    """Where it was entered from, if its investigation was entered from a public source."""
    tie = row.summaries.select_related("summary").first()
    named = public_values(tie.summary, "source", "source_published") if tie else {}
    return named if named.get("source") else {"source": "", "source_published": ""}


def _investigations(row: Recommendation, frame: Frame) -> list[Content]:
    """Only those that are public, or are published together with it."""
    summaries = [tie.summary for tie in row.summaries.select_related("summary__case_file")]
    linked = [(title_of(summary), frame.link(public_path(summary.case_file))) for summary in summaries]
    return [{"title": title, "path": path} for title, path in linked if path]


def _of_every_page(case_file: CaseFile, frame: Frame) -> Content:
    return {
        "fiction": public_value(case_file, "fictional"),
        "published_on": frame.published_on.isoformat(),
        "version": frame.version,
        "history": [dict(one) for one in frame.history],
    }
