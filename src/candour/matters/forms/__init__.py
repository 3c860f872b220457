"""Forms of this room: the questions of a step, allegations and people."""

from candour.matters.forms.allegations import AllegationForm, DecideAllegationForm
from candour.matters.forms.noticing import MatterNoticedForm
from candour.matters.forms.parties import ActsForForm, IdentifyForm, PartyForm
from candour.matters.forms.steps import StepForm

__all__ = ["ActsForForm", "AllegationForm", "DecideAllegationForm", "IdentifyForm", "MatterNoticedForm", "PartyForm", "StepForm"]
