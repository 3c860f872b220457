"""Which lines that have the file's own header form are headers, and which are a pasted conversation inside a body."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from candour.evidence.formats.whatsapp.dates import HOUR

# No change of zone moves a clock back further: from +14 to -12.
FURTHEST_BACK = 26 * HOUR
# A longer run of earlier headers is no paste: the export itself begins again.
LONGEST_PASTE = 200


@dataclass(slots=True)
class Standing:
    """Indexes of the lines: `held` stay in the body before them, `back` are headers whose time goes back."""

    held: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Anchor:
    """The time of the last header that stands, and of the one before it, carried from block to block."""

    last: int | None = None
    before: int | None = None

    def step(self, time: int) -> None:
        self.before, self.last = self.last, time


def standing(times: Sequence[int | None], anchor: Anchor, *, final: bool) -> Standing:
    """Judges headers by their times. Those still `waiting` for a later header are to be shown again with more lines."""
    found = Standing()
    for index, time in enumerate(times):
        if time is None:
            continue
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
    elif not found.waiting and anchor.before is not None and time >= anchor.before - FURTHEST_BACK:
        # The one before stood alone in the future: a clock set wrong. This one goes on from where the file was.
        found.back.append(index)
        anchor.last = time
    else:
        found.waiting.append(index)


def _begin_again(times: Sequence[int | None], anchor: Anchor, found: Standing) -> None:
    found.back.append(found.waiting[0])
    for index in found.waiting:
        time = times[index]
        assert time is not None
        anchor.step(time)
    found.waiting = []


def goes_back(times: Sequence[int | None] | pl.Series, anchor: Anchor) -> bool:
    """Does any header go back further than a change of zone can? Mostly none does, and this is answered fast."""
    before = pl.Series([anchor.last], dtype=pl.Int64)
    steps = pl.concat([before, pl.Series(times, dtype=pl.Int64)]).drop_nulls().diff()
    furthest = steps.min()
    return isinstance(furthest, int) and furthest < -FURTHEST_BACK
