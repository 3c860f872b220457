"""The second pass over a file: blocks of bytes cut at headers into columns, nothing left out between two cuts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import add

import polars as pl

from candour.evidence.formats.sources import Source
from candour.evidence.formats.whatsapp.dates import Clock, Days
from candour.evidence.formats.whatsapp.heads import Heads, Text, text_of
from candour.evidence.formats.whatsapp.lookalikes import Anchor, goes_back, standing
from candour.evidence.formats.whatsapp.survey import Survey

LONGEST = 64 << 20  # a message longer than this is cut, and its rest becomes a gap
_BLOCK = 2 << 20  # what its columns take stays near the processor
_LINE_BREAK = b"\n"


@dataclass(frozen=True, slots=True)
class Messages:
    """What the pattern parts a text into, column by column; `first` is where the first header begins."""

    first: int
    headers: list[bytes]
    stamps: list[bytes]
    senders: list[bytes | None]
    times: list[int | None]
    bodies: list[bytes]

    def __len__(self) -> int:
        return len(self.headers)

    def until(self, limit: int) -> "Messages":
        return Messages(
            self.first,
            self.headers[:limit],
            self.stamps[:limit],
            self.senders[:limit],
            self.times[:limit],
            self.bodies[:limit],
        )


@dataclass(frozen=True, slots=True)
class Cut:
    """Messages of one block. The frame has the columns start, end, before_body, body, after_body, written, sender, local."""

    preamble: tuple[int, bytes] | None
    frame: pl.DataFrame
    clean: bool = True  # the whole block is UTF-8 and holds no NUL
    back: frozenset[int] = frozenset()  # indexes whose time goes back for good
    shortened: bool = False  # the last message goes on for longer than is held


class Cutter:
    """Walks a source once. `split` says that look-alikes of the file's own form are messages after all."""

    def __init__(self, source: Source, survey: Survey, *, split: bool = False) -> None:
        self.source, self.line_end, self.split = source, survey.line_end, split
        pattern = re.compile(re.escape(self.line_end) + b"(" + survey.form.pattern + b")")
        self.parted, self.step = pattern.split, pattern.groups + 1
        self.stamp, self.date, self.time = (pattern.groupindex[name] for name in ("stamp", "date", "time"))
        self.heads = Heads(survey.form)
        self.days, self.clock, self.anchor = Days(survey.order.order), Clock(), Anchor()
        self.names = _Names()
        self.offset = 0

    def cuts(self) -> Iterator[Cut]:
        carried, tried = b"", 0
        for block in self.source.blocks(_BLOCK):
            text = carried + block
            if len(text) < 2 * tried and len(text) <= LONGEST:
                carried = text  # a long message: not gone through again for each block of it
                continue
            lines_end = text.rfind(_LINE_BREAK) + 1
            cut, used = self._cut_at_once(text[:lines_end]) or self._cut(text[:lines_end], final=False)
            if not used and len(text) > LONGEST:
                cut, used = self._cut(text, final=True, shortened=True)
            yield cut
            carried = text[used:]
            tried = len(carried)
            self.offset += used
        yield self._cut(carried, final=True)[0]

    def _cut_at_once(self, block: bytes) -> tuple[Cut, int] | None:
        """The same as `_cut`, by columns and many times faster; None where there is anything about headers to be judged."""
        text = text_of(block)
        if text is None:
            return None
        found = self.heads.found(text, self.line_end)
        times = self.days.of(found["date"]) + self.clock.of(found["time"])
        shown = times.head(-1)
        if not len(shown) or any(date.encode() in self.days.impossible for date in found["date"].unique()):
            return None
        if not self.split and goes_back(times, self.anchor):
            return None
        self._advance(shown.tail(2).to_list())
        first, used = int(found["start"][0]), int(found["start"][-1])
        preamble = (self.offset, block[:first]) if first else None
        return Cut(preamble, self._columns(text, found, shown)), used

    def _columns(self, text: Text, found: pl.DataFrame, times: pl.Series) -> pl.DataFrame:
        start, end, header = found["start"].head(-1), found["start"].tail(-1), found["length"].head(-1)
        body = text.parts(start + header, end - start - header - len(self.line_end))
        return pl.DataFrame(
            {
                "before_body": text.parts(start, header),
                "body": body,
                "after_body": pl.Series([self.line_end], dtype=pl.Binary).new_from_index(0, len(body)),
                "written": found["stamp"].head(-1),
                "sender": found["sender"].head(-1),
                "local": times,
                "end": end + self.offset,
                "start": start + self.offset,
            }
        )

    def _cut(self, text: bytes, *, final: bool, shortened: bool = False) -> tuple[Cut, int]:
        """The messages that are complete in this text, and how many of its bytes they and the preamble take."""
        found, back = self._standing(self._messages(text), final=final)
        if not len(found):
            used = len(text) if final else 0
            return Cut((self.offset, text) if used else None, pl.DataFrame()), used
        used = len(text) if final else self._start_of_last(found)
        if not final:
            found = found.until(len(found) - 1)
        preamble = (self.offset, text[: found.first]) if found.first and used else None
        return Cut(preamble, self._frame(found, final=final), _is_clean(text[:used]), back, shortened), used

    def _messages(self, text: bytes) -> Messages:
        pieces, step = self.parted(self.line_end + text), self.step
        return Messages(
            first=len(pieces[0]),
            headers=pieces[1::step],
            stamps=pieces[self.stamp :: step],
            senders=pieces[step - 1 :: step],
            times=self._times(pieces[self.date :: step], pieces[self.time :: step]),
            bodies=pieces[step::step],
        )

    def _times(self, dates: list[bytes], clocked: list[bytes]) -> list[int | None]:
        days, clock = map(self.days.__getitem__, dates), map(self.clock.__getitem__, clocked)
        try:
            return list(map(add, days, clock))
        except TypeError:
            pairs = ((self.days[date], self.clock[time]) for date, time in zip(dates, clocked, strict=True))
            return [None if day is None or time is None else day + time for day, time in pairs]

    def _standing(self, found: Messages, *, final: bool) -> tuple[Messages, frozenset[int]]:
        """Without the headers that are none: those dated the 45th, and those that a pasted conversation brought along."""
        impossible = self._impossible(found)
        if impossible:
            found = self._merged(found, [at for at in range(len(found)) if at not in impossible])
        if self.split or not goes_back(found.times, self.anchor):
            self._advance(found.times if final else found.times[:-1])
            return found, frozenset()
        return self._judged(found, final=final)

    def _impossible(self, found: Messages) -> set[int]:
        if not self.days.impossible:
            return set()
        dates = self.days.impossible
        return {
            at
            for at, stamp in enumerate(found.stamps)
            if found.times[at] is None and any(date in stamp for date in dates)
        }

    def _judged(self, found: Messages, *, final: bool) -> tuple[Messages, frozenset[int]]:
        judged = standing(found.times, replace(self.anchor), final=final)
        held = set(judged.held)
        limit = judged.waiting[0] if judged.waiting else len(found)
        kept = [at for at in range(limit) if at not in held]
        again = set(judged.back)
        back = frozenset(place for place, at in enumerate(kept) if at in again)
        merged = self._merged(found.until(limit), kept)
        self._advance(merged.times if final else merged.times[:-1], of_all=True)
        return merged, back

    def _merged(self, found: Messages, kept: Sequence[int]) -> Messages:
        """What does not stand goes back into the body before it, byte for byte."""
        if not kept:
            return Messages(found.first, [], [], [], [], [])
        bodies = []
        for at, following in zip(kept, [*kept[1:], len(found)], strict=True):
            more = (
                self.line_end + found.headers[one] + found.bodies[one] for one in range(at + 1, following)
            )
            bodies.append(found.bodies[at] + b"".join(more))
        first = found.first + sum(self._length(found, at) for at in range(kept[0]))
        return Messages(
            first=first,
            headers=[found.headers[at] for at in kept],
            stamps=[found.stamps[at] for at in kept],
            senders=[found.senders[at] for at in kept],
            times=[found.times[at] for at in kept],
            bodies=bodies,
        )

    def _length(self, found: Messages, at: int) -> int:
        return len(found.headers[at]) + len(found.bodies[at]) + len(self.line_end)

    def _advance(self, shown: Sequence[int | None], *, of_all: bool = False) -> None:
        """Remembers the last two times given out, and the last leap; the header kept back is judged again with the next block."""
        for time in shown if of_all else shown[-2:]:
            if time is not None:
                self.anchor.step(time)

    def _start_of_last(self, found: Messages) -> int:
        lengths = map(add, map(len, found.headers[:-1]), map(len, found.bodies[:-1]))
        before: int = found.first + sum(lengths)
        return before + len(self.line_end) * (len(found) - 1)

    def _frame(self, found: Messages, *, final: bool) -> pl.DataFrame:
        bodies, tails = found.bodies, [self.line_end] * len(found)
        if final and found.bodies:
            tails[-1] = self._last_tail(bodies[-1])
            bodies = [*bodies[:-1], bodies[-1].removesuffix(tails[-1])]
        columns = pl.DataFrame(
            {
                "before_body": pl.Series(found.headers, dtype=pl.Binary),
                "body": pl.Series(bodies, dtype=pl.Binary),
                "after_body": pl.Series(tails, dtype=pl.Binary),
                "written": pl.Series(found.stamps, dtype=pl.Binary).cast(pl.String),
                "sender": pl.Series(list(map(self.names.__getitem__, found.senders)), dtype=pl.String),
                "local": pl.Series(found.times, dtype=pl.Int64),
            }
        )
        length = pl.sum_horizontal(
            pl.col(name).bin.size().cast(pl.Int64) for name in ("before_body", "body", "after_body")
        )
        end = (length.cum_sum() + self.offset + found.first).alias("end")
        return columns.with_columns(end, (end - length).alias("start"))

    def _last_tail(self, body: bytes) -> bytes:
        """The line break that ends the file's last message: none, or perhaps another than the rest have."""
        return next((end for end in (self.line_end, _LINE_BREAK) if body.endswith(end)), b"")


class _Names(dict[bytes | None, str | None]):
    """Senders as text. Bytes that are no UTF-8 are shown as their codes, so that names stay apart."""

    def __missing__(self, written: bytes | None) -> str | None:
        name = None if written is None else written.decode("utf-8", "backslashreplace")
        self[written] = name
        return name


def _is_clean(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in text
