"""Recommendations, the responses to them, and the commitments that follow; every row is recorded in the ledger."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.urls import reverse

from candour.accounts.models import CaseFile, User
from candour.accounts.models.case_files import opens
from candour.bodies.models import Body
from candour.bodies.partial_dates import check_partial_date
from candour.learning.codes import ACCEPTED, Answer, Power, Publish
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.matters.models import Matter


class KnownDay(models.CharField):
    """A day, or as much of it as is known: `2022`, `2022-01`, `2022-01-20`; blank where nothing is."""

    def __init__(self, *args: object, **options: object) -> None:
        settled = {"max_length": 10, "blank": True, "default": "", "validators": [check_partial_date]}
        super().__init__(*args, **{**settled, **options})  # type: ignore[arg-type]


class RecommendationQuerySet(RecordedQuerySet):
    def open_to(self, user: User, *, on: date) -> "RecommendationQuerySet":
        return self.filter(opens(user, on=on, path="case_file"))

    def with_names(self) -> "RecommendationQuerySet":
        return self.select_related("case_file", "maker", "addressee", "matter__case_file")

    def awaiting(self) -> "RecommendationQuerySet":
        return self.filter(answer=Answer.AWAITING)

    def late(self, on: date) -> "RecommendationQuerySet":
        """Without an answer after the last day that the Act allows; an announced day makes nothing late."""
        return self.awaiting().filter(statutory_last_day__lt=on)

    def accepted(self) -> "RecommendationQuerySet":
        return self.filter(answer__in=ACCEPTED)


class Recommendation(Recorded):
    """`published_due_date` is the day that was announced, `statutory_last_day` the last one the Act allows."""

    ledger_kind = "recommendation"

    case_file = models.OneToOneField(CaseFile, on_delete=models.PROTECT, related_name="recommendation")
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    power = models.CharField(max_length=12, choices=Power.choices)
    maker = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    addressee = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    made_on = KnownDay()
    text = CommittedText()
    rationale = CommittedText(blank=True)
    national = models.BooleanField(default=False)
    published_due_date = models.DateField(null=True, blank=True)
    statutory_last_day = models.DateField(null=True, blank=True)
    extension_asked_on = models.DateField(null=True, blank=True)
    extended_to = models.DateField(null=True, blank=True)
    reviewed_from = models.DateField(null=True, blank=True)
    reviewed_to = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, default=Answer.AWAITING)

    objects: ClassVar = RecommendationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["answer", "statutory_last_day"], name="recommendation_answer")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return self.case_file.reference

    @property
    def state(self) -> str:
        return "open" if self.answer == Answer.AWAITING else "answered"

    @property
    def latest_response(self) -> "Response | None":
        return self.responses.order_by("-number").first()

    def is_late(self, on: date) -> bool:
        last = self.statutory_last_day
        return self.answer == Answer.AWAITING and last is not None and last < on

    def get_absolute_url(self) -> str:
        return reverse("learning:recommendation", args=[self.reference])


class Response(Recorded):
    """What the addressee answered; a later one stands beside the earlier. `received_on` may be unknown."""

    ledger_kind = "response"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="responses")
    number = models.PositiveSmallIntegerField(default=1)
    received_on = KnownDay()
    accepted = models.CharField(max_length=12, choices=Answer.choices)
    action = CommittedText(blank=True)
    representations = CommittedText(blank=True)
    publish = models.CharField(max_length=12, choices=Publish.choices, default=Publish.WHOLE)
    published_part = CommittedText(blank=True)
    publish_reasons = CommittedText(blank=True)
    publish_decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="one_response_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.number}: {self.accepted}"

    @property
    def public_action(self) -> str:
        """The words of the response that may be published: all, the part decided upon, or none."""
        match Publish(self.publish):
            case Publish.WHOLE:
                return self.action
            case Publish.PART:
                return self.published_part
            case Publish.NONE | Publish.UNDECIDED:
                return ""


class Commitment(Recorded):
    """Something that the addressee promised to do, by when, and what shows that it was done."""

    ledger_kind = "commitment"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField(default=1)
    promised = CommittedText()
    due = KnownDay()
    done_on = KnownDay()
    evidence = CommittedText(blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["number", "on"]

    def __str__(self) -> str:
        return f"{self.recommendation_id} due {self.due or 'with no day'}"
