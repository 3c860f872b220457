"""Somebody else who writes at the worst moment: between the look at what is there and the row that rests on it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.db import connection


def meanwhile(write: Callable[[], object], *, after: tuple[str, ...]) -> AbstractContextManager[None]:
    """`write` runs once, after the first statement that holds all of these words."""
    due = [write]

    def between(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        if due and all(word in sql for word in after):
            due.pop()()
        return found

    return connection.execute_wrapper(between)
