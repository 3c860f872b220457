"""The triggers that let the log of reads grow, and do nothing else: no change, no removal, nothing into a sealed day."""

from django.db import migrations

REFUSED = "The log of reads only grows"

SQLITE = {
    "update": ("UPDATE", "1"),
    "delete": ("DELETE", "1"),
    # INSERT OR REPLACE removes the row in its way without any delete trigger.
    "replace": ("INSERT", "EXISTS (SELECT 1 FROM accounts_read WHERE id = NEW.id)"),
    "late": ("INSERT", 'EXISTS (SELECT 1 FROM accounts_readday WHERE "date" = NEW.day)'),
}

POSTGRESQL = (
    "CREATE FUNCTION accounts_read_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"RAISE EXCEPTION '{REFUSED}: % is refused.', TG_OP USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE FUNCTION accounts_read_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    'IF EXISTS (SELECT 1 FROM {schema}.accounts_readday WHERE "date" = NEW.day) THEN '
    f"RAISE EXCEPTION '{REFUSED}: INSERT into a sealed day is refused.' "
    "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER accounts_read_no_change BEFORE UPDATE OR DELETE ON accounts_read "
    "FOR EACH ROW EXECUTE FUNCTION accounts_read_refuse()",
    "CREATE TRIGGER accounts_read_no_truncate BEFORE TRUNCATE ON accounts_read "
    "FOR EACH STATEMENT EXECUTE FUNCTION accounts_read_refuse()",
    "CREATE TRIGGER accounts_read_no_late BEFORE INSERT ON accounts_read "
    "FOR EACH ROW EXECUTE FUNCTION accounts_read_late()",
)


def guard_the_reads(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite_triggers() if on_sqlite else postgresql_triggers(schema_editor):
        schema_editor.execute(statement, params=None)


def sqlite_triggers():
    for name, (act, refused_when) in SQLITE.items():
        yield (
            f"CREATE TRIGGER accounts_read_no_{name} BEFORE {act} ON accounts_read WHEN {refused_when} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}: {name} is refused.'); END"
        )


def postgresql_triggers(schema_editor):
    """With the schema written out: a temporary table named accounts_readday must not fool the guard."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        [schema] = cursor.fetchone()
    return [statement.replace("{schema}", schema) for statement in POSTGRESQL]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(guard_the_reads)]
