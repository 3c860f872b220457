"""The newest entry about a thing: while it is the same, nothing that the record holds of the thing has changed."""

from candour.ledger.prepared import steady_cursor
from candour.ledger.writing import HasSubject

NEWEST = """
    SELECT entry_index FROM ledger_subject WHERE kind = %s AND subject_id = %s ORDER BY entry_index DESC LIMIT 1
"""


def newest_entry_about(thing: HasSubject) -> int | None:
    with steady_cursor() as cursor:
        cursor.execute(NEWEST, [thing.ledger_kind, str(thing.pk)])
        found = cursor.fetchone()
    return found[0] if found else None
