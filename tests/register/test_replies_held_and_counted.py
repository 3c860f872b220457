"""Replies of a round: held until somebody has looked, read with their cells, set aside where another takes their place."""

from dataclasses import replace
from typing import Any

import pytest

from candour.accounts.permissions import NotPermitted
from candour.ledger.models import LedgerEntry
from candour.ledger.verification import verify
from candour.ledger.writing import Overtaken, entry
from candour.register.actions.replying import clear, leave_out, map_reply, reject, set_aside, take_up_again
from candour.register.models import ReplyMapping, RoundFigure
from candour.register.refusal import SourceRefused
from candour.register.replies.periods import YearBasis
from candour.register.round_standing import standing_of
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.rounds import ASKED, a_round, asked_of, by_year, cleared, read_in, said, sent, taken_in
from tests.make.sources import an_editor
from tests.make.workbooks import excel

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PEOPLE: dict[str, Any] = {
    "Reply": [["Year", "Disciplined", "Dismissed"], ["2019", 3, 1]],
    "Staff": [["Surname"], ["made up"]],
}


def totals(round_: Any) -> list[tuple[int, int | None, int, int]]:
    counted = standing_of(round_, on=ASKED).totals
    return [(one.total.at_least, one.total.at_most, one.total.rests_on, one.total.asked) for one in counted]


def test_a_reply_is_held_and_its_hidden_sheet_named_before_anybody_reads_it() -> None:
    authority = asked_of(sent(a_round()))
    reply = taken_in(authority, excel(PEOPLE, state={"Staff": "hidden"}))

    assert reply.standing == "held"
    assert [(one["hiding"], one["places"]) for one in reply.findings] == [("hidden-sheet", ["Staff"])]
    with pytest.raises(SourceRefused, match="held"):
        map_reply(reply=reply, mapping=by_year(), **said())
    assert "made up" not in str([bytes(one.body) for one in LedgerEntry.objects.all()])


def test_a_hidden_sheet_is_not_read_even_once_the_reply_is_cleared() -> None:
    reply = cleared(taken_in(asked_of(sent(a_round())), excel(PEOPLE, state={"Reply": "hidden"})))

    with pytest.raises(SourceRefused, match="no sheet of this name that is shown"):
        map_reply(reply=reply, mapping=by_year(), **said())


def test_clearing_needs_a_person_and_a_reason_and_happens_once() -> None:
    reply, editor = taken_in(asked_of(sent(a_round()))), an_editor()

    with pytest.raises(SourceRefused, match="Say what you saw"):
        clear(reply=reply, reasons=" ", **said(by=editor))
    with pytest.raises(NotPermitted):
        clear(reply=reply, reasons="Looked.", **said(by=a_handler()))
    cleared(reply, by=editor)
    with pytest.raises(Overtaken):
        cleared(reply, by=editor)


def test_a_bomb_is_refused_and_not_kept() -> None:
    authority = asked_of(sent(a_round()))

    with pytest.raises(SourceRefused, match="It was not taken in"):
        taken_in(authority, excel(PEOPLE, more={"xl/media/i.png": b"\0" * 20_000_000}))
    assert not authority.replies.exists()


def test_the_same_file_is_taken_in_once() -> None:
    authority = asked_of(sent(a_round()))
    taken_in(authority)

    with pytest.raises(SourceRefused, match="already"):
        taken_in(authority)


def test_every_figure_of_a_reply_keeps_its_cell() -> None:
    round_ = sent(a_round())
    mapping = read_in(asked_of(round_))
    cells = {
        (one.question.key, one.cell): (one.low, one.high, one.written) for one in RoundFigure.objects.all()
    }

    assert cells == {
        ("disciplined", "B2"): (3, 3, "3"), ("dismissed", "C2"): (1, 1, "1"),
        ("disciplined", "B3"): (0, 4, "<5"), ("dismissed", "C3"): (0, 0, "0"),
    }  # fmt: skip
    assert mapping.problems == []
    assert totals(round_) == [(3, 7, 1, 2), (1, 1, 1, 2)]


def test_a_reply_mapped_anew_counts_once() -> None:
    round_ = sent(a_round())
    mapping = read_in(asked_of(round_))
    map_reply(reply=mapping.reply, mapping=by_year(zeros_shown=True), **said())

    assert RoundFigure.objects.count() == 8
    assert totals(round_) == [(4, 7, 1, 2), (1, 1, 1, 2)]


def test_a_year_that_nobody_settled_counts_in_no_total_and_is_reported() -> None:
    round_ = sent(a_round())
    mapping = read_in(asked_of(round_), year_basis=None)

    assert {one["trouble"] for one in mapping.problems} == {"period-unsettled"}
    assert totals(round_)[0] == (0, None, 0, 2)


def test_a_force_that_answers_for_another_year_is_kept_and_not_counted() -> None:
    round_ = sent(a_round())
    mapping = read_in(
        asked_of(round_), [["Year", "Disciplined", "Dismissed"], ["2010", 9, 9], ["2019", 1, 1]]
    )

    assert {(one["trouble"], one["cell"]) for one in mapping.problems} == {
        ("another-period", "B2"), ("another-period", "C2"),
    }  # fmt: skip
    assert RoundFigure.objects.filter(outside=True).count() == 2
    assert totals(round_)[0] == (1, 1, 1, 2)


def test_a_reply_sent_back_gives_no_figure() -> None:
    round_ = sent(a_round())
    reply = taken_in(asked_of(round_))
    reject(reply=reply, reasons="It holds a list of staff; the force was told.", **said(by=an_editor()))

    with pytest.raises(SourceRefused):
        map_reply(reply=reply, mapping=by_year(), **said())
    assert totals(round_)[0][2] == 0


def test_a_mapping_is_found_again_by_the_shape_of_the_next_reply() -> None:
    round_ = sent(a_round())
    first = read_in(asked_of(round_))
    second = read_in(
        asked_of(round_, "glenwex"),
        [["Year", "Disciplined", "Dismissed"], ["2021", 5, 2]],
        by=an_editor("Ed Two"),
    )

    assert ReplyMapping.objects.filter(shape=first.shape).count() == 2
    assert second.shape == first.shape
    assert totals(round_) == [(8, 12, 2, 2), (3, 3, 2, 2)]


def test_a_basis_for_years_is_kept_with_the_mapping() -> None:
    mapping = read_in(asked_of(sent(a_round())), year_basis=YearBasis.FROM_APRIL)

    assert '"from-april"' in mapping.written


def test_figures_of_a_reply_that_is_set_aside_count_no_more_and_count_again_when_it_is_taken_up() -> None:
    round_, editor = sent(a_round()), an_editor("Ed Two")
    reply = read_in(asked_of(round_)).reply
    set_aside(reply=reply, reasons="The force corrected it.", **said(by=editor))
    assert totals(round_)[0] == (0, None, 0, 2)
    take_up_again(reply=reply, **said(by=editor))
    assert totals(round_)[0] == (3, 7, 1, 2)
    with pytest.raises(SourceRefused, match="not set aside"):
        take_up_again(reply=reply, **said(by=editor))
    assert verify().findings == []


def test_only_an_editor_sets_aside_what_was_cleared_and_says_why() -> None:
    reply = taken_in(asked_of(sent(a_round())))
    with pytest.raises(SourceRefused, match="was cleared"):
        set_aside(reply=reply, reasons="x", **said(by=an_editor()))
    cleared(reply, by=an_editor("Ed Two"))
    with pytest.raises(SourceRefused, match="what takes its place"):
        set_aside(reply=reply, reasons=" ", **said(by=an_editor("Ed Three")))
    with pytest.raises(NotPermitted):
        set_aside(reply=reply, reasons="x", **said(by=a_handler()))


TWO_TABLES = {
    "Reply": [["Year", "Disciplined", "Dismissed"], ["2019", 3, 1]],
    "Later": [["Year", "Disciplined", "Dismissed"], ["2020", 5, 0]],
}


def test_each_table_of_a_reply_is_read_by_a_mapping_of_its_own_and_all_of_them_count() -> None:
    round_ = sent(a_round())
    reply = cleared(taken_in(asked_of(round_), excel(TWO_TABLES)))
    for sheet in ("Reply", "Later"):
        map_reply(reply=reply, mapping=replace(by_year(), sheet=sheet), **said())

    assert totals(round_)[0] == (8, 8, 1, 2)
    assert [one.sheet for one in reply.standing_mappings] == ["Reply", "Later"]
    map_reply(reply=reply, mapping=replace(by_year(), sheet="Later"), **said())
    assert totals(round_)[0] == (8, 8, 1, 2)


ONE_SHEET = {
    "Reply": [
        *([["Year", "Disciplined", "Dismissed"], ["2019", 3, 1], []]),
        *([["Year", "Disciplined", "Dismissed"], ["2020", 5, 0]]),
    ]
}


def test_tables_one_below_the_other_on_one_sheet_each_count() -> None:
    round_ = sent(a_round())
    reply = cleared(taken_in(asked_of(round_), excel(ONE_SHEET)))
    upper = map_reply(reply=reply, mapping=replace(by_year(), last_row=2), **said())
    lower = map_reply(reply=reply, mapping=replace(by_year(), heading_row=4), **said())
    assert totals(round_)[0] == (8, 8, 1, 2)
    assert reply.standing_mappings == [upper, lower]
    assert [one.table for one in (upper, lower)] == ["Reply, rows 1 to 2", "Reply, from row 4"]
    again = map_reply(reply=reply, mapping=replace(by_year(), last_row=3), **said())
    assert totals(round_)[0] == (8, 8, 1, 2)
    assert reply.standing_mappings == [again, lower]


def test_a_mapping_that_shares_rows_with_others_takes_the_place_of_all_of_them() -> None:
    round_ = sent(a_round())
    reply = cleared(taken_in(asked_of(round_), excel(ONE_SHEET)))
    for rows in ({"last_row": 2}, {"heading_row": 4}):
        map_reply(reply=reply, mapping=replace(by_year(), **rows), **said())
    whole = map_reply(reply=reply, mapping=replace(by_year(), last_row=5), **said())
    assert reply.standing_mappings == [whole]
    assert {one.mapping for one in RoundFigure.objects.standing()} == {whole}


def test_a_table_that_is_left_out_counts_no_more_until_it_is_read_again() -> None:
    round_, editor = sent(a_round()), an_editor("Ed Two")
    reply = cleared(taken_in(asked_of(round_), excel(TWO_TABLES)))
    first, later = (
        map_reply(reply=reply, mapping=replace(by_year(), sheet=sheet), **said()) for sheet in TWO_TABLES
    )
    leave_out(mapping=later, **said(by=editor))
    assert totals(round_)[0] == (3, 3, 1, 2)
    assert reply.standing_mappings == [first]
    with pytest.raises(Overtaken):
        leave_out(mapping=ReplyMapping.objects.get(pk=later.pk), **said(by=editor))
    map_reply(reply=reply, mapping=replace(by_year(), sheet="Later"), **said())
    assert totals(round_)[0] == (8, 8, 1, 2)
    assert verify().findings == []


def test_of_a_mapping_kept_before_tables_had_names_any_later_one_takes_the_place() -> None:
    round_ = sent(a_round())
    reply = cleared(taken_in(asked_of(round_), excel(TWO_TABLES)))
    older = map_reply(reply=reply, mapping=replace(by_year(), sheet="Later"), **said())
    with entry("reply.map", subject=reply, by=None, at=at_nine(ASKED), on=ASKED) as record:
        older.sheet = ""
        record.save(older)
    assert totals(round_)[0] == (5, 5, 1, 2)
    newer = map_reply(reply=reply, mapping=by_year(), **said())
    assert totals(round_)[0] == (3, 3, 1, 2)
    assert reply.standing_mappings == [newer]
