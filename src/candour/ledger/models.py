"""The record's own tables. Nothing outside this room reads or writes them; triggers refuse every change."""

from typing import TYPE_CHECKING, TypeAlias

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    BigInteger: TypeAlias = models.BigIntegerField[int, int]
else:
    BigInteger = models.BigIntegerField


class Position(BigInteger):
    """A place in the record, counted from 0. On SQLite it is the row's own number, so reading in order is quick."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"


class LedgerEntry(models.Model):
    """One act: the canonical bytes that were hashed, and their hash. The index is the head's size when it came."""

    index = Position(primary_key=True)
    body = models.BinaryField()
    leaf = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_entry"

    def __str__(self) -> str:
        return f"entry {self.index}"


class LedgerNode(models.Model):
    """The hash over a complete subtree of 2^level entries, kept so that proofs need few reads."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_node"

    def __str__(self) -> str:
        return f"node {self.level}/{self.index}"


class LedgerHead(models.Model):
    """How many entries there are and the roots of the complete subtrees; one row, which may only grow."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField()
    frontier = models.BinaryField()

    class Meta:
        db_table = "ledger_head"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ledger_head_is_one_row")]

    def __str__(self) -> str:
        return f"{self.size} entries"


class LedgerSubject(models.Model):
    """Which entries concern which thing: derived from the bodies, and verified against them."""

    pk = models.CompositePrimaryKey("kind", "subject_id", "entry_index")
    kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=160)
    entry_index = models.BigIntegerField()
    verb = models.CharField(max_length=160)

    class Meta:
        db_table = "ledger_subject"

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} in entry {self.entry_index}"


class LedgerCheckpoint(models.Model):
    """A signed statement of the record's size and root, for witnesses whom the operator does not control."""

    pk = models.CompositePrimaryKey("size", "at")
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    origin = models.CharField(max_length=200)
    key_id = models.CharField(max_length=8)
    signature = models.BinaryField(max_length=64)

    class Meta:
        db_table = "ledger_checkpoint"

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"
