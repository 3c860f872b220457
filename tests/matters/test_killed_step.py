"""A process killed in the middle of a step leaves nothing of it, and the step can be taken again."""

import pytest

from candour.deadlines.models import Deadline
from candour.ledger.models import LedgerEntry
from candour.ledger.verification import verify
from candour.matters.models import Matter, StatedFact, StepTaken, TestAnswer
from tests.make.killed_step import take_and_be_killed
from tests.make.matters import MONDAY, a_complaint, due, logged
from tests.make.people import a_handler

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases, pytest.mark.kill]
KILLED = -9


@pytest.mark.parametrize(
    "table",
    ["matters_steptaken", "matters_limbanswer", "matters_matter", "deadlines_deadline", "ledger_head"],
)
def test_a_process_killed_after_writing_to_this_table_leaves_nothing(table: str) -> None:
    # given a complaint that is only received
    handler, matter = a_handler(), a_complaint()
    entries = LedgerEntry.objects.count()

    # when the process that logs it is killed
    assert take_and_be_killed(str(matter.pk), table) == KILLED

    # then nothing of the step is there, and it can be taken
    assert Matter.objects.get(pk=matter.pk).intake == "received"
    for model in (StepTaken, StatedFact, TestAnswer, Deadline):
        assert not model.objects.exists()
    assert LedgerEntry.objects.count() == entries
    assert verify().ok
    logged(Matter.objects.get(pk=matter.pk), handler, MONDAY)
    assert due(matter, "keeping-informed.progress")
