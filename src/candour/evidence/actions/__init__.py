"""The writes of this room."""

from candour.evidence.actions.exhibits import (
    Handing,
    NewExhibit,
    add_continuity,
    add_exhibit,
    checked_exhibit,
)
from candour.evidence.actions.importing import import_exhibit, settle_dates
from candour.evidence.actions.joining import join_chats
from candour.evidence.actions.marking import Answers, MessagePlace, adjudicate, mark
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.actions.scoping import NewScope, look_outside, state_scope

__all__ = [
    "Answers",
    "EvidenceRefused",
    "Handing",
    "MessagePlace",
    "NewExhibit",
    "NewScope",
    "add_continuity",
    "add_exhibit",
    "adjudicate",
    "checked_exhibit",
    "import_exhibit",
    "join_chats",
    "look_outside",
    "mark",
    "settle_dates",
    "state_scope",
]
