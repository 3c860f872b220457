"""References that run on within a year: letters, the year and a number that is never given twice."""

from django.db import connection
from django.db.models import Model

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def next_reference(model: type[Model], letters: str, year: int, *, digits: int) -> str:
    """The next free one, such as WEX-2026-000123, for a row that this transaction writes.

    Until the transaction ends, nobody else is given one of the same letters and year. Writers of SQLite come in turn.
    """
    prefix = f"{letters}-{year}-"
    if not connection.in_atomic_block:
        raise RuntimeError(
            f"{prefix}…: a reference belongs to the transaction that writes it, and there is none."
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(ONE_AT_A_TIME, [f"candour reference {prefix}"])
    taken = model._default_manager.filter(reference__begins=prefix).order_by("-reference")
    last = taken.values_list("reference", flat=True).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:0{digits}d}"
