"""Every figure of a round as a table: one row for each cell, with the file, sheet and cell that it comes from.

A question to which an authority gave no figure has a row of its own, so that nobody is missing from the table.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from candour.register.models import Round, RoundFigure
from candour.register.round_standing import Answer, Asked, standing_of

COLUMNS = (
    "authority",
    "authority_key",
    "question",
    "unit",
    "answer",
    "refused_under",
    "state",
    "written",
    "at_least",
    "at_most",
    "section",
    "period_from",
    "period_to",
    "in_totals",
    "leaves_total_open",
    "stated_total",
    "other_period",
    "provenance",
    "file_sha256",
    "sheet",
    "cell",
    "rows_counted",
    "source",
    "fictional",
)
OF_A_FIGURE = 17
NOTHING_GIVEN = ("",) * OF_A_FIGURE
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def cells_of(round_: Round, *, on: date) -> Iterator[dict[str, Any]]:
    """Figures that stand, by authority and question, each with how the question stands on the day.

    A blank upper end means that none is stated, never none at all. What `leaves_total_open` gives no number for a time
    that was asked about, so that the total has no upper end.
    """
    fictional = "yes" if round_.case_file.fictional else "no"
    figures = _by_question(round_)
    for asked in standing_of(round_, on=on).asked:
        for answer in asked.answers:
            given = figures.get((asked.row.pk, answer.row.question.pk), [])
            some = any(one.counts for one in given)
            rows = [_cells(one, some=some) for one in given] or [NOTHING_GIVEN]
            yield from (
                dict(zip(COLUMNS, (*_asked(asked, answer), *row, fictional), strict=True)) for row in rows
            )


def _by_question(round_: Round) -> dict[tuple[object, object], list[RoundFigure]]:
    rows = RoundFigure.objects.standing().filter(authority__round=round_).select_related("mapping__reply")
    found: dict[tuple[object, object], list[RoundFigure]] = defaultdict(list)
    for one in rows.order_by("number"):
        found[one.authority_id, one.question_id].append(one)
    return found


def _asked(asked: Asked, answer: Answer) -> tuple[Any, ...]:
    question = answer.row.question
    sections = ", ".join(answer.row.sections)
    return (
        asked.row.body.official_name,
        asked.row.body_id,
        question.key,
        question.unit,
        answer.state,
        sections,
    )


def as_csv(rows: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> bytes:
    """RFC 4180 in UTF-8; a text that a spreadsheet would take for a formula has an apostrophe before it."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    return written.getvalue().encode("utf-8")


def _cells(one: RoundFigure, *, some: bool) -> tuple[Any, ...]:
    """`some`: the authority gives at least one number for the question, so that the total speaks of it."""
    bounded = one.figure.counts
    left_open = some and one.high is None and not one.total and not one.outside
    return (
        one.state,
        one.public_written,
        one.low if bounded else "",
        "" if one.high is None else one.high,
        one.section,
        one.period_from.isoformat() if one.period_from else "",
        one.period_to.isoformat() if one.period_to else "",
        "yes" if one.counts else "no",
        "yes" if left_open else "no",
        "yes" if one.total else "no",
        "yes" if one.outside else "no",
        one.provenance,
        one.mapping.reply.sha256 if one.mapping else "",
        one.sheet,
        one.cell,
        one.rows,
        one.source,
    )


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value
