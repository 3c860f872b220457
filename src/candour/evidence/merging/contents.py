"""What is compared between two phones' copies of a message: made from a copy, since each format writes a thing its own way."""

import polars as pl

from candour.evidence.merging.rows import SENT
from candour.evidence.records import Kind, Mark

# Marks that steer the direction of writing; one phone writes them where another does not.
_MARKS = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
_EDIT_NOTE = r"\s*<[^<>\n]*>$"
COMPARED = ("body", "question", "setting")


def with_contents(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `content`, equal where two rows say the same, and `bare` where nothing but the kind of file is known."""
    named = frame.with_columns(_words().alias("words"), _has_file().alias("is_file"))
    captions = _captions(named)
    said = named.with_columns(pl.when("is_file").then(captions).otherwise(pl.col("words")).alias("words"))
    bare = (pl.col("is_file") & (pl.col("words") == "")).alias("bare")
    return said.with_columns(bare, _content().hash(seed=7).alias("content")).drop("words", "body")


def _words() -> pl.Expr:
    """The body without marks of direction, the line ends of one form, and the note that it was edited."""
    body = pl.col("body")
    text = pl.coalesce(body.cast(pl.String, strict=False), body.bin.encode("hex"))
    plain = text.str.replace_all(_MARKS, "").str.replace_all("\r\n", "\n", literal=True).str.strip_chars()
    edited = pl.col("marks").list.contains(Mark.EDITED.value).fill_null(False)
    return pl.when(edited).then(plain.str.replace(_EDIT_NOTE, "")).otherwise(plain).fill_null("")


def _has_file() -> pl.Expr:
    is_message = pl.col("kind") == Kind.MESSAGE.value
    return is_message & (pl.col("attachment").is_not_null() | pl.col("media").is_not_null())


def _captions(named: pl.DataFrame) -> pl.Series:
    files = named.filter("is_file").select("words", "attachment", "marks").iter_rows()
    found = pl.Series([caption(*row) for row in files], dtype=pl.String)
    return (
        pl.Series([None], dtype=pl.String)
        .new_from_index(0, named.height)
        .scatter(named["is_file"].arg_true(), found)
    )


def caption(words: str, name: str | None, marks: list[str] | None) -> str:
    """Text exports write the file's name beside the caption: on a line of its own, or in angle brackets after it."""
    if Mark.MEDIA_OMITTED.value in (marks or ()):
        return ""
    if not name or name not in words:
        return words
    kept = (_beside(line, name) for line in words.split("\n"))
    return "\n".join(line for line in kept if line)


def _beside(line: str, name: str) -> str:
    if name not in line:
        return line
    bracket = line.find("<")
    return line[:bracket].strip() if 0 <= bracket < line.index(name) else ""


def _content() -> pl.Expr:
    """Names of people are left out: each phone calls them as its owner does."""
    kind = pl.col("kind").cast(pl.String)
    count = pl.col("subjects").list.len().cast(pl.String)
    words: dict[Kind, pl.Expr] = {
        Kind.POLL: pl.col("question"),
        Kind.MEMBERSHIP: pl.concat_str("change", count, separator="|", ignore_nulls=True),
        Kind.RENAME: pl.col("after"),
        Kind.SETTINGS: pl.col("setting"),
        Kind.UNCLASSIFIED: pl.col("words"),
    }
    words[Kind.MESSAGE] = (
        pl.when(pl.col("is_file") & (pl.col("words") == ""))
        .then(pl.col("media").fill_null("unknown") + "|")
        .otherwise(pl.col("words"))
    )
    said = [pl.when(pl.col("kind") == one.value).then(expression) for one, expression in words.items()]
    return pl.concat_str(kind, pl.coalesce(*said, pl.lit("")), separator="|", ignore_nulls=True)


def is_sent() -> pl.Expr:
    return pl.col("kind").is_in([one.value for one in SENT])
