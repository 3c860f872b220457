"""Appoints people to a body or to one case file, and ends their appointments."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from candour.accounts.access import may_appoint, require
from candour.accounts.administration import NOT_ONESELF, may_administer_appointment
from candour.accounts.codes import Role
from candour.accounts.models import Appointment, CaseFile, User
from candour.bodies.models import Body
from candour.ledger.writing import Record, Subject, entry


def appoint(
    *,
    user: User,
    role: Role,
    body: Body | None = None,
    case_file: CaseFile | None = None,
    starts: date,
    ends: date | None = None,
    by: User | None,
    at: datetime,
    on: date,
) -> Appointment:
    """`by` is an administrator; None only for the installation itself. Raises NotPermitted, ValidationError."""
    made = Appointment(
        user=user, role=role, body=body, case_file=case_file, starts=starts, ends=ends, made_by=by
    )
    if by is not None:
        require(NOT_ONESELF if by.pk == user.pk else None)
        require(may_administer_appointment(by, made, on=on))
    subject, also = subjects_of(made)
    with entry(
        "appointment.make", subject=subject, also=also, by=by.pk if by else None, at=at, on=on
    ) as record:
        return save_appointment(record, made, on=on)


def add_appointment(
    record: Record,
    *,
    user: User,
    role: Role,
    body: Body | None = None,
    case_file: CaseFile | None = None,
    starts: date,
    made_by: User | None,
) -> Appointment:
    """Inside a caller's entry, whose own verb says who may make it, such as the appointment of an investigator."""
    made = Appointment(user=user, role=role, body=body, case_file=case_file, starts=starts, made_by=made_by)
    return save_appointment(record, made, on=starts)


def save_appointment(record: Record, made: Appointment, *, on: date) -> Appointment:
    made.clean_fields()
    made.validate_constraints()
    require(may_appoint(made.user, Role(made.role), made.case_file, on=on))
    if standing_alike(made):
        raise ValidationError({"role": _("This person holds this role already. End that appointment first.")})
    return record.save(made)


def standing_alike(made: Appointment) -> bool:
    alike = Appointment.objects.filter(
        user=made.user, role=made.role, body=made.body, case_file=made.case_file
    )
    overlapping = alike.filter(Q(ends=None) | Q(ends__gt=made.starts))
    return (overlapping if made.ends is None else overlapping.filter(starts__lt=made.ends)).exists()


def end_appointment(
    *, appointment: Appointment, ends: date, by: User | None, at: datetime, on: date
) -> Appointment:
    """The first day on which the person no longer holds it; with today, they are out at once."""
    if by is not None:
        require(may_administer_appointment(by, appointment, on=on))
    subject, also = subjects_of(appointment)
    with entry(
        "appointment.end", subject=subject, also=also, by=by.pk if by else None, at=at, on=on
    ) as record:
        return stop(record, appointment, ends)


def stop(record: Record, appointment: Appointment, ends: date) -> Appointment:
    """An appointment that was still to come is ended on its first day, so that it never holds."""
    before = appointment.ends
    appointment.ends = max(ends, appointment.starts)
    return record.save(appointment, expect={"ends": before})


def subjects_of(made: Appointment) -> tuple[CaseFile | Subject, tuple[Subject, ...]]:
    """The entry stands in the file's record, or else the body's, and in the person's."""
    person = Subject("user", made.user_id)
    return made.case_file or Subject("body", made.body_id), (person,)
