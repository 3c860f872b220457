"""Every figure of a round as a table: one row for each cell, with the file, sheet and cell that it comes from."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from candour.register.models import Round, RoundFigure

COLUMNS = (
    "authority",
    "authority_key",
    "question",
    "unit",
    "state",
    "written",
    "at_least",
    "at_most",
    "section",
    "period_from",
    "period_to",
    "in_totals",
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
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def cells_of(round_: Round) -> Iterator[dict[str, Any]]:
    """Figures that stand, by authority and question. A blank upper end means that none is stated, never none at all."""
    rows = (
        RoundFigure.objects.standing()
        .filter(authority__round=round_)
        .select_related("authority__body", "question", "mapping__reply")
    )
    for one in rows.order_by("authority__body__official_name", "question__number", "number"):
        yield dict(zip(COLUMNS, (*_cells(one), "yes" if round_.case_file.fictional else "no"), strict=True))


def as_csv(rows: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> bytes:
    """RFC 4180 in UTF-8; a text that a spreadsheet would take for a formula has an apostrophe before it."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    return written.getvalue().encode("utf-8")


def _cells(one: RoundFigure) -> tuple[Any, ...]:
    bounded = one.figure.counts
    return (
        one.authority.body.official_name,
        one.authority.body_id,
        one.question.key,
        one.question.unit,
        one.state,
        one.public_written,
        one.low if bounded else "",
        "" if one.high is None else one.high,
        one.section,
        one.period_from.isoformat() if one.period_from else "",
        one.period_to.isoformat() if one.period_to else "",
        "yes" if one.counts else "no",
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
