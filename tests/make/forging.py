"""What a forger could do who has the database in his hands and knows how the record is made."""

from candour.ledger.appending import Prepared, append_many
from candour.ledger.models import LedgerEntry
from candour.ledger.reading import read_body
from candour.ledger.tree import leaf_hash
from tests.make.emptying import attack


def bodies() -> list[bytes]:
    return [bytes(body) for body in LedgerEntry.objects.order_by("index").values_list("body", flat=True)]


def alter_body(index: int, body: bytes, *, with_leaf: bool = False) -> None:
    attack('UPDATE ledger_entry SET body = %s WHERE "index" = %s', [body, index])
    if with_leaf:
        attack('UPDATE ledger_entry SET leaf = %s WHERE "index" = %s', [leaf_hash(body), index])


def rewrite_the_record(forged: list[bytes]) -> None:
    """A whole new record out of these bodies, consistent in itself."""
    for table in ("ledger_entry", "ledger_node", "ledger_subject"):
        attack(f"DELETE FROM {table}")
    attack("UPDATE ledger_head SET size = 0, frontier = %s", [b""])
    append_many(_prepared(body) for body in forged)


def _prepared(body: bytes) -> Prepared:
    read = read_body(0, body)
    return Prepared(body, read.verb, (read.subject, *read.also))
