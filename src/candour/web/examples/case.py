"""One fictional complaint being worked: the day moves on, and work stops when it reaches today."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from candour.accounts.models import Person, User
from candour.bodies.models import Body
from candour.matters.actions import add_allegation, add_party, decide_allegation, receive_complaint, take
from candour.matters.actions.allegations import AllegationDecision, CodedAllegation
from candour.matters.actions.parties import PartyDetails
from candour.matters.actions.receiving import ComplaintReceived
from candour.matters.actions.taking import Limbs
from candour.matters.models import Matter, Party, PartyRole
from candour.web.examples.words import Event

LONDON = ZoneInfo("Europe/London")
CHANNELS = ("online-form", "online-form", "email", "telephone", "letter", "in-person")


class NotYet(Exception):
    """The next thing would happen after today."""


@dataclass
class Case:
    """`day` is the day on which the next thing happens."""

    dice: random.Random
    staff: dict[str, User]
    event: Event
    day: date
    today: date
    complainant: Person
    matter: Matter | None = None
    last: datetime | None = None

    @property
    def file(self) -> Matter:
        assert self.matter is not None
        return self.matter

    def moment(self) -> datetime:
        """Later than anything done before: half past eight in the morning on a new day, minutes on within it."""
        opening = datetime.combine(self.day, time(8, 30), LONDON)
        self.last = max(opening, self.last or opening) + timedelta(seconds=self.dice.randint(200, 1500))
        return self.last

    def wait(self, least: int, most: int) -> None:
        """Some days pass; nothing is done at a week-end."""
        self.day += timedelta(days=self.dice.randint(least, most))
        while self.day.weekday() > 4:
            self.day += timedelta(days=1)
        self.not_after_today()

    def not_after_today(self) -> None:
        if self.day >= self.today:
            raise NotYet

    def receive(self, *, about: str, standing: str, by: User | None) -> None:
        channel = self.dice.choice(CHANNELS) if by else "online-form"
        details = PartyDetails(role=PartyRole.COMPLAINANT, person=self.complainant, standing=standing)
        self._receive(about, channel, details, by)

    def receive_without_a_name(self, *, about: str, standing: str) -> None:
        said = "Gave no name and no way to be reached."
        details = PartyDetails(role=PartyRole.COMPLAINANT, standing=standing, description=said)
        self._receive(about, "online-form", details, None)

    def _receive(self, about: str, channel: str, details: PartyDetails, by: User | None) -> None:
        self.not_after_today()
        complaint = ComplaintReceived(
            expressed_to=Body.objects.get(pk="wexmoor"),
            about=about,
            words_used=self.event.words,
            channel=channel,
            received_on=self.day,
            made_on=self.day,
            in_writing=channel not in {"telephone", "in-person"},
            outcome_wanted=self.event.wanted,
            happened_on=(self.day - timedelta(days=self.dice.randint(1, 60))).strftime("%Y-%m"),
            parties=(details,),
        )
        self.matter = receive_complaint(complaint=complaint, by=by, at=self.moment()).matter

    def step(self, key: str, who: str, limbs: Limbs | None = None, **answers: Any) -> None:
        given = {name.replace("_", "-"): value for name, value in answers.items()}
        take(key, matter=self.file, by=self.staff[who], on=self.day, at=self.moment(), answers=given, limbs=limbs)

    def name_subject(self, label: str, *, known: bool) -> Party:
        details = (
            PartyDetails(role=PartyRole.COMPLAINED_ABOUT, person=Person(name=label), worker_type="officer")
            if known
            else PartyDetails(role=PartyRole.COMPLAINED_ABOUT, description=label)
        )
        return add_party(matter=self.file, details=details, by=self.staff["handler"], on=self.day, at=self.moment())

    def allege(self, subjects: list[Party]) -> None:
        coded = CodedAllegation(
            code=self.event.code, summary=self.event.summary, subjects=subjects, factors=(self.event.factor,)
        )
        add_allegation(
            matter=self.file, allegation=coded, by=self.staff["handler"], on=self.day, at=self.moment()
        )

    def decide_all(self, who: str, decision: str, reasons: str, *actions: str) -> None:
        for allegation in self.file.allegations.all():
            decided = AllegationDecision(decision=decision, reasons=reasons, actions=actions)
            decide_allegation(
                allegation=allegation, decision=decided, by=self.staff[who], on=self.day, at=self.moment()
            )

    def update(self, who: str, words: str) -> None:
        """Everybody who is kept informed is told."""
        for party in self.file.parties.kept_informed():
            self.step("keeping-informed.update", who, party=party, channel="email", views=words)
