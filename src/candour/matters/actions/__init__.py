"""The writes of this room: taking a step of the law, and naming people, allegations and links."""

from candour.matters.actions.allegations import add_allegation, decide_allegation
from candour.matters.actions.noticing import notice_matter
from candour.matters.actions.parties import add_party, identify_party
from candour.matters.actions.receiving import receive_complaint
from candour.matters.actions.representing import act_for
from candour.matters.actions.taking import StepRefused, take

__all__ = [
    "StepRefused",
    "act_for",
    "add_allegation",
    "add_party",
    "decide_allegation",
    "identify_party",
    "notice_matter",
    "receive_complaint",
    "take",
]
