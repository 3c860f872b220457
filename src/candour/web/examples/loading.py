"""Loads the worked examples once: accounts, then the caseload from a seed number."""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from candour.accounts.models import Person, User
from candour.matters.models import Matter
from candour.publishing.worked_examples import load_published_investigations
from candour.web.examples import followed
from candour.web.examples.accounts import BEGAN, make_accounts
from candour.web.examples.case import Case, NotYet
from candour.web.examples.exhibits import load_exhibits
from candour.web.examples.rounds import load_rounds
from candour.web.examples.sources import load_sources
from candour.web.examples.stories import stories_for
from candour.web.examples.words import EVENTS, FAMILY, GIVEN

Say = Callable[[str], object]
REACH_DAYS = 540
AT_ONCE = 20


def load_examples(*, seed: int, matters: int, say: Say) -> None:
    """Does nothing where all of it stands already, so that a second start is quick."""
    staff = make_accounts(at=datetime.combine(BEGAN, time(9), ZoneInfo("Europe/London")))
    load_published_investigations(at=timezone.now())
    _load_caseload(seed, matters, staff, say)
    load_exhibits(staff, say=say)
    load_sources(staff, say=say)
    load_rounds(staff, say=say)


def _load_caseload(seed: int, matters: int, staff: dict[str, User], say: Say) -> None:
    standing = Matter.objects.filter(case_file__fictional=True).count()
    if standing > matters:
        return
    say(f"Fictional caseload: {matters} complaints, by taking the steps …")
    if not standing:
        with transaction.atomic():
            followed.tell(followed.followed_case(staff, timezone.localdate()))
    cases = list(planned(seed, matters, staff, timezone.localdate()))
    for start in range(max(standing - 1, 0), len(cases), AT_ONCE):
        with transaction.atomic():
            for case, tell in cases[start : start + AT_ONCE]:
                work(case, tell)
        say(f"  {min(start + AT_ONCE, matters)} of {matters}")


def work(case: Case, tell: Callable[[Case], None]) -> None:
    try:
        tell(case)
    except NotYet:
        return


def planned(
    seed: int, matters: int, staff: dict[str, User], today: date
) -> Iterator[tuple[Case, Callable[[Case], None]]]:
    """The same seed and day give the same caseload. The oldest come first, so that references run with the dates."""
    dice = random.Random(seed)  # noqa: S311 - invented cases, not secrets
    starts = sorted(
        today - timedelta(days=int(REACH_DAYS * dice.random() ** 1.6) + 1) for _ in range(matters)
    )
    people = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    dice.shuffle(people)
    for number, day in enumerate(starts):
        name = people[(number * 7) % len(people)] if dice.random() > 0.06 else people[0]
        person = Person(
            name=name, email=f"{name.lower().replace(' ', '.')}@example.invalid", telephone="01632 960000"
        )
        own = random.Random(f"{seed}-{number}")  # noqa: S311
        event = own.choice(EVENTS)
        stories, weights = zip(*stories_for(event, age=(today - day).days), strict=True)
        case = Case(dice=own, staff=staff, event=event, day=day, today=today, complainant=person)
        yield case, own.choices(stories, weights)[0]
