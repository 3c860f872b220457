"""report.xml as records: its messages, group events and calls in order; the rest of the report is passed by, not copied.

A report holds far more of a person's life than what was said. What lies between stands as gaps with their spans and
without their bytes; what was passed by is counted.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import polars as pl

from candour.evidence.formats.archives import checked_members
from candour.evidence.formats.attached_files import InArchive, Index
from candour.evidence.formats.attached_hashes import Hashes
from candour.evidence.formats.columns import frame_of
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.sources import Source
from candour.evidence.formats.ufdr import contacts
from candour.evidence.formats.ufdr.messages import Messages
from candour.evidence.formats.ufdr.report import Report, chat_of, read_report
from candour.evidence.formats.ufdr.stream import Cut, ModelStream, Place
from candour.evidence.formats.ufdr.telephony import KINDS, Telephony
from candour.evidence.formats.ufdr.whole_models import KnownCuts
from candour.evidence.records import Gap, Mark, Record, RowReconciliation, Span

NAME, VERSION = "cellebrite-report", 3
REPORT = "report.xml"
_PROJECT = re.compile(rb"<(?:\w+:)?project[\s>]")
_SIGNS = (b"pa.cellebrite.com/report", b"reportVersion")
_IN_CHATS = ("InstantMessage", "ChatActivity")
_CHOSEN = {*_IN_CHATS, *KINDS, contacts.KIND}
_SKIPPED = {"taggedFiles", "RelatedModels"}
_FRAME_BYTES, _FRAME_RECORDS = 8 << 20, 10_000
_PASSED_BY = "other parts of the report: not copied"
_DOUBLED = "a message that stands in its chat as well, under the same id: read there"


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
    kind = attributes.get("type")
    if tag != "model" or kind not in _CHOSEN:
        return False
    in_chat = kind in _IN_CHATS and any(one.kind == "Chat" for one in around)
    return in_chat or (bool(around) and around[-1].tag == "modelType")


def _skips(tag: str, attributes: dict[str, str], around: list[Place]) -> bool:
    """Files, what is set beside a model from elsewhere, and of the lists of models every one but a chat."""
    if tag == "model":
        return attributes.get("type") != "Chat" and bool(around) and around[-1].tag == "modelType"
    return tag in _SKIPPED


class _Walk:
    def __init__(self, reading: Reading) -> None:
        self.reading, self.source = reading, reading.source
        self.stream = ModelStream(self.source, _chooses, _skips)
        self.reached = 0
        self.counts = dict.fromkeys(sorted(_CHOSEN), 0)
        self.doubled = dict.fromkeys(self.counts, 0)

    def frames(self) -> Iterator[pl.DataFrame]:
        report = read_report(self.source, frozenset(_CHOSEN))
        cuts = None if report.cuts is None else KnownCuts(report.cuts)
        self.stream = ModelStream(self.source, _chooses, _skips, cuts=cuts)
        if self.source.member is None:
            yield from self._walked(report)
            return
        files = InArchive(self.source, Index(checked_members(self.source.path)))
        with closing(files):
            report.hashes = Hashes(files)
            yield from self._walked(report)
        self.reading.facts |= report.hashes.facts()

    def _walked(self, report: Report) -> Iterator[pl.DataFrame]:
        messages, telephony = Messages(report), Telephony(report)
        waiting: list[Record] = []
        size = 0
        for cut in self.stream.cuts():
            waiting += self._gap(cut.start, _PASSED_BY)
            if self._stands_in_its_chat(report, cut):
                waiting += self._gap(cut.end, _DOUBLED)
                continue
            if cut.node.kind == contacts.KIND:
                contacts.add_names(report, cut.node)
                waiting += self._gap(cut.end, contacts.READ)
            else:
                read = telephony if cut.node.kind in KINDS else messages
                waiting += read.records(cut.node, self._shared(report, cut))
            self._count(cut, report)
            size += len(cut.raw)
            if size >= _FRAME_BYTES or len(waiting) >= _FRAME_RECORDS:
                yield frame_of(waiting)
                waiting, size = [], 0
        waiting += self._gap(self.source.size, self._why_the_end())
        yield frame_of(waiting)
        self._conclude(report)

    def _shared(self, report: Report, cut: Cut) -> dict[str, Any]:
        chat = chat_of(report, cut)
        return {
            "source": self.source.sha256,
            "locator": Span(cut.start, cut.end),
            "raw": cut.raw,
            "conversation": None if chat is None else chat.key,
            "marks": _marks(cut),
        }

    def _stands_in_its_chat(self, report: Report, cut: Cut) -> bool:
        found = cut.around[-1].tag == "modelType" and bool(cut.node.identifiers & report.doubled)
        self.doubled[cut.node.kind] += found
        return found

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
            "conversations": report.conversations(),
            "address_books": report.names,
            "owner": sorted(report.owners),
            "models_not_read": others,
            "damaged_at": self.stream.damaged_at,
            "basis": "built from public parsers and their test files; no whole report was at hand",
        }
        self.reading.tables += [
            RowReconciliation(kind, count + self.doubled[kind], count, self.doubled[kind])
            for kind, count in self.counts.items()
        ]


def _marks(cut: Cut) -> frozenset[Mark]:
    """The examiner's tool says what it recovered as deleted; that is carried as it says it."""
    state = cut.node.attributes.get("deleted_state", "Intact")
    found = {Mark.REPAIRED: cut.repaired, Mark.DELETED_STATE: state not in ("Intact", "Unknown", "")}
    return frozenset(mark for mark, holds in found.items() if holds)
