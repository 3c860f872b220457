"""The people of a matter and what they are in it."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from candour.accounts.models import Person
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.matters.models.matter import Matter


class PartyRole(models.TextChoices):
    COMPLAINANT = "complainant", _("Complainant")
    REPRESENTATIVE = "representative", _("Representative")
    INTERESTED_PERSON = "interested_person", _("Interested person")
    COMPLAINED_ABOUT = "complained_about", _("Person complained about")
    POLICE_FRIEND = "police_friend", _("Police friend")
    WITNESS = "witness", _("Witness")


class PartyQuerySet(RecordedQuerySet):
    def kept_informed(self) -> "PartyQuerySet":
        """Those whom sections 20 and 21 protect: complainants, and interested persons who consented."""
        informed = models.Q(role=PartyRole.COMPLAINANT) | models.Q(
            role=PartyRole.INTERESTED_PERSON, consented_on__isnull=False
        )
        return self.filter(informed, person__isnull=False, left_on__isnull=True)

    def without_a_name(self) -> "PartyQuerySet":
        """Those of whom no name is held: not known at all, or only how they can be reached."""
        return self.filter(models.Q(person__isnull=True) | models.Q(person__name=""))


class Party(Recorded):
    """A person in a matter. A person complained about may be unknown: then `description` says what is known."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="parties")
    role = models.CharField(max_length=20, choices=PartyRole.choices)
    standing = models.CharField(max_length=40, blank=True)
    description = CommittedText(blank=True)
    rank = models.CharField(max_length=40, blank=True)
    worker_type = models.CharField(max_length=40, blank=True)
    duty = models.CharField(max_length=20, blank=True)
    acts_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="representatives")
    consented_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    objects: ClassVar = PartyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["matter", "role"], name="party_matter_role")]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

    @classmethod
    def keep_beside(cls, rows: Sequence[Any], written: Collection[str]) -> None:
        if {"person_id", "matter_id"} & set(written):
            from candour.matters.models.party_words import PartyWord

            PartyWord.objects.gather(of="id", rows=rows)

    @property
    def is_known(self) -> bool:
        return self.person_id is not None

    @property
    def shown_name(self) -> str:
        if self.person is not None:
            return self.person.name or str(_("Name not given"))
        if self.role == PartyRole.COMPLAINANT:
            return str(_("Name not given"))
        return self.description or str(_("Not yet identified"))
