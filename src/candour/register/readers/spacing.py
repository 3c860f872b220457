"""Runs of spaces become one space in the text that is read, and the map remembers how many there were."""

import re

from candour.register.readers.encodings import BROKEN, BROKEN_FORM, looks_broken
from candour.register.readers.offsets import TextBuilder

COLUMN_GAP = 2
RUN_IN_LINES = re.compile(
    r"(?P<trailing>[ \xa0]+(?=[\r\n]))|[ \t\xa0\u200b\ufeff]{2,}|[\u200b\ufeff\xad]|\r\n?"
)
SIGNS_OF_RUNS = ("  ", " \n", "\t", "\r", "\xa0", "\xad", "\u200b", "\ufeff")
RUN_ANYWHERE = re.compile(r"\s{2,}|[\r\n\t]|[\u200b\ufeff\xad]")


def add_spaced(builder: TextBuilder, written: str, place: int, *, breaks: bool) -> None:
    """Adds text from `place` on, without spaces at the ends of lines. Where `breaks` is false, a line end is only a space, as it is in HTML."""
    if breaks and not any(one in written for one in SIGNS_OF_RUNS):
        builder.keep(written, place)
        return
    run = RUN_IN_LINES if breaks else RUN_ANYWHERE
    start = 0
    for found in run.finditer(written):
        builder.keep(written[start : found.start()], place + start)
        stands = "" if found.lastgroup == "trailing" else _stand_in(found[0], breaks)
        builder.stand_in(stands, place + found.start(), place + found.end())
        start = found.end()
    builder.keep(written[start:], place + start)


def _stand_in(run: str, breaks: bool) -> str:
    """Three spaces or a tab part the columns of a table that was laid out in plain text."""
    if run in {"\u200b", "\ufeff", "\xad"}:
        return ""
    if run in {"\r\n", "\r"}:
        return "\n"
    return "\t" if breaks and ("\t" in run or len(run) > COLUMN_GAP) else " "


def mended(builder: TextBuilder) -> tuple[TextBuilder, int, int]:
    """A copy in which characters that a wrong decoding broke are whole, with how many were broken once and twice."""
    if not looks_broken(builder.text):
        return builder, 0, 0
    fresh = TextBuilder()
    broken = [0, 0]
    for part, piece in zip(builder.parts, builder.pieces, strict=True):
        if piece.verbatim:
            _mend(fresh, part, piece.source_start, broken)
        else:
            fresh.stand_in(part, piece.source_start, piece.source_end)
    return fresh, broken[0], broken[1]


def _mend(builder: TextBuilder, written: str, place: int, broken: list[int]) -> None:
    start = 0
    for found in BROKEN_FORM.finditer(written):
        right, times = BROKEN[found[0]]
        broken[times - 1] += 1
        builder.keep(written[start : found.start()], place + start)
        builder.stand_in(right, place + found.start(), place + found.end())
        start = found.end()
    builder.keep(written[start:], place + start)
