"""Lists as CSV files that a spreadsheet opens without running anything in them."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class Line:
    """What csv.writer writes to: it hands each line straight on."""

    def write(self, line: str) -> str:
        return line


def download(name: str, columns: Sequence[object], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def lines(columns: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield writer.writerow([str(column) for column in columns])
    for row in rows:
        yield writer.writerow([as_text(value) for value in row])


def as_text(value: object) -> str:
    """A cell that begins like a formula gets an apostrophe, or a name could run as one in the reader's program."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
