"""What XML forbids is repaired between sections of characters and never within one, wherever a file is cut into blocks."""

import pytest

from candour.evidence.formats.xml_repairs import Repairs, safe_cut

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
