"""The rows of this room; every one of them is recorded in the ledger."""

from candour.matters.models.allegations import Allegation, AllegationFactor, AllegationSubject, ResultAction
from candour.matters.models.answers import LimbAnswer, TestAnswer
from candour.matters.models.citations import AllegationCitation
from candour.matters.models.contacts import Contact
from candour.matters.models.disclosures import Disclosure
from candour.matters.models.matter import Matter, MatterKind, MatterLink, Track
from candour.matters.models.matter_words import MatterWord
from candour.matters.models.parties import Party, PartyRole
from candour.matters.models.party_words import PartyWord
from candour.matters.models.steps import StatedFact, StatedText, StepTaken

__all__ = [
    "Allegation",
    "AllegationCitation",
    "AllegationFactor",
    "AllegationSubject",
    "Contact",
    "Disclosure",
    "LimbAnswer",
    "Matter",
    "MatterKind",
    "MatterLink",
    "MatterWord",
    "Party",
    "PartyRole",
    "PartyWord",
    "ResultAction",
    "StatedFact",
    "StatedText",
    "StepTaken",
    "TestAnswer",
    "Track",
]
