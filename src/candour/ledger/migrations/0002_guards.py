"""The empty head, and the triggers that let the record grow and do nothing else."""

from django.db import migrations

APPEND_ONLY = ("ledger_entry", "ledger_node", "ledger_subject", "ledger_checkpoint")
GUARDED = (*APPEND_ONLY, "ledger_head")

# What makes a new row a replacement of an old one. SQLite's INSERT OR REPLACE removes the row in its way without
# any delete trigger, and it may aim at the hidden row number as well as at the key.
ALREADY_THERE = {
    "ledger_entry": 'NEW."index" < (SELECT size FROM ledger_head) '
    'OR EXISTS (SELECT 1 FROM ledger_entry WHERE "index" = NEW."index")',
    "ledger_node": 'EXISTS (SELECT 1 FROM ledger_node WHERE level = NEW.level AND "index" = NEW."index") '
    "OR EXISTS (SELECT 1 FROM ledger_node WHERE rowid = NEW.rowid)",
    "ledger_subject": "EXISTS (SELECT 1 FROM ledger_subject WHERE kind = NEW.kind AND subject_id = NEW.subject_id "
    "AND entry_index = NEW.entry_index) OR EXISTS (SELECT 1 FROM ledger_subject WHERE rowid = NEW.rowid)",
    "ledger_checkpoint": 'EXISTS (SELECT 1 FROM ledger_checkpoint WHERE size = NEW.size AND "at" = NEW."at") '
    "OR EXISTS (SELECT 1 FROM ledger_checkpoint WHERE rowid = NEW.rowid)",
    "ledger_head": "EXISTS (SELECT 1 FROM ledger_head)",
}
HEAD_MAY_MOVE = (
    'NEW.id = 1 AND NEW.size > OLD.size AND EXISTS (SELECT 1 FROM ledger_entry WHERE "index" = NEW.size - 1)'
)
REFUSED = "The record only grows"


def sqlite_triggers():
    for table in APPEND_ONLY:
        yield sqlite_trigger(table, "update", "UPDATE", "1")
    for table in GUARDED:
        yield sqlite_trigger(table, "delete", "DELETE", "1")
        yield sqlite_trigger(table, "replace", "INSERT", ALREADY_THERE[table])
    yield sqlite_trigger("ledger_head", "move", "UPDATE", f"NOT ({HEAD_MAY_MOVE})")


def sqlite_trigger(table, name, act, refused_when):
    return (
        f"CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} WHEN {refused_when} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}: {act} on {table} is refused.'); END"
    )


def postgresql_triggers():
    yield (
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{REFUSED}: % on % is refused.', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    yield (
        "CREATE FUNCTION ledger_head_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF NOT ({HEAD_MAY_MOVE}) THEN "
        f"RAISE EXCEPTION '{REFUSED}: this UPDATE on ledger_head is refused.' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    yield (
        "CREATE FUNCTION ledger_entry_place() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        'IF NEW."index" < (SELECT size FROM ledger_head) THEN '
        f"RAISE EXCEPTION '{REFUSED}: INSERT on ledger_entry is refused.' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    for table in APPEND_ONLY:
        yield postgresql_trigger(table, "change", "UPDATE OR DELETE", "ROW", "ledger_refuse")
    for table in GUARDED:
        yield postgresql_trigger(table, "truncate", "TRUNCATE", "STATEMENT", "ledger_refuse")
    yield postgresql_trigger("ledger_head", "delete", "DELETE", "ROW", "ledger_refuse")
    yield postgresql_trigger("ledger_head", "move", "UPDATE", "ROW", "ledger_head_move")
    yield postgresql_trigger("ledger_entry", "replace", "INSERT", "ROW", "ledger_entry_place")


def postgresql_trigger(table, name, act, each, function):
    return (
        f"CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
    )


def make_the_head_and_the_guards(apps, schema_editor):
    schema_editor.execute("INSERT INTO ledger_head (id, size, frontier) VALUES (1, 0, %s)", [b""])
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite_triggers() if on_sqlite else in_this_schema(schema_editor, postgresql_triggers()):
        schema_editor.execute(statement, params=None)


def in_this_schema(schema_editor, statements):
    """PostgreSQL looks for a temporary table first: without the schema, one named ledger_head would fool a guard."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        [schema] = cursor.fetchone()
    return [statement.replace("FROM ledger_", f"FROM {schema}.ledger_") for statement in statements]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_the_record")]
    operations = [migrations.RunPython(make_the_head_and_the_guards)]
