"""The only writes of this room. Those that take `record` go inside an entry that the caller has open."""

from candour.accounts.actions.appointments import add_appointment, appoint, end_appointment
from candour.accounts.actions.case_files import (
    add_case_file,
    end_custody,
    give_custody,
    note_function,
    open_case_file,
)
from candour.accounts.actions.people import correct_person, register_person
from candour.accounts.actions.users import close_user, invite_user, send_invitation
from candour.accounts.actions.walls import build_wall, lift_wall
from candour.accounts.reads import log_read, seal_days_until, seal_reads

__all__ = [
    "add_appointment",
    "add_case_file",
    "appoint",
    "build_wall",
    "close_user",
    "correct_person",
    "end_appointment",
    "end_custody",
    "give_custody",
    "invite_user",
    "lift_wall",
    "log_read",
    "note_function",
    "open_case_file",
    "register_person",
    "seal_days_until",
    "seal_reads",
    "send_invitation",
]
