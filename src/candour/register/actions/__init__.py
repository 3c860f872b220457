"""The writes of this room."""

from candour.register.actions.capturing import Captured, NewCapture, capture, note_vanished
from candour.register.actions.judging import Verdict, judge
from candour.register.actions.reading import read_again

__all__ = ["Captured", "NewCapture", "Verdict", "capture", "judge", "note_vanished", "read_again"]
