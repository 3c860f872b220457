"""The writes of this room."""

from candour.register.actions.adding import ByHand, add_statement
from candour.register.actions.capturing import Captured, NewCapture, capture, note_vanished
from candour.register.actions.entries import (
    NewLink,
    link_source,
    open_entry,
    place_person,
    unlink_source,
)
from candour.register.actions.judging import Verdict, judge
from candour.register.actions.reading import read_again
from candour.register.actions.second_reading import ask_second_reader, service
from candour.register.actions.settling import place_telling, resolve
from candour.register.actions.visiting import (
    NewAddress,
    capture_address,
    change_cadence,
    fetcher,
    unwatch,
    visit,
    watch,
)

__all__ = [
    "ByHand",
    "Captured",
    "NewAddress",
    "NewCapture",
    "NewLink",
    "Verdict",
    "add_statement",
    "ask_second_reader",
    "capture",
    "capture_address",
    "change_cadence",
    "fetcher",
    "judge",
    "link_source",
    "note_vanished",
    "open_entry",
    "place_person",
    "place_telling",
    "read_again",
    "resolve",
    "service",
    "unlink_source",
    "unwatch",
    "visit",
    "watch",
]
