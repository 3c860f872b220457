"""report.xml as records: its instant messages and group events in order; the rest of the report is passed by, not copied.

A report holds far more of a person's life than chats. What lies between the messages stands as gaps with their spans and
without their bytes; what was passed by is counted.
"""

import re
from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.columns import frame_of
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.sources import Source
from candour.evidence.formats.ufdr.messages import Messages
from candour.evidence.formats.ufdr.report import Report, chat_of, read_report
from candour.evidence.formats.ufdr.stream import Cut, ModelStream, Place
from candour.evidence.records import Gap, Record, RowReconciliation, Span

NAME, VERSION = "cellebrite-report", 1
REPORT = "report.xml"
_PROJECT = re.compile(rb"<(?:\w+:)?project[\s>]")
_SIGNS = (b"pa.cellebrite.com/report", b"reportVersion")
_CHOSEN = {"InstantMessage", "ChatActivity"}
_FRAME_BYTES, _FRAME_RECORDS = 8 << 20, 10_000
_PASSED_BY = "other parts of the report: not copied"


class CellebriteReport:
    name = NAME

    def recognises(self, source: Source) -> bool:
        opening = source.opening(8192)
        return _PROJECT.search(opening) is not None and any(sign in opening for sign in _SIGNS)

    def read(self, source: Source, settled: Settled = Settled()) -> Reading:  # noqa: B008
        reading = Reading(NAME, VERSION, source, iter(()))
        reading.frames = _Walk(reading).frames()
        return reading


def _chooses(tag: str, attributes: dict[str, str], around: list[Place]) -> bool:
    """Messages in a chat or on their own; those that stand in something else belong to it."""
    if tag != "model" or attributes.get("type") not in _CHOSEN:
        return False
    return any(one.kind == "Chat" for one in around) or (bool(around) and around[-1].tag == "modelType")


class _Walk:
    def __init__(self, reading: Reading) -> None:
        self.reading, self.source = reading, reading.source
        self.stream = ModelStream(self.source, _chooses)
        self.reached = 0
        self.counts = dict.fromkeys(sorted(_CHOSEN), 0)

    def frames(self) -> Iterator[pl.DataFrame]:
        report = read_report(self.source)
        messages = Messages(self.source.sha256, report)
        waiting: list[Record] = []
        size = 0
        for cut in self.stream.cuts():
            waiting += [*self._gap(cut.start, _PASSED_BY), *messages.records(cut)]
            self._count(cut, report)
            size += len(cut.raw)
            if size >= _FRAME_BYTES or len(waiting) >= _FRAME_RECORDS:
                yield frame_of(waiting)
                waiting, size = [], 0
        waiting += self._gap(self.source.size, self._why_the_end())
        yield frame_of(waiting)
        self._conclude(report)

    def _count(self, cut: Cut, report: Report) -> None:
        self.reached = cut.end
        self.counts[cut.node.kind] += 1
        chat = chat_of(report, cut)
        if chat is not None:
            chat.facts["messages"] = chat.facts.get("messages", 0) + 1

    def _gap(self, until: int, reason: str) -> list[Record]:
        if until <= self.reached:
            return []
        span = Span(self.reached, until)
        self.reached = until
        return [Gap(source=self.source.sha256, locator=span, raw=b"", reason=reason)]

    def _why_the_end(self) -> str:
        damaged = self.stream.damaged_at
        return _PASSED_BY if damaged is None else f"the report is no XML from byte {damaged} on"

    def _conclude(self, report: Report) -> None:
        others = {
            kind: count for kind, count in sorted(report.models.items()) if kind not in (*_CHOSEN, "Chat")
        }
        self.reading.facts |= {
            "conversations": {chat.key: chat.facts for _, chat in sorted(report.chats.items())},
            "address_books": report.names,
            "owner": sorted(report.owners),
            "models_not_read": others,
            "damaged_at": self.stream.damaged_at,
            "basis": "built from public parsers; no sample of a report was at hand",
        }
        self.reading.tables += [
            RowReconciliation(kind, count, count, 0) for kind, count in self.counts.items()
        ]
