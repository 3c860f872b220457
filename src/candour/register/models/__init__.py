"""The tables of this room; every row is recorded in the ledger."""

from candour.register.models.sources import Source, SourceVersion
from candour.register.models.statements import Judgement, SourceReading, SourceStatement

__all__ = ["Judgement", "Source", "SourceReading", "SourceStatement", "SourceVersion"]
