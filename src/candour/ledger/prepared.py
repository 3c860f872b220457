"""A cursor for statements that never change: PostgreSQL plans them once for each connection, and only values are sent."""

from typing import Any

from django.db import connections


def steady_cursor() -> Any:
    """Wherever the text of a statement stays and only its values change; elsewhere Django's own cursor, which writes
    values into the text. Its connection prepares what it has been sent a few times (`prepare_threshold`)."""
    asked: Any = connections["default"]  # looked up once: `connection` looks it up again at each use
    if asked.vendor != "postgresql":
        return asked.cursor()
    import psycopg

    asked.close_if_health_check_failed()
    asked.ensure_connection()
    with asked.wrap_database_errors:
        return asked._prepare_cursor(psycopg.Cursor(asked.connection))
