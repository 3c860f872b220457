"""The law's codes for bodies, people and roles as words: one place that knows which of them keep their capitals."""

from collections.abc import Iterable

# Longest first, so that a name inside another does not break it.
NAMES = (
    "Independent Police Complaints Commission",
    "Chief Inspector of Constabulary",
    "Police and Crime Panel",
    "College of Policing",
    "Director General",
    "Commission",
)
OFFICES = {
    "iopc_assessment": "IOPC assessment analyst",
    "iopc_casework": "IOPC casework manager",
    "iopc_director": "IOPC regional director",
    "lpb_oversight": "oversight officer of a local policing body",
    "lpb_reviewer": "review officer of a local policing body",
}
"""Roles whose code is shorter than their name."""


def who_in_words(code: str) -> str:
    """`appropriate-authority-or-director-general`: appropriate authority or Director General."""
    if code in OFFICES:
        return OFFICES[code]
    words = code.replace("-", " ").replace("_", " ")
    for name in NAMES:
        words = words.replace(name.lower(), name)
    return words


def all_in_words(codes: Iterable[str]) -> str:
    return ", ".join(who_in_words(code) for code in codes)
