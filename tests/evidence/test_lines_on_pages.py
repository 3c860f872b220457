"""Lines on the pages of chats: what stands beside a hit, what a plain one is made of, and where each leads."""

from datetime import date

import pytest
from django.urls import reverse

from candour.evidence.actions.people import tie_people
from candour.evidence.chats.lines import Line
from candour.evidence.chats.pages import context, contexts
from candour.evidence.chats.searching import Asked, search
from candour.evidence.chats.within import EVERYTHING, within
from candour.evidence.codes import Beyond
from candour.evidence.imports.folders import LINES, folder_of
from candour.evidence.imports.schema import looking
from candour.evidence.scope import reach_of
from candour.evidence.templatetags.chat_lines import message_address, name_beside
from tests.evidence.test_chat_pages import chat_of, many, opened, page
from tests.make.exhibits import ADDED, a_read_exhibit, an_investigator, place_of
from tests.make.moments import at_nine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def test_the_context_of_many_hits_read_in_one_go_is_that_of_each_by_itself() -> None:
    _, exhibit = opened(
        many(240), first_day=date(2023, 1, 14), last_day=date(2023, 1, 14), beyond=Beyond.REFUSED
    )
    by, today = an_investigator(exhibit.case_file, "Another"), date(2026, 3, 2)
    with looking(folder_of(exhibit.imports.get().folder) / LINES) as lines:
        for seen in (within(reach_of(exhibit, by, on=today), lines), EVERYTHING):
            hits = search(lines, Asked(words="message"), seen).lines
            found = contexts(lines, hits, seen, 2)
            each = [[one.n for one in context(lines, hit, seen, 2)] for hit in hits]
            assert [[one.n for one in around] for around in found] == each
            assert len(hits) == 50


def test_what_stands_in_a_name_or_a_message_never_becomes_markup() -> None:
    hostile = (
        "13/01/2023, 06:40 - Pc <b>Alder</b>: <i>van</i> keys\n13/01/2023, 06:41 - Pc Briar: <u>no</u>\n"
    )
    client, exhibit = opened(hostile)
    for shown in (
        page(client, f"{exhibit.get_absolute_url()}search/?words=van"),
        page(client, chat_of(exhibit)),
    ):
        assert "&lt;b&gt;Alder&lt;/b&gt;" in shown
        assert "&lt;u&gt;no&lt;/u&gt;" in shown
        for markup in ("<b>Alder", "<i>van", "<u>no"):
            assert markup not in shown


def test_a_line_beside_a_hit_says_its_day_where_that_is_another() -> None:
    client, exhibit = opened()
    shown = page(client, f"{exhibit.get_absolute_url()}search/?words=insult")
    assert "13 January 2023 06:52 <b>Pc Briar</b>: who has the van keys" in shown
    assert '<li class="evidence-near">21:11 <b>Pc Briar</b>: Not on. Take that down.' in shown


def test_the_address_of_a_message_is_the_one_that_opens_it() -> None:
    exhibit = a_read_exhibit()
    for place in ("93", "message/7", "an odd table?#%/8"):
        line = Line(1, 1, "a" * 64, "message", None, None, None, place, None, None, "x", {})
        args = [exhibit.pk, line.source, line.place]
        assert message_address(exhibit, line) == reverse("evidence:message", args=args)


def test_people_are_chosen_by_who_they_are_where_somebody_said_so() -> None:
    client, exhibit = opened()
    by = an_investigator(exhibit.case_file, "Another")
    tie_people(exhibit=exhibit, persons={"Pc Cedar": "Constable 4417"}, by=by, at=at_nine(ADDED), on=ADDED)
    shown = page(client, f"{exhibit.get_absolute_url()}search/?words=insult&person=Pc+Cedar")
    assert '<option value="Pc Cedar" selected>Constable 4417 (Pc Cedar)</option>' in shown
    assert "1 message" in shown


def test_the_source_of_a_message_is_told_in_words() -> None:
    client, exhibit = opened()
    at = place_of(exhibit, "[insult]")
    shown = page(client, f"{exhibit.get_absolute_url()}messages/{at.source}/{at.place}/")
    assert "by the clock of the phone on the day the file was made" in shown
    assert "the reader for “WhatsApp, exported as text”" in shown


def test_beside_a_person_stands_how_the_phone_names_them_and_not_that_they_are_its_owner() -> None:
    said = {"n": 1, "chat": 1, "source": "ab" * 32, "kind": "message", "at": None, "day": None, "place": "0"}
    more = {"message_id": None, "media": None, "text": "a", "more": {"marks": ["own"]}}
    owner, other = f"owner of {said['source'][:12]}", "447700900101@s.whatsapp.net"  # type: ignore[index]

    lines = {name: Line(**said, **more, sender=name) for name in (owner, other)}  # type: ignore[arg-type]

    assert name_beside(lines[other], "Pc Alder") == other
    assert name_beside(lines[other], other) == ""
    assert name_beside(lines[owner], "Pc Alder") == ""
