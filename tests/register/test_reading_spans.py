"""Every statement leads back to the characters, and the bytes, that it was read from."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.register.readers.opening import UnreadableSource, open_document
from candour.register.readers.reading import Reading, read_document, read_source
from candour.register.statements import Span
from tests.register.reading import read

DOCUMENTS = Path(__file__).parent / "documents"
PAGE = (
    "<html><body><h1>Caf&eacute; row &ndash; Wexmoor Constabulary, March 2021</h1><p>Published 14&nbsp;Sep 2022</p>"
    "<p>Investigation</p><p>A constable was   dismissed\n without notice on 6&#160;May 2022.</p>"
    "<p>IOPC reference</p><p>2021/150331</p></body></html>"
)


def from_bytes(done: Reading, content: bytes, span: Span) -> str:
    where = done.document.bytes_of(span)
    assert where is not None
    return content[where[0] : where[1]].decode()


@pytest.mark.parametrize("name", sorted(one.name for one in DOCUMENTS.glob("*.txt")))
def test_the_bytes_of_a_plain_text_are_the_characters_of_the_span(name: str):
    content = (DOCUMENTS / name).read_bytes()
    done = read_source(content, name)
    for one in done.statements:
        assert isinstance(one.place, Span)
        quoted = done.document.text[one.place.start : one.place.end]
        assert quoted.strip()
        if "problems" not in name and not done.problems:
            assert " ".join(quoted.split()) == " ".join(from_bytes(done, content, one.place).split())


def test_a_span_in_a_page_covers_its_entities_and_runs_of_space():
    done = read(PAGE, "page.html")
    told = {one.field: from_bytes(done, PAGE.encode(), one.place) for one in done.statements}  # type: ignore[arg-type]
    assert told["title"] == "Caf&eacute; row &ndash; Wexmoor Constabulary, March 2021"
    assert told["published_date"] == "14&nbsp;Sep 2022"
    assert told["references"] == "2021/150331"
    assert "dismissed" in told["outcome"]


def test_a_printed_number_or_reference_stands_in_its_own_span():
    for path in DOCUMENTS.glob("*.txt"):
        done = read_source(path.read_bytes(), path.name)
        for one in done.statements:
            if one.field == "references" and isinstance(one.place, Span):
                assert done.document.text[one.place.start : one.place.end] == one.value


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "PC A was dismissed without notice",
                "the panel",
                "\n",
                "\n\n",
                ". ",
                "on 6 May 2022",
                "|",
                "\t",
                "12",
                "two officers",
                "Wexmoor Constabulary",
                "case to answer",
                "â€™",
                "<p>",
                "</p>",
                "One",
                "were",
                "2021/150331",
                "<td>",
                "&nbsp;",
                "recommendation",
                "Do you accept the recommendation?",
                "Yes",
                "Total",
            ]
        ),
        min_size=1,
        max_size=40,
    )
)
def test_no_order_of_words_breaks_the_reader_and_every_span_lies_in_the_text(words: list[str]):
    try:
        document = open_document(" ".join(words).encode(), "page.txt")
    except UnreadableSource:
        return
    done = read_document(document)
    for one in done.statements:
        assert isinstance(one.place, Span)
        assert 0 <= one.place.start < one.place.end <= len(document.text)


def test_the_day_of_an_outcome_is_quoted_as_the_day_and_not_as_the_outcome():
    words = "A police constable of Wexmoor Constabulary was dismissed without notice at a misconduct hearing on 13 January 2026."
    reading = read(
        f"Wexmoor Constabulary: outcome of a misconduct hearing\n\nPublished 14 January 2026\n\n{words}\n"
    )
    (day,) = [one for one in reading.statements if one.field == "outcome_date"]
    assert reading.document.text[day.place.start : day.place.end] == "13 January 2026"
