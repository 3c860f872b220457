"""Which rows of one source are copies of which rows of another: by the messenger's own id, by content and time, by neighbours.

Rows come with `n` (their order), `t` (microseconds on one clock), `content`, `bare`, `kind`, `message_id`, `attachment_sha256`,
`name` (who sent it, as the source calls them) and `tied` (the person, where somebody has tied the name to one).
"""

from enum import StrEnum

import polars as pl

from candour.evidence.merging.contents import is_sent
from candour.evidence.records import Kind, Mark, MembershipChange

_OWN_ID = 8  # shorter ids are counters, the same in every conversation
_SURE_PAIRS = 3
PAIRS = {"left": pl.Int64(), "right": pl.Int64(), "how": pl.String()}
# What a source may hold in place of the message that another still has.
_CHANGED = [Kind.DELETION.value, Kind.UNCLASSIFIED.value]


class How(StrEnum):
    """By what two rows are taken for copies of one message."""

    ID = "id"  # the messenger's own
    CONTENT = "content"  # the same words within the resolution of both clocks
    ALIKE = "alike"  # several say the same at that time: which is which is not settled
    NEIGHBOURS = "neighbours"  # both stand between the same messages, and one was deleted or edited


def pairs(left: pl.DataFrame, right: pl.DataFrame, tolerance: int) -> pl.DataFrame:
    """One row for each pair: `left` and `right` are their `n`. No row is in two pairs."""
    found = _by_id(left, right)
    left, right = _without(left, found, "left"), _without(right, found, "right")
    near = _near(left, right, tolerance)
    sure = _only(near).select("name", "name_right")
    back = sure.select(pl.col("name_right").alias("name"), pl.col("name").alias("name_right"))
    return pl.concat([found, _one_to_one(near, names_alike(sure), names_alike(back))])


def join_neighbours(
    left: pl.DataFrame, right: pl.DataFrame, found: pl.DataFrame, tolerance: int
) -> pl.DataFrame:
    """The pairs with those added that stand between the same pairs and cannot be told from content."""
    free = _after_pairs(left, found, "left"), _after_pairs(right, found, "right")
    joined = free[0].join(free[1], on="behind", how="inner", suffix="_right")
    close = (pl.col("t") - pl.col("t_right")).abs() <= tolerance
    fitting = joined.filter(close & _may_be_changed() & _same_person())
    alone = fitting.filter((pl.len().over("n") == 1) & (pl.len().over("n_right") == 1))
    added = alone.select(
        pl.col("n").alias("left"), pl.col("n_right").alias("right"), pl.lit(How.NEIGHBOURS.value).alias("how")
    )
    return pl.concat([found, added])


def _by_id(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    both = [
        frame.filter(pl.col("message_id").str.len_chars() >= _OWN_ID)
        .filter(pl.len().over("message_id") == 1)
        .select("n", "message_id", "kind")
        for frame in (left, right)
    ]
    joined = both[0].join(both[1], on="message_id", how="inner", suffix="_right")
    return joined.select(
        pl.col("n").alias("left"), pl.col("n_right").alias("right"), pl.lit(How.ID.value).alias("how")
    )


def _without(frame: pl.DataFrame, found: pl.DataFrame, side: str) -> pl.DataFrame:
    return frame.join(found.select(pl.col(side).alias("n")), on="n", how="anti")


def _near(left: pl.DataFrame, right: pl.DataFrame, tolerance: int) -> pl.DataFrame:
    """Every two rows that say the same within the tolerance and were not sent by two people."""
    width = 2 * tolerance
    needed = ["n", "t", "content", "bare", "name", "tied", "attachment_sha256"]
    plain = [_pairable(frame).select(needed) for frame in (left, right)]
    bucketed = plain[0].with_columns((pl.col("t") // width).alias("bucket"))
    around = pl.concat(
        [plain[1].with_columns((pl.col("t") // width + by).alias("bucket")) for by in (-1, 0, 1)]
    )
    joined = bucketed.join(around, on=["content", "bucket"], how="inner", suffix="_right")
    apart = (pl.col("t") - pl.col("t_right")).abs().alias("apart")
    fitting = joined.with_columns(apart).filter(
        (pl.col("apart") <= tolerance) & _same_person() & _same_file()
    )
    counted = [pl.len().over("content").alias("often")]
    return fitting.with_columns(
        pl.len().over("n").alias("of_left"), pl.len().over("n_right").alias("of_right"), *counted
    )


def _pairable(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists that a phone holds are its own, and are no copies of another's."""
    listed = (pl.col("change") == MembershipChange.PRESENT.value).fill_null(False)
    return frame.filter(pl.col("t").is_not_null() & ~listed)


def _same_person() -> pl.Expr:
    """Two names that somebody has tied to two people are no one sender."""
    differ = pl.col("tied").is_not_null() & pl.col("tied_right").is_not_null()
    return ~(differ & (pl.col("tied") != pl.col("tied_right"))).fill_null(False)


def _same_file() -> pl.Expr:
    return (pl.col("attachment_sha256") == pl.col("attachment_sha256_right")).fill_null(True)


def _only(near: pl.DataFrame) -> pl.DataFrame:
    return near.filter((pl.col("of_left") == 1) & (pl.col("of_right") == 1) & ~pl.col("bare"))


def names_alike(sure: pl.DataFrame) -> dict[str, str]:
    """What the other source calls each name, where three messages or more bear it out and few speak against it."""
    named = sure.select("name", "name_right").drop_nulls()
    counted = (
        named.group_by("name", "name_right")
        .len("count")
        .with_columns(pl.col("count").sum().over("name").alias("all"))
    )
    sure = counted.filter((pl.col("count") >= _SURE_PAIRS) & (pl.col("count") * 5 > pl.col("all") * 4))
    return dict(sure.select("name", "name_right").iter_rows())


def _one_to_one(near: pl.DataFrame, names: dict[str, str], back: dict[str, str]) -> pl.DataFrame:
    """What can be paired in one way only, then what is left, nearest first and the same sender before another."""
    expected = pl.col("name").replace_strict(names, default=None, return_dtype=pl.String)
    expected_back = pl.col("name_right").replace_strict(back, default=None, return_dtype=pl.String)
    one, other = expected == pl.col("name_right"), expected_back == pl.col("name")
    fits = pl.coalesce(one, other) & pl.coalesce(other, one)
    judged = near.with_columns(fits.alias("sender_fits"))
    # A short word by somebody else at the same moment is another message; a long one said once is the same one.
    judged = judged.filter(pl.col("sender_fits").fill_null(True) | (pl.col("often") == 1))
    single = (pl.len().over("n") == 1) & (pl.len().over("n_right") == 1)
    judged = judged.with_columns(single.alias("single"))
    sure = judged.filter("single").select(
        pl.col("n").alias("left"), pl.col("n_right").alias("right"), pl.lit(How.CONTENT.value).alias("how")
    )
    return pl.concat([sure, _greedy(judged.filter(~pl.col("single")))])


def _greedy(left_over: pl.DataFrame) -> pl.DataFrame:
    """In order of both files: the first with the first, the second with the second."""
    fits = pl.col("sender_fits").fill_null(False)
    ordered = left_over.with_columns(fits.alias("fits")).sort(
        ["fits", "n", "n_right"], descending=[True, False, False]
    )
    counts = _sizes(left_over)
    taken: tuple[set[int], set[int]] = set(), set()
    rows = []
    for n, other, content in ordered.select("n", "n_right", "content").iter_rows():
        if n not in taken[0] and other not in taken[1]:
            taken[0].add(n)
            taken[1].add(other)
            rows.append((n, other, (How.CONTENT if counts[content] else How.ALIKE).value))
    return pl.DataFrame(rows, schema=PAIRS, orient="row")


def _sizes(left_over: pl.DataFrame) -> dict[int, bool]:
    """By content: whether both sources say it equally often among what is left, and in words."""
    sizes = left_over.group_by("content").agg(
        (pl.col("n").n_unique() == pl.col("n_right").n_unique()) & ~pl.col("bare").first()
    )
    return dict(sizes.iter_rows())


def _after_pairs(frame: pl.DataFrame, found: pl.DataFrame, side: str) -> pl.DataFrame:
    """The rows in no pair, each with the pair that it stands `behind`."""
    known = found.with_columns(pl.col("left").cast(pl.String).alias("behind")).select(
        pl.col(side).alias("n"), "behind"
    )
    placed = frame.sort("n").join(known, on="n", how="left", maintain_order="left")
    filled = placed.with_columns(
        pl.col("behind").is_null().alias("free"), pl.col("behind").forward_fill().fill_null("-")
    )
    return _pairable(filled.filter("free"))


def _other_file() -> pl.Expr:
    """Phones may keep a picture otherwise than they sent or got it."""
    return (pl.col("media") == pl.col("media_right")).fill_null(False) & ~_same_file()


def _may_be_changed() -> pl.Expr:
    """One side was deleted or edited, or lacks its file or has another one; the other still has the message."""
    sent = is_sent() & pl.col("kind_right").is_in([Kind.MESSAGE.value, Kind.DELETION.value, Kind.POLL.value])
    kinds = pl.col("kind").is_in(_CHANGED) ^ pl.col("kind_right").is_in(_CHANGED)
    edited = _edited("marks") | _edited("marks_right")
    omitted = _omitted("marks") | _omitted("marks_right")
    return sent & (kinds | edited | omitted | _other_file())


def _edited(marks: str) -> pl.Expr:
    return pl.col(marks).list.contains(Mark.EDITED.value).fill_null(False)


def _omitted(marks: str) -> pl.Expr:
    return pl.col(marks).list.contains(Mark.MEDIA_OMITTED.value).fill_null(False)
