"""Taking a complaint up again after its outcome: the decisions are set aside, and a new outcome is owed."""

from typing import TYPE_CHECKING

from candour.accounts.actions import give_custody
from candour.accounts.codes import Capacity
from candour.matters.actions.stating import state_fact
from candour.matters.authority import oversight_body
from candour.matters.codes import title_of
from candour.matters.models import Allegation, StatedText

if TYPE_CHECKING:
    from candour.matters.actions.taking import Taking

AGAIN = "taken-up-again"


def take_up_again(taking: "Taking") -> None:
    """The step moves its own track; the others begin again here. What was decided before stays in the record."""
    matter = taking.matter
    state_fact(taking, AGAIN, taking.on)
    if "handling-started" not in taking.answers:
        state_fact(taking, "handling-started", taking.on)
    for allegation in matter.allegations.exclude(decision=""):
        _set_aside(taking, allegation)
    taking.rows = None
    matter.handling, matter.investigation = "none", "none"
    if taking.step.track != "review" and matter.review != "none":
        matter.review = AGAIN
    taking.record.save(matter)


def leave_the_form_to_the_director_general(taking: "Taking") -> None:
    """An investigation is necessary; its form is the Director General's to decide, whose body sees the file from now on."""
    matter = taking.matter
    matter.referral = "necessary"
    taking.record.save(matter)
    body = oversight_body(matter.expressed_to)
    if body is None or not body.on_this_installation:
        return
    held = matter.case_file.custodies.in_force(taking.on).filter(body=body, capacity=Capacity.OVERSIGHT)
    if not held.exists():
        capacity = Capacity.OVERSIGHT
        give_custody(
            taking.record, case_file=matter.case_file, body=body, capacity=capacity, starts=taking.on
        )


def _set_aside(taking: "Taking", allegation: Allegation) -> None:
    """The words of the earlier decision are kept with the step that sets it aside."""
    title = title_of("allegation-decisions", allegation.decision_edition, allegation.decision)
    text = f"{title}. {allegation.decision_reasons}"
    name = f"decision-on-allegation-{allegation.number}"
    taking.record.save(StatedText(step_taken=taking.taken, name=name, text=text))
    allegation.decision_edition = allegation.decision = allegation.decision_reasons = ""
    allegation.decided_on = None
    taking.record.save(allegation)
