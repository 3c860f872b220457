"""The writes of this room."""

from candour.evidence.actions.exhibits import (
    Handing,
    NewExhibit,
    add_continuity,
    add_exhibit,
    checked_exhibit,
)
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.actions.scoping import NewScope, look_outside, state_scope

__all__ = [
    "EvidenceRefused",
    "Handing",
    "NewExhibit",
    "NewScope",
    "add_continuity",
    "add_exhibit",
    "checked_exhibit",
    "look_outside",
    "state_scope",
]
