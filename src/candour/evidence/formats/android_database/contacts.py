"""The names that the phone's address book gave: wa.db beside the messages. Names explain a sender; they never replace it."""

from typing import Any

import polars as pl

from candour.evidence.formats.database.accounts import Accounts
from candour.evidence.formats.database.beside import file_beside
from candour.evidence.formats.database.opening import PROBLEMS, Database, opened, table_names
from candour.evidence.formats.database.shapes import shapes
from candour.evidence.formats.database.tables import Table
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import Source

_WANTED = {name: pl.String() for name in ("jid", "display_name", "wa_name", "number", "nickname")}
NAME = "wa.db"


def contacts_beside(source: Source) -> tuple[dict[str, dict[str, str]], dict[str, Any]]:
    """By address: the names given to it; and what to say of the file they came from."""
    book = file_beside(source, NAME)
    if book is None:
        return {}, {"file": None}
    if "wa_contacts" not in table_names(book):
        return {}, {"file": book.name, "sha256": book.sha256, "unreadable": True}
    accounts = Accounts()
    try:
        with opened(book) as database:
            found = read_contacts(database, accounts)
    except (UnreadableExport, *PROBLEMS):
        return {}, {"file": book.name, "sha256": book.sha256, "unreadable": True}
    (table,) = accounts.tables()
    return found, {"file": book.name, "sha256": book.sha256, "rows": table.rows, "balances": table.balances}


def read_contacts(database: Database, accounts: Accounts) -> dict[str, dict[str, str]]:
    """Every row is read; rows that give an address no name add nothing to it."""
    table = Table(database, shapes(database)["wa_contacts"], accounts, _WANTED)
    frame = table.whole()
    accounts.became_records("wa_contacts", frame.height)
    found: dict[str, dict[str, str]] = {}
    for row in frame.select(*_WANTED).iter_rows(named=True):
        names = {name: value for name, value in row.items() if name != "jid" and value}
        if row["jid"] and names:
            found.setdefault(row["jid"], {}).update(names)
    return found
