"""Bodies, their names, who governed which force, and how complaints work was shared, each with its dates."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from candour.bodies import kinds
from candour.bodies.naming import fold
from candour.bodies.partial_dates import check_partial_date, may_cover
from candour.bodies.queries import BodyQuerySet, GovernanceQuerySet


class PartialDateField(models.CharField):
    """A date that may be known only to its year or month; blank where it is not recorded."""

    def __init__(self, *args: object, **options: object) -> None:
        settled = {"max_length": 10, "blank": True, "default": "", "validators": [check_partial_date]}
        super().__init__(*args, **{**settled, **options})  # type: ignore[arg-type]


class Sourced(models.Model):
    """What every row says of itself: where it is from, how sure that is, and whether it came with the program."""

    source = models.CharField(max_length=300)
    source_address = models.CharField(max_length=200, blank=True, default="")
    confidence = models.CharField(max_length=12, choices=kinds.Confidence)
    shipped = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Body(Sourced):
    """A force, a policing body, an overseer or another body that the record has to name."""

    key = models.SlugField(primary_key=True, max_length=60)
    official_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=kinds.BodyKind)
    force_kind = models.CharField(max_length=20, choices=kinds.ForceKind, blank=True, default="")
    policing_body_kind = models.CharField(
        max_length=20, choices=kinds.PolicingBodyKind, blank=True, default=""
    )
    ons_code = models.CharField(max_length=9, blank=True, default="")
    foi_law = models.CharField(max_length=12, choices=kinds.InformationLaw, blank=True, default="")
    foi_authority = models.CharField(max_length=80, blank=True, default="")
    foi_source = models.CharField(max_length=300, blank=True, default="")
    foi_source_address = models.CharField(max_length=200, blank=True, default="")
    foi_confidence = models.CharField(max_length=12, choices=kinds.Confidence, blank=True, default="")
    overseen_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="oversees")
    oversight_basis = models.CharField(max_length=200, blank=True, default="")
    succeeds = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="succeeded_by")
    in_foi_round = models.BooleanField(default=False)
    in_iopc_statistics = models.BooleanField(default=False)
    in_home_office_statistics = models.BooleanField(default=False)
    valid_from = PartialDateField()
    valid_to = PartialDateField()
    note = models.CharField(max_length=300, blank=True, default="")
    fictional = models.BooleanField(default=False)
    on_this_installation = models.BooleanField(default=False)
    letters_address = models.TextField(blank=True, default="")

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ("official_name",)
        verbose_name_plural = "bodies"
        constraints = (
            models.CheckConstraint(
                name="a_force_and_only_a_force_has_a_force_kind",
                condition=Q(kind=kinds.BodyKind.POLICE_FORCE) ^ Q(force_kind=""),
            ),
            models.CheckConstraint(
                name="fiction_is_in_no_statistics",
                condition=Q(fictional=False)
                | Q(in_foi_round=False, in_iopc_statistics=False, in_home_office_statistics=False),
            ),
        )

    def __str__(self) -> str:
        return self.official_name

    def get_absolute_url(self) -> str:
        return reverse("bodies:force", kwargs={"key": self.key})

    def name_on(self, day: date) -> str:
        """The name it bore on the day; the present one where a change that day is known only to its year."""
        held = [name for name in self.names.all() if name.is_formal and name.may_hold(day)]
        official = [name for name in held if name.kind == kinds.NameKind.OFFICIAL]
        return (official or held)[0].name if held else self.official_name


class BodyName(Sourced):
    """A name that a body bears or bore; dates known in part, blank where they are not recorded."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="names")
    name = models.CharField(max_length=160)
    folded = models.CharField(max_length=160, db_index=True, editable=False)
    kind = models.CharField(max_length=12, choices=kinds.NameKind)
    valid_from = PartialDateField()
    valid_to = PartialDateField()

    class Meta:
        ordering = ("body", "valid_from", "name")
        constraints = (
            models.UniqueConstraint(fields=["body", "name", "valid_from"], name="a_name_once_for_each_start"),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **options: object) -> None:
        self.folded = fold(self.name)
        super().save(*args, **options)  # type: ignore[arg-type]

    @property
    def is_formal(self) -> bool:
        return self.kind in {kinds.NameKind.OFFICIAL, kinds.NameKind.FORMER}

    def may_hold(self, day: date) -> bool:
        return may_cover(self.valid_from, self.valid_to, day)


class Governance(Sourced):
    """Which body held a force to account, and when; no start where the day it began is not recorded."""

    force = models.ForeignKey(Body, models.CASCADE, related_name="governance")
    policing_body = models.ForeignKey(Body, models.PROTECT, related_name="governs")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, default="")

    objects = GovernanceQuerySet.as_manager()

    class Meta:
        ordering = ("force", "starts")
        constraints = (
            models.UniqueConstraint(fields=["force", "starts"], name="one_policing_body_from_a_day"),
            models.CheckConstraint(
                name="governance_ends_after_it_starts", condition=Q(ends__gte=F("starts")) | Q(ends=None)
            ),
        )

    def __str__(self) -> str:
        return (
            f"{self.force_id}: {self.policing_body_id} {_('from')} {self.starts or _('a day not recorded')}"
        )

    @property
    def name_then(self) -> str:
        """The policing body's name at the end of its time, or now."""
        return self.policing_body.name_on(self.ends) if self.ends else self.policing_body.official_name

    @property
    def former_names(self) -> list["BodyName"]:
        """What the policing body was called earlier in its time, oldest first."""
        return [name for name in self.policing_body.names.all() if name.kind == kinds.NameKind.FORMER]


class DelegationModel(Sourced):
    """How complaints work is shared between chief officer and policing body, for complaints made from a day."""

    force = models.ForeignKey(Body, models.CASCADE, related_name="delegation_models")
    model = models.PositiveSmallIntegerField(choices=kinds.Delegation)
    starts = models.DateField()
    notice_reference = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ("force", "starts")
        constraints = (
            models.UniqueConstraint(fields=["force", "starts"], name="one_delegation_model_from_a_day"),
            models.CheckConstraint(
                name="models_two_and_three_rest_on_a_notice",
                condition=Q(model=kinds.Delegation.MODEL_1) | ~Q(notice_reference=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.force_id}: {self.get_model_display()} {_('from')} {self.starts}"
