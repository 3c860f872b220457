"""The written documents, read and compared with their labels: the share of each field that must be right."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from candour.register.readers.reading import read_source
from candour.register.readers.record import record_line
from tests.register.scoring import Tally, score

DOCUMENTS = Path(__file__).parent / "documents"
LABELS = (
    "expected.jsonl",
    "expected-blind.jsonl",
    "expected-second-blind.jsonl",
    "expected-third-blind.jsonl",
    "expected-fourth-blind.jsonl",
    "expected-fifth.jsonl",
    "expected-sixth.jsonl",
    "expected-seventh.jsonl",
    "expected-eighth.jsonl",
    "expected-ninth.jsonl",
)

HIGH = (0.98, 0.95)
MIDDLE = (0.90, 0.80)
FIELDS = {
    "doc_type": HIGH,
    "force": HIGH,
    "incident_or_title_month": HIGH,
    "references": HIGH,
    "recommendations.date": HIGH,
    "recommendations.due_date": HIGH,
    "recommendations.accepted": HIGH,
    "title": HIGH,
    "published_date": HIGH,
    "matter_type": MIDDLE,
    "platforms": MIDDLE,
    "subjects.found": MIDDLE,
    "subjects.proceeding": MIDDLE,
    "subjects.outcome": MIDDLE,
    "subjects.decision": MIDDLE,
    "subjects.role": MIDDLE,
    "counts": MIDDLE,
}


@cache
def labels() -> dict[str, dict[str, Any]]:
    lines = [line for name in LABELS for line in (DOCUMENTS / name).read_text(encoding="utf-8").splitlines()]
    return {one["file"]: one for one in map(json.loads, lines)}


@cache
def scores() -> dict[str, Tally]:
    read = {
        name: record_line(read_source((DOCUMENTS / name).read_bytes(), name, address="")) for name in labels()
    }
    return score(labels(), read)


def test_every_document_has_a_label_and_every_label_a_document():
    documents = {one.name for one in DOCUMENTS.iterdir() if one.suffix in {".txt", ".html"}}
    assert documents == labels().keys()
    assert len(documents) >= 100


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_read_as_precisely_and_as_often_as_it_must_be(field: str):
    least_precision, least_recall = FIELDS[field]
    found = scores()[field]
    assert found.precision >= least_precision, found.row
    assert found.recall >= least_recall, found.row
    assert found.right >= 5, "too few values to say anything"


def test_a_label_compared_with_itself_is_perfect_and_with_nothing_is_missed():
    whole = score(labels(), labels())
    assert all(one.precision == one.recall == 1 for one in whole.values())
    empty = {"subjects": [], "counts": [], "recommendations": [], "force": [], "references": []}
    empty |= {"platforms": [], "behaviours": [], "standards_breached": []}
    nothing = score(labels(), dict.fromkeys(labels(), empty))
    assert nothing["force"].recall == 0
    assert nothing["subjects.found"].missed > 50
