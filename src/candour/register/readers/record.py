"""The line of a document: what is sure in it, in the form that the register compares and counts."""

from typing import Any

from candour.register.readers.document import Document
from candour.register.readers.reading import WORKED_OUT, Reading
from candour.register.statements import DOCUMENT, Cell, Span, Statement

SINGLE = (
    "title",
    "published_date",
    "incident_or_title_month",
    "matter_type",
    "referral_or_start_date",
    "investigation_concluded",
    "learning_considered",
    "learning_made",
)
LISTS = ("force", "references", "platforms", "behaviours", "standards_breached")
PERSON = (
    "label",
    "n",
    "role",
    "serving_or_former",
    "allegation_level",
    "decision",
    "outcome_date",
    "barred_list",
)
PERSON_LISTS = ("proceeding", "outcome")
UNSURE = "unsure"


def record_line(reading: Reading) -> dict[str, Any]:
    """One JSON object: a field that nothing sure was read for is null, a list of them empty."""
    sure = [one for one in reading.statements if one.sure]
    own = [one for one in sure if one.subject == DOCUMENT]
    first = _first_values(own)
    line: dict[str, Any] = {
        "id": reading.document.name,
        "file": reading.document.name,
        "sha256": reading.document.digest,
    }
    line["doc_type"] = first.get("doc_type") or UNSURE
    line |= {field: first.get(field) for field in SINGLE}
    line["matter_type"] = line["matter_type"] or "unknown"
    line |= {field: [one.value for one in own if one.field == field] for field in LISTS}
    line["subjects"] = [_person(group) for group in _grouped(sure, "person-")]
    line["counts"] = [_fields(group, ("what", "value")) for group in _grouped(sure, "count-")]
    line["recommendations"] = [
        _fields(group, ("date", "due_date", "accepted", "summary"))
        for group in _grouped(sure, "recommendation-")
    ]
    line["statements"] = [statement_row(reading, one) for one in reading.statements]
    line["remains"] = [[one.start, one.end] for one in reading.remains]
    line["problems"] = [one.sentence for one in reading.problems]
    return line


def statement_row(reading: Reading, statement: Statement) -> dict[str, Any]:
    """A statement with its place: characters of the text and bytes of the source, or sheet and cell."""
    row: dict[str, Any] = {
        "subject": statement.subject,
        "field": statement.field,
        "value": statement.value,
        "reader": statement.reader,
        "version": statement.version,
        "confidence": statement.confidence.value,
    }
    if statement.reader == WORKED_OUT[0]:
        row["derived_from"] = "published_date"
    return row | _place(reading.document, statement.place)


def _place(document: Document, place: Span | Cell) -> dict[str, Any]:
    if isinstance(place, Cell):
        return {"sheet": place.sheet, "cell": place.name}
    found: dict[str, Any] = {"span": [place.start, place.end]}
    if in_bytes := document.bytes_of(place):
        found["bytes"] = list(in_bytes)
    if page := document.page_of(place):
        found["page"] = page
    return found


def _grouped(statements: list[Statement], prefix: str) -> list[list[Statement]]:
    """The statements of each subject, in the order of their numbers."""
    groups: dict[int, list[Statement]] = {}
    for one in statements:
        if one.subject.startswith(prefix):
            groups.setdefault(int(one.subject.removeprefix(prefix)), []).append(one)
    return [group for _, group in sorted(groups.items())]


def _person(group: list[Statement]) -> dict[str, Any]:
    return _fields(group, PERSON) | {
        field: [one.value for one in group if one.field == field] for field in PERSON_LISTS
    }


def _fields(group: list[Statement], names: tuple[str, ...]) -> dict[str, Any]:
    first = _first_values(group)
    return {name: first.get(name) for name in names}


def _first_values(statements: list[Statement]) -> dict[str, Any]:
    """Of each field the value that was read first."""
    return {one.field: one.value for one in reversed(statements)}
