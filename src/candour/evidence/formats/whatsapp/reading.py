"""WhatsApp's text export as records: two passes over the bytes, columns for plain messages, records for the rest."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from candour.evidence.formats.columns import frame_of, whole_frame
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.sources import Source
from candour.evidence.formats.whatsapp.bodies import needs_a_look
from candour.evidence.formats.whatsapp.classifying import Classifier, Line
from candour.evidence.formats.whatsapp.cutting import LONGEST, Cut, Cutter
from candour.evidence.formats.whatsapp.dates import DateOrder
from candour.evidence.formats.whatsapp.lookalikes import BEGIN, END, is_plausible
from candour.evidence.formats.whatsapp.stamps import header_of
from candour.evidence.formats.whatsapp.survey import Survey, survey
from candour.evidence.formats.whatsapp.time_words import read_table
from candour.evidence.records import Certainty, Gap, Kind, Mark, Record, Span, When, Zone

NAME, VERSION = "whatsapp-text", 2
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime.fromordinal(_EPOCH_DAY)


class WhatsAppText:
    name = NAME

    def recognises(self, source: Source) -> bool:
        opening = source.opening().decode("utf-8", "replace")
        return any(header_of(line[:200]) is not None for line in opening.split("\n"))

    def read(self, source: Source, settled: Settled = Settled()) -> Reading:  # noqa: B008
        surveyed = survey(source, settled.date_order)
        facts = _facts(surveyed) | {"conversation": conversation_named(source)}
        return Reading(NAME, VERSION, source, _Frames(source, surveyed, settled).frames(), facts)


def _facts(surveyed: Survey) -> dict[str, Any]:
    form = surveyed.form
    return {
        "header_form": form.shape,
        "date_order": surveyed.order.order.value,
        "date_order_because": surveyed.order.because.value,
        "line_ends": "CR LF" if surveyed.line_end == b"\r\n" else "LF",
        "resolution": "second" if form.seconds else "minute",
        "year_written": form.has_year,
        "headers_of_another_form": surveyed.other_forms,
        "zone": Zone.PHONE_AT_EXPORT.value,
    }


def conversation_named(source: Source) -> str | None:
    """The conversation's name as the exported file bears it; iOS gives it to the archive alone."""
    names = [Path(source.member or source.path.name).stem, source.path.stem]
    openings = [word for words in read_table("whatsapp-bodies.toml")["file_name"].values() for word in words]
    found = (name.removeprefix(opening) for name in names for opening in openings if name.startswith(opening))
    return next(found, None)


def _certainty(surveyed: Survey) -> Certainty:
    if not surveyed.form.has_year:
        return Certainty.PARTIAL
    if surveyed.order.order is DateOrder.AMBIGUOUS:
        return Certainty.AMBIGUOUS
    return Certainty.CERTAIN if surveyed.form.month_name else Certainty.INFERRED


class _Frames:
    def __init__(self, source: Source, surveyed: Survey, settled: Settled) -> None:
        self.source, self.certainty = source, _certainty(surveyed)
        self.cutter = Cutter(source, surveyed, split=settled.split_lookalikes)
        self.classifier = Classifier()

    def frames(self) -> Iterator[pl.DataFrame]:
        """A frame for each block, in the order of the file."""
        for cut in self.cutter.cuts():
            if cut.preamble is not None:
                yield frame_of([self._gap(*cut.preamble)])
            if cut.frame.height:
                yield self._frame(cut)
        if self.source.missing:
            yield frame_of([self._lost()])

    def _gap(self, at: int, text: bytes) -> Record:
        reason = (
            "text before the first header"
            if at == 0
            else f"the rest of a message longer than {LONGEST >> 20} MiB"
        )
        return Gap(source=self.source.sha256, locator=Span(at, at + len(text)), raw=text, reason=reason)

    def _lost(self) -> Record:
        end = self.source.size
        reason = f"the archive is damaged here: {self.source.missing} bytes that it claims cannot be read"
        return Gap(source=self.source.sha256, locator=Span(end, end), raw=b"", reason=reason)

    def _frame(self, cut: Cut) -> pl.DataFrame:
        closely = self._closely(cut)
        if not closely.any():
            return self._plain(cut.frame)
        rows = cut.frame.filter(closely).rows(named=True)
        lines = (self._line(cut, at, row) for at, row in zip(closely.arg_true(), rows, strict=True))
        records = [one for line in lines for one in self.classifier.records(line)]
        plain = self._plain(cut.frame.filter(~closely))
        return pl.concat([plain, frame_of(records)]).sort("start", "inner", maintain_order=True)

    def _closely(self, cut: Cut) -> pl.Series:
        """Which messages need more than their columns."""
        local, bodies, sender = cut.frame["local"], cut.frame["body"], cut.frame["sender"]
        events = [name for name in sender.unique().drop_nulls() if self.classifier.may_be_event(name)]
        closely = needs_a_look(bodies) | sender.is_null() | sender.is_in(events)
        closely |= local.is_null() | (local < BEGIN) | (local > END)
        odd = set(cut.back) | ({len(bodies) - 1} if cut.shortened else set())
        if not cut.clean:
            odd |= {at for at, body in enumerate(bodies) if _flaws(body)}
        return closely | pl.Series([at in odd for at in range(len(bodies))]) if odd else closely

    def _plain(self, frame: pl.DataFrame) -> pl.DataFrame:
        names = ("start", "end", "before_body", "body", "after_body", "sender", "written")
        columns = {name: frame[name] for name in names} | {"local": frame["local"].cast(pl.Datetime("us"))}
        constants = {
            "source": self.source.sha256,
            "inner": False,
            "zone": Zone.PHONE_AT_EXPORT.value,
            "certainty": self.certainty.value,
        }
        return whole_frame(columns, Kind.MESSAGE, constants)

    def _line(self, cut: Cut, at: int, row: dict[str, Any]) -> Line:
        local = None if row["local"] is None else _EPOCH + timedelta(microseconds=row["local"])
        return Line(
            source=self.source.sha256,
            start=row["start"],
            end=row["end"],
            header=row["before_body"],
            body=row["body"],
            tail=row["after_body"],
            sender=row["sender"],
            when=When(row["written"], local, None, Zone.PHONE_AT_EXPORT, self._certainty_of(local)),
            marks=self._marks(cut, at, row),
        )

    def _certainty_of(self, local: datetime | None) -> Certainty:
        undated = local is None and self.certainty in (Certainty.INFERRED, Certainty.CERTAIN)
        return Certainty.IMPOSSIBLE if undated else self.certainty

    def _marks(self, cut: Cut, at: int, row: dict[str, Any]) -> set[Mark]:
        time = row["local"]
        marks = set() if cut.clean else _flaws(row["body"])
        if time is not None and not is_plausible(time):
            marks.add(Mark.IMPLAUSIBLE_TIME)
        if at in cut.back:
            marks.add(Mark.TIME_GOES_BACK)
        if cut.shortened and at == cut.frame.height - 1:
            marks.add(Mark.CUT)
        return marks


def _flaws(body: bytes) -> set[Mark]:
    found = {Mark.HOLDS_NUL} if b"\0" in body else set()
    try:
        body.decode()
    except UnicodeDecodeError:
        found.add(Mark.NOT_UTF8)
    return found
