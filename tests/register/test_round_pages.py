"""The pages of rounds, for those who edit the register and those who audit it."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from candour.accounts.codes import Role
from candour.accounts.models.reads import Read
from candour.register.models import Round, RoundAuthority
from candour.register.round_standing import standing_of
from candour.web.command import main
from tests.make.accounts import signed_in
from tests.make.people import FORCE, a_handler, a_user, appointed
from tests.make.rounds import ASKED, a_round, a_scottish_force, asked_of, read_in, sent, taken_in
from tests.make.sources import an_editor

pytestmark = pytest.mark.django_db
SENT = {"dated_day": "2", "dated_month": "3", "dated_year": "2026"}


@pytest.fixture
def editor() -> Client:
    a_scottish_force()
    return signed_in(an_editor())


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def day(name: str, written: str) -> dict[str, str]:
    year, month, number = written.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def a_new_round(**more: Any) -> dict[str, Any]:
    given = {
        "title": "Messages", "asked_by": "The Wexmoor Gazette (made up)", "reply_to": "1 Fleet Lane", "purpose": "",
        "authorities": ["wexmoor", "glenwex"], **day("period_from", "2018-01-01"), **day("period_to", "2021-12-31"),
        "words_1": "How many officers were disciplined?", "type_1": "count", "unit_1": "officers",
    }  # fmt: skip
    return {**given, **more}


def test_a_round_is_opened_sent_and_followed_on_the_pages(editor: Client) -> None:
    assert editor.post("/rounds/new/", a_new_round()).status_code == 302
    opened = Round.objects.get()
    page = text_of(editor, opened.get_absolute_url())
    assert "Send 2 requests" in page
    keys = [str(one.pk) for one in opened.authorities.all()]
    editor.post(f"{opened.get_absolute_url()}send/", {"authorities": keys, **SENT})
    force = f"{opened.get_absolute_url()}authorities/wexmoor/"
    assert "31 March 2026" in text_of(editor, force)
    assert editor.get(f"{force}letters/request.pdf").content.startswith(b"%PDF")
    editor.post(f"{force}enter/replied/", day("day", "2026-03-20"))
    assert RoundAuthority.objects.get(body="wexmoor").replied_on is not None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "title"),
        ({"authorities": []}, "Choose at least one authority"),
        ({"unit_1": "none"}, "Say what the number counts"),
        (day("period_to", "2017-01-01"), "must not end before it begins"),
        (day("period_to", "2021-02-31"), "period_to"),
    ],
)
def test_what_is_wrong_with_a_new_round_is_said_and_what_was_typed_stays(
    editor: Client, wrong: dict[str, Any], said: str
) -> None:
    answer = editor.post("/rounds/new/", a_new_round(**wrong))
    page = answer.content.decode()

    assert answer.status_code == 200
    assert said in page
    assert "How many officers were disciplined?" in page
    assert not Round.objects.exists()


def test_all_48_forces_are_asked_with_one_tick(editor: Client) -> None:
    editor.post("/rounds/new/", a_new_round(authorities=[], everybody="on"))
    assert Round.objects.get().authorities.count() == 48


def test_every_cell_can_be_downloaded_with_its_source(editor: Client) -> None:
    opened = sent(a_round())
    mapping = read_in(asked_of(opened))
    rows = list(csv.DictReader(io.StringIO(text_of(editor, f"{opened.get_absolute_url()}cells.csv"))))

    given = [one for one in rows if one["cell"]]
    assert [(one["cell"], one["written"], one["at_least"], one["at_most"]) for one in given] == [
        ("B2", "3", "3", "3"), ("B3", "<5", "0", "4"), ("C2", "1", "1", "1"), ("C3", "0", "0", "0"),
    ]  # fmt: skip
    assert {one["file_sha256"] for one in given} == {mapping.reply.sha256}
    assert {one["sheet"] for one in given} == {"Reply"}


def test_nobody_who_was_asked_is_missing_from_the_table_of_cells(editor: Client) -> None:
    opened = sent(a_round())
    read_in(asked_of(opened))
    refusing = asked_of(opened, "glenwex").get_absolute_url()
    editor.post(
        f"{refusing}answer/", {"questions": ["dismissed"], "state": "refused", "sections": ["38"], "note": ""}
    )
    rows = list(csv.DictReader(io.StringIO(text_of(editor, f"{opened.get_absolute_url()}cells.csv"))))

    said = {(one["authority_key"], one["question"]): (one["answer"], one["refused_under"]) for one in rows}
    assert said["glenwex", "dismissed"] == ("refused", "38")
    assert len(said) == opened.authorities.count() * opened.questions.count()


def test_the_table_of_cells_adds_up_to_the_totals_of_the_page(editor: Client) -> None:
    opened = sent(a_round())
    read_in(asked_of(opened), [["Year", "Disciplined", "Dismissed"], ["2019", 3, "<5"], ["2020", 4, "TBC"]])
    rows = list(csv.DictReader(io.StringIO(text_of(editor, f"{opened.get_absolute_url()}cells.csv"))))

    for counted in standing_of(opened, on=ASKED).totals:
        own = [one for one in rows if one["question"] == counted.question.key]
        totalled = [one for one in own if one["in_totals"] == "yes"]
        ends = (
            None
            if any(one["leaves_total_open"] == "yes" for one in own)
            else [one["at_most"] for one in totalled]
        )
        assert counted.total.at_least == sum(int(one["at_least"]) for one in totalled)
        assert counted.total.at_most == (None if ends is None else sum(map(int, ends)))
    assert [one.total.at_most for one in standing_of(opened, on=ASKED).totals] == [7, None]


def test_a_scottish_refusal_cites_the_scottish_act(editor: Client) -> None:
    editor.post("/rounds/new/", a_new_round(authorities=[], everybody="on"))
    scottish = Round.objects.get().authorities.get(body__key="police-scotland").get_absolute_url()
    page = text_of(editor, f"{scottish}answer/")
    assert "Freedom of Information (Scotland) Act 2002" in page
    assert "38: personal information" in page
    assert "40: personal information" not in page


ADDRESSES = ["", "cells.csv", "send/", "authorities/wexmoor/", "authorities/wexmoor/answer/", "authorities/wexmoor/figure/", "authorities/wexmoor/enter/review/",
             "authorities/wexmoor/letters/request.pdf", "authorities/wexmoor/replies/new/", "authorities/wexmoor/replies/1/", "authorities/wexmoor/replies/1/file",
             "authorities/wexmoor/replies/1/settle/"]  # fmt: skip
FOR_EDITORS = {"send/", "authorities/wexmoor/answer/", "authorities/wexmoor/figure/", "authorities/wexmoor/enter/review/", "authorities/wexmoor/replies/new/",
               "authorities/wexmoor/replies/1/file", "authorities/wexmoor/replies/1/settle/"}  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_may_open_a_page_of_a_round(address: str) -> None:
    """Editors open all of them, auditors those that only show, others none; a held file is for editors."""
    opened = sent(a_round())
    taken_in(asked_of(opened))
    page = f"{opened.get_absolute_url()}{address}"
    auditor = signed_in(appointed(a_user("Aud Itor"), Role.AUDITOR, body=FORCE))

    assert signed_in(an_editor()).get(page).status_code == 200
    assert auditor.get(page).status_code == (403 if address in FOR_EDITORS else 200)
    assert signed_in(a_handler()).get(page).status_code == 403
    assert Client().get(page).status_code == 302


def test_every_look_at_a_round_is_logged(editor: Client) -> None:
    opened = a_round()
    text_of(editor, opened.get_absolute_url())

    assert Read.objects.filter(case_file=opened.case_file, what="round.overview").count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "FOI-1999-0001/",
        "X/authorities/wexmoor/",
        "{}/authorities/iopc/",
        "{}/authorities/wexmoor/replies/7/",
        "{}/authorities/wexmoor/enter/review-answered/",
        "{}/authorities/wexmoor/letters/review.pdf",
    ],
)
def test_what_is_not_there_is_not_found(editor: Client, address: str) -> None:
    opened = sent(a_round())

    assert editor.get(f"/rounds/{address.format(opened.reference)}").status_code == 404


def test_the_list_says_how_each_round_stands(editor: Client) -> None:
    assert "No rounds yet" in text_of(editor, "/rounds/")
    sent(a_round())
    assert "Messages sent by officers" in text_of(editor, "/rounds/")


def test_the_command_says_the_same_as_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    opened = sent(a_round())
    read_in(asked_of(opened))

    assert main(["foi", "status", opened.reference, "--on", ASKED.isoformat()]) == 0
    said = capsys.readouterr().out
    assert "question 1: at least 3, at most 7 officers, on 1 of 2 authorities" in said
    assert "glenwex: awaiting (1:awaiting 2:awaiting 3:awaiting), last day 2026-03-30" in said
    with pytest.raises(SystemExit):
        main(["foi", "status", opened.reference, "--on", "2026-13-01"])
    assert "must be a day such as 2026-03-02" in capsys.readouterr().err
    main(["foi", "status", opened.reference, "--json"])
    assert json.loads(capsys.readouterr().out)["questions"][0]["total"]["at_most"] == 7
    assert main(["foi", "status", "FOI-1999-0001"]) == 1


def test_a_word_of_a_reply_that_could_not_be_read_leaves_by_no_public_way(editor: Client) -> None:
    """A narrative in a column of numbers may tell of people."""
    opened = sent(a_round())
    read_in(
        asked_of(opened), [["Year", "Disciplined", "Dismissed"], ["2019", "see the note on [made up]", 1]]
    )

    assert "made up" not in text_of(editor, f"{opened.get_absolute_url()}cells.csv")


def test_fictional_and_real_bodies_are_never_asked_in_one_round(editor: Client) -> None:
    page = editor.post("/rounds/new/", a_new_round(authorities=["wexmoor", "kent"])).content.decode()
    assert "Fictional and real bodies cannot be asked in one round" in page
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "send/", "authorities/wexmoor/", "authorities/wexmoor/answer/", "authorities/wexmoor/figure/",
                "authorities/wexmoor/replies/new/", "authorities/wexmoor/replies/1/", "authorities/wexmoor/replies/1/settle/"],
)  # fmt: skip
def test_every_page_of_a_fictional_round_says_that_it_is_made_up(editor: Client, address: str) -> None:
    opened = a_round()
    taken_in(asked_of(sent(opened)))
    page = text_of(editor, f"{opened.get_absolute_url()}{address}")
    assert "The authorities of this round and everything on this page are made up." in page
