"""A matter: one complaint, conduct matter or DSI matter, with the state of each of its tracks."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from candour.accounts.models import CaseFile, User
from candour.accounts.models.case_files import opens
from candour.accounts.models.written_once import Question, key
from candour.bodies.models import Body
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.matters.addresses import address_of
from candour.matters.models.matter_words import MatterWord


class MatterKind(models.TextChoices):
    COMPLAINT = "complaint", _("Complaint")
    CONDUCT = "conduct", _("Conduct matter")
    DSI = "dsi", _("Death or serious injury matter")


class Track(StrEnum):
    """The small lifecycles of a matter; each is a column of the same name."""

    INTAKE = "intake"
    REFERRAL = "referral"
    HANDLING = "handling"
    INVESTIGATION = "investigation"
    HOLD = "hold"
    REVIEW = "review"
    WITHDRAWAL = "withdrawal"


class MatterQuerySet(RecordedQuerySet):
    def open_to(self, user: User, *, on: date, counting: bool = False) -> "MatterQuerySet":
        by = "appropriate_authority"
        return self.filter(opens(user, on=on, path="case_file", authority=by, counting=counting))

    def with_names(self) -> "MatterQuerySet":
        return self.select_related("case_file", "appropriate_authority", "expressed_to__overseen_by")


class Matter(Recorded):
    """`reference` is the case file's. Dates are of the law: made, received, known; each may be missing, none is guessed."""

    ledger_kind = "matter"
    formerly = {"publication": ""}

    case_file = models.OneToOneField(CaseFile, on_delete=models.PROTECT, related_name="matter")
    kind = models.CharField(max_length=12, choices=MatterKind.choices, default=MatterKind.COMPLAINT)
    appropriate_authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    expressed_to = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(null=True)
    received_on = models.DateField()
    channel = models.CharField(max_length=40)
    in_writing = models.BooleanField(default=True)
    about = models.CharField(max_length=40, default="officer-or-staff")
    summary = CommittedText(blank=True)
    words_used = CommittedText(blank=True)
    outcome_wanted = CommittedText(blank=True)
    happened_on = models.CharField(max_length=40, blank=True)
    happened_where = CommittedText(blank=True)
    tracking_digest = models.CharField(max_length=64, blank=True)

    intake = models.CharField(max_length=24, default="received")
    referral = models.CharField(max_length=24, default="none")
    handling = models.CharField(max_length=24, default="none")
    investigation = models.CharField(max_length=24, default="none")
    hold = models.CharField(max_length=24, default="none")
    review = models.CharField(max_length=24, default="none")
    withdrawal = models.CharField(max_length=24, default="none")

    objects: ClassVar = MatterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["received_on"], name="matter_received"),
            models.Index(fields=["intake", "handling"], name="matter_stage"),
            models.Index(
                fields=["appropriate_authority", "intake", "received_on"], name="matter_by_authority"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return self.case_file.reference

    def get_absolute_url(self) -> str:
        return address_of(self.reference)

    @classmethod
    def of_file(cls, case_file_id: object) -> "Matter":
        """The matter of a file, with the names that every page shows."""
        for matter in OF_FILE(case_file=case_file_id):
            return cast("Matter", matter)
        raise Matter.DoesNotExist

    @classmethod
    def keep_beside(cls, rows: Sequence[Any], written: Collection[str]) -> None:
        if "summary" in written:
            MatterWord.objects.rewrite(rows)
        elif "appropriate_authority_id" in written:
            MatterWord.objects.move(rows)
        if "appropriate_authority_id" in written:
            from candour.matters.models.party_words import PartyWord

            PartyWord.objects.gather(of="matter_id", rows=rows)


OF_FILE = Question(lambda: Matter.objects.with_names().filter(case_file=key("case_file")))


class MatterLink(Recorded):
    """Two matters that belong together; both references live on."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links_from")
    other = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links_to")
    kind = models.CharField(max_length=24)
    reasons = CommittedText(blank=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "other", "kind"], name="one_link_of_a_kind"),
            models.CheckConstraint(condition=~models.Q(matter=models.F("other")), name="no_link_to_itself"),
        ]
