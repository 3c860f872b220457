"""An export that does not say whether day or month comes first is laid beside another phone, and an order is suggested."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from candour.evidence.command import main
from candour.evidence.formats.whatsapp.dates import DateOrder
from candour.evidence.merging.conversation import Merged, merged
from tests.evidence.merging.copies import NINE, Copy, read

# Of the first twelve days of March 2023: nothing in them says which number is the day.
MOMENTS = [NINE + timedelta(days=day, minutes=7 * at) for day in range(12) for at in range(3)]
DMY, MDY = "%d/%m/%Y, %H:%M", "%m/%d/%Y, %H:%M"


def text(folder: Path, form: str, *, hours: int = 0, moments: Sequence[datetime] = MOMENTS) -> pl.DataFrame:
    lines = [
        f"{(one + timedelta(hours=hours)).strftime(form)} - {('Ann', 'Bob')[at % 2]}: words of {MOMENTS.index(one)}\n"
        for at, one in enumerate(moments)
    ]
    (folder / "chat.txt").write_text("".join(lines), encoding="utf-8")
    return read(folder / "chat.txt")


def database(*, but: int | None = None) -> pl.DataFrame:
    copy = Copy("a")
    for number, one in enumerate(MOMENTS):
        if number != but:
            copy.says((one - NINE).total_seconds(), ("Ann", "Bob")[number % 2], f"words of {number}")
    return copy.frame


def paired(found: Merged) -> int:
    return sum(one.height for one in found.pairs.values())


# The second half of the days before the first: time runs backwards in either order.
TANGLED = [*MOMENTS[18:], *MOMENTS[:18]]


@pytest.mark.parametrize(("form", "order"), [(DMY, DateOrder.DMY), (MDY, DateOrder.MDY)])
@pytest.mark.parametrize("hours", [0, 1, -5])
def test_the_order_under_which_the_times_are_the_other_phones_is_suggested_and_they_are_paired(
    tmp_path: Path, form: str, order: DateOrder, hours: int
) -> None:
    other = text(tmp_path, form, hours=hours, moments=TANGLED)
    assert set(other["certainty"].drop_nulls()) == {"ambiguous"}

    found = merged([database(), other])

    (one,) = found.supposed
    assert (one.order, one.messages, one.fitting, one.fitting_otherwise) == (order, 33, 33, 0)
    assert paired(found) == 36


def test_what_is_suggested_settles_no_time(tmp_path: Path) -> None:
    """A message that the other phone lacks stands between its neighbours, and when it was sent stays unknown."""
    found = merged([database(but=5), text(tmp_path, DMY, moments=TANGLED)])

    alone = found.placed.filter(pl.len().over("place") == 1)

    assert alone["at"].to_list() == [None]
    assert found.placed.filter(pl.col("source") == "a" * 64)["at"].null_count() == 0


def test_where_both_orders_or_neither_fit_nothing_is_suggested_and_nothing_is_paired(tmp_path: Path) -> None:
    other = text(tmp_path, DMY, moments=TANGLED)
    elsewhere = database().with_columns(pl.col("utc").dt.offset_by("100d"))

    found = merged([elsewhere, other])

    (one,) = found.supposed
    assert (one.order, one.fitting) == (None, 0)
    assert paired(found) == 0
    assert found.placed.height == 72


def test_two_messages_are_too_few_to_suggest_anything(tmp_path: Path) -> None:
    few = [MOMENTS[33], MOMENTS[3]]

    found = merged([database(), text(tmp_path, DMY, moments=few)])

    (one,) = found.supposed
    assert (one.order, one.messages, one.fitting) == (None, 2, 2)


def test_an_order_that_is_known_is_not_supposed(tmp_path: Path) -> None:
    found = merged([database(), text(tmp_path, "%d %b %Y, %H:%M")])

    assert found.supposed == ()
    assert paired(found) == 36


def test_the_command_says_how_many_bear_it_out_and_how_to_settle_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text(tmp_path, DMY, moments=TANGLED)
    named = "".join(
        f"{one.strftime('%d %b %Y, %H:%M')} - Ann: words of {at}\n" for at, one in enumerate(MOMENTS)
    )
    (tmp_path / "named.txt").write_text(named, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("chat.txt", "named.txt")]
    assert main(["read", *paths, "--out", str(tmp_path / "out")]) == 0
    capsys.readouterr()

    assert main(["together", str(tmp_path / "out")]) == 0

    said = capsys.readouterr().out
    assert "Laid out as dmy: 33 of 33 messages that tell" in said
    assert "--date-order dmy" in said
