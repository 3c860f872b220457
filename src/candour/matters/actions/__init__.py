"""The writes of this room: taking a step of the law, and naming people, allegations and links."""

from candour.matters.actions.allegations import add_allegation, decide_allegation
from candour.matters.actions.parties import add_party, identify_party
from candour.matters.actions.receiving import receive_complaint
from candour.matters.actions.taking import StepRefused, take

__all__ = [
    "StepRefused",
    "add_allegation",
    "add_party",
    "decide_allegation",
    "identify_party",
    "receive_complaint",
    "take",
]
