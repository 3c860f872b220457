"""A source as it is read: its text, a copy to search in, its lines and sentences, and what is furniture in it."""

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from candour.register.readers.forces import Named, named_forces
from candour.register.readers.offsets import OffsetMap
from candour.register.readers.sought import sought
from candour.register.readers.vocabulary import Term, cues_in, pattern_list, terms
from candour.register.statements import Cell, Span

PLAIN_SIGNS = (
    *((one, "'") for one in "’‘"),
    *((one, '"') for one in "“”"),
    *((one, "-") for one in "–—‐‑−"),
    *((one, " ") for one in "\xa0\t"),
)
LONGEST_WRAPPED = 110
FILED_UNDER = re.compile(r"/(20[0-4]\d)(?=/)")
SENTENCE_END = re.compile(
    r"[ \n.!?](?:(?<=\bdate \d\d\d\d-\d\d-\d\d )(?=[A-Z])|"
    r"(?<=\n)|(?<=[.!?])(?:(?<!\b[A-Z]\.)|(?<=[Oo]fficer [A-Z]\.)|(?<=(?:PC|DC|PS|DS) [A-Z]\.))(?<!\bMr\.)(?<!\bDr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bSgt\.)(?<!\bInsp\.)(?<!\bSupt\.)(?<!\bCon\.)(?<!\bDet\.)(?<!\bNo\.)(?<!\bSt\.)[\"')\]]*\s+(?=[\"'(]?[A-Z0-9•]))"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the spaces at its ends; `furniture` names the rule that set it aside, or is empty."""

    start: int
    end: int
    furniture: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a source that a person should know, in one sentence without any of its words."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Marking:
    """What a page says of itself outside its text: titles and dates of its head, with where they stand."""

    name: str
    value: str
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class CellText:
    """The characters that one cell of a workbook takes up in the text."""

    start: int
    end: int
    cell: Cell


@dataclass(frozen=True)
class Document:
    """`text` is what is cited. Spans count its characters; `offsets` leads back to bytes, where there is a way back."""

    name: str
    digest: str
    form: str
    text: str
    lines: tuple[Line, ...]
    offsets: OffsetMap | None = None
    address: str = ""
    markings: tuple[Marking, ...] = ()
    problems: tuple[Problem, ...] = ()
    page_starts: tuple[int, ...] = field(default=())
    cells: tuple[CellText, ...] = ()
    page_cells: tuple[CellText, ...] = ()

    @cached_property
    def body(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.furniture)

    @property
    def begin(self) -> int:
        """Where the body starts: before it stands nothing but furniture."""
        return self.body[0].start if self.body else 0

    @cached_property
    def cased(self) -> str:
        """The text, character for character, with furniture blank, wrapped lines joined and quotes and dashes made plain."""
        plain = list(plain_signs(self.text))
        for line in self.lines:
            if line.furniture:
                plain[line.start : line.end] = " " * (line.end - line.start)
        for before, after in zip(self.body, self.body[1:], strict=False):
            if self._wrapped(before, after):
                plain[before.end : after.start] = " " * (after.start - before.end)
        return "".join(plain)

    @cached_property
    def plain(self) -> str:
        """`cased` in small letters, never longer or shorter."""
        small = self.cased.lower()
        if len(small) != len(self.cased):
            small = "".join(one.lower() if len(one.lower()) == 1 else one for one in self.cased)
        return small

    @cached_property
    def held(self) -> frozenset[str]:
        """Of all words that anything is sought by, those that stand in `plain`."""
        return frozenset(word for _, word in self._places_of_words)

    @cached_property
    def _places_of_words(self) -> tuple[tuple[int, str], ...]:
        """Every such word by its last letter, in order."""
        return tuple(sought().places(self.plain))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences of the body, in order; a line end ends one unless the line was wrapped."""
        found: list[Span] = []
        start = self.begin
        for stop in SENTENCE_END.finditer(self.cased, start):
            self._add_sentence(found, start, stop.end())
            start = stop.end()
        self._add_sentence(found, start, len(self.cased))
        return tuple(found)

    @cached_property
    def forces_named(self) -> tuple[Named, ...]:
        """Every force that the body names, in order."""
        return tuple(named_forces(self.plain, self.cased, self.begin))

    @cached_property
    def year_of_address(self) -> int | None:
        """The year that the page's address files it under, for days told without one."""
        found = FILED_UNDER.search(self.address)
        return int(found[1]) if found else None

    @cached_property
    def of_another_case(self) -> frozenset[int]:
        """The numbers of the sentences in which a report looks away to another case."""
        others = pattern_list("relevance", "another_case").able(self.plain, 0, len(self.plain))
        return frozenset(
            self.sentence_at(found.start())
            for pattern in others
            for found in pattern.finditer(self.plain, self.begin)
        )

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that a character stands in."""
        return max(bisect_right(self.sentence_starts, place) - 1, 0)

    @cached_property
    def sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    @cached_property
    def events_able(self) -> tuple[Term, ...]:
        """What can have happened to anybody in this document, by the words that it holds at all."""
        return tuple(one for one in terms("events") if not self.held.isdisjoint(one.cues))

    @cached_property
    def cues_of_events(self) -> frozenset[str]:
        """The cues of events that the document holds."""
        return self.held & cues_in("events")

    def sentences_of(self, cue: str) -> Sequence[int]:
        """The numbers of the sentences that hold a cue, in order; it must be one of the words that every page is looked through for."""
        found = self._words_by_sentence[0].get(cue, ())
        if not found and cue not in sought():
            raise LookupError(f"no page is looked through for {cue!r}")
        return found

    def held_in(self, span: Span) -> Set[str] | None:
        """The words held within the one sentence that a stretch lies in; not known of a stretch of several."""
        index = self.sentence_at(span.start)
        return self._words_by_sentence[1][index] if span.end <= self.sentences[index].end else None

    @cached_property
    def _words_by_sentence(self) -> tuple[dict[str, list[int]], list[set[str]]]:
        """For each word the sentences that it begins in, and for each sentence the words that stand within it."""
        sentences, begin, index = self.sentences, self.begin, 0
        begun: dict[str, list[int]] = {}
        within: list[set[str]] = [set() for _ in sentences]
        nexts = (*self.sentence_starts[1:], len(self.plain) + 1)
        for last, word in self._places_of_words if sentences else ():
            while last >= nexts[index]:
                index += 1
            start = last + 1 - len(word)
            if start >= sentences[index].start:
                _number(begun, word, index)
                if last < sentences[index].end:
                    within[index].add(word)
            elif start >= begin:
                _number(begun, word, self.sentence_at(start))
        return begun, within

    def words_of(self, span: Span | Line) -> str:
        return self.text[span.start : span.end]

    def page_of(self, span: Span) -> int | None:
        """The page of a PDF a span begins on, counted from 1."""
        return bisect_right(self.page_starts, span.start) or None

    def cell_of(self, place: int) -> Cell | None:
        """The cell that a character stands in: of a workbook, or of a table on the pages of a PDF."""
        cells = self.cells or self.page_cells
        if not cells:
            return None
        index = bisect_right(cells, place, key=lambda one: one.start) - 1
        within = index >= 0 and (bool(self.cells) or place < cells[index].end)
        return cells[index].cell if within else None

    def bytes_of(self, span: Span) -> tuple[int, int] | None:
        return self.offsets.to_bytes(span.start, span.end) if self.offsets else None

    def _wrapped(self, before: Line, after: Line) -> bool:
        """One line break, no stop before it, and small letters after: the line went on."""
        if self.text[before.end : after.start].count("\n") != 1:
            return False
        first = self.text[after.start]
        ends_open = self.text[before.end - 1] not in ".!?:;"
        return ends_open and (
            first.islower() or (before.end - before.start > 65 and first.isalnum() and self._hard_wrapped)
        )

    @cached_property
    def _hard_wrapped(self) -> bool:
        """Lines broken to a width, as mail and PDF break them: then no line of the body is much longer."""
        widths = sorted(line.end - line.start for line in self.body)
        return self.form != "html" and bool(widths) and widths[-1] <= LONGEST_WRAPPED

    def _add_sentence(self, found: list[Span], start: int, end: int) -> None:
        words = self.cased[start:end]
        inner = words.strip()
        if inner:
            begin = start + len(words) - len(words.lstrip())
            found.append(Span(begin, begin + len(inner)))


def _number(begun: dict[str, list[int]], word: str, index: int) -> None:
    """Writes down once that a word begins in a sentence."""
    numbers = begun.get(word)
    if numbers is None:
        begun[word] = [index]
    elif numbers[-1] != index:
        numbers.append(index)


def plain_signs(written: str) -> str:
    """Quotes, dashes and spaces of one kind, character for character; faster than a table of characters."""
    for sign, plain in PLAIN_SIGNS:
        written = written.replace(sign, plain)
    return written


def split_lines(text: str) -> list[Line]:
    """Lines that hold anything, without the spaces around them."""
    found: list[Line] = []
    start = 0
    for written in text.split("\n"):
        inner = written.strip()
        if inner:
            begin = start + len(written) - len(written.lstrip())
            found.append(Line(begin, begin + len(inner)))
        start += len(written) + 1
    return found
