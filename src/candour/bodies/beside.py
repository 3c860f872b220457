"""What rooms above know of a force and its page shows: each says how many, in words, and where the rows are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from candour.bodies.models import Body


@dataclass(frozen=True)
class Known:
    """`words` begin with the number; `note` is what stands behind the link, such as how many wait for an answer."""

    words: str
    href: str
    note: str = ""


TOLD_ELSEWHERE: list[Callable[[Body], Iterable[Known]]] = []
"""Rooms above add to it once, when the program starts."""


def known_of(force: Body) -> list[Known]:
    return [known for tell in TOLD_ELSEWHERE for known in tell(force)]
