"""The reads of this room: forces, who governed one, how work was shared, and bodies by name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from candour.bodies.kinds import BodyKind, Delegation, ForceKind
from candour.bodies.naming import candidates, fold

if TYPE_CHECKING:
    from candour.bodies.models import Body, BodyName, DelegationModel, Governance

NO_NOTICE = "No notice under section 13A of the Police Reform Act 2002 is recorded for this day."


class DelegationAnswer(NamedTuple):
    """The model for a complaint made on the day. Where `known` is False, Model 1 is only assumed."""

    model: Delegation
    known: bool
    source: str


class Suggestion(NamedTuple):
    """A body that may be meant, for a person to choose; `score` runs from 0 to 100."""

    body: Body
    name: str
    score: float


class GovernanceQuerySet(QuerySet["Governance"]):
    def on(self, day: date) -> GovernanceQuerySet:
        begun = Q(starts__isnull=True) | Q(starts__lte=day)
        return self.filter(begun & (Q(ends__isnull=True) | Q(ends__gte=day)))


class BodyQuerySet(QuerySet["Body"]):
    def forces(self) -> BodyQuerySet:
        return self.filter(kind=BodyKind.POLICE_FORCE).order_by("official_name")

    def real(self) -> BodyQuerySet:
        return self.filter(fictional=False)

    def fictional(self) -> BodyQuerySet:
        return self.filter(fictional=True)

    def hosted(self) -> BodyQuerySet:
        """The bodies that work on this installation; to any other, a referral is a letter."""
        return self.filter(on_this_installation=True)

    def of_force_kind(self, kind: ForceKind) -> BodyQuerySet:
        return self.forces().filter(force_kind=kind)

    def in_information_round(self) -> BodyQuerySet:
        return self.forces().filter(in_foi_round=True)

    def in_iopc_statistics(self) -> BodyQuerySet:
        return self.forces().filter(in_iopc_statistics=True)

    def in_home_office_statistics(self) -> BodyQuerySet:
        return self.forces().filter(in_home_office_statistics=True)

    def governing(self, force: Body | str, *, on: date) -> Governance | None:
        """Who governed the force on the day, or None where nothing is recorded for it."""
        rows = _governance().filter(force=force).on(on)
        return rows.select_related("force", "policing_body").order_by("-starts").first()

    def delegation_model(self, force: Body | str, *, on: date) -> DelegationAnswer:
        """How work was shared for a complaint made on the day; Model 1, not known, where no row covers it."""
        row = _delegations().filter(force=force, starts__lte=on).order_by("-starts").first()
        if row is None:
            return DelegationAnswer(Delegation.MODEL_1, False, _(NO_NOTICE))
        return DelegationAnswer(Delegation(row.model), True, row.notice_reference or row.source)

    def by_name(self, text: str, *, on: date | None = None) -> list[Body]:
        """Every body that bears, or on the day may have borne, this very name; several where a name is shared."""
        named = _names().filter(folded=fold(text), body__in=self).select_related("body")
        held = {name.body_id: name.body for name in named if on is None or name.may_hold(on)}
        return sorted(held.values(), key=lambda body: body.official_name)

    def suggest(self, text: str, *, on: date | None = None, limit: int = 5) -> list[Suggestion]:
        """Bodies with a name near to this one, nearest first. A person chooses: nothing is ever picked."""
        names = [name for name in _names().filter(body__in=self) if on is None or name.may_hold(on)]
        near = candidates(text, ((name.body_id, name.name) for name in names), limit=limit)
        bodies = self.in_bulk([one.key for one in near])
        return [Suggestion(bodies[one.key], one.name, one.score) for one in near]


def _governance() -> GovernanceQuerySet:
    from candour.bodies.models import Governance

    return Governance.objects.all()


def _delegations() -> QuerySet[DelegationModel]:
    from candour.bodies.models import DelegationModel

    return DelegationModel.objects.all()


def _names() -> QuerySet[BodyName]:
    from candour.bodies.models import BodyName

    return BodyName.objects.all()
