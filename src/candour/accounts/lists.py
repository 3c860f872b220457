"""What an administrator or auditor of a body may list: its people, their appointments, walls and reads."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from candour.accounts.models import Appointment, CaseFile, Custody, Read, User, Wall
from candour.bodies.models import Body


def case_files_of(body: Body) -> Exists:
    """Condition on rows with a case file: the body holds it or has held it."""
    return Exists(Custody.objects.filter(case_file=OuterRef("case_file"), body=body))


def case_file_held_by(body: Body, reference: str, *, on: date) -> CaseFile | None:
    """None alike for a reference that does not exist and for another body's."""
    held = Custody.objects.in_force(on).filter(body=body, case_file=OuterRef("pk"))
    return CaseFile.objects.filter(Exists(held), reference=reference.strip().upper()).first()


def appointments_of(body: Body) -> QuerySet[Appointment]:
    ours = Q(body=body) | Q(case_files_of(body), case_file__isnull=False)
    return Appointment.objects.filter(ours).select_related("user", "body", "case_file", "made_by")


def people_of(body: Body) -> QuerySet[User]:
    """Everybody who has or had an appointment that this body's administrator looks after."""
    return User.objects.filter(pk__in=appointments_of(body).values("user")).order_by("name", "email")


def walls_of(body: Body) -> QuerySet[Wall]:
    return Wall.objects.filter(case_files_of(body)).select_related("user", "case_file", "made_by")


def reads_of(body: Body) -> QuerySet[Read]:
    return Read.objects.filter(case_files_of(body)).select_related("user", "case_file").order_by("-at", "-id")
