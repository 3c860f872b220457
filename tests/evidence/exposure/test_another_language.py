"""Every sentence has a form of words that another language may have its own of; English stays as it is."""

import re
from datetime import datetime

import pytest
from lxml import html

from candour.evidence.exposure import testimony
from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.drawing.card import card_figure
from candour.evidence.exposure.drawing.matrix import matrix_figure
from candour.evidence.exposure.drawing.timeline import timeline_figure
from candour.evidence.exposure.findings import Finding
from candour.evidence.exposure.matrix import legend, meaning
from candour.evidence.exposure.membership import End, Stay, memberships
from candour.evidence.exposure.said import Said
from candour.evidence.exposure.terms import Because, Exposure, Known, Stance, Strength
from candour.evidence.exposure.timeline import Point, timeline
from candour.evidence.exposure.words import (
    SENTENCES,
    finding_said,
    moment_in_words,
    sentence,
    stay_in_words,
    stay_said,
)
from candour.evidence.formats.columns import frame_of
from candour.evidence.records import ReceiptState
from tests.evidence.exposure.conversations import Conversation

AT = datetime(2024, 3, 13, 21, 5)
EVERY = [*SENTENCES, (Exposure.SHOWN, Because.STATEMENT), (Exposure.REPORTED, Because.INTERVIEW)]


def bracketed(words: str) -> str:
    """A stand-in for another language: every form of words in brackets, the names of its values kept."""
    return f"[{words}]"


def finding(exposure: Exposure, because: Because) -> Finding:
    stance = Stance.CHALLENGED if exposure is Exposure.REPLIED else None
    return Finding(
        exposure, Strength.INFERRED, because, ("a:1",), AT, stance=stance, other="Aspen", emoji="👍"
    )


@pytest.mark.parametrize(("exposure", "because"), EVERY)
def test_no_word_of_a_sentence_stays_english_in_another_language(
    exposure: Exposure, because: Because
) -> None:
    said = finding_said(finding(exposure, because), "Alder", "UTC")

    def nothing(words: str) -> str:
        return "".join(f"<%({name})s>" for name in re.findall(r"%\((\w+)\)s", words))

    left = re.sub(r"[<>]", "", said.in_words(nothing))
    assert left.replace("Alder", "").replace("Aspen", "").replace("a:1", "").replace("UTC", "").strip(
        " 0123456789:👍"
    ) == ""  # fmt: skip


@pytest.mark.parametrize(("exposure", "because"), EVERY)
def test_a_sentence_is_english_unless_another_language_is_given(exposure: Exposure, because: Because) -> None:
    one = finding(exposure, because)

    assert sentence(one, "Alder", "UTC") == str(finding_said(one, "Alder", "UTC"))
    assert sentence(one, "Alder", "UTC", bracketed) != sentence(one, "Alder", "UTC")


def test_the_code_of_what_is_said_does_not_hang_on_its_words() -> None:
    said = finding_said(finding(Exposure.READ, Because.RECEIPT), "Alder")

    assert said.code == "read/receipt"
    assert str(said) == (
        "A receipt records that it was opened on an account of Alder on 13 March 2024 at 21:05."
    )


def test_a_membership_and_a_moment_are_said_in_the_language_given() -> None:
    point = Point(3, AT)
    stay = Stay(
        End(Known.CERTAIN, Because.WAS_ADDED, point, point, by="Aspen"),
        End(Known.UNKNOWN, Because.NO_LEAVING_RECORDED),
    )

    assert stay_in_words(stay, "Alder", "UTC") == (
        "Alder was added by Aspen on 13 March 2024 at 21:05 (UTC); nothing records that they left before the record "
        "ends; leaving is not always recorded."
    )
    assert stay_said(stay, "Alder").code == "stay"
    assert "[was added[ by Aspen][ on [13 [March] 2024 at 21:05]]]" in stay_in_words(stay, "Alder", "", bracketed)  # fmt: skip
    assert moment_in_words(None, "", bracketed) == "[a time that is not recorded]"


def test_a_percentage_in_a_name_is_no_place_for_a_value() -> None:
    assert str(Said("x", "%(who)s said", {"who": "100 %(who)s"})) == "100 %(who)s said"


def test_nothing_of_a_drawing_stays_english_but_names_and_records() -> None:
    told = Conversation()
    told.creates("Ann")
    told.adds("Ann", "Bob", "Cat")
    item = told.says("Bob", "[insult]")
    told.receipt(item, "Ann", ReceiptState.READ)
    said = (testimony.Statement(item=item, person="Dee", exposure=Exposure.SHOWN, reference="MG11"),)
    laid = timeline(frame_of(told.records))
    reckoner = Reckoner(laid, memberships(laid), [item], testimony.Testimony(statements=said))

    def another(words: str) -> str:
        return "".join(f"%({name})s" for name in re.findall(r"%\((\w+)\)s", words)) or "‹›"

    for figure in (
        matrix_figure(laid, reckoner, say=another),
        timeline_figure(laid, reckoner.stays, items=reckoner.items, say=another),
        card_figure(laid, reckoner, shown="the message", say=another),
    ):
        written = " ".join(html.fromstring(figure.html).itertext())
        names = r"Ann|Bob|Cat|Dee|MG11|the message|‹›|[0-9a-f]{6,}|[a-z_]+/\d+"
        left = re.findall(r"[A-Za-z]{2,}", re.sub(names, "", written))
        assert left == [], figure.title


def test_every_letter_sign_and_question_has_its_words_in_another_language() -> None:
    for letters in ("S", "A!~", "V*", "M≠", "?"):
        assert meaning(letters, bracketed).count("[") == len(letters)
    assert legend("A!~", bracketed) == [
        "A: [answered it]",
        "!: [after a letter: [challenged it]]",
        "~: [after a letter: [inferred]]",
    ]
