"""The 28 days of a letter that asks whether to go on: once they have ended without an answer, the law says what follows."""

from collections.abc import Iterator

from candour.matters.actions.registry import checks
from candour.matters.actions.taking import Taking
from candour.procedure.lifecycles import Reason


@checks("withdrawal.cancelled")
def _it_is_taken_back_before_it_counts_as_withdrawn(taking: Taking) -> Iterator[Reason]:
    """The day of the step is the day of the answer, so that one in time may be entered later."""
    written_to = taking.matter.withdrawal == "letter-sent"
    if written_to and taking.before.get("withdrawal-reply-awaited") is not True:
        yield Reason(
            "The 28 days ended without an answer, so the complaint is taken as withdrawn. Enter an answer that came in "
            "time under the day on which it came.",
            ("uksi/2020/2/regulation/39",),
        )


@checks("hold.resume")
def _it_is_asked_for_before_it_must_be_decided(taking: Taking) -> Iterator[Reason]:
    asked = taking.matter.hold == "asked"
    if asked and taking.before.get("resumption-reply-awaited") is not True:
        yield Reason(
            "The complainant has said no, or the 28 days ended without an answer, so it is decided whether the public "
            "interest needs it. Enter an answer that came in time under the day on which it came.",
            ("uksi/2020/2/regulation/41",),
        )
