"""What XML forbids is repaired between sections of characters and never within one, wherever a file is cut into blocks."""

import pytest

from candour.evidence.formats.xml_repairs import Repairs, safe_cut, without_broken_utf8

TEXT = b"<a>&#1;</a><b><![CDATA[&#1; kept &#55357;&#56832;]]></b><c>&#55357;&#56832;</c><![CDATA[<![CDATA[&#2;]]>&#2;"
REPAIRED = TEXT.replace(b"<a>&#1;", b"<a>????").replace(b"<c>&#55357;&#56832;", b"<c>&#0000000128512;")
REPAIRED = REPAIRED[: -len(b"&#2;")] + b"????"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 9, 13, 64, 1000])
def test_words_in_a_section_stay_as_they_are_at_every_size_of_block(size: int) -> None:
    repairs, waiting, found = Repairs(), b"", b""

    for start in range(0, len(TEXT), size):
        text = waiting + TEXT[start : start + size]
        cut = safe_cut(text)
        waiting = text[cut:]
        found += repairs.repaired(text[:cut])
    found += repairs.repaired(waiting)

    assert found == REPAIRED


def test_a_repair_is_told_of_the_element_that_it_lies_in_and_of_no_other() -> None:
    repairs = Repairs()
    repairs.repaired(b"<a>\x01</a><b/><c>\x02" + b"\x03" * 200)
    repairs.repaired(b"\x04</c><d/>")

    assert [repairs.touched(*span) for span in ((0, 8), (8, 12), (12, 221), (221, 225))] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        (b"plain", b"plain"),
        (b"a\xffb\xc3(c", b"a?b?(c"),
        (b"\xed\xa0\x80 half a pair", b"??? half a pair"),
        ("é€😂".encode(), "é€😂".encode()),
        (b"cut off \xf0\x9f\x98", b"cut off \xf0\x9f\x98"),
        (b"\xff then cut off \xe2\x82", b"? then cut off \xe2\x82"),
        (b"a\xff" * 300_000, b"a?" * 300_000),
    ],
)
def test_bytes_that_are_no_letters_become_question_marks_of_their_number(
    text: bytes, repaired: bytes
) -> None:
    assert without_broken_utf8(text) == repaired
