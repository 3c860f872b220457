"""Which bodies a complaint may be about, who on this installation receives it, and where else to go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.bodies.kinds import BodyKind, ForceKind
from candour.bodies.models import Body
from candour.bodies.naming import fold
from candour.matters.authority import appropriate_authority, handling_body

SERVICE_POLICE = "service-police"
BEYOND_THE_ACT = (ForceKind.SCOTLAND, ForceKind.NORTHERN_IRELAND)


@dataclass(frozen=True)
class Choice:
    """A force in the list. `note` says what marks it off, such as that it is invented."""

    key: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """Where a complaint goes that is not one under the Act."""

    heading: Promise
    why: Promise
    ways: tuple[Promise, ...]
    source: tuple[str, ...]


def under_the_act() -> list[Body]:
    """Every body whose complaints are overseen as the Act, or regulations made like it, provide."""
    rows = Body.objects.filter(overseen_by__kind=BodyKind.OVERSIGHT, valid_to="")
    return list(rows.exclude(force_kind__in=BEYOND_THE_ACT).prefetch_related("names"))


def beyond_the_act() -> list[Choice]:
    rows = Body.objects.filter(force_kind__in=BEYOND_THE_ACT, valid_to="")
    choices = [Choice(body.key, body.official_name) for body in rows]
    return [*choices, Choice(SERVICE_POLICE, _("The Royal Military Police, Royal Navy Police or RAF Police"))]


def listed(wanted: str = "") -> list[tuple[str, list[Choice]]]:
    """Letter by letter; with `wanted`, only those one of whose names holds it. The rest of the kingdom comes last."""
    bodies = [body for body in under_the_act() if _bears(body, fold(wanted))]
    chosen = sorted((_choice(body) for body in bodies), key=lambda choice: choice.name)
    letters = [
        (letter, list(some)) for letter, some in groupby(chosen, key=lambda choice: choice.name[0].upper())
    ]
    others = [choice for choice in beyond_the_act() if fold(wanted) in fold(choice.name)]
    return (
        [*letters, (_("Police outside England and Wales, and service police"), others)] if others else letters
    )


def flat(groups: Iterable[tuple[str, list[Choice]]]) -> list[Choice]:
    return [choice for _letter, choices in groups for choice in choices]


def _bears(body: Body, part: str) -> bool:
    return part in fold(body.official_name) or any(part in name.folded for name in body.names.all())


def _choice(body: Body) -> Choice:
    note = _("invented, for the worked examples") if body.fictional else ""
    return Choice(body.key, body.official_name, note)


def elsewhere(key: str) -> Elsewhere | None:
    """Where to go instead; None for a body under the Act."""
    if key == SERVICE_POLICE:
        return ELSEWHERE[SERVICE_POLICE]
    kind = Body.objects.filter(key=key).values_list("force_kind", flat=True).first()
    return ELSEWHERE.get(kind or "")


def receivers(force: Body, about: str, *, on: date) -> list[Body]:
    """The bodies on this installation whose people would see the complaint: none, and nobody would read it."""
    authority = appropriate_authority(force, about, on=on)
    found = [authority, handling_body(force, authority, made_on=on)]
    return [body for body in found if body is not None and body.on_this_installation]


def who_deals_with_it(force: Body, about: str, *, on: date) -> Body:
    """The body that makes first contact: the policing body where it has taken that on, else the authority."""
    authority = appropriate_authority(force, about, on=on)
    return handling_body(force, authority, made_on=on) or authority


def force_named(key: str) -> Body | None:
    return Body.objects.filter(key=key).select_related("overseen_by").first()


_SCOTLAND = Elsewhere(
    heading=gettext_lazy("Complain to Police Scotland"),
    why=gettext_lazy(
        "Policing in Scotland has a law of its own. A complaint about Police Scotland is not a complaint under the Police "
        "Reform Act 2002, so this form cannot take it."
    ),
    ways=(
        gettext_lazy(
            "Complain to Police Scotland itself: on its website, by calling 101, or at a police station."
        ),
        gettext_lazy(
            "If you are unhappy with how it dealt with your complaint, ask the Police Investigations and Review "
            "Commissioner (PIRC) to review that."
        ),
    ),
    source=("asp/2006/10",),
)
_NORTHERN_IRELAND = Elsewhere(
    heading=gettext_lazy("Complain to the Police Ombudsman for Northern Ireland"),
    why=gettext_lazy(
        "Policing in Northern Ireland has a law of its own. A complaint about the Police Service of Northern Ireland is "
        "not a complaint under the Police Reform Act 2002, so this form cannot take it."
    ),
    ways=(
        gettext_lazy(
            "Complain to the Police Ombudsman for Northern Ireland, who is independent of the police, on the "
            "Ombudsman’s website, by telephone or by post."
        ),
        gettext_lazy("If you complain to the police, they have to pass it on to the Ombudsman."),
    ),
    source=("ukpga/1998/32",),
)
_SERVICE_POLICE = Elsewhere(
    heading=gettext_lazy("Complain to the service police or their Complaints Commissioner"),
    why=gettext_lazy(
        "The police of the Royal Navy, the Army and the Royal Air Force belong to the armed forces. A complaint about "
        "them is not a complaint under the Police Reform Act 2002, so this form cannot take it."
    ),
    ways=(
        gettext_lazy(
            "Complain to the service police force concerned, through its professional standards team."
        ),
        gettext_lazy(
            "You may also write to the Service Police Complaints Commissioner, who oversees how they deal with it."
        ),
        gettext_lazy(
            "A complaint by somebody serving, about their service life, goes to the Service Complaints Ombudsman instead."
        ),
    ),
    source=("ukpga/2006/52",),
)
ELSEWHERE: dict[str, Elsewhere] = {
    ForceKind.SCOTLAND: _SCOTLAND,
    ForceKind.NORTHERN_IRELAND: _NORTHERN_IRELAND,
    SERVICE_POLICE: _SERVICE_POLICE,
}
