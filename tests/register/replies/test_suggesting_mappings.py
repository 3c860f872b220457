"""The first guess at a mapping, which a person looks over."""

from dataclasses import replace

import pytest

from candour.register.replies.given import Trouble
from candour.register.replies.mapping import (
    BadMapping,
    Count,
    Layout,
    Use,
    check_mapping,
    mapping_from_json,
    shape_of,
)
from candour.register.replies.periods import YearBasis
from candour.register.replies.reading import apply_mapping
from candour.register.replies.stacked import Below, table_below
from candour.register.replies.suggesting import fits, suggest_mapping
from tests.make.replies import ASKED, QUESTIONS, YEARLY, by_cell, mapping, table, tables
from tests.make.workbooks import Rows, excel

STACKED: Rows = [
    ["Reply to request 12 (made up)"],
    ["Year", "Disciplined"],
    ["2019", 3],
    ["2020", "<5"],
    [],
    ["Table 2: staff"],
    ["Year", "Disciplined"],
    ["2019", 1],
]
CASES: Rows = [
    ["Case ref", "Subject ref", "Recorded", "Outcome"],
    ["A1", "S1", "03/05/2019", "Dismissed"],
    ["A1", "S2", "03/05/2019", "Written warning"],
    ["A2", "S1", "04/06/2020", "dismissed"],
    ["A3", "Organisational", "04/06/2020", "No action"],
    ["A4", "S9", "04/06/2010", "Dismissed"],
]


def test_a_word_that_every_heading_has_does_not_decide_which_question_a_column_answers() -> None:
    rows: Rows = [["Year", "Officers disciplined", "Officers dismissed"], ["2019", 3, 1], ["2020", 4, 0]]
    asked = {"q-1": "How many officers were disciplined?", "q-2": "How many were dismissed?"}
    assert [one.question for one in suggest_mapping(table(rows), asked).figures] == ["q-1", "q-2"]


def test_a_mapping_is_kept_as_data_and_offered_for_the_next_reply_of_that_shape() -> None:
    kept = mapping_from_json(mapping(signs={"*": (1, 4)}).as_json())
    later = tables(
        excel({"Sheet1": [["Other words"], ["Year ", "DISCIPLINED", "Dismissed"], ["2020", 7, 2]]})
    )[0]

    assert kept == mapping(signs={"*": (1, 4)})
    assert shape_of(later, 2) == shape_of(table(YEARLY), 2)
    done = apply_mapping(later, fits(kept, later), asked=ASKED)
    assert {cell: one.figure.low for cell, one in by_cell(done).items()} == {"B3": 7, "C3": 2}


def test_a_guess_finds_the_headings_the_period_and_the_questions() -> None:
    guess = suggest_mapping(table(YEARLY), QUESTIONS)

    assert (guess.layout, guess.heading_row) == (Layout.FIGURES, 2)
    assert [(one.use, one.question) for one in guess.columns] == [
        (Use.PERIOD, ""), (Use.FIGURE, "disciplined"), (Use.FIGURE, "dismissed"),
    ]  # fmt: skip
    assert guess.zeros_shown
    assert guess.year_basis is None


ACROSS: Rows = [
    ["", 2019, 2020, 2021],
    ["Disciplined", 3, "<5", 5],
    ["Dismissed", 1, 0, 2],
    ["Complaints", 9, 9, 9],
]


def test_years_across_and_questions_down_are_guessed_and_read_row_by_row() -> None:
    guess = replace(suggest_mapping(table(ACROSS), QUESTIONS), year_basis=YearBasis.CALENDAR)

    assert (guess.heading_row, guess.by_rows) == (1, True)
    assert [one.period for one in guess.figures] == ["2019", "2020", "2021"]
    assert guess.counts == (Count("disciplined", 1, ("disciplined",)), Count("dismissed", 1, ("dismissed",)))
    done = apply_mapping(table(ACROSS), mapping_from_json(guess.as_json()), asked=ASKED)
    assert {cell: (one.question, one.figure.low) for cell, one in by_cell(done).items() if one.counts} == {
        "B2": ("disciplined", 3), "C2": ("disciplined", 1), "D2": ("disciplined", 5),
        "B3": ("dismissed", 1), "C3": ("dismissed", 0), "D3": ("dismissed", 2),
    }  # fmt: skip
    assert [(one.trouble, one.cell.name) for one in done.problems] == [(Trouble.NO_QUESTION, "A4")]


def test_years_across_of_one_question_answer_it_in_every_row() -> None:
    guess = suggest_mapping(table([["Rank", 2019, 2020], ["Constable", 3, 4], ["Sergeant", 1, 0]]), QUESTIONS)

    assert not guess.by_rows
    assert [one.period for one in guess.figures] == ["2019", "2020"]


def test_rows_that_answer_different_questions_need_words_to_tell_them_by() -> None:
    guess = replace(suggest_mapping(table(ACROSS), QUESTIONS), counts=())

    with pytest.raises(BadMapping, match="which rows answer which question"):
        check_mapping(guess, questions=set(QUESTIONS))


def test_one_cell_that_says_no_number_does_not_make_words_of_a_column_that_names_its_question() -> None:
    rows: Rows = [
        ["Year", "Officers disciplined", "Dismissed"],
        ["2019", 3, 1],
        ["2020", "c. 10", 0],
        ["2021", 4, 2],
    ]

    assert [one.question for one in suggest_mapping(table(rows), QUESTIONS).figures] == list(QUESTIONS)


def test_a_guess_takes_rows_of_cases_for_rows_of_cases() -> None:
    guess = suggest_mapping(table(CASES), QUESTIONS)

    assert guess.layout is Layout.RECORDS
    assert guess.counts == (Count("disciplined"),)


@pytest.mark.parametrize("heading", ["Ref", "Case no", "Case number", "Reference", "No.", "URN"])
def test_a_column_that_names_its_rows_is_not_offered_as_a_number_and_the_rows_are_counted(
    heading: str,
) -> None:
    rows = [[heading, "Date recorded", "Rank"], ["1", "03/04/2019", "PC"], ["2", "02/11/2020", "PS"]]
    offered = suggest_mapping(table([*rows, ["2", "02/11/2020", "PC"]]), QUESTIONS)
    assert offered.layout is Layout.RECORDS
    assert [one.use for one in offered.columns] == [Use.LABEL, Use.PERIOD, Use.LABEL]


def test_a_number_of_cases_is_offered_as_a_number() -> None:
    offered = suggest_mapping(table([["Year", "Number of cases"], ["2019", 13], ["2020", 7]]), QUESTIONS)
    assert [one.use for one in offered.columns] == [Use.PERIOD, Use.FIGURE]


def test_where_a_further_table_stands_below_the_first_is_read_to_its_own_end() -> None:
    stacked = table(STACKED)
    assert table_below(stacked, 2) == Below(last_row=4, heading_row=7)
    assert suggest_mapping(stacked, QUESTIONS).last_row == 4
    assert fits(mapping(), stacked).last_row == 4
    assert suggest_mapping(stacked, QUESTIONS, heading_row=7).last_row == 0


@pytest.mark.parametrize(
    "below",
    [
        [[], ["Note: figures are for officers only"]],
        [[], ["2021", 4]],
        [[], ["Notes", "who counts"], ["Officers", "yes"]],
        [["Total", 3]],
    ],
    ids=["a note", "a row after a gap", "words alone", "a total"],
)
def test_notes_gaps_and_totals_begin_no_further_table(below: Rows) -> None:
    assert table_below(table([*YEARLY, *below]), 2) is None
