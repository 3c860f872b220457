"""The pages of rounds, for those who edit the register and those who audit it."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from candour.accounts.codes import Role
from candour.accounts.models.reads import Read
from candour.register.models import Reply, Round, RoundAuthority, RoundFigure
from candour.web.command import main
from tests.make.accounts import signed_in
from tests.make.pdfs import LETTER, drawn_pdf, set_pdf, set_table
from tests.make.people import FORCE, a_handler, a_user, appointed
from tests.make.rounds import ASKED, a_round, a_scottish_force, asked_of, cleared, read_in, sent, taken_in
from tests.make.sources import an_editor
from tests.make.workbooks import excel

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


def test_a_reply_goes_from_upload_through_quarantine_and_mapping_to_figures(editor: Client) -> None:
    force = asked_of(sent(a_round())).get_absolute_url()
    book = excel(
        {
            "Reply": [["Year", "Disciplined", "Dismissed"], ["2019", 3, 1], ["2020", "<5", 0]],
            "Staff": [["x"]],
        },
        state={"Staff": "hidden"},
    )
    upload = SimpleUploadedFile("reply.xlsx", book)
    page = editor.post(
        f"{force}replies/new/", {"upload": upload, **day("received_on", "2026-03-20")}, follow=True
    )
    assert "Hidden sheets" in page.content.decode()
    reply = f"{force}replies/1/"
    assert editor.get(f"{reply}map/").status_code == 404
    editor.post(
        f"{reply}settle/", {"decision": "cleared", "reasons": "The hidden sheet holds one made-up letter."}
    )
    form = editor.get(f"{reply}map/").context["form"]
    given = {name: form[name].value() or "" for name in form.fields if name != "zeros_shown"}
    page = editor.post(f"{reply}map/", {**given, "year_basis": "calendar"}, follow=True)

    assert "Everything fitted" in page.content.decode()
    assert [(one.cell, one.low, one.high) for one in RoundFigure.objects.all()] == [
        ("B2", 3, 3), ("C2", 1, 1), ("B3", 0, 4), ("C3", 0, 0),
    ]  # fmt: skip
    assert "at least 3 and at most 7" in text_of(editor, Round.objects.get().get_absolute_url())


def test_the_mapping_of_a_reply_of_the_same_shape_is_offered_again(editor: Client) -> None:
    round_ = sent(a_round())
    read_in(asked_of(round_))
    second = cleared(
        taken_in(
            asked_of(round_, "glenwex"),
            excel({"Sheet1": [["Year", "Disciplined", "Dismissed"], ["2021", 5, 2]]}),
        ),
        by=an_editor("Ed Two"),
    )
    answer = editor.get(f"{second.authority.get_absolute_url()}replies/1/map/")

    assert "settled for Wexmoor Constabulary" in answer.content.decode()
    assert answer.context["form"]["year_basis"].value() == "calendar"


def test_a_bomb_is_named_beside_the_file_and_nothing_is_kept(editor: Client) -> None:
    force = asked_of(sent(a_round())).get_absolute_url()
    bomb = SimpleUploadedFile("r.xlsx", excel({"R": [["x"]]}, more={"xl/media/i.png": b"\0" * 20_000_000}))
    page = editor.post(f"{force}replies/new/", {"upload": bomb, **day("received_on", "2026-03-20")})

    assert "packed more than 200 to 1" in page.content.decode()
    assert not Reply.objects.exists()


def test_answers_and_figures_are_entered_by_hand_and_struck_out(editor: Client) -> None:
    opened = sent(a_round())
    force = asked_of(opened).get_absolute_url()
    refused = {"questions": ["described"], "state": "refused", "sections": ["40"], "note": ""}
    editor.post(f"{force}answer/", refused)
    assert "section 40" in text_of(editor, force)
    given = {
        "question": "dismissed",
        "written": "fewer than 5",
        "provenance": "published-log",
        "source": "Log of hearings, row 4",
    }
    editor.post(f"{force}figure/", given)
    assert "Log of hearings, row 4" in text_of(editor, force)
    assert "filled in from a published log" in text_of(editor, opened.get_absolute_url())
    editor.post(f"{force}figures/1/strike/")
    assert "Log of hearings, row 4" not in text_of(editor, force)


def test_every_cell_can_be_downloaded_with_its_source(editor: Client) -> None:
    opened = sent(a_round())
    mapping = read_in(asked_of(opened))
    rows = list(csv.DictReader(io.StringIO(text_of(editor, f"{opened.get_absolute_url()}cells.csv"))))

    assert [(one["cell"], one["written"], one["at_least"], one["at_most"]) for one in rows] == [
        ("B2", "3", "3", "3"), ("B3", "<5", "0", "4"), ("C2", "1", "1", "1"), ("C3", "0", "0", "0"),
    ]  # fmt: skip
    assert {one["file_sha256"] for one in rows} == {mapping.reply.sha256}
    assert {one["sheet"] for one in rows} == {"Reply"}


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


def test_the_tables_of_a_pdf_reply_are_mapped_like_those_of_a_workbook(editor: Client) -> None:
    force = asked_of(sent(a_round())).get_absolute_url()
    rows = [["Year", "Disciplined", "Dismissed"], ["2019", "3", "1"], ["2020", "<5", "0"]]
    letter = set_pdf(LETTER + set_table(rows, borders=False, widths="3cm, 4cm, 4cm") + LETTER)
    upload = SimpleUploadedFile("reply.pdf", letter)
    editor.post(f"{force}replies/new/", {"upload": upload, **day("received_on", "2026-03-20")})
    reply = f"{force}replies/1/"
    editor.post(f"{reply}settle/", {"decision": "cleared", "reasons": "A letter and one table."})
    form = editor.get(f"{reply}map/").context["form"]
    given = {name: form[name].value() or "" for name in form.fields if name != "zeros_shown"}
    page = editor.post(f"{reply}map/", {**given, "year_basis": "calendar"}, follow=True)

    assert "Everything fitted" in page.content.decode()
    assert [(one.sheet, one.cell, one.low, one.high) for one in RoundFigure.objects.all()] == [
        ("page 1", "B2", 3, 3), ("page 1", "C2", 1, 1), ("page 1", "B3", 0, 4), ("page 1", "C3", 0, 0),
    ]  # fmt: skip


def test_of_a_pdf_whose_columns_cannot_be_told_the_place_is_named_and_what_to_do(editor: Client) -> None:
    lines = " ".join(f"BT /F1 11 Tf 60 {700 - 14 * row} Td (20{19 + row} 13 {row}) Tj ET" for row in range(4))
    reply = taken_in(asked_of(sent(a_round())), drawn_pdf(lines))
    cleared(reply, by=an_editor("Ed Two"))
    page = editor.get(f"{reply.authority.get_absolute_url()}replies/1/map/", follow=True).content.decode()

    assert "page 1, line 1: the columns of a table cannot be told apart there" in page
    assert "by hand" in page
