"""What particular steps check of their answers, and what they do beyond moving their track: named beside the step's key."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from candour.procedure.lifecycles import Reason

if TYPE_CHECKING:
    from candour.matters.actions.taking import Taking

Effect = Callable[["Taking"], None]
Check = Callable[["Taking"], Iterator[Reason]]
EFFECTS: dict[str, list[Effect]] = {}
CHECKS: dict[str, list[Check]] = {}


def effect(*steps: str) -> Callable[[Effect], Effect]:
    def keep(function: Effect) -> Effect:
        for step in steps:
            EFFECTS.setdefault(step, []).append(function)
        return function

    return keep


def checks(*steps: str) -> Callable[[Check], Check]:
    def keep(function: Check) -> Check:
        for step in steps:
            CHECKS.setdefault(step, []).append(function)
        return function

    return keep
