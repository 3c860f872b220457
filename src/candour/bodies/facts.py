"""What the public page of a force states, gathered for one day; the published page of a force shows the same."""

from dataclasses import dataclass
from datetime import date

from candour.bodies.kinds import NameKind
from candour.bodies.models import Body, BodyName, Governance
from candour.bodies.queries import DelegationAnswer

HISTORY = {NameKind.OFFICIAL, NameKind.FORMER, NameKind.WELSH, NameKind.GAELIC}
SAID_OF_IT = {NameKind.ALSO, NameKind.ABBREVIATION}


@dataclass(frozen=True)
class ForceFacts:
    force: Body
    names: tuple[BodyName, ...]
    also_called: tuple[str, ...]
    governance: tuple[Governance, ...]
    governing_now: Governance | None
    delegation: DelegationAnswer


def facts_of(force: Body, *, on: date) -> ForceFacts:
    names = list(force.names.all())
    held = force.governance.select_related("policing_body").prefetch_related("policing_body__names")
    governance = sorted(held, key=lambda span: span.starts or date.min, reverse=True)
    return ForceFacts(
        force=force,
        names=tuple(sorted((name for name in names if name.kind in HISTORY), key=_newest_first)),
        also_called=tuple(name.name for name in names if name.kind in SAID_OF_IT and name.may_hold(on)),
        governance=tuple(governance),
        governing_now=Body.objects.governing(force, on=on),
        delegation=Body.objects.delegation_model(force, on=on),
    )


def _newest_first(name: BodyName) -> tuple[bool, int, str]:
    """Official names first, then by how late each began; a start that is not recorded comes last."""
    return (
        name.kind != NameKind.OFFICIAL,
        -int(name.valid_from.replace("-", "").ljust(8, "0") or 0),
        name.name,
    )
