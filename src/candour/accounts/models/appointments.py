"""Who holds which role, for a body or on one case file; who is walled off; what each has done there."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from candour.accounts.codes import STANDING, Function, Role, WallGround
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet


class DatedQuerySet(RecordedQuerySet):
    """Rows that hold from the day `starts` until the day before `ends`, or for good."""

    def in_force(self, on: dt.date) -> Self:
        return self.filter(starts__lte=on).filter(Q(ends=None) | Q(ends__gt=on))

    def current_or_coming(self, on: dt.date) -> Self:
        return self.filter(Q(ends=None) | Q(ends__gt=on))


def ends_not_before_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends=None) | Q(ends__gte=F("starts")),
        name=f"{name}_ends_not_before_it_starts",
        violation_error_message=_("The end must not be earlier than the start."),
    )


class Appointment(Recorded):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments", db_index=False
    )
    role = models.CharField(max_length=40, choices=Role.choices)
    body = models.ForeignKey(
        "bodies.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    case_file = models.ForeignKey(
        "accounts.CaseFile", null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = DatedQuerySet.as_manager()
    ledger_kind = "appointment"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(body=None, case_file__isnull=False) | Q(body__isnull=False, case_file=None),
                name="appointment_to_a_body_or_to_a_case_file",
                violation_error_message=_(
                    "An appointment is to a body or to one case file, not to both or neither."
                ),
            ),
            models.CheckConstraint(
                condition=Q(body=None) | Q(role__in=sorted(STANDING)),
                name="appointment_body_wide_only_if_standing",
                violation_error_message=_("This role is held on one case file, never for a whole body."),
            ),
            ends_not_before_it_starts("appointment"),
        ]
        indexes = [
            models.Index(fields=["user", "body", "role"], name="appointment_by_user"),
            models.Index(fields=["user", "case_file", "role"], name="appointment_by_user_file"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Wall(Recorded):
    case_file = models.ForeignKey("accounts.CaseFile", on_delete=models.PROTECT, related_name="walls")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="walls", db_index=False
    )
    ground = models.CharField(max_length=40, choices=WallGround.choices, default=WallGround.OTHER)
    reason = CommittedText()
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = DatedQuerySet.as_manager()
    ledger_kind = "wall"

    class Meta:
        constraints = [ends_not_before_it_starts("wall")]
        indexes = [models.Index(fields=["user", "case_file"], name="wall_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.case_file_id}"


class FunctionTaken(Recorded):
    """A person did this on this case file: kept because some functions bar their holder from others."""

    case_file = models.ForeignKey(
        "accounts.CaseFile", on_delete=models.PROTECT, related_name="functions_taken"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="functions_taken"
    )
    function = models.CharField(max_length=40, choices=Function.choices)
    on = models.DateField()

    ledger_kind = "function-taken"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_file", "user", "function"], name="function_taken_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.function}"
