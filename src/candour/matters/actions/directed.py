"""Directed and independent investigations: who is appointed, the report on their length, and what a report leaves out."""

from collections.abc import Iterator

from candour.deadlines.actions import cancel
from candour.matters.actions.clocks import owing_of, start_clock
from candour.matters.actions.registry import checks, effect
from candour.matters.actions.taking import Taking
from candour.procedure.lifecycles import Reason

OWN_FORMS = {"directed", "independent"}


@effect("referral.decide-mode", "referral.enter-answer")
def start_the_year_of_their_own(taking: Taking) -> None:
    """A local investigation starts its year when somebody is appointed; one of these is under way with its form."""
    answers = taking.answers
    if {answers.get("mode-of-investigation"), answers.get("answer-to-referral")} & OWN_FORMS:
        start_clock(taking, "timeliness.overrun")


@effect("handling.determine", "handling.enter-determination")
def wait_no_longer_for_views(taking: Taking) -> None:
    """Views that were asked for and not given are not shown as given."""
    cancel(taking.record, rule="case-to-answer.views-to-director-general", owing=owing_of(taking.matter))


@checks("investigation.appoint-directed")
def _one_person_is_named(taking: Taking) -> Iterator[Reason]:
    here, elsewhere = taking.answers.get("investigator"), taking.answers.get("investigator-elsewhere")
    if bool(here) is bool(elsewhere):
        yield Reason(
            "Name one person: somebody who works here, or somebody of another body.", taking.step.source
        )


@checks("investigation.report", "investigation.report-to-director-general")
def _what_is_left_out_is_written_down(taking: Taking) -> Iterator[Reason]:
    held_back = taking.answers.get("sensitive-information-held-back") is True
    if held_back is not bool(taking.answers.get("left-out")):
        yield Reason(
            "Where a copy leaves something out, say what and whose consent was asked; otherwise nothing is entered there.",
            ("ukpga/2002/30/section/21A", "ukpga/2002/30/schedule/3/paragraph/22"),
        )
