"""A letter is a tagged PDF in the typeface that is shipped, and the same letter is always the same bytes."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from candour.papers.codes import LetterKind, Marking
from candour.papers.refusal import IncompleteLetter
from candour.papers.typeface import FONTS, characters_of_typeface, missing_from_typeface
from candour.papers.typesetting import Paper, render_letter

BODY = """Dear Siân Ŵyn-Lŷr

We have **finished** and *weighed* it all. #let x = 1; $ a $ @ref <label> https://example.invalid/a_b

## What we found

- one ŵ
- two ŷ
  - and a part

1. first
2. second

> You told us so. See [our page](https://example.invalid/page).
"""
PAPER = Paper(
    sender="Ashwick Police",
    sender_address=["Professional Standards", "1 Assize Road", "Ashwick WX1 1AA"],
    recipient="Siân Ŵyn-Lŷr",
    recipient_address=["12 Heol y Bont", "Llanfŵr", "WX9 4QQ"],
    reference="WEX/2026/000123",
    dated=date(2026, 3, 2),
    subject="The outcome of your complaint",
    body=BODY,
    signatory=["Yours sincerely", "Mair Handler"],
    method="Post",
    checkpoint="1,204: 3f2a 9c01 77de 0b42",
)


def pages_of(paper: Paper) -> list[str]:
    return [page.extract_text() for page in reader_of(paper).pages]


def reader_of(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(render_letter(LetterKind.OUTCOME, paper)))


def fonts_of(reader: PdfReader) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_the_same_letter_gives_the_same_bytes_and_another_date_gives_others() -> None:
    first = render_letter(LetterKind.OUTCOME, PAPER)
    assert render_letter(LetterKind.OUTCOME, PAPER) == first
    assert render_letter(LetterKind.OUTCOME, replace(PAPER, dated=date(2026, 3, 3))) != first


def test_only_the_typeface_that_is_shipped_is_used() -> None:
    fonts = fonts_of(reader_of(PAPER))
    assert fonts
    assert all(font.startswith("LiberationSans") for font in fonts), fonts


def test_welsh_letters_come_out_as_they_went_in() -> None:
    text = "".join(pages_of(PAPER))
    for word in ("Ŵyn-Lŷr", "Llanfŵr", "one ŵ", "two ŷ"):
        assert word in text


def test_the_letter_is_accessible_as_pdf_ua_asks() -> None:
    reader = reader_of(PAPER)
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert str(catalogue["/Lang"]).lower().startswith("en")
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "The outcome of your complaint (WEX/2026/000123)"


def test_headings_lists_and_quotations_are_tagged_as_such() -> None:
    tags = tags_below(reader_of(PAPER).trailer["/Root"]["/StructTreeRoot"])
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Link", "/BlockQuote", "/Strong", "/Em"} <= tags


def tags_below(node: object) -> set[str]:
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, list):
        return set().union(*(tags_below(part) for part in found)) if found else set()
    if not isinstance(found, dict):
        return set()
    own = {str(found["/S"])} if "/S" in found else set()
    return own | tags_below(found.get("/K", []))


def test_what_looks_like_a_program_is_printed_as_words() -> None:
    text = "".join(pages_of(PAPER)).replace("\n", " ")
    assert "#let x = 1; $ a $ @ref <label>" in text


def test_every_page_says_whose_letter_it_is_and_which_page_of_how_many() -> None:
    pages = pages_of(replace(PAPER, body="\n\n".join(["Words that fill the page. " * 30] * 20)))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "WEX/2026/000123" in page
        assert "1,204: 3f2a 9c01 77de 0b42" in page


def test_a_letter_of_an_invented_force_says_so_on_every_page() -> None:
    paper = replace(PAPER, fictional=True, body="\n\n".join(["Words that fill the page. " * 30] * 20))
    pages = pages_of(paper)
    assert all("WORKED EXAMPLE: FICTIONAL FORCE" in page for page in pages)
    assert "invented" in pages[0]
    assert not any("WORKED EXAMPLE" in page for page in pages_of(PAPER))


def test_a_draft_and_a_marked_letter_say_so_on_every_page() -> None:
    pages = pages_of(replace(PAPER, dated=None, marking=Marking.OFFICIAL_SENSITIVE))
    assert all("OFFICIAL-SENSITIVE" in page and "DRAFT, NOT SENT" in page for page in pages)


def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    # given where each piece of text of the first page stands, measured from its top in millimetres
    places: list[tuple[str, float, float]] = []

    def note(text: str, page: list[float], line: list[float], *_: object) -> None:
        left = line[4] * page[0] + line[5] * page[2] + page[4]
        up = line[4] * page[1] + line[5] * page[3] + page[5]
        places.append((text.strip(), left / 72 * 25.4, 297 - up / 72 * 25.4))

    reader_of(replace(PAPER, fictional=True)).pages[0].extract_text(visitor_text=note)
    address = [(left, top) for text, left, top in places if text.startswith(("12 Heol", "Llanf", "WX9"))]

    # then the address lies in the window: 20 to 110 mm from the left, 45 to 90 mm from the top
    assert address
    assert all(20 <= left <= 110 and 45 <= top <= 90 for left, top in address), address


@pytest.mark.parametrize("words", ["emoji \U0001f600", "مرحبا", "中文"])
def test_a_character_that_the_typeface_lacks_is_named_instead_of_printed_as_a_box(words: str) -> None:
    with pytest.raises(IncompleteLetter, match=f"U\\+{ord(missing_from_typeface(words)[0]):04X}"):
        render_letter(LetterKind.OUTCOME, replace(PAPER, body=words))


def test_the_typeface_covers_the_languages_of_europe() -> None:
    assert missing_from_typeface("ŵŷâêîôûẁẃẅ łżęąćńśźó čšžřďťň ğşı åæø ßäöü Ελληνικά Русский €£“”‘’–—…") == []
    assert len(characters_of_typeface()) > 2_000


def test_the_licence_of_the_typeface_is_shipped_with_it() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE").read_text()
    assert len(list(FONTS.glob("LiberationSans-*.ttf"))) == 4
