"""Which lines that have the file's own header form are headers, and which are a pasted conversation inside a body."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from candour.evidence.formats.whatsapp.dates import DAY, FIRST_PLAUSIBLE, HOUR, LAST_PLAUSIBLE

_EPOCH_DAY = date(1970, 1, 1).toordinal()
BEGIN = (date(FIRST_PLAUSIBLE, 1, 1).toordinal() - _EPOCH_DAY) * DAY
END = (date(LAST_PLAUSIBLE + 1, 1, 1).toordinal() - _EPOCH_DAY) * DAY - 1
# No change of zone moves a clock back further: from +14 to -12.
FURTHEST_BACK = 26 * HOUR
# A longer run of earlier headers is no paste: the export itself begins again.
LONGEST_PASTE = 200
# No chat rests for so long; a clock was set wrong, and what is then dated as before the leap goes on from there.
LEAP = 2 * 365 * DAY


@dataclass(slots=True)
class Standing:
    """Indexes of the lines: `held` stay in the body before them, `back` are headers whose time goes back."""

    held: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Anchor:
    """The time of the last header that stands, of the one before it, and of the last one before a leap into the future."""

    last: int | None = None
    before: int | None = None
    leapt: int | None = None

    def step(self, time: int) -> None:
        if not is_plausible(time):
            return
        if self.last is not None and time - self.last > LEAP:
            self.leapt = self.last
        elif self.last is not None and time < self.last - FURTHEST_BACK:
            self.leapt = None
        self.before, self.last = self.last, time

    def goes_on(self, time: int) -> bool:
        """From where the file was before a clock was set wrong."""
        earlier = [one for one in (self.before, self.leapt) if one is not None]
        return any(time >= one - FURTHEST_BACK for one in earlier)

    def goes_on_from(self, time: int) -> None:
        self.last, self.leapt = time, None


def standing(times: Sequence[int | None], anchor: Anchor, *, final: bool) -> Standing:
    """Judges headers by their times. Those still `waiting` for a later header are to be shown again with more lines."""
    found = Standing()
    for index, time in enumerate(times):
        if time is None or not is_plausible(time):
            continue  # no conversation was ever pasted from then: it stands, and nothing is judged by it
        _judge(index, time, anchor, found)
        if len(found.waiting) > LONGEST_PASTE:
            _begin_again(times, anchor, found)
    if final:
        found.held += found.waiting
        found.waiting = []
    return found


def _judge(index: int, time: int, anchor: Anchor, found: Standing) -> None:
    if anchor.last is None or time >= anchor.last - FURTHEST_BACK:
        found.held += found.waiting
        found.waiting = []
        anchor.step(time)
    elif not found.waiting and anchor.goes_on(time):
        found.back.append(index)
        anchor.goes_on_from(time)
    else:
        found.waiting.append(index)


def _begin_again(times: Sequence[int | None], anchor: Anchor, found: Standing) -> None:
    found.back.append(found.waiting[0])
    for index in found.waiting:
        time = times[index]
        assert time is not None
        anchor.step(time)
    found.waiting = []


def is_plausible(time: int) -> bool:
    return BEGIN <= time <= END


def goes_back(times: Sequence[int | None] | pl.Series, anchor: Anchor) -> bool:
    """Does any header go back further than a change of zone can, or leap ahead? Mostly none does: this is answered fast."""
    before = pl.Series([anchor.last], dtype=pl.Int64)
    steps = pl.concat([before, pl.Series(times, dtype=pl.Int64)]).drop_nulls().diff().drop_nulls()
    return bool(len(steps)) and not bool(steps.is_between(-FURTHEST_BACK, LEAP).all())
