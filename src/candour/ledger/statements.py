"""The statements by which recorded rows are written: spelt out once for each table, and run as they are."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connections, models, transaction

from candour.ledger.appending import insert_many
from candour.ledger.columns import AnyField
from candour.ledger.prepared import steady_cursor

ONE_OF = "__in"


def insert_rows(rows: Sequence[models.Model]) -> None:
    """New rows of one table, as `Model.save` would insert them; nothing listens to what the record writes."""
    model = type(rows[0])
    for row in rows:
        row._prepare_related_fields_for_save(operation_name="save")  # type: ignore[attr-defined]
    columns = written_columns(model)
    values = [[_stored(column, column.pre_save(row, True)) for column in columns] for row in rows]
    with transaction.mark_for_rollback_on_error(using="default"), steady_cursor() as cursor:
        insert_many(cursor, model._meta.db_table, [str(column.column) for column in columns], values)
    for row in rows:
        row._state.adding, row._state.db = False, "default"


def update_row(row: models.Model, values: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    """Whether the row was there, still held what was expected, and was changed."""
    table, columns = row._meta.db_table, {name: _column(row, name) for name in values}
    asked = [_condition(row, name, value) for name, value in {"pk": row.pk, **expect}.items()]
    where = " AND ".join(text for text, _ in asked)
    wanted = [value for _, several in asked for value in several]
    new = [_stored(columns[name], value) for name, value in values.items()]
    set_to = ", ".join(f'"{column.column}" = %s' for column in columns.values())
    change = f"UPDATE {table} SET {set_to} WHERE {where}"  # noqa: S608 - our own names
    look = f"SELECT 1 FROM {table} WHERE {where}"  # noqa: S608 - our own names
    with transaction.mark_for_rollback_on_error(using="default"), steady_cursor() as cursor:
        if values:
            cursor.execute(change, new + wanted)
            return bool(cursor.rowcount)
        cursor.execute(look, wanted)
        return cursor.fetchone() is not None


@cache
def written_columns(model: type[models.Model]) -> tuple[AnyField, ...]:
    return tuple(column for column in model._meta.concrete_fields if not column.generated)


def _condition(row: models.Model, name: str, value: Any) -> tuple[str, list[Any]]:
    """`name` is a column, or a column that may hold one of several values."""
    column = _column(row, name.removesuffix(ONE_OF))
    if name.endswith(ONE_OF):
        places = ", ".join(["%s"] * len(value))
        return f'"{column.column}" IN ({places})', [_stored(column, one) for one in value]
    if value is None:
        return f'"{column.column}" IS NULL', []
    return f'"{column.column}" = %s', [_stored(column, value)]


def _column(row: models.Model, name: str) -> AnyField:
    if name == "pk":
        return row._meta.pk
    return row._meta.get_field(name)  # type: ignore[return-value]


def _stored(column: AnyField, value: Any) -> Any:
    plain = value.pk if isinstance(value, models.Model) else value
    return column.get_db_prep_save(plain, connections["default"])
