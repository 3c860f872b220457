"""Registers the humans whom matters are about, and corrects what is known of them."""

from typing import Any

from candour.accounts.models import Person, User
from candour.ledger.writing import Record


def register_person(record: Record, *, user: User | None = None, **details: Any) -> Person:
    """`details` are columns of Person. Texts are committed to, never copied into the entry."""
    return record.save(Person(user=user, **details))


def correct_person(record: Record, *, person: Person, **details: Any) -> Person:
    for name, value in details.items():
        Person._meta.get_field(name)  # raises FieldDoesNotExist, so that a misspelt detail is not lost
        setattr(person, name, value)
    return record.save(person)
