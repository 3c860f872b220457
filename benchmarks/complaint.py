"""A complaint of a real force worked by the product's actions, one act at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from benchmarks.caseload import Place
from candour.accounts.models import Person, User
from candour.bodies.models import Body
from candour.matters.actions import add_allegation, decide_allegation, receive_complaint, take
from candour.matters.actions.allegations import AllegationDecision, CodedAllegation
from candour.matters.actions.parties import PartyDetails
from candour.matters.actions.receiving import ComplaintReceived
from candour.matters.models import Matter, Party, PartyRole
from candour.procedure.dates import london_day
from candour.web.examples.answers import limbs

Act = Callable[[], object]


@dataclass
class Complaint:
    place: Place
    at: datetime
    matter: Matter | None = None

    def acts(self) -> Iterator[Act]:
        self.staff = {key: User.objects.get(pk=self.place.surroundings[f"staff.{key}"]) for key in ("handler", "authority")}
        yield self._receive
        yield partial(self._step, "complaint.log", limbs("standing", "conduct-towards-them"), handling_started=self._day, linked_matter_under_2012_on_arrival=False, summary="Discourteous manner at the front counter.")
        yield self._allege
        party = self._file.parties.get(role=PartyRole.COMPLAINANT)
        yield partial(self._told, "complaint.contact", party, wish_for_recording=False, was_an_update=True)
        yield partial(self._told, "keeping-informed.update", party)
        yield partial(self._told, "keeping-informed.update", party)
        yield partial(self._step, "complaint.recording-test", limbs("recording"))
        yield partial(self._step, "complaint.keep-outside", agreed_with_complainant="A call from the supervisor.")
        yield self._decide
        yield partial(self._step, "complaint.resolve", outcome_decided=self._day, outcome_text="An explanation and an apology.")
        yield partial(self._told, "complaint.tell-outcome", party)

    @property
    def _file(self) -> Matter:
        assert self.matter is not None
        return self.matter

    @property
    def _day(self) -> Any:
        return london_day(self.at)

    def _moment(self) -> datetime:
        self.at += timedelta(seconds=2)
        return self.at

    def _receive(self) -> None:
        person = Person(name="Robin Vale", email="robin@example.invalid", telephone="01632 960000")
        complaint = ComplaintReceived(
            expressed_to=Body.objects.get(pk=self.place.force),
            about="officer-or-staff",
            words_used="The officer rolled her eyes and told me to get on with it.",
            channel="online-form",
            received_on=self._day,
            made_on=self._day,
            parties=(PartyDetails(role=PartyRole.COMPLAINANT, person=person, standing="conduct-towards"),),
        )
        self.matter = receive_complaint(complaint=complaint, by=None, at=self._moment()).matter

    def _step(self, key: str, tested: Any = None, **answers: Any) -> None:
        """Loaded anew, as a page does it."""
        given = {name.replace("_", "-"): value for name, value in answers.items()}
        matter = Matter.of_file(self._file.case_file_id)
        take(key, matter=matter, by=self.staff["handler"], on=self._day, at=self._moment(), answers=given, limbs=tested)

    def _told(self, key: str, party: Party, **answers: Any) -> None:
        self._step(key, party=party, channel="email", views="That the supervisor has been spoken to.", **answers)

    def _allege(self) -> None:
        coded = CodedAllegation(code="H1", summary="Discourteous manner.", factors=("custody",))
        matter = Matter.of_file(self._file.case_file_id)
        add_allegation(matter=matter, allegation=coded, by=self.staff["handler"], on=self._day, at=self._moment())

    def _decide(self) -> None:
        matter = Matter.of_file(self._file.case_file_id)
        decision = AllegationDecision(decision="resolved", reasons="The supervisor explained.", actions=("apology",))
        decide_allegation(allegation=matter.allegations.get(), decision=decision, by=self.staff["handler"], on=self._day, at=self._moment())
