"""A row of cells as text and as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.findings import Cell, Finding
from candour.evidence.exposure.membership import End, Stay
from candour.evidence.exposure.said import Translate, english
from candour.evidence.exposure.said import gettext_noop as _
from candour.evidence.exposure.timeline import Timeline
from candour.evidence.exposure.words import STRENGTHS, sentence, stay_in_words


def clock_of(timeline: Timeline, translate: Translate = english) -> str:
    return translate(_("UTC")) if timeline.in_utc else translate(_("by the phone's clock"))


def row_as_json(timeline: Timeline, reckoner: Reckoner) -> dict[str, Any]:
    """The first item's row: one entry for each person, every finding with its sentence and its records."""
    item, clock = reckoner.items[0], clock_of(timeline)
    return {
        "item": item.identity,
        "copies": list(item.cites),
        "sent_by": item.who,
        "sent_at": _iso(item.at),
        "clock": clock,
        "people": [_person(cell, reckoner.stays, clock) for cell in reckoner.cells()],
    }


def _person(cell: Cell, stays: Mapping[str, Sequence[Stay]], clock: str) -> dict[str, Any]:
    return {
        "person": cell.person,
        "membership": [_stay(one, cell.person, clock) for one in stays.get(cell.person, ())],
        "findings": [finding_as_json(one, cell.person, clock) for one in cell.findings],
    }


def finding_as_json(one: Finding, who: str, clock: str) -> dict[str, Any]:
    found = {
        "exposure": one.exposure.value,
        "strength": one.strength.value,
        "because": one.because.value,
        "at": _iso(one.at),
        "stance": one.stance.value if one.stance else None,
        "other": one.other,
        "emoji": one.emoji,
        "cites": list(one.cites),
        "sentence": sentence(one, who, clock),
    }
    return {name: value for name, value in found.items() if value is not None}


def _stay(stay: Stay, who: str, clock: str) -> dict[str, Any]:
    return {"from": _end(stay.start), "to": _end(stay.end), "sentence": stay_in_words(stay, who, clock)}


def _end(end: End) -> dict[str, Any]:
    return {
        "known": end.known.value,
        "because": end.because.value,
        "earliest": _iso(end.earliest.at) if end.earliest else None,
        "latest": _iso(end.latest.at) if end.latest else None,
        "by": end.by,
        "cites": list(end.cites),
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def row_as_lines(timeline: Timeline, reckoner: Reckoner) -> Iterator[str]:
    """A block for each person. Citations are cut to the first figures of the source; the JSON has them whole."""
    item, clock = reckoner.items[0], clock_of(timeline)
    yield f"Item {item.identity}"
    yield f"Sent by {item.who or 'nobody named'}, {_iso(item.at) or 'no time'} ({clock})"
    for cell in reckoner.cells():
        yield ""
        yield f"{cell.person}: {', '.join(_said(cell.findings))}"
        yield from (
            f"  {stay_in_words(one, cell.person, clock)}" for one in reckoner.stays.get(cell.person, ())
        )
        for one in cell.findings:
            yield f"  - {sentence(one, cell.person, clock)} ({STRENGTHS[one.strength]}{_cited(one.cites)})"


def _said(findings: Iterable[Finding]) -> list[str]:
    """Each word once, with its strength unless the record shows it."""
    return list(dict.fromkeys(f"{one.exposure} ({one.strength})" for one in findings)) or ["nothing"]


def _cited(cites: Sequence[str]) -> str:
    return f"; {', '.join(short(one) for one in cites)}" if cites else ""


def short(cite: str) -> str:
    source, colon, locator = cite.partition(":")
    return f"{source[:8]}:{locator}" if colon and len(source) == 64 else cite
