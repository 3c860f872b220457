"""Exposure drawn: every word is in the table beneath, nothing needs colour, and nobody's name can become markup."""

import re
from collections.abc import Callable

import pytest
from lxml import etree, html

from candour.evidence.exposure import testimony
from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.drawing.card import card_figure
from candour.evidence.exposure.drawing.markup import Figure
from candour.evidence.exposure.drawing.matrix import matrix_figure
from candour.evidence.exposure.drawing.timeline import timeline_figure
from candour.evidence.exposure.membership import memberships
from candour.evidence.exposure.showing import short
from candour.evidence.exposure.terms import Exposure, Stance
from candour.evidence.exposure.timeline import Timeline, timeline
from candour.evidence.formats.columns import frame_of
from candour.evidence.records import ReceiptState
from tests.evidence.exposure.conversations import Conversation

HOSTILE = "<script>\"&'</svg>"
SVG = "{http://www.w3.org/2000/svg}"
Built = tuple[Timeline, Reckoner]


@pytest.fixture
def built() -> Built:
    """Ann, Bob, Cat and somebody with a hostile name; Bob's message, read by Ann, challenged by Cat."""
    told = Conversation()
    told.creates("Ann")
    told.adds("Ann", "Bob", "Cat")
    told.joins(HOSTILE)
    first = told.says("Bob", "[insult]")
    told.receipt(first, "Ann", ReceiptState.READ)
    answer = told.replies("Cat", first)
    second = told.says(HOSTILE)
    told.leaves("Cat")
    said = testimony.Testimony(
        codings=(testimony.Coding(item=first, message=answer, stance=Stance.CHALLENGED, by="first reader"),),
        statements=(
            testimony.Statement(
                item=first, person="a neighbour", exposure=Exposure.SHOWN, reference="MG11, p. 2"
            ),
        ),
    )
    laid = timeline(frame_of(told.records))
    return laid, Reckoner(laid, memberships(laid), [first, second], said)


def the_matrix(laid: Timeline, reckoner: Reckoner) -> Figure:
    return matrix_figure(laid, reckoner, titles={reckoner.items[0].identity: HOSTILE})


def the_timeline(laid: Timeline, reckoner: Reckoner) -> Figure:
    return timeline_figure(laid, reckoner.stays, items=reckoner.items)


def the_card(laid: Timeline, reckoner: Reckoner) -> Figure:
    return card_figure(laid, reckoner, shown=HOSTILE)


EACH = pytest.mark.parametrize("draw", [the_matrix, the_timeline, the_card])
Draw = Callable[[Timeline, Reckoner], Figure]


@EACH
def test_a_drawing_stands_alone_with_a_title_and_a_description(draw: Draw, built: Built) -> None:
    figure = draw(*built)

    root = etree.fromstring(figure.svg.encode())

    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == figure.title
    assert root.findtext(f"{SVG}desc") == figure.description


@EACH
def test_no_name_and_no_word_becomes_markup(draw: Draw, built: Built) -> None:
    figure = draw(*built)

    page = html.fromstring(figure.html)

    assert page.xpath("//script") == []
    assert HOSTILE in page.text_content()
    assert len(page.xpath("//svg")) == 1


@EACH
def test_it_needs_no_style_no_script_and_no_colour(draw: Draw, built: Built) -> None:
    markup = draw(*built).html

    used = set(re.findall(r'(?:fill|stroke)="([^"]+)"', markup))

    assert used <= {"#0b0c0c", "#ffffff", "#505a5f"}
    assert not re.search(r'\bstyle=|<script|\bon\w+="|href=|\bid=', markup)


@EACH
def test_everybody_drawn_is_in_the_table_beneath(draw: Draw, built: Built) -> None:
    laid, reckoner = built
    figure = draw(laid, reckoner)

    named = [row[0] for row in figure.table.rows]

    for who in laid.people():
        assert any(name.startswith(who) for name in named)
    assert figure.table.html in figure.html


@EACH
def test_nothing_drawn_lies_outside_the_drawing(draw: Draw, built: Built) -> None:
    root = etree.fromstring(draw(*built).svg.encode())
    width, height = float(root.get("width")), float(root.get("height"))

    for one in root.iter(f"{SVG}rect"):
        assert float(one.get("x")) >= 0
        assert float(one.get("x")) + float(one.get("width")) <= width
        assert float(one.get("y")) + float(one.get("height")) <= height
        assert float(one.get("width")) > 0


def test_the_matrix_says_in_words_what_each_letter_means(built: Built) -> None:
    figure = the_matrix(*built)
    said = {row[0]: row[1] for row in figure.table.rows}

    assert said["Bob"] == "S sent it (shown by the record)"
    assert said["Ann"] == "R read or played it (shown by the record)"
    assert said["Cat"] == "A! answered it (shown by the record)"
    assert said["a neighbour"] == "V* was shown it in person (from a statement or interview)"
    assert {"A: answered it", "!: after a letter: challenged it"} <= {*figure.legend}


def test_the_letters_are_explained_before_they_are_read_in_the_table(built: Built) -> None:
    page = html.fromstring(the_matrix(*built).html)

    (legend,) = page.xpath("//figure/p")

    assert "A: answered it" in legend.text_content()
    assert legend.getnext().tag == "div"
    assert legend.getnext().xpath(".//table")


def test_a_record_that_a_card_names_leads_to_its_page(built: Built) -> None:
    laid, reckoner = built
    cited = reckoner.items[0].identity

    card = html.fromstring(card_figure(laid, reckoner, records={cited: "/messages/1/"}).html)

    assert {one.get("href") for one in card.xpath("//td//a")} == {"/messages/1/"}
    assert {one.text for one in card.xpath("//td//a")} == {short(cited)}


def test_items_sent_at_one_time_are_numbered_together_and_from_where_their_page_begins(built: Built) -> None:
    laid, reckoner = built

    root = etree.fromstring(
        timeline_figure(laid, memberships(laid), items=reckoner.items[:1] * 3, first=31).svg.encode()
    )

    assert "31–33" in [one.text for one in root.iter(f"{SVG}text")]


def test_the_matrix_shows_the_letter_and_tells_its_meaning(built: Built) -> None:
    page = html.fromstring(the_matrix(*built).html)

    (letter,) = page.xpath("//tr[th='Ann']/td[1]/abbr")

    assert (letter.text, letter.get("title")) == ("R", "read or played it (shown by the record)")


def test_the_matrix_cites_each_items_record(built: Built) -> None:
    laid, reckoner = built
    notes = the_matrix(laid, reckoner).table.notes

    for item in reckoner.items:
        assert any(item.identity in note for note in notes)


def test_what_is_not_known_is_never_drawn_filled(built: Built) -> None:
    root = etree.fromstring(the_matrix(*built).svg.encode())
    marks = [one.text for one in root.iter(f"{SVG}text")]

    unknown = [one for one in root.iter(f"{SVG}text") if one.text == "?"]

    assert "?" in marks
    assert all(one.getprevious().get("fill") == "#ffffff" for one in unknown)
    assert all(one.getprevious().get("stroke-dasharray") for one in unknown)


def test_the_timeline_gives_each_stay_in_a_sentence(built: Built) -> None:
    said = {row[0]: row[1] for row in the_timeline(*built).table.rows}

    assert said["Cat"].startswith("Cat was added by Ann")
    assert "left on" in said["Cat"]


def test_the_card_gives_every_finding_its_sentence_its_strength_and_its_record(built: Built) -> None:
    laid, reckoner = built
    rows = {row[0]: row[1] for row in the_card(laid, reckoner).table.rows}

    for cell in [reckoner.cell(reckoner.items[0], who) for who in reckoner.people()]:
        (words,) = [said for name, said in rows.items() if name.startswith(f"{cell.person} (")]
        assert len(words.split("\n")) == len(cell.findings)


def test_a_conversation_without_times_is_drawn_in_its_order() -> None:
    told = Conversation()
    told.joins("Bob")
    told.goes_on("Ann", "Bob")
    frame = frame_of(told.records).with_columns(utc=None)
    laid = timeline(frame.cast({"utc": frame_of(told.records).schema["utc"]}))

    figure = timeline_figure(laid, memberships(laid))

    assert ">first<" in figure.svg


def test_an_empty_matrix_is_still_a_figure(built: Built) -> None:
    laid, reckoner = built

    figure = matrix_figure(laid, reckoner, people=[])

    assert "People: 0;" in figure.description
    assert etree.fromstring(figure.svg.encode()) is not None
