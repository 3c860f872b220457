"""The address book of WhatsApp on an iPhone: ContactsV2.sqlite beside the messages."""

from typing import Any

import polars as pl

from candour.evidence.formats.database.accounts import Accounts
from candour.evidence.formats.database.beside import file_beside
from candour.evidence.formats.database.opening import PROBLEMS, opened, table_names
from candour.evidence.formats.database.shapes import shapes
from candour.evidence.formats.database.tables import Table
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import Source

NAME, _TABLE = "ContactsV2.sqlite", "ZWAADDRESSBOOKCONTACT"
_WANTED = {name: pl.String() for name in ("ZWHATSAPPID", "ZFULLNAME", "ZGIVENNAME", "ZPHONENUMBER")}
_KINDS = {"ZFULLNAME": "display_name", "ZGIVENNAME": "given_name", "ZPHONENUMBER": "number"}


def contacts_beside(source: Source) -> tuple[dict[str, dict[str, str]], dict[str, Any]]:
    """By address: the names given to it; and what to say of the file they came from."""
    book = file_beside(source, NAME)
    if book is None:
        return {}, {"file": None}
    said = {"file": book.name, "sha256": book.sha256}
    if _TABLE not in table_names(book):
        return {}, said | {"unreadable": True}
    accounts = Accounts()
    try:
        with opened(book) as database:
            frame = Table(database, shapes(database)[_TABLE], accounts, _WANTED).whole()
    except (UnreadableExport, *PROBLEMS):
        return {}, said | {"unreadable": True}
    accounts.became_records(_TABLE, frame.height)
    (table,) = accounts.tables()
    return _names(frame), said | {"rows": table.rows, "balances": table.balances}


def _names(frame: pl.DataFrame) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in frame.select(*_WANTED).iter_rows(named=True):
        names = {kind: row[column] for column, kind in _KINDS.items() if row[column]}
        if row["ZWHATSAPPID"] and names:
            found.setdefault(_address(row["ZWHATSAPPID"]), {}).update(names)
    return found


def _address(written: str) -> str:
    """Some releases write the number alone."""
    return written if "@" in written else f"{written}@s.whatsapp.net"
