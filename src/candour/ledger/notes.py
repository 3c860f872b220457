"""The kinds of note that a verb may declare, and how each is spelt in an entry and read back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from candour.ledger.canonical import NotForTheRecord, Plain, plain

KINDS: dict[str, tuple[type, ...]] = {
    "code": (str,),
    "id": (str, int, UUID),
    "date": (date,),
    "moment": (datetime,),
    "amount": (Decimal, int),
    "number": (int,),
    "yes-no": (bool,),
}
LISTS = {"codes": "code", "ids": "id"}


def spelt_note(kind: str, value: object, where: str) -> Plain:
    """A note in its one spelling; a value of another kind is refused, None means that there was nothing to note."""
    if value is None:
        return None
    if kind in LISTS:
        if not isinstance(value, list | tuple):
            raise NotForTheRecord(where, f"it is declared as {kind} and needs a list")
        return [spelt_note(LISTS[kind], part, where) for part in value]
    if not isinstance(value, KINDS[kind]) or _is_another_kind(kind, value):
        raise NotForTheRecord(where, f"it is declared as {kind} and a {type(value).__name__} was given")
    return plain(value, where)


def _is_another_kind(kind: str, value: object) -> bool:
    """Python counts True as a number and a moment as a date; the record does not."""
    return (isinstance(value, bool) and kind != "yes-no") or (isinstance(value, datetime) and kind == "date")


def read_note(kind: str, written: Any) -> Any:
    if written is None:
        return None
    match kind:
        case "date":
            return date.fromisoformat(written)
        case "moment":
            return datetime.fromisoformat(written)
        case "amount":
            return Decimal(written)
        case _:
            return written
