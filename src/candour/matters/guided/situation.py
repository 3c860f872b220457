"""What the answers so far come to: the force, who would receive the complaint, and whether standing is in doubt."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from candour.bodies.models import Body
from candour.matters.guided.draft import Draft
from candour.matters.guided.forces import Elsewhere, elsewhere, force_named, receivers
from candour.matters.guided.standing import CONDUCT, Bar, Basis, Standing, bar

WAYS_TO_REACH = ("email", "telephone", "address")


@dataclass(frozen=True)
class Situation:
    """Worked out once for a request: `on` is today."""

    draft: Draft
    on: date

    @cached_property
    def force(self) -> Body | None:
        key = self.draft.get("force", "force")
        return force_named(key) if key else None

    @property
    def force_name(self) -> str:
        return self.force.official_name if self.force else ""

    @cached_property
    def elsewhere(self) -> Elsewhere | None:
        key = self.draft.get("force", "force")
        return elsewhere(key) if key else None

    @property
    def about(self) -> str:
        return str(self.draft.get("about", "about"))

    @property
    def is_about_conduct(self) -> bool:
        return self.about in CONDUCT

    @cached_property
    def received_here(self) -> bool:
        """True until force and subject are both known: only then can nobody be there to receive it."""
        if self.force is None or not self.about:
            return True
        return bool(receivers(self.force, self.about, on=self.on))

    @property
    def standing(self) -> Standing:
        serving = self.draft.get("serving", "serving", None)
        off_duty = self.draft.get("serving", "off_duty", None)
        return Standing(
            about=self.about,
            serving=serving is True and off_duty is not True,
            basis=self.draft.get("standing", "basis"),
            acts_for=self.draft.get("on-behalf", "their_basis"),
            consent=self.draft.get("on-behalf", "consent", None),
        )

    @property
    def bar(self) -> Bar | None:
        """None as well while the questions of standing are not all answered."""
        return bar(self.standing) if self.standing_is_answered else None

    @property
    def standing_is_answered(self) -> bool:
        if not (self.about and self.draft.answered("standing")):
            return False
        return self.draft.answered("on-behalf") or not self.is_for_another

    @property
    def is_nameless(self) -> bool:
        """Whoever complains gave no name. Somebody who acts for another has to: the consent names them."""
        return bool(self.draft.get("name", "no_name", False)) and not self.is_for_another

    @property
    def is_out_of_reach(self) -> bool:
        """Neither a name nor any way to be reached: nobody can be asked or told anything."""
        ways = self.draft.answer("contact")
        return self.is_nameless and bool(ways) and not any(ways.get(way) for way in WAYS_TO_REACH)

    @property
    def is_for_another(self) -> bool:
        return bool(self.draft.get("standing", "basis") == Basis.REPRESENTATIVE)
