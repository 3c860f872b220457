"""Coded against the Standards: what an allegation may cite of one item and one person, and what it may not."""

import pytest

from candour.evidence.exposure.citing import CHALLENGING, Question, citation, citations, may_not_be_cited
from candour.evidence.exposure.terms import Exposure, Stance
from candour.evidence.exposure.testimony import Coding, Reviewed, Statement
from candour.procedure.law import load_law
from tests.evidence.exposure.conversations import Conversation

OTHERS = "discreditable_conduct"


@pytest.fixture
def told() -> Conversation:
    made = Conversation()
    made.creates("Ann")
    made.adds("Ann", "Bob", "Cat", "Dee")
    return made


def test_a_member_of_whom_no_answer_is_found_may_be_cited_for_not_challenging(told: Conversation) -> None:
    item = told.says("Bob", "[insult]")
    read = told.receipt(item, "Cat")
    cell = told.cell(item, "Cat", reviewed=(Reviewed(item=item, by="first reader"),))

    found = citation(cell, CHALLENGING)

    assert [question for question, _ in found.findings] == [Question.NOTICE, Question.RESPONSE]
    assert read in found.cites
    assert found.cites[0] == item


def test_what_is_not_known_is_cited_as_not_known(told: Conversation) -> None:
    item = told.says("Bob", "[insult]")

    lines = citation(told.cell(item, "Cat"), CHALLENGING).lines()

    assert any("Whether Cat read it is not known" in one and one.endswith("(not known)") for one in lines)
    assert any("Silence shows no view" in one for one in lines)


def test_whoever_challenged_it_is_not_cited_for_silence(told: Conversation) -> None:
    item = told.says("Bob", "[insult]")
    answer = told.replies("Cat", item, "Not on.")
    coding = Coding(item=item, message=answer, stance=Stance.CHALLENGED, by="first reader")

    assert may_not_be_cited(told.cell(item, "Cat"), CHALLENGING) is None
    assert "challenge" in str(may_not_be_cited(told.cell(item, "Cat", codings=(coding,)), CHALLENGING))


def test_whoever_is_said_to_have_reported_it_is_not_cited_for_silence(told: Conversation) -> None:
    item = told.says("Bob", "[insult]")
    report = Statement(item=item, person="Cat", exposure=Exposure.REPORTED, reference="MG11, p. 3")

    assert may_not_be_cited(told.cell(item, "Cat", statements=(report,)), CHALLENGING) is not None


def test_the_sender_is_cited_for_sending_and_not_for_silence(told: Conversation) -> None:
    item = told.says("Bob", "[insult]")
    cell = told.cell(item, "Bob")

    assert may_not_be_cited(cell, CHALLENGING) is not None
    assert Exposure.SENT in [one.exposure for _, found in citation(cell, OTHERS).findings for one in found]


def test_whoever_had_left_is_cited_for_neither(told: Conversation) -> None:
    told.leaves("Dee")
    item = told.says("Bob", "[insult]")
    cell = told.cell(item, "Dee")

    assert may_not_be_cited(cell, CHALLENGING) == "nothing shows that it came to them"
    with pytest.raises(ValueError, match="took any part"):
        citation(cell, OTHERS)


def test_somebody_shown_it_in_person_may_be_cited_though_no_member(told: Conversation) -> None:
    item = told.says("Bob", "[insult]")
    shown = Statement(item=item, person="Eve", exposure=Exposure.SHOWN, reference="MG11, p. 4")

    found = citation(told.cell(item, "Eve", statements=(shown,)), CHALLENGING)

    assert "MG11, p. 4" in found.cites


def test_an_item_is_cited_for_all_whom_it_came_to(told: Conversation) -> None:
    item = told.says("Bob", "[insult]")

    found = citations(told.reckoner(item).cells(), CHALLENGING)

    assert [one.person for one in found] == ["Ann", "Cat", "Dee"]


def test_the_standard_is_one_of_the_list_of_the_law() -> None:
    standards = load_law().lists["standards-of-professional-behaviour"]

    for edition in standards.editions.values():
        assert {CHALLENGING, OTHERS} <= set(edition.codes)
