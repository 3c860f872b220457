"""The law as dated, cited data, and the clock that counts by it. Pure: no framework, no network, no `today()`."""

from candour.procedure.due import Due, Needs, NotInForce
from candour.procedure.facts import NOT_HAPPENED, FactError, Held, Span
from candour.procedure.law import Law, NoSuchRule, load_law
from candour.procedure.law_file import Confidence, LawFileError
from candour.procedure.rules import Shape

__all__ = [
    "NOT_HAPPENED",
    "Confidence",
    "Due",
    "FactError",
    "Held",
    "Law",
    "LawFileError",
    "Needs",
    "NoSuchRule",
    "NotInForce",
    "Shape",
    "Span",
    "load_law",
]
