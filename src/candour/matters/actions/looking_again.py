"""Days on which something withheld or suspended is looked at again: a task for whoever decided it."""

from datetime import date
from typing import TYPE_CHECKING

from candour.deadlines.models import Task

if TYPE_CHECKING:
    from candour.matters.actions.taking import Taking

COPY = "Look again at the copy of the complaint that is withheld"
SUSPENSION = "Look again at the suspension"
WITHHELD = "Look again at what is withheld from a person who is kept informed"


def look_again(taking: "Taking", what: str, due: date) -> None:
    """One task of each kind on a file: a new day takes the place of the old one."""
    looked_at(taking, what)
    if taking.by is not None:
        case_file = taking.matter.case_file
        taking.record.save(Task(case_file=case_file, title=what, due=due, owner=taking.by))


def looked_at(taking: "Taking", what: str) -> None:
    """The task is done; text is committed with a salt, so it is compared here and not in the database."""
    for task in Task.objects.filter(case_file=taking.matter.case_file, done_on__isnull=True):
        if task.title == what:
            task.done_on = taking.on
            taking.record.save(task, expect={"done_on": None})
