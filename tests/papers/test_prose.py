"""A letter's body is read once and written alike for paper, screen and plain text; nothing in it can run."""

from candour.papers.prose import Node, as_html, as_text, read

BODY = """Dear Ann

We found **two** things, *both* minor:

- the first
- the second
  1. with a part

## What happens now

See [our page](https://example.invalid/page) or write to <ann@example.invalid>.

> You said this.

Line one\\
line two
"""


def kinds(nodes: tuple[Node, ...]) -> list[str]:
    return [node.kind for node in nodes]


def test_the_blocks_of_a_letter_are_read_in_order() -> None:
    assert kinds(read(BODY)) == [
        "paragraph", "paragraph", "list", "heading", "paragraph", "quote", "paragraph",
    ]  # fmt: skip


def test_headings_begin_below_the_subject_line_and_skip_no_level() -> None:
    headings = [node.level for node in read("# One\n\n##### Deep\n\n# One again") if node.kind == "heading"]
    assert headings == [2, 3, 2]


def test_what_looks_like_a_program_stays_words() -> None:
    # given words that would mean something to a browser, to Typst or to Markdown's further reaches
    written = (
        "<script>alert(1)</script> #let x = 1 `code` ![see](http://example.invalid/x.png)\n\n    indented\n"
    )
    html, node = as_html(written), read(written)[0]

    assert "<script" not in html
    assert "<img" not in html
    assert "<code" not in html
    assert "#let x = 1" in node.words()


def test_an_address_of_another_kind_is_shown_as_words_and_leads_nowhere() -> None:
    assert "href" not in as_html("[press here](javascript:alert(1)) and [here](file:///etc/passwd)")


def test_a_hidden_address_is_printed_beside_its_words() -> None:
    assert "our page (https://example.invalid/page)" in as_text(BODY)


def test_an_address_that_is_its_own_words_is_printed_once() -> None:
    assert as_text("<https://example.invalid/>").strip() == "https://example.invalid/"
    assert as_text("<ann@example.invalid>").strip() == "ann@example.invalid"


def test_plain_text_keeps_lists_quotations_and_headings_readable() -> None:
    assert as_text(BODY) == (
        "Dear Ann\n\n"
        "We found two things, both minor:\n\n"
        "- the first\n"
        "- the second\n"
        "  1. with a part\n\n"
        "WHAT HAPPENS NOW\n\n"
        "See our page (https://example.invalid/page) or write to ann@example.invalid.\n\n"
        "> You said this.\n\n"
        "Line one\nline two\n"
    )


def test_the_screen_shows_the_same_structure() -> None:
    html = as_html(BODY)
    assert "<strong>two</strong>" in html
    assert "<li>the first</li>" in html
    assert '<ol start="1"><li>with a part</li></ol>' in html
    assert "<h2>What happens now</h2>" in html
    assert "<blockquote><p>You said this.</p></blockquote>" in html
    assert "Line one<br>line two" in html


def test_a_list_whose_items_are_paragraphs_is_set_apart() -> None:
    assert "<li><p>one</p></li>" in as_html("- one\n\n- two\n")
