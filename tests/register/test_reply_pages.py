"""The pages of replies: upload, quarantine, mapping, figures by hand, and a reply that another takes the place of."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from candour.register.models import Reply, Round, RoundFigure
from tests.make.accounts import signed_in
from tests.make.pdfs import LETTER, drawn_pdf, set_pdf, set_table
from tests.make.rounds import a_round, a_scottish_force, asked_of, cleared, read_in, sent, taken_in
from tests.make.sources import an_editor
from tests.make.workbooks import excel

pytestmark = pytest.mark.django_db


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


def test_years_across_and_questions_down_are_offered_row_by_row_and_read_so(editor: Client) -> None:
    round_ = sent(a_round())
    rows = [["", 2019, 2020], ["Disciplined", 3, "<5"], ["Dismissed", 1, 0], ["Complaints", 9, 9]]
    cleared(taken_in(asked_of(round_), excel({"Reply": rows})))
    reply = f"{asked_of(round_).get_absolute_url()}replies/1/"
    form = editor.get(f"{reply}map/").context["form"]
    given = {name: form[name].value() or "" for name in form.fields if name != "zeros_shown"}
    page = editor.post(f"{reply}map/", {**given, "year_basis": "calendar"}, follow=True).content.decode()

    assert "nothing says which question the row answers" in page
    assert [(one.cell, one.question.key) for one in RoundFigure.objects.select_related("question")] == [
        ("B2", "disciplined"), ("C2", "disciplined"), ("B3", "dismissed"), ("C3", "dismissed"),
    ]  # fmt: skip


def test_of_a_reply_without_rows_nothing_is_counted_and_the_page_says_so(editor: Client) -> None:
    asked = asked_of(sent(a_round()))
    cleared(taken_in(asked, excel({"Reply": [["Case ref", "Outcome"]]})))
    address = f"{asked.get_absolute_url()}replies/1/map/"
    form = editor.get(address).context["form"]
    given = {name: form[name].value() or "" for name in form.fields if name != "zeros_shown"}
    page = editor.post(address, given, follow=True).content.decode()

    assert "no row that is shown stands below the headings: nothing was counted" in page
    assert "None. If that is wrong, map the table anew" in page
    assert not RoundFigure.objects.exists()


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


def test_of_two_replies_for_the_same_years_it_is_said_that_both_count_until_one_is_set_aside(
    editor: Client,
) -> None:
    opened = sent(a_round())
    force = asked_of(opened)
    read_in(force)
    read_in(force, [["Year", "Disciplined", "Dismissed"], ["2019", 4, 2]], by=an_editor("Ed Two"))
    page = text_of(editor, force.get_absolute_url())
    assert "reply 1, reply 2 speak of the same time, and all of them are counted" in page
    assert "Of 1 authority two sources speak of the same time" in text_of(editor, opened.get_absolute_url())
    first = f"{force.get_absolute_url()}replies/1/"
    assert "There is a problem" in editor.post(f"{first}set-aside/", {"reasons": ""}).content.decode()
    page = editor.post(
        f"{first}set-aside/", {"reasons": "Corrected by reply 2."}, follow=True
    ).content.decode()
    assert "Corrected by reply 2." in page
    assert "speak of the same time" not in text_of(editor, opened.get_absolute_url())
    assert editor.get(f"{first}set-aside/").status_code == 404
    editor.post(f"{first}take-up/")
    assert "speak of the same time" in text_of(editor, opened.get_absolute_url())


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


def test_each_table_of_a_reply_stands_on_its_page_and_can_be_left_out(editor: Client) -> None:
    force = asked_of(sent(a_round()))
    read_in(force)
    reply = f"{force.get_absolute_url()}replies/1/"
    page = text_of(editor, reply)
    assert "The table Reply" in page
    assert "Map a further table, or one anew" in page
    page = editor.post(f"{reply}tables/1/leave-out/", follow=True).content.decode()
    assert "Its figures count no more" in page
    assert "The table Reply" not in page
    assert editor.post(f"{reply}tables/1/leave-out/").status_code == 404
