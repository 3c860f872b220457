"""The tables of this room."""

from candour.accounts.models.appointments import Appointment, FunctionTaken, Wall
from candour.accounts.models.case_files import CaseFile
from candour.accounts.models.custodies import Custody
from candour.accounts.models.people import Person, PersonWord
from candour.accounts.models.reads import Read, ReadDay
from candour.accounts.models.users import User

__all__ = [
    "Appointment",
    "CaseFile",
    "Custody",
    "FunctionTaken",
    "Person",
    "PersonWord",
    "Read",
    "ReadDay",
    "User",
    "Wall",
]
