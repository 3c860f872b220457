"""Who works where, and the worked matters that the bulk is copied from."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from benchmarks.templates import Template, template_of
from candour.accounts.actions import invite_user
from candour.accounts.codes import Role
from candour.accounts.models import Person, User
from candour.bodies.models import Body
from candour.ledger.appending import read_head
from candour.matters.authority import policing_body
from candour.matters.references import letters_of
from candour.web.examples import stories
from candour.web.examples.accounts import BEGAN, FORCE, OVERSIGHT, POLICING_BODY, make_accounts
from candour.web.examples.case import Case, NotYet
from candour.web.examples.words import EVENTS

LONDON = ZoneInfo("Europe/London")
BIGGEST_SHARE, A_FORCES_SHARE = 0.20, 1 / 43
OPEN_SHARE = 0.20
STAFF = {"handler": Role.COMPLAINT_HANDLER, "authority": Role.DECISION_MAKER}
OVERSEERS = {"assessment": Role.IOPC_ASSESSMENT, "casework": Role.IOPC_CASEWORK, "director": Role.IOPC_DIRECTOR}

Story = Callable[[Case], None]
TOLD: tuple[tuple[Story, int, tuple[int, int]], ...] = (
    (stories.outside, 14, (120, 530)),
    (stories.closed, 5, (260, 530)),
    (stories.withdrawn, 3, (150, 530)),
    (stories.not_a_complaint, 3, (60, 530)),
    (stories.received, 2, (2, 6)),
    (stories.logged, 4, (5, 40)),
    (stories.contacted_only, 4, (8, 40)),
    (stories.recorded, 4, (14, 60)),
    (stories.otherwise, 4, (60, 140)),
    (stories.reviewed, 3, (150, 300)),
)
"""Each story, how many matters are worked to it, and how many days ago they came in."""


@dataclass(frozen=True)
class Place:
    """A force with its policing body and staff: what a copy stands among, by the name of the slot."""

    force: str
    letters: str
    share: float
    surroundings: dict[str, str]


def worked_templates(seed: int) -> list[Template]:
    """Some fifty matters of the fictional force, each step taken by the product's own actions."""
    staff = make_accounts(at=datetime.combine(BEGAN, time(9), LONDON))
    dice = random.Random(seed)
    return [_worked(case, story, staff) for case, story in _planned(dice, staff)]


def _planned(dice: random.Random, staff: dict[str, User]) -> Iterator[tuple[Case, Story]]:
    today = timezone.localdate()
    mild = [event for event in EVENTS if not event.serious and not event.crime]
    for story, number, (latest, earliest) in TOLD:
        for each in range(number):
            event = mild[each % len(mild)]
            day = today - timedelta(days=dice.randint(latest, earliest))
            case = Case(
                dice=random.Random(dice.random()), staff=staff, event=event, day=_working(day), today=today,
                complainant=Person(name="Robin Vale", email="robin@example.invalid", telephone="01632 960000"),
            )
            yield case, story


def _working(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _worked(case: Case, story: Story, staff: dict[str, User]) -> Template:
    first = read_head().size
    with transaction.atomic():
        with suppress(NotYet):  # it stops where it reaches today, which is one of the ways a matter stands
            story(case)
    surroundings = {FORCE: "force", POLICING_BODY: "policing-body", OVERSIGHT: "oversight", case.file.reference: "reference"}
    surroundings |= {str(user.pk): f"staff.{key}" for key, user in staff.items()}
    return template_of(story.__name__, first, read_head().size, surroundings)


def places() -> list[Place]:
    """The forces of England and Wales: the biggest with a fifth of all matters, one with a 43rd, the others alike."""
    forces = list(Body.objects.filter(kind="police_force", force_kind="territorial", fictional=False).order_by("pk"))
    forces = sorted(forces, key=lambda force: force.pk != "metropolitan")
    at = timezone.now()
    overseers = _people("oversight", forces[0].overseen_by or forces[0], OVERSEERS, at)
    even = (1 - BIGGEST_SHARE - A_FORCES_SHARE) / (len(forces) - 2)
    shares = [BIGGEST_SHARE, A_FORCES_SHARE, *[even] * (len(forces) - 2)]
    return [_place(force, share, overseers, at) for force, share in zip(forces, shares, strict=True)]


def _place(force: Body, share: float, overseers: dict[str, str], at: datetime) -> Place:
    governed = policing_body(force, on=timezone.localdate()) or force
    people = _people(force.pk, force, STAFF, at)
    people |= _people(governed.pk, governed, {"reviewer": Role.LPB_REVIEWER}, at)
    around = {
        "force": force.pk,
        "policing-body": governed.pk,
        "oversight": force.overseen_by_id or force.pk,
        "staff.investigator": people["staff.handler"],
    }
    return Place(force.pk, letters_of(force), share, {**around, **overseers, **people})


def _people(stem: str, body: Body, roles: dict[str, Role], at: datetime) -> dict[str, str]:
    """One person for each role, found again on a second run."""
    found = {}
    for key, role in roles.items():
        email = f"{key}@{stem}.example"
        user = User.objects.filter(email=email).first()
        user = user or invite_user(
            email=email, name=f"{key} of {stem}", body=body, role=role, starts=BEGAN, by=None, at=at, on=BEGAN
        )
        found[f"staff.{key}"] = str(user.pk)
    return found


def weights_of(templates: list[Template]) -> list[float]:
    """A fifth of all matters is being worked; the others came to their end."""
    still = sum(template.open for template in templates)
    return [OPEN_SHARE / still if one.open else (1 - OPEN_SHARE) / (len(templates) - still) for one in templates]


def handler_of(place: Place) -> User:
    return User.objects.get(pk=place.surroundings["staff.handler"])


