"""How each kind of database column is spelt in the record, and which kinds cannot be."""

from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from django.db import models
from django.db.models.fields.files import FieldFile

from candour.ledger.canonical import NotForTheRecord, Plain, plain, token
from candour.ledger.committed import CommittedText, commitment

AnyField: TypeAlias = "models.Field[Any, Any]"
RECORDABLE = (
    models.BinaryField,
    models.BooleanField,
    models.CharField,
    models.DateField,
    models.DecimalField,
    models.FileField,
    models.IntegerField,
    models.JSONField,
    models.TimeField,
    models.UUIDField,
)
LONGEST_BINARY = 80


def table_of(model: type[models.Model]) -> str:
    return model._meta.db_table


@cache
def recorded_columns(model: type[models.Model]) -> tuple[AnyField, ...]:
    """The columns that an entry may carry: all but the key, salts, generated columns and those left out by name."""
    left_out = {*getattr(model, "unrecorded", {}), *(text.salt_name for text in committed_texts(model))}
    return tuple(
        column
        for column in model._meta.concrete_fields
        if not (column.primary_key or column.generated or column.name in left_out)
    )


@cache
def committed_texts(model: type[models.Model]) -> tuple[CommittedText, ...]:
    return tuple(column for column in model._meta.concrete_fields if isinstance(column, CommittedText))


def spelt(column: AnyField, value: Any, where: str, *, salt: bytes | None = None) -> Plain:
    """One column's value as an entry holds it; a committed text as its commitment."""
    if isinstance(column, CommittedText):
        return None if value is None or salt is None else commitment(value, bytes(salt))
    if value is None:
        return None
    while isinstance(column, models.ForeignKey):
        column = column.target_field
    return _spelt_by_kind(column, value, where)


def _spelt_by_kind(column: AnyField, value: Any, where: str) -> Plain:
    match column:
        case models.BinaryField():
            return _hexadecimal(bytes(value), where)
        case models.DecimalField():
            return _fixed_point(column, value, where)
        case models.FileField():
            return token(value.name or "" if isinstance(value, FieldFile) else str(value), where)
        case _ if isinstance(column, RECORDABLE):
            return plain(column.to_python(value), where)
        case _:
            raise NotForTheRecord(where, why_not_recordable(column))


def why_not_recordable(column: AnyField) -> str:
    """An empty string where the record can carry this kind of column, otherwise the reason why it cannot."""
    if isinstance(column, models.ForeignKey):
        return why_not_recordable(column.target_field)
    if isinstance(column, CommittedText):
        return ""
    if isinstance(column, models.EmailField):
        return "an address is personal; make it a CommittedText"
    if isinstance(column, models.TextField):
        return "free text must be a CommittedText"
    if getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False):
        return "the record has no clock of its own; pass the moment in"
    return "" if isinstance(column, RECORDABLE) else f"{type(column).__name__} has no fixed spelling"


def value_before_the_column(column: AnyField) -> Plain:
    """What a row written before this column existed must hold in it: the default that its migration gave."""
    if column.null or isinstance(column, CommittedText):
        return None
    return spelt(column, column.get_default(), column.name)


def _hexadecimal(value: bytes, where: str) -> str:
    if len(value) > LONGEST_BINARY:
        raise NotForTheRecord(where, f"it is longer than {LONGEST_BINARY} bytes; record its SHA-256")
    return value.hex()


def _fixed_point(column: "models.DecimalField[Any, Any]", value: Any, where: str) -> str:
    """1.5 in a column of two places is 1.50, as the database will give it back."""
    if isinstance(value, float):
        raise NotForTheRecord(where, "a binary fraction has no exact spelling; use Decimal")
    return format(Decimal(column.to_python(value)).quantize(Decimal(1).scaleb(-column.decimal_places)), "f")
