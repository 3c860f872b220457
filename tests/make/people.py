"""People for tests: those who work at the fictional force, its policing body and its overseer."""

from datetime import date

from django.db import transaction

from candour.accounts.codes import Role
from candour.accounts.models import Appointment, CaseFile, User
from candour.ledger.writing import entry
from tests.make.moments import at_nine

LONG_AGO = date(2020, 1, 1)
FORCE, POLICING_BODY, OVERSIGHT = "wexmoor", "wexmoor-pcc", "example-iopc"


def a_user(name: str = "Ash Morrow") -> User:
    email = f"{name.lower().replace(' ', '.')}@example.invalid"
    return User.objects.filter(email=email).first() or User.objects.create_user(
        email=email, name=name, password=None
    )


def appointed(user: User, role: Role, *, body: str | None = None, case_file: CaseFile | None = None) -> User:
    """Standing since long ago; once is enough."""
    if Appointment.objects.filter(user=user, role=role, body_id=body, case_file=case_file).exists():
        return user
    appointment = Appointment(user=user, role=role, body_id=body, case_file=case_file, starts=LONG_AGO)
    with (
        transaction.atomic(),
        entry("appointment.make", subject=appointment, by=None, at=at_nine(LONG_AGO)) as record,
    ):
        record.save(appointment)
    return user


def a_handler() -> User:
    return appointed(a_user("Hazel Handler"), Role.COMPLAINT_HANDLER, body=FORCE)


def a_decision_maker() -> User:
    return appointed(a_user("Dara Decider"), Role.DECISION_MAKER, body=FORCE)


def an_investigator_to_be() -> User:
    """Works complaints at the force, and so may be appointed to one."""
    return appointed(a_user("Ivo Inquirer"), Role.COMPLAINT_HANDLER, body=FORCE)


def an_assessor() -> User:
    return appointed(a_user("Asa Assessor"), Role.IOPC_ASSESSMENT, body=OVERSIGHT)


def a_director() -> User:
    return appointed(a_user("Dita Director"), Role.IOPC_DIRECTOR, body=OVERSIGHT)


def a_policing_body_handler() -> User:
    return appointed(a_user("Pat Pollard"), Role.COMPLAINT_HANDLER, body=POLICING_BODY)


def a_casework_manager() -> User:
    return appointed(a_user("Cas Worker"), Role.IOPC_CASEWORK, body=OVERSIGHT)


def a_reviewer() -> User:
    return appointed(a_user("Rae Reviewer"), Role.LPB_REVIEWER, body=POLICING_BODY)
