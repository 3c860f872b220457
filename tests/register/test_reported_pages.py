"""The pages on which what a report says of a round is entered, corrected and struck out."""

import pytest
from django.test import Client

from candour.accounts.codes import Role
from candour.register.actions.reported import (
    strike_statement,
)
from candour.register.models import RoundStatement
from candour.web.command import main
from tests.make.accounts import signed_in
from tests.make.people import FORCE, a_handler, a_user, appointed
from tests.make.reported import ARTICLE, told
from tests.make.rounds import ASKED, a_round, asked_of, read_in, said, sent
from tests.make.sources import an_editor, captured

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor() -> Client:
    return signed_in(appointed(a_user("Aud Itor"), Role.AUDITOR, body=FORCE))


def entered(**more: str) -> dict[str, str]:
    form = {
        "value": "9", "words": "officers were dismissed", "unit": "officers", "about": "question-dismissed",
        "body": "", "place": "paragraph 3", "source": "", "quoted": "",
    }  # fmt: skip
    return {**form, **more}


def test_a_reported_number_is_entered_corrected_and_struck_out_on_the_pages() -> None:
    round_ = sent(a_round())
    read_in(asked_of(round_))
    editor, home = signed_in(an_editor("Ed Two")), round_.get_absolute_url()
    page = editor.post(f"{home}reported/new/", entered(), follow=True).content.decode()
    assert "That is 8 more than our own total can be." in page
    form = editor.get(f"{home}reported/1/").context["form"]
    assert {name: form[name].value() for name in ("value", "about", "place")} == {
        "value": 9, "about": "question-dismissed", "place": "paragraph 3",
    }  # fmt: skip
    page = editor.post(
        f"{home}reported/1/", entered(value="1", reasons="Misread."), follow=True
    ).content.decode()
    assert "Our own total says the same." in page
    assert "Misread." in page
    editor.post(f"{home}reported/2/strike/", {"reasons": "Another year."})
    assert "Our own total says the same." not in editor.get(home).content.decode()
    assert editor.get(f"{home}reported/2/").status_code == 404


def test_the_words_of_a_captured_report_are_lit_up_from_the_round() -> None:
    round_, source = a_round(), captured(ARTICLE, address="https://news.example/dismissed").source
    editor = signed_in(an_editor("Ed Two"))
    given = entered(source=source.reference.lower(), quoted="9 officers were dismissed", place="")
    page = editor.post(f"{round_.get_absolute_url()}reported/new/", given, follow=True).content.decode()
    made = RoundStatement.objects.get()
    address = f"/sources/{source.reference}/1/?words={made.start}-{made.end}"
    assert f"{address}#lit" in page
    lit = editor.get(address).content.decode()
    assert '<mark class="candour-lit candour-lit--chosen" id="lit">9 officers were dismissed</mark>' in lit


@pytest.mark.parametrize(
    ("wrong", "said_of_it"),
    [
        ({"value": "many"}, "must be a whole number"),
        ({"words": ""}, "There is a problem"),
        ({"source": "SRC-1999-00001"}, "No source of this reference was captured"),
        ({"about": "replied"}, "How many replied is a number of forces"),
        ({"place": ""}, "Say where it stands"),
    ],
)
def test_what_is_wrong_with_an_entered_number_is_said_beside_it(
    wrong: dict[str, str], said_of_it: str
) -> None:
    round_ = a_round()
    page = signed_in(an_editor()).post(f"{round_.get_absolute_url()}reported/new/", entered(**wrong))
    assert page.status_code == 200
    assert said_of_it in page.content.decode()
    assert not RoundStatement.objects.exists()


def test_an_auditor_reads_what_was_struck_out_and_nobody_else_opens_the_forms(auditor: Client) -> None:
    round_ = a_round()
    strike_statement(statement=told(round_), reasons="Another year.", **said(by=an_editor()))
    home = round_.get_absolute_url()
    assert "Another year." in auditor.get(home).content.decode()
    for address in ("reported/new/", "reported/1/", "reported/1/strike/"):
        assert auditor.get(f"{home}{address}").status_code == 403
        assert signed_in(a_handler()).get(f"{home}{address}").status_code == 403


def test_the_command_tells_how_far_a_reported_number_lies_from_our_total(
    capsys: pytest.CaptureFixture[str],
) -> None:
    round_ = sent(a_round())
    read_in(asked_of(round_))
    told(round_)
    assert main(["foi", "status", round_.reference, "--on", ASKED.isoformat()]) == 0
    said_there = capsys.readouterr().out
    assert "reported: 9 " in said_there
    assert "beside question 2: more by 8" in said_there
