"""A made-up reply of three years, its table, and the mapping that reads it."""

from datetime import date
from typing import Any

from candour.register.replies.given import Given, Mapped
from candour.register.replies.mapping import Mapping
from candour.register.replies.periods import Period
from candour.register.replies.quarantine import scan_reply
from candour.register.replies.tables import Table, read_tables
from tests.make.rounds import by_year
from tests.make.workbooks import Rows, excel

QUESTIONS = {"disciplined": "How many officers were disciplined?", "dismissed": "How many were dismissed?"}
ASKED = Period(date(2018, 1, 1), date(2021, 12, 31))
YEARLY: Rows = [
    ["Reply to request 12 (made up)"],
    ["Year", "Disciplined", "Dismissed"],
    ["2019", 3, 1],
    ["2020", "<5", 0],
    ["2021", "withheld s40", "*"],
]


def tables(content: bytes) -> list[Table]:
    return read_tables(content, scan_reply(content))


def table(rows: Rows, **said: Any) -> Table:
    return tables(excel({"Reply": rows}, **said))[0]


def mapping(**said: Any) -> Mapping:
    return by_year(**{"heading_row": 2, **said})


def by_cell(done: Mapped) -> dict[str, Given]:
    return {one.cell.name: one for one in done.given}
