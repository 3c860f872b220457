"""Within one act or one page a person's roles are those they began it with: asked for again, they are not read again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")
Key = tuple[object, ...]
_read: ContextVar[dict[Key, Any] | None] = ContextVar("roles_read", default=None)


@contextmanager
def roles_read_once() -> Iterator[None]:
    """Not around what changes appointments, custody or walls and then asks again. Within another, the outer one holds."""
    if _read.get() is not None:
        yield
        return
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once(key: Key, read: Callable[[], Answer]) -> Answer:
    known = _read.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    answer: Answer = known[key]
    return answer
