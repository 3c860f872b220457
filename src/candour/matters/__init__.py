"""Complaints, conduct matters and death-or-serious-injury matters: parties, allegations, steps and decisions."""
