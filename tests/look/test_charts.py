"""The geometry of charts and diagrams."""

from itertools import pairwise

import pytest

from candour.look.charts import bar_chart, week_chart
from candour.look.diagrams import Diagram, Step, lifecycle_diagram
from candour.look.samples import lifecycle


def test_the_longest_bar_is_the_greatest_number_and_others_are_in_proportion() -> None:
    chart = bar_chart([("a", 200), ("b", 100), ("c", 0)])

    assert [bar.width for bar in chart.bars] == ["84.00%", "42.00%", "0.00%"]


def test_a_long_label_takes_more_lines_and_never_covers_the_next_bar() -> None:
    first, second = bar_chart([("word " * 20, 1), ("b", 2)]).bars

    assert len(first.lines) > 1
    assert second.lines[0].y > first.y + 18


def test_a_number_below_nought_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="The bar 'late'"):
        bar_chart([("late", -1)])


def test_a_year_of_weeks_names_a_few_of_them() -> None:
    chart = week_chart([(str(n), n) for n in range(52)])

    assert sum(bool(column.label) for column in chart.columns) <= 8
    assert len(chart.columns) == 52


def test_charts_of_nothing_are_empty_and_not_an_error() -> None:
    assert bar_chart([]).bars == ()
    assert week_chart([]).columns == ()
    assert lifecycle_diagram([], []).nodes == ()


def test_a_state_the_lifecycle_does_not_list_is_named() -> None:
    with pytest.raises(ValueError, match="does not list: closed"):
        lifecycle_diagram(["open"], [Step("Close", "open", "closed")])


def test_each_state_is_below_every_state_that_leads_forward_to_it() -> None:
    diagram = lifecycle()
    y = {node.name: node.y for node in diagram.nodes}

    backwards = [
        edge.step.name for edge in diagram.edges if (y[edge.step.target] <= y[edge.step.source]) != edge.back
    ]

    assert backwards == []


def segments(diagram: Diagram) -> list[tuple[int, tuple[int, int], tuple[int, int]]]:
    found = []
    for edge in diagram.edges:
        points = [tuple(map(int, pair.split())) for pair in edge.path.removeprefix("M").split(" L")]
        found += [(edge.number, a, b) for a, b in pairwise(points)]
    return found


def test_no_line_crosses_a_state() -> None:
    diagram = lifecycle()

    crossed = [
        (number, node.name)
        for number, (ax, ay), (bx, by) in segments(diagram)
        for node in diagram.nodes
        if min(ax, bx) < node.x + node.width
        and max(ax, bx) > node.x
        and min(ay, by) < node.bottom
        and max(ay, by) > node.y
    ]

    assert crossed == []


def test_no_two_upright_lines_lie_on_each_other() -> None:
    upright = [
        (n, a[0], sorted((a[1], b[1]))) for n, a, b in segments(lifecycle()) if a[0] == b[0] and a[1] != b[1]
    ]

    overlapping = [
        (one[0], other[0])
        for place, one in enumerate(upright)
        for other in upright[place + 1 :]
        if one[0] != other[0] and one[1] == other[1] and one[2][0] < other[2][1] and other[2][0] < one[2][1]
    ]

    assert overlapping == []
