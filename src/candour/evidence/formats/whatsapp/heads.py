"""The headers of a block of text as columns: one pattern over all of its lines, and no object for each of them.

Only for text that is UTF-8 throughout and holds no NUL; any other is gone through match by match (`cutting`).
"""

import re
from dataclasses import dataclass

import polars as pl

from candour.evidence.formats.whatsapp.stamps import SPACE, Form

_LINE = pl.col("line")


@dataclass(frozen=True, slots=True)
class Text:
    """A block as one value, and its lines without their line feeds."""

    whole: pl.Series
    lines: pl.DataFrame

    def starts(self) -> pl.Series:
        taken = _LINE.str.len_bytes().cast(pl.Int64) + 1
        return self.lines.select((taken.cum_sum() - taken).alias("start")).to_series()

    def parts(self, starts: pl.Series, lengths: pl.Series) -> pl.Series:
        """Parts of the block by offset and length in bytes. They are views of it: nothing is copied."""
        columns = {"of": self.whole.new_from_index(0, len(starts)), "start": starts, "length": lengths}
        part = pl.col("of").bin.slice(pl.col("start"), pl.col("length"))
        return pl.DataFrame(columns).select(part).to_series()


def text_of(block: bytes) -> Text | None:
    """None where the block is no clean UTF-8."""
    whole = pl.Series([block], dtype=pl.Binary)
    try:
        words = whole.cast(pl.String, strict=True)
    except pl.exceptions.PolarsError:
        return None
    if b"\0" in block:
        return None
    return Text(whole, pl.DataFrame({"line": words.str.split("\n").list.explode()}))


class Heads:
    """Finds the headers of one form. Its pattern cannot look ahead: what follows a closing bracket is asked for here."""

    def __init__(self, form: Form) -> None:
        after, space = (rf"(?:{SPACE}|\r?$)", f"{SPACE}?") if form.bracketed else ("", "")
        whole = f"^(?P<head>{form.head}{space})"
        self._begins = _LINE.str.contains(f"^{form.head}{after}")
        self._parted = _LINE.str.extract_groups(whole).alias("parts")
        self._date = _LINE.str.extract(whole, re.compile(whole).groupindex["date"]).alias("date")

    def dates(self, text: Text) -> pl.Series:
        """As written, in the order of the file."""
        return text.lines.filter(self._begins).select(self._date)["date"]

    def parted(self, text: Text) -> tuple[pl.Series, pl.Series]:
        """Where headers begin, and the lines that are none."""
        begins = text.lines.select(self._begins).to_series()
        return text.starts().filter(begins), text.lines["line"].filter(~begins)

    def found(self, text: Text, line_end: bytes) -> pl.DataFrame:
        """A row for each: start, length (to the body), stamp, date, time, sender."""
        lines = text.lines.with_columns(text.starts())
        after_end = _LINE.str.ends_with("\r").shift(1, fill_value=True) if line_end == b"\r\n" else True
        parted = lines.filter(self._begins & after_end).with_columns(self._parted).unnest("parts")
        named = parted.with_columns(_LINE.str.strip_prefix(pl.col("head")).alias("after"))
        return named.with_columns(*_colons()).select("start", _length(), "stamp", "date", "time", _sender())


def _colons() -> tuple[pl.Expr, pl.Expr]:
    """Where the sender may end: before the first colon with a space behind it, or with the end of the line."""
    after, length = pl.col("after"), pl.col("after").str.len_bytes()
    at_end = (
        pl.when(after.str.ends_with(":")).then(length - 1).when(after.str.ends_with(":\r")).then(length - 2)
    )
    return after.str.find(": ", literal=True).alias("colon"), at_end.alias("last_colon")


def _sender() -> pl.Expr:
    until = pl.coalesce("colon", "last_colon")
    name = pl.col("after").cast(pl.Binary).bin.slice(0, until).cast(pl.String)
    return pl.when(until.is_not_null()).then(name).alias("sender")


def _length() -> pl.Expr:
    """The colon belongs to the header, and the space behind it."""
    named = pl.coalesce(pl.col("colon") + 2, pl.col("last_colon") + 1, 0)
    return (pl.col("head").str.len_bytes() + named).cast(pl.Int64).alias("length")
