"""The tables of exhibits: what was added and examined, how far it was read, and what readers said of its messages."""

from candour.evidence.models.exhibits import (
    HASH,
    REFERENCE_LENGTH,
    Continuity,
    Exhibit,
    ExhibitQuerySet,
    OutsideLook,
    Scope,
)
from candour.evidence.models.held import Erasure, HeldElsewhere, HeldReader
from candour.evidence.models.imports import Chat, Import, ImportProgress
from candour.evidence.models.joining import JoinedChat, Joining
from candour.evidence.models.marking import Item, Marking
from candour.evidence.models.people import Account, AnswersCoded, ReplyCoding, Tie
from candour.evidence.models.scheduling import Bundle, MadeSchedule, Placing, RestsOn

__all__ = [
    "HASH",
    "REFERENCE_LENGTH",
    "Account",
    "AnswersCoded",
    "Bundle",
    "Chat",
    "Continuity",
    "Erasure",
    "Exhibit",
    "ExhibitQuerySet",
    "HeldElsewhere",
    "HeldReader",
    "Import",
    "ImportProgress",
    "Item",
    "JoinedChat",
    "Joining",
    "MadeSchedule",
    "Marking",
    "OutsideLook",
    "Placing",
    "ReplyCoding",
    "RestsOn",
    "Scope",
    "Tie",
]
