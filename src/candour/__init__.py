"""Candour: police complaints, conduct and death-or-serious-injury matters, worked in the open."""

__version__ = "0.1.0"
