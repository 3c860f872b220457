"""A reply's columns mapped to questions: each figure with its cell, and whatever does not fit reported by cell."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from candour.register.replies.figures import State
from candour.register.replies.given import Mapped, Trouble
from candour.register.replies.mapping import (
    BadMapping,
    Column,
    Count,
    Layout,
    Mapping,
    Use,
    check_mapping,
    headings_of,
    mapping_from_json,
    shape_of,
)
from candour.register.replies.periods import Period, YearBasis
from candour.register.replies.reading import apply_mapping
from candour.register.replies.suggesting import suggest_mapping
from candour.register.replies.tables import Table
from tests.make.replies import ASKED, QUESTIONS, YEARLY, by_cell, mapping, table, tables
from tests.make.workbooks import Rows, excel, open_document


def mapped(rows: Rows, using: Mapping | None = None, **said: Any) -> Mapped:
    return apply_mapping(table(rows, **said), using or mapping(), asked=ASKED)


def told(done: Mapped) -> list[tuple[Trouble, str]]:
    return [(one.trouble, one.cell.name) for one in done.problems]


@pytest.mark.parametrize("write", [excel, open_document])
def test_each_figure_keeps_its_cell_and_what_was_written_there(write: Any) -> None:
    [one] = tables(write({"Reply": YEARLY}))
    cells = by_cell(apply_mapping(one, mapping(), asked=ASKED))

    assert cells["B3"].question == "disciplined"
    assert (cells["B3"].figure.low, cells["B3"].period) == (3, Period(date(2019, 1, 1), date(2019, 12, 31)))
    assert (cells["B4"].written, cells["B4"].figure.high) == ("<5", 4)
    assert (cells["B5"].figure.state, cells["B5"].figure.section) == (State.WITHHELD, "40")
    assert cells["C5"].figure.state is State.SUPPRESSED


def test_signs_that_were_decoded_wrongly_are_told_of_by_cell_and_left_as_they_stand() -> None:
    once = "‘2019’".encode().decode("cp1252", "replace")
    twice = "Dismissed – all".encode().decode("cp1252").encode().decode("cp1252", "replace")
    done = mapped([["Year", "Disciplined", twice], [once, 3, 1], ["2020", 4, 0]], mapping(heading_row=1))

    broken = [one for one in done.problems if one.trouble is Trouble.DECODED_WRONGLY]
    assert [(one.cell.name, "twice" in one.sentence) for one in broken] == [("C1", True), ("A2", False)]
    assert by_cell(done)["B2"].period_written == once


def test_a_row_and_a_title_that_name_another_force_are_told_of_and_the_row_counts_no_more() -> None:
    rows: Rows = [["Essex Police"], ["Force", "Disciplined"], ["Kent Police", 4], ["Essex Police", 6]]
    columns = (Column(1, "Force", Use.LABEL), Column(2, "Disciplined", Use.FIGURE, "disciplined"))
    using = Mapping("Reply", Layout.FIGURES, 2, columns)
    done = apply_mapping(table(rows), using, asked=ASKED, force="Kent Police")

    assert told(done) == [(Trouble.ANOTHER_FORCE, "A1"), (Trouble.ANOTHER_FORCE, "A4")]
    assert {cell: one.counts for cell, one in by_cell(done).items()} == {"B3": True, "B4": False}


def test_a_narrative_that_speaks_of_another_force_is_still_of_the_force_that_replies() -> None:
    told_at_length = (
        "moved to Essex Police after a final written warning for messages, and was dismissed there"
    )
    columns = (Column(1, "What happened", Use.LABEL), Column(2, "Disciplined", Use.FIGURE, "disciplined"))
    using = Mapping("Reply", Layout.FIGURES, 1, columns)
    rows: Rows = [["What happened", "Disciplined"], [told_at_length, 4]]
    done = apply_mapping(table(rows), using, asked=ASKED, force="Kent Police")

    assert told(done) == []
    assert by_cell(done)["B2"].counts


def test_a_row_without_a_time_is_told_of_where_the_others_have_one() -> None:
    done = mapped(
        [["Year", "Disciplined", "Dismissed"], ["2019", 3, 1], [None, 2, 0]], mapping(heading_row=1)
    )
    assert told(done) == [(Trouble.PERIOD_UNSETTLED, "A3")]
    assert not by_cell(done)["B3"].counts


def test_a_csv_reply_is_read_the_same_way() -> None:
    [one] = tables(b"Year,Disciplined,Dismissed\n2019,3,1\n2020,<5,0\n")
    done = apply_mapping(one, replace(mapping(heading_row=1), sheet="table"), asked=ASKED)

    assert {cell: one.written for cell, one in by_cell(done).items()} == {
        "B2": "3",
        "C2": "1",
        "B3": "<5",
        "C3": "0",
    }


def test_a_year_is_not_assumed_to_be_either_kind() -> None:
    done = mapped(YEARLY, mapping(year_basis=None))

    assert (Trouble.PERIOD_UNSETTLED, "B3") in told(done)
    assert not any(one.counts for one in done.given)


def test_a_force_that_answers_for_another_year_is_reported_and_not_counted() -> None:
    done = mapped([["x"], ["Year", "Disciplined", "Dismissed"], ["2015", 9, 9], ["2019", 3, 1]])

    assert told(done) == [(Trouble.ANOTHER_PERIOD, "B3"), (Trouble.ANOTHER_PERIOD, "C3")]
    assert "2018-01-01 to 2021-12-31" in done.problems[0].sentence
    assert [one.counts for one in done.given] == [False, False, True, True]


def test_a_financial_year_that_reaches_over_the_edge_is_reported() -> None:
    done = mapped(
        [["x"], ["Year", "Disciplined", "Dismissed"], ["2021/22", 3, 1]],
        mapping(year_basis=YearBasis.FROM_APRIL),
    )

    assert "only partly within" in done.problems[0].sentence


def test_totals_that_do_not_add_up_are_reported_and_never_mended() -> None:
    """The model: 244 stated, and the figures of the regions add up to 242."""
    rows: Rows = [["x"], ["Region", "Reports"], ["North", 101], ["South", 141], ["Total", 244]]
    using = mapping(columns=(Column(1, "Region", Use.LABEL), Column(2, "Reports", Use.FIGURE, "disciplined")))
    done = mapped(rows, using)

    assert told(done) == [(Trouble.TOTAL_DIFFERS, "B5")]
    assert done.problems[0].sentence == "it states a total of 244, and the figures above it add up to 242"
    assert [one.figure.low for one in done.given if one.counts] == [101, 141]


def test_a_total_beside_its_row_is_held_against_the_row() -> None:
    columns = (
        Column(1, "Rank", Use.LABEL),
        Column(2, "2019", Use.FIGURE, "disciplined", "2019"),
        Column(3, "2020", Use.FIGURE, "disciplined", "2020"),
        Column(4, "Total", Use.FIGURE, "disciplined"),
    )
    rows: Rows = [["x"], ["Rank", "2019", "2020", "Total"], ["Constable", 4, 5, 9], ["Sergeant", 1, 1, 3]]
    done = mapped(rows, mapping(columns=columns))

    assert told(done) == [(Trouble.TOTAL_DIFFERS, "D4")]
    assert sum(one.figure.low for one in done.given if one.counts) == 11


def test_a_total_over_figures_held_back_is_only_reported_where_it_cannot_be_true() -> None:
    rows: Rows = [
        ["x"],
        ["Year", "Disciplined", "Dismissed"],
        ["2019", 3, 5],
        ["2020", "<5", "<5"],
        ["Total", 6, 12],
    ]

    assert told(mapped(rows)) == [(Trouble.TOTAL_DIFFERS, "C5")]


def test_merged_figures_count_once_and_merged_labels_stand_for_each_row() -> None:
    using = mapping(
        columns=(
            Column(1, "Year", Use.PERIOD),
            Column(2, "Rank", Use.LABEL),
            Column(3, "N", Use.FIGURE, "disciplined"),
        )
    )
    rows: Rows = [
        ["x"],
        ["Year", "Rank", "N"],
        ["2019", "Constable", 4],
        [None, "Sergeant", None],
        ["2020", "All", 2],
    ]
    done = mapped(
        rows, using, after='<mergeCells><mergeCell ref="A3:A4"/><mergeCell ref="C3:C4"/></mergeCells>'
    )

    assert told(done) == [(Trouble.MERGED, "C3")]
    assert [one.period_written for one in done.given] == ["2019", "2019", "2020"]
    assert [one.figure.state for one in done.given] == [State.EXACT, State.BLANK, State.EXACT]


def test_hidden_rows_and_columns_are_not_read_and_that_is_said() -> None:
    done = mapped(YEARLY, hidden_rows=[4], columns='<cols><col min="3" max="3" hidden="1"/></cols>')

    assert set(told(done)) == {(Trouble.HIDDEN, "A4"), (Trouble.HIDDEN, "C2")}
    assert set(by_cell(done)) == {"B3", "B5"}


def test_a_range_that_a_spreadsheet_turned_into_a_date_is_reported() -> None:
    one = table(YEARLY)
    rows: list[Any] = [*one.rows[:2], ["2019", date(2022, 4, 1), 1]]
    done = apply_mapping(Table(one.sheet, rows), mapping(), asked=ASKED)

    assert told(done) == [(Trouble.UNREADABLE, "B3")]
    assert "1-4" in done.problems[0].sentence


CASES: Rows = [
    ["Case ref", "Subject ref", "Recorded", "Outcome"],
    ["A1", "S1", "03/05/2019", "Dismissed"],
    ["A1", "S2", "03/05/2019", "Written warning"],
    ["A2", "S1", "04/06/2020", "dismissed"],
    ["A3", "Organisational", "04/06/2020", "No action"],
    ["A4", "S9", "04/06/2010", "Dismissed"],
]


def records(*counts: Count) -> Mapping:
    headings = [str(one) for one in CASES[0]]
    uses = [Use.LABEL, Use.LABEL, Use.PERIOD, Use.LABEL]
    columns = tuple(
        Column(at, heading, use)
        for at, (heading, use) in enumerate(zip(headings, uses, strict=True), start=1)
    )
    return Mapping("Reply", Layout.RECORDS, 1, columns, counts)


def test_rows_are_counted_by_year_with_the_cells_they_come_from() -> None:
    done = mapped(CASES, records(Count("disciplined"), Count("dismissed", column=4, values=("dismissed",))))
    counted = {(one.question, one.period_written): one.figure.low for one in done.given if one.counts}

    assert counted == {
        ("disciplined", "2019"): 2, ("disciplined", "2020"): 2, ("dismissed", "2019"): 1, ("dismissed", "2020"): 1,
    }  # fmt: skip
    assert (Trouble.ANOTHER_PERIOD, "C6") in told(done)


def test_people_are_counted_once_and_an_organisation_is_nobody() -> None:
    count = Count("disciplined", distinct=2, leave_out=("organisational",), leave_out_in=2)
    done = mapped(CASES, records(count))

    assert [(one.figure.low, one.rows, one.outside) for one in done.given] == [(2, 3, False), (1, 1, True)]


def test_rows_of_which_none_meets_the_question_are_an_exact_zero() -> None:
    done = mapped(CASES, records(Count("dismissed", column=4, values=("imprisoned",))))

    assert [(one.figure.low, one.figure.high, one.rows) for one in done.given] == [(0, 0, 0)]


def test_another_shape_is_another_mapping() -> None:
    other = table([["x"], ["Year", "Dismissed", "Disciplined"], ["2020", 7, 2]])

    assert shape_of(other, 2) != shape_of(table(YEARLY), 2)


def test_a_heading_merged_over_several_columns_stands_over_each() -> None:
    rows: Rows = [["Year", "Officers", None], ["2019", 3, 4]]
    one = table(rows, after='<mergeCells><mergeCell ref="B1:C1"/></mergeCells>')

    assert headings_of(one, 1) == ["Year", "Officers", "Officers"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (mapping(columns=(Column(1, "Year", Use.PERIOD),)), "at least one column"),
        (mapping(columns=(Column(2, "N", Use.FIGURE, "unasked"),)), "no question of the round"),
        (records(), "counting the rows"),
        (mapping(last_row=1), "after the headings"),
        (
            mapping(
                columns=(
                    Column(1, "a", Use.PERIOD),
                    Column(2, "b", Use.PERIOD),
                    Column(3, "c", Use.FIGURE, "disciplined"),
                )
            ),
            "only one column",
        ),
    ],
)
def test_a_mapping_that_leads_nowhere_is_refused(wrong: Mapping, why: str) -> None:
    with pytest.raises(BadMapping, match=why):
        check_mapping(wrong, questions=set(QUESTIONS))


def test_a_mapping_that_was_damaged_is_refused() -> None:
    with pytest.raises(BadMapping):
        mapping_from_json('{"sheet": "x"}')


def test_a_sheet_that_is_not_there_is_reported() -> None:
    done = apply_mapping(table(YEARLY), replace(mapping(), sheet="Other"), asked=ASKED)

    assert (done.given, told(done)) == ((), [(Trouble.NO_SUCH_SHEET, "A1")])


def test_nothing_below_the_headings_is_no_zero() -> None:
    only_headings = table([["Case ref", "Outcome"]])
    done = apply_mapping(only_headings, suggest_mapping(only_headings, QUESTIONS), asked=None)

    assert done.given == ()
    assert [one.trouble for one in done.problems] == [Trouble.NOTHING_BELOW]


@pytest.mark.parametrize(
    "note",
    [
        "Note: counted on 3 May",
        "* one of them resigned",
        "Figures are of a live system and may change from day to day, as cases are closed",
    ],
)
def test_a_note_below_a_table_is_told_of_and_holds_no_number_back(note: str) -> None:
    done = mapped([["Reply"], ["Year", "Disciplined", "Dismissed"], ["2019", 3, 1], [], [note]])

    assert [(one.cell.name, one.figure.low) for one in done.given] == [("B3", 3), ("C3", 1)]
    assert (Trouble.NOTE, "A5") in told(done)


def test_a_year_without_a_number_stays_one_of_which_nothing_is_said() -> None:
    done = mapped([["Reply"], ["Year", "Disciplined", "Dismissed"], ["2019", 3, 1], ["2020", "", ""]])

    assert by_cell(done)["B4"].figure.state is State.BLANK
