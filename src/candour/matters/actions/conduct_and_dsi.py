"""Steps of conduct matters and of death or serious injury matters: what they must agree with and what follows."""

from collections.abc import Iterator

from candour.matters.actions.conversion import carry_on_as_conduct_matter
from candour.matters.actions.registry import checks, effect
from candour.matters.actions.taking import Taking
from candour.matters.whose import is_the_director_generals
from candour.procedure.lifecycles import Reason


@checks("conduct-matter.record")
def _the_ground_is_the_one_that_the_referral_test_left(taking: Taking) -> Iterator[Reason]:
    must = taking.before.get("answered.mandatory-referral") == "met"
    said = taking.answers["conduct-recording-ground"] == "must-be-referred"
    if must and not said:
        yield Reason(
            "The referral test was answered yes: it is recorded because it must be referred.",
            taking.step.source,
        )
    if said and not must and taking.matter.referral == "none":
        yield Reason(
            "The referral test was not answered yes, and nobody has called it in or referred it.",
            taking.step.source,
        )


@checks("dsi-matter.determine")
def _there_is_a_report_to_determine(taking: Taking) -> Iterator[Reason]:
    if taking.matter.investigation == "none" and not is_the_director_generals(taking.matter):
        yield Reason("No investigation of it has ended in a report.", taking.step.source)


@effect("dsi-matter.determine")
def end_or_carry_on(taking: Taking) -> None:
    """What indicates misconduct or crime goes on under its own reference; the other ends with its outcome told."""
    goes_on = taking.answers["treat-as-conduct-matter"]
    left, taking.matter.handling = taking.matter.handling, "converted" if goes_on else "decided"
    taking.record.save(taking.matter, expect={"handling": left})
    if goes_on:
        carry_on_as_conduct_matter(taking)
