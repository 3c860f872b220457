"""Every header form that real exports have shown, and what a line of it says."""

from pathlib import Path

import pytest

from candour.evidence.records import Certainty
from tests.evidence.reading import check, records

DAY = "2024-03-13T21:05"
FORMS = [
    ("13/3/2024, 21:05 - ", DAY, "dmy"),
    ("3/13/24, 9:05 PM - ", DAY, "mdy"),
    ("3/13/24, 9:05\u202fPM - ", DAY, "mdy"),
    ("13/3/24, 21:05 - ", DAY, "dmy"),
    ("[13/3/24, 21:05:07] ", DAY + ":07", "dmy"),
    ("\u200e[13/3/24, 21:05:07] ", DAY + ":07", "dmy"),
    ("13/03/2024, 9:05 pm - ", DAY, "dmy"),
    ("[13/3/24 21:05:07] ", DAY + ":07", "dmy"),
    ("2024/03/13, 21:05 - ", DAY, "ymd"),
    ("13.3.2024, 21:05 - ", DAY, "dmy"),
    ("[13/3/24 21.05.07] ", DAY + ":07", "dmy"),
    (
        "[13/3/2024،\u200f ٢١:٠٥:٠٧] ".translate({ord(str(n)): chr(0x660 + n) for n in range(10)}),
        DAY + ":07",
        "dmy",
    ),
    ("\u200f[١٣\u200f/٣\u200f/٢٠٢٤، ٩:٠٥:٠٧\u00a0م] ", DAY + ":07", "dmy"),
    ("[3/13/24, 9:05:07 PM] ", DAY + ":07", "mdy"),
    ("13.3.24 21:05 - ", DAY, "dmy"),
    ("13-3-2024 21:05 - ", DAY, "dmy"),
    ("2024-03-13, 9:05 p.m. - ", DAY, "ymd"),
    ("2024-03-13, 9:05\u00a0p.\u00a0m. - ", DAY, "ymd"),
    ("[3/13/2567 BE, 21:05:07] ", DAY + ":07", "mdy"),
    ("13/3/2567 21:05 - ", DAY, "dmy"),
    ("[3/13/R6, 21:05:07] ", DAY + ":07", "mdy"),
    ("[21:05, 13/03/2024] ", DAY, "dmy"),
    ("[21:05:07 13/3/24] ", DAY + ":07", "dmy"),
    ("13 Mar 2024, 21:05 - ", DAY, "dmy"),
    ("Mar 13, 2024, 9:05 PM - ", DAY, "mdy"),
    ("13/3/2024, 21:05: ", DAY, "dmy"),
    ("13.3.2024 klo 21.05 - ", DAY, "dmy"),
    ("[13. 3. 2024. 21:05:07] ", DAY + ":07", "dmy"),
    ("03/2024/13, 21:05 - ", DAY, "myd"),
    ("2024年3月13日 下午9:05 - ", DAY, "ymd"),
    ("[2024/3/13 下午9:05:07] ", DAY + ":07", "ymd"),
    ("2024. 3. 13. 오후 9:05 - ", DAY, "ymd"),
    ("2024년 3월 13일 오후 9:05 - ", DAY, "ymd"),
    ("13.03.24 г., 21:05 - ", DAY, "dmy"),
    ("[13.03.2024 г., 21:05:07] ", DAY + ":07", "dmy"),
    ("13/3/2024, 9:05 μ.μ. - ", DAY, "dmy"),
    ("13/3/2024, 9:05 in the afternoon - ", DAY, "dmy"),
    ("१३/३/२०२४, ९:०५ अपराह्न - ", DAY, "dmy"),
]


@pytest.mark.parametrize(("header", "moment", "order"), FORMS)
def test_each_header_form_gives_its_time_its_sender_and_its_words(
    tmp_path: Path, header: str, moment: str, order: str
) -> None:
    content = f"{header}Pc Alder: first words\nsecond line\n{header}Pc Birchall: more".encode()

    first, second = records(tmp_path, content)

    assert first.when.local is not None
    assert first.when.local.isoformat() == moment + ":00" * (len(moment) == 16)
    assert (first.sender, second.sender) == ("Pc Alder", "Pc Birchall")
    assert (first.body, second.body) == (b"first words\nsecond line", b"more")
    assert first.raw + second.raw == content
    assert check(tmp_path, content)["date_order"] == order


@pytest.mark.parametrize("header", ["9 Mar 21:05 - ", "Mar 9, 9:05 PM - "])
def test_a_header_without_a_year_is_kept_as_written_and_no_year_is_invented(
    tmp_path: Path, header: str
) -> None:
    (only,) = records(tmp_path, f"{header}Pc Alder: hello".encode())

    assert only.when.local is None
    assert only.when.certainty is Certainty.PARTIAL
    assert only.when.written == header.removesuffix(" - ")


@pytest.mark.parametrize("year", ["1403", "1445"])
def test_a_year_of_another_calendar_is_kept_as_written(tmp_path: Path, year: str) -> None:
    (only,) = records(tmp_path, f"{year}/01/20, 21:05 - Pc Alder: hello".encode())

    assert only.when.local is None


@pytest.mark.parametrize(
    ("written", "hour"),
    [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 PM", 13), ("11:05 am", 11), ("13:05 PM", 13)],
)
def test_twelve_in_the_night_is_the_first_hour_and_twelve_at_noon_the_twelfth(
    tmp_path: Path, written: str, hour: int
) -> None:
    (only,) = records(tmp_path, f"13/03/2024, {written} - Pc Alder: hello".encode())

    assert only.when.local is not None
    assert only.when.local.hour == hour


def test_year_nought_is_said_to_be_impossible_and_year_9999_to_be_implausible(tmp_path: Path) -> None:
    content = b"13/03/0000, 21:05 - Pc Alder: a\n14/03/9999, 21:05 - Pc Alder: b\n"

    first, second = records(tmp_path, content)

    assert (first.when.local, first.when.certainty) == (None, Certainty.IMPOSSIBLE)
    assert second.when.local is not None
    assert second.when.local.year == 9999
    assert "implausible-time" in second.marks
