"""People who sign in, case files, custodies, appointments and walls for tests."""

from datetime import UTC, date, datetime, time
from itertools import count

from django.db import connection
from django.test import Client

from candour.accounts.actions import (
    appoint,
    build_wall,
    end_custody,
    give_custody,
    note_function,
    open_case_file,
)
from candour.accounts.codes import Capacity, CaseFileKind, Function, Role, WallGround
from candour.accounts.models import Appointment, CaseFile, Custody, User, Wall
from candour.bodies.models import Body
from candour.ledger.verbs import Verb, register
from candour.ledger.writing import entry

LONG_AGO = date(2020, 2, 1)
PASSWORD = "correct horse battery staple"

# Custody and functions are given inside the verbs of other rooms; tests of this room alone use a verb of their own.
register(
    Verb(
        "trial.prepare",
        "Prepared for a test",
        writes=frozenset({"accounts_custody", "accounts_functiontaken", "accounts_person"}),
    )
)
_numbers = count(1)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def a_user(name: str = "Robin Marsh", *, email: str = "", password: str | None = None) -> User:
    return User.objects.create_user(email or f"person{next(_numbers)}@example.org", password, name=name)


def a_case_file(
    body: Body,
    *,
    capacity: Capacity = Capacity.APPROPRIATE_AUTHORITY,
    on: date = LONG_AGO,
    reference: str = "",
) -> CaseFile:
    return open_case_file(
        reference=reference or f"ASH/{on.year}/{next(_numbers):06d}",
        kind=CaseFileKind.MATTER,
        body=body,
        capacity=capacity,
        by=None,
        at=noon(on),
        on=on,
    )


def appointed(
    user: User,
    role: Role,
    where: Body | CaseFile,
    *,
    starts: date = LONG_AGO,
    ends: date | None = None,
) -> Appointment:
    place = {"body": where} if isinstance(where, Body) else {"case_file": where}
    return appoint(
        user=user, role=role, **place, starts=starts, ends=ends, by=None, at=noon(starts), on=starts
    )


def walled(user: User, case_file: CaseFile, *, starts: date = LONG_AGO, ends: date | None = None) -> Wall:
    return build_wall(
        case_file=case_file,
        user=user,
        reason="They share a house with the officer.",
        ground=WallGround.PERSONAL_INTEREST,
        starts=starts,
        ends=ends,
        by=None,
        at=noon(starts),
        on=starts,
    )


def held_by(case_file: CaseFile, body: Body, capacity: Capacity, *, starts: date = LONG_AGO) -> Custody:
    with entry("trial.prepare", subject=case_file, by=None, at=noon(starts), on=starts) as record:
        return give_custody(record, case_file=case_file, body=body, capacity=capacity, starts=starts)


def end_custody_of(case_file: CaseFile, *, on: date) -> None:
    """Of the body that has held it longest."""
    first = case_file.custodies.order_by("starts").first()
    with entry("custody.end", subject=case_file, by=None, at=noon(on), on=on) as record:
        end_custody(record, custody=first, ends=on)


def has_done(user: User, function: Function, case_file: CaseFile, *, on: date = LONG_AGO) -> None:
    with entry("trial.prepare", subject=case_file, by=None, at=noon(on), on=on) as record:
        note_function(record, case_file=case_file, user=user, function=function, on=on)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def attacked(statement: str) -> None:
    """What somebody who owns the tables could do: the triggers out of the way, then one statement."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'accounts_read'"
            )
            guards = cursor.fetchall()
            lifted, restored = [f"DROP TRIGGER {name}" for name, _ in guards], [made for _, made in guards]
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            lifted = ["ALTER TABLE accounts_read DISABLE TRIGGER USER"]
            restored = ["ALTER TABLE accounts_read ENABLE TRIGGER USER"]
        for each in [*lifted, statement, *restored]:
            cursor.execute(each)
