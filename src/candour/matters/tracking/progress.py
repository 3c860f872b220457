"""What people outside are told of a matter: stage, dates, the next date owed to them, whom to ask, and a running review right."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candour.accounts.codes import Capacity
from candour.accounts.models import Person
from candour.bodies.models import Body
from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline
from candour.deadlines.sentences import ANYBODY
from candour.matters.authority import oversight_body
from candour.matters.facts import facts_of
from candour.matters.guided.citing import Citation, cite_all
from candour.matters.models import Matter, PartyRole, StatedFact, StepTaken
from candour.matters.review_body import review_body
from candour.matters.stages import milestone, stage, stages_of_matter
from candour.procedure.rules import Version

DIRECTOR_GENERAL = "director-general"
OWED_TO = ("complainant", "complainant-and-interested-persons")
TOLD: dict[str, str | Promise] = {
    "complaint.log": _("Logged"),
    "complaint.forward": _("Sent on to another body"),
    "complaint.not-a-complaint": _("Found not to be a complaint under the Act"),
    "complaint.keep-outside": _("Being handled outside Schedule 3"),
    "complaint.record": _("Recorded"),
    "referral.refer": _("Referred to the oversight body"),
    "handling.decide": _("Decided how to handle it"),
    "handling.must-investigate": _("An investigation was decided"),
    "handling.decide-outcome": _("Outcome decided"),
    "handling.determine": _("Outcome decided"),
    "handling.enter-determination": _("Outcome decided"),
    "handling.provide-outcome": _("Outcome letter provided"),
    "complaint.resolve": _("Closed"),
    "handling.close": _("Closed"),
    "review.receive": _("Application for a review received"),
    "review.misdirected": _("Application for a review sent on to the right body"),
    "review.refuse": _("Application for a review not accepted"),
    "review.decide": _("Review decided"),
    "review.recommend": _("The review body made a recommendation"),
    "review.no-recommendation": _("The review body recommended nothing"),
    "review.answer": _("The recommendation was answered"),
    "review.enter-decision": _("Review decided"),
    "review.require-investigation": _("An investigation was required after the review"),
    "handling.reopen": _("Taken up again after the review"),
    "handling.re-investigate": _("A re-investigation was ordered"),
    "handling.enter-re-investigation": _("A re-investigation was ordered"),
}
"""The steps that the people of a matter are told of, in their words; no other step is shown to anybody outside."""
ALWAYS_TOLD = {"complaint.log"}
"""What is still shown to a person from whom something is withheld: which step it concerns is not kept as a code."""
WITHHELD = "complainant-not-to-be-told"


@dataclass(frozen=True)
class Told:
    title: str | Promise
    on: date


@dataclass(frozen=True)
class Owed:
    """The next thing owed to the person. `late` says that its last day has passed."""

    title: str
    due: date
    by: Body | None
    late: bool
    citations: Sequence[Citation]


@dataclass(frozen=True)
class ReviewRight:
    """A right to a review that runs. `to` is None until it is settled which body reviews."""

    until: date
    to: Body | None
    gist: str
    citations: Sequence[Citation]


@dataclass(frozen=True)
class Progress:
    """`stages` is empty for a person from whom something is lawfully withheld: they see no more than the first dates.

    `nobody_to_tell`: it was made without a name or a way to be reached, and nobody else is entitled to be told.
    """

    reference: str
    force: Body
    stage: str
    stages: Sequence[str]
    milestone: str
    dates: Sequence[Told]
    next: Owed | None
    contact: Body
    review: ReviewRight | None
    review_ended: date | None = None
    nobody_to_tell: bool = False


def progress(matter: Matter, *, on: date, people: Sequence[Person] = ()) -> Progress:
    """With `people`, dates kept for each person are those of one of them; else those of the complainants."""
    shown_to = people or complainants(matter)
    withheld = is_withheld_from(matter, shown_to)
    dates = _dates(matter, ALWAYS_TOLD if withheld else TOLD)
    return Progress(
        reference=matter.reference,
        force=matter.expressed_to,
        stage=str(_("Being dealt with")) if withheld else stage(matter),
        stages=() if withheld else stages_of_matter(matter),
        milestone="" if withheld else milestone(matter),
        dates=tuple(sorted(dates, key=lambda told: told.on)),
        next=next_owed(matter, shown_to, on=on),
        contact=whom_to_ask(matter, on=on),
        review=running_review(matter, on=on),
        review_ended=review_time_ended(matter, on=on),
        nobody_to_tell=not shown_to and is_without_a_name(matter),
    )


def is_withheld_from(matter: Matter, people: Sequence[Person]) -> bool:
    """Whether, by the newest decision for any of them, something is being kept back under the harm test."""
    rows = StatedFact.objects.filter(matter=matter, name=WITHHELD, party__person__in=people).order_by("at")
    newest = dict(rows.values_list("party", "value"))
    return "yes" in newest.values()


def is_without_a_name(matter: Matter) -> bool:
    """Whoever complains is in the matter, and is not known."""
    unknown = matter.parties.filter(role=PartyRole.COMPLAINANT, person__isnull=True, left_on__isnull=True)
    return bool(unknown.exists())


def complainants(matter: Matter) -> list[Person]:
    return [
        party.person
        for party in matter.parties.kept_informed().filter(role="complainant").select_related("person")
    ]


def _dates(matter: Matter, told: Collection[str]) -> Iterator[Told]:
    if matter.made_on:
        yield Told(_("Made"), matter.made_on)
    yield Told(_("Received"), matter.received_on)
    taken = StepTaken.objects.filter(matter=matter, step__in=told).order_by("at")
    yield from (Told(TOLD[row.step], row.on) for row in taken)


def next_owed(matter: Matter, people: Sequence[Person], *, on: date) -> Owed | None:
    rows = Deadline.objects.for_subject(matter.pk).owed().filter(owed_to__in=OWED_TO, due__isnull=False)
    mine = rows.filter(Q(recipient__in=people) | Q(recipient__isnull=True)).select_related("body")
    row = mine.first()
    if row is None:
        return None
    rule = the_law().rule(row.rule)
    version = version_of(row)
    return Owed(
        spoken_to_them(rule.title),
        row.due,
        who_owes(row, matter),
        row.due < on,
        cite_all(version.source if version else ()),
    )


def spoken_to_them(title: str) -> str:
    """A rule speaks of the person; here that person reads it."""
    return title.replace(ANYBODY, gettext("you")) if ANYBODY in title else title


def who_owes(row: Deadline, matter: Matter) -> Body | None:
    """In a directed or independent investigation the Director General's body owes what the authority else does."""
    theirs = row.owed_by == DIRECTOR_GENERAL
    return oversight_body(matter.expressed_to) or row.body if theirs else row.body


def version_of(row: Deadline) -> Version | None:
    return next((version for version in the_law().versions_of(row.rule) if version.id == row.version), None)


def whom_to_ask(matter: Matter, *, on: date) -> Body:
    """Who deals with it now: a policing body that took this on, else the newest appropriate authority."""
    held = matter.case_file.custodies.in_force(on).select_related("body").order_by("starts")
    for capacity in (Capacity.HANDLER, Capacity.APPROPRIATE_AUTHORITY):
        row = held.filter(capacity=capacity).last()
        if row is not None:
            return row.body
    return matter.appropriate_authority


def review_time_ended(matter: Matter, *, on: date) -> date | None:
    """The last day on which a review could be asked for, once it has passed unused and nothing else was begun."""
    rows = Deadline.objects.for_subject(matter.pk).owed().filter(rule="review.application", due__lt=on)
    row = rows.first()
    return row.due if row else None


def running_review(matter: Matter, *, on: date) -> ReviewRight | None:
    rows = Deadline.objects.for_subject(matter.pk).owed().filter(rule="review.application", due__gte=on)
    row = rows.first()
    if row is None:
        return None
    version = version_of(row)
    answer = review_body(matter, facts_of(matter, on=on), on=on)
    sources = cite_all(version.source if version else ())
    return ReviewRight(row.due, answer.body, version.gist if version else "", sources)
