"""Day first or month first: settled by the whole file, by a person, or not at all."""

from pathlib import Path

import pytest

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.records import Certainty
from tests.evidence.reading import check, records


def lines(*dates: str, body: str = "words") -> bytes:
    return "".join(f"{date}, 21:05 - Pc Alder: {body}\n" for date in dates).encode()


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["01/02/2024", "13/02/2024"], "dmy"),
        (["01/02/2024", "02/13/2024"], "mdy"),
        (["02/01/2024", "03/01/2024", "04/01/2024", "03/02/2024"], "dmy"),
        (["01/02/2024", "01/03/2024", "01/04/2024", "02/03/2024"], "mdy"),
        (["01/02/2024", "02/02/2024", "03/02/2024"], "ambiguous"),
        (["05/05/2024"], "ambiguous"),
        (["20/11/28", "20/12/31", "21/01/02", "21/01/20", "21/02/03"], "ymd"),
        (["28/11/20", "31/12/20", "02/01/21", "20/01/21", "03/02/21"], "dmy"),
    ],
)
def test_the_order_follows_from_impossible_dates_or_from_time_running_on(
    tmp_path: Path, dates: list[str], order: str
) -> None:
    assert check(tmp_path, lines(*dates))["date_order"] == order


def test_the_name_of_a_media_file_settles_what_the_dates_leave_open(tmp_path: Path) -> None:
    settled = lines("04/03/2024", body="IMG-20240304-WA0001.jpg (file attached)")

    found = check(tmp_path, settled)

    assert found["date_order"] == "dmy"
    assert found["facts"]["date_order_because"] == "dates in the names of media files"
    assert (
        check(tmp_path, lines("04/03/2024", body="IMG-20240403-WA0001.jpg (file attached)"))["date_order"]
        == "mdy"
    )


def test_a_forwarded_file_with_an_older_date_settles_nothing(tmp_path: Path) -> None:
    assert (
        check(tmp_path, lines("04/03/2024", body="IMG-20230101-WA0001.jpg (file attached)"))["date_order"]
        == "ambiguous"
    )


def test_where_nothing_settles_the_order_no_time_is_given_and_what_was_written_is_kept(
    tmp_path: Path,
) -> None:
    first, _ = records(tmp_path, lines("01/02/2024", "02/02/2024"))

    assert first.when.local is None
    assert first.when.certainty is Certainty.AMBIGUOUS
    assert first.when.written == "01/02/2024, 21:05"


def test_a_person_may_settle_the_order_and_it_is_said_that_a_person_did(tmp_path: Path) -> None:
    content = lines("01/02/2024", "02/02/2024")

    first, _ = records(tmp_path, content, date_order="mdy")

    assert first.when.local is not None
    assert first.when.local.month == 1
    assert check(tmp_path, content, date_order="mdy")["facts"]["date_order_because"] == "a person"


def test_an_order_that_the_form_forbids_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableExport, match="cannot be read as dmy"):
        check(tmp_path, lines("2024/02/01"), date_order="dmy")


def test_a_line_dated_the_45th_is_no_header(tmp_path: Path) -> None:
    content = lines("13/02/2024") + b"45/02/2024, 21:06 - this is no message\n" + lines("14/02/2024")

    first, _ = records(tmp_path, content)

    assert first.body == b"words\n45/02/2024, 21:06 - this is no message"
    assert "lookalike" in first.marks


def test_a_header_without_a_year_still_settles_the_order_and_gives_no_day(tmp_path: Path) -> None:
    content = lines("12/03", "25/03")

    first, _ = records(tmp_path, content)

    assert check(tmp_path, content)["date_order"] == "dmy"
    assert first.when.local is None
    assert first.when.written == "12/03, 21:05"
