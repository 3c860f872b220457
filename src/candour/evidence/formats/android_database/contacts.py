"""The names that the phone's address book gave: wa.db beside the messages. Names explain a sender; they never replace it."""

import sqlite3
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZipFile

import polars as pl

from candour.evidence.formats.database.accounts import Accounts
from candour.evidence.formats.database.opening import Database, opened, table_names
from candour.evidence.formats.database.tables import Table, shapes
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import Opened, Source, open_file

_WANTED = {name: pl.String() for name in ("jid", "display_name", "wa_name", "number", "nickname")}
NAME = "wa.db"


def contacts_beside(source: Source) -> tuple[dict[str, dict[str, str]], dict[str, Any]]:
    """By address: the names given to it; and what to say of the file they came from."""
    book = _beside(source)
    if book is None or "wa_contacts" not in table_names(book):
        return {}, {"file": None}
    accounts = Accounts()
    try:
        with opened(book) as database:
            found = read_contacts(database, accounts)
    except (UnreadableExport, sqlite3.Error):
        return {}, {"file": book.name, "sha256": book.sha256, "unreadable": True}
    (table,) = accounts.tables()
    return found, {"file": book.name, "sha256": book.sha256, "rows": table.rows, "balances": table.balances}


def _beside(source: Source) -> Source | None:
    if source.member is None:
        beside = source.path.with_name(NAME)
        return open_file(beside).source() if beside.is_file() and beside.stat().st_size else None
    wanted = str(PurePosixPath(source.member).with_name(NAME))
    with ZipFile(source.path) as archive:
        names = archive.namelist()
    if wanted not in names:
        return None
    whole: Opened = open_file(source.path)
    member = next(one for one in whole.members or () if one.name == wanted)
    return whole.source(member)


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
