"""The tables of this room; every row is recorded in the ledger, but for the keys that matching looks up."""

from candour.register.models.entries import EntryPerson, EntrySource, PersonTie, RegisterEntry, Resolution
from candour.register.models.groups import EntryGroup, GroupTie
from candour.register.models.match_keys import MatchKey
from candour.register.models.replies import Reply, ReplyMapping, RoundFigure
from candour.register.models.reported import RoundStatement
from candour.register.models.rounds import Round, RoundAnswer, RoundAuthority, RoundLetter, RoundQuestion
from candour.register.models.sources import Source, SourceVersion
from candour.register.models.statements import Judgement, SourceReading, SourceStatement
from candour.register.models.watching import Visit, Watched

__all__ = [
    "EntryGroup",
    "EntryPerson",
    "EntrySource",
    "GroupTie",
    "Judgement",
    "MatchKey",
    "PersonTie",
    "RegisterEntry",
    "Reply",
    "ReplyMapping",
    "Resolution",
    "Round",
    "RoundAnswer",
    "RoundAuthority",
    "RoundFigure",
    "RoundLetter",
    "RoundQuestion",
    "RoundStatement",
    "Source",
    "SourceReading",
    "SourceStatement",
    "SourceVersion",
    "Visit",
    "Watched",
]
