"""The verbs of this room: deadlines moved by a person when the law's text is corrected, and tasks."""

from candour.ledger.verbs import Verb, register

DEADLINES = frozenset({"deadlines_deadline", "deadlines_deadlinemove"})


def register_verbs() -> None:
    register(
        Verb("deadline.reconsider", "Deadline moved after the law's text was corrected", DEADLINES, {"rule": "code"}),
        Verb("task.set", "Task set", frozenset({"deadlines_task"})),
        Verb("task.finish", "Task finished", frozenset({"deadlines_task"})),
    )
