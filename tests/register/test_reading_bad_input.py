"""Files that cannot be read, or that cannot all be right: each told in a sentence, the others still read."""

import json
from pathlib import Path

import pytest

from candour.register.readers.opening import UnreadableSource, open_document
from candour.web.command import main
from tests.make.workbooks import excel, zipped
from tests.register.reading import codes, line, read

GOOD = """Officer's messages – Wexmoor Constabulary, March 2021

Published 14 Sep 2022
Investigation

The force referred a constable's conduct to us on 6 April 2021. Our investigation concluded in November 2021. After a
misconduct hearing which ended on 6 May 2022 the constable was dismissed without notice.

IOPC reference

2021/150331
"""
FURNITURE = (
    "This is a debugging block\nSkip to main content\nHome\nContact us\nShare on Facebook\n© Example\n"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x00\x01\x02 binary", "neither"),
        (b"%PDF-1.7 broken", "PDF"),
        (zipped({"readme.txt": "no workbook"}), "no workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "neither"),
    ],
)
def test_a_file_that_holds_nothing_to_read_says_why_and_quotes_nothing(content: bytes, said: str):
    with pytest.raises(UnreadableSource, match=said):
        open_document(content, "source")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (FURNITURE, "nothing is left"),
        ("Complaints\nYour rights\nForms and leaflets\nVacancies\n", "4 short lines"),
    ],
)
def test_a_page_of_menus_tells_of_no_case_and_the_listing_says_why(page: str, said: str):
    listed = line(page)
    assert (listed["doc_type"], listed["title"], listed["subjects"]) == ("not_relevant", None, [])
    assert [said in one for one in listed["problems"]] == [True]
    assert codes(page) == ["navigation"]


def test_a_short_page_that_tells_something_is_no_navigation():
    assert codes("Closed today\n\nThe enquiry office in Exmere is closed for repairs until Monday.\n") == []


def test_a_bomb_is_refused_before_it_is_opened():
    bomb = excel({"Figures": [["x"]]}, more={"xl/media/zeros.bin": b"\x00" * 400_000_000})
    with pytest.raises(UnreadableSource):
        open_document(bomb, "reply.xlsx")


def test_text_that_was_decoded_wrongly_twice_is_read_as_what_it_stood_for():
    once = GOOD.encode().decode("cp1252")
    twice = once.encode().decode("cp1252", "replace")
    assert line(once)["title"] == "Officer's messages – Wexmoor Constabulary, March 2021"
    assert line(twice)["force"] == ["Wexmoor Constabulary"]
    assert (codes(once), codes(twice)) == (["broken-once"], ["broken-twice"])


def test_two_cases_on_a_page_are_told():
    second = GOOD.replace("Officer's messages", "Death of a man after a pursuit").replace(
        "March 2021", "May 2020"
    )
    assert codes(GOOD + "\n" + second) == ["several-cases"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ("on 6 April 2021", "on 6 April 2023"),
            "the referral or beginning (2023-04-06) is later than the end of the investigation",
        ),
        (
            ("in November 2021", "in November 2022"),
            "the end of the investigation (2022-11) is later than publication",
        ),
        (
            ("on 6 May 2022", "on 6 May 2023"),
            "an outcome (2023-05-06) is later than publication (2022-09-14)",
        ),
    ],
)
def test_dates_that_contradict_one_another_are_told_and_kept(change: tuple[str, str], told: str):
    sentences = line(GOOD.replace(*change))["problems"]
    assert any(told in one for one in sentences)


def test_a_sound_page_has_no_problems():
    assert codes(GOOD) == []


def test_what_was_not_used_is_listed_and_furniture_is_not():
    done = read(GOOD + "\nA sentence from which nothing at all is read.\n" + FURNITURE)
    left = [done.document.words_of(one) for one in done.remains]
    assert "A sentence from which nothing at all is read." in left
    assert not any("debugging" in one or "Facebook" in one for one in left)


def test_the_command_reads_on_past_bad_files_and_its_exit_code_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    for name, content in (("good.txt", GOOD), ("empty.txt", ""), ("frame.txt", FURNITURE)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("empty.txt", "good.txt", "frame.txt", "absent.txt")]
    assert main(["sources", "read", *files, "--json"]) == 1
    shown = capsys.readouterr()
    assert [json.loads(one)["id"] for one in shown.out.splitlines()] == ["good.txt", "frame.txt"]
    assert len(shown.err.splitlines()) == 3
    assert main(["sources", "read", files[1]]) == 0


def test_two_files_of_the_same_name_keep_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(GOOD, encoding="utf-8")
    assert main(["sources", "read", *(str(tmp_path / one / "page.txt") for one in "ab"), "--json"]) == 0
    ids = [json.loads(one)["id"] for one in capsys.readouterr().out.splitlines()]
    assert len(set(ids)) == 2
