"""A round of requests for information: what is asked of whom, when, and how each question stands with each authority."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from candour.accounts.models import CaseFile
from candour.bodies.models import Body, PartialDateField
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.papers.models import Document
from candour.register.replies.periods import Period
from candour.register.round_codes import AnswerState, AnswerType, Law, LetterKind, Unit


class RoundQuerySet(RecordedQuerySet):
    def with_names(self) -> "RoundQuerySet":
        return self.select_related("case_file")


class Round(Recorded):
    """`period_from` to `period_to`: the time asked about, both days counted in. `source` where others made the round."""

    ledger_kind = "round"

    case_file = models.OneToOneField(CaseFile, on_delete=models.PROTECT, related_name="round")
    title = CommittedText()
    purpose = CommittedText(blank=True)
    asked_by = CommittedText()
    reply_to = CommittedText(blank=True)
    asked_on = PartialDateField()
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    source_name = CommittedText(blank=True)
    source_address = CommittedText(blank=True)
    source_published = PartialDateField()

    objects: ClassVar = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_from__isnull=True, period_to__isnull=True)
                | Q(period_from__isnull=False, period_to__gte=models.F("period_from")),
                name="round_asks_about_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return self.case_file.reference

    @property
    def period(self) -> Period | None:
        if self.period_from is None or self.period_to is None:
            return None
        return Period(self.period_from, self.period_to)

    def get_absolute_url(self) -> str:
        return reverse("register:round", args=[self.reference])


class RoundQuestion(Recorded):
    """`key` is what mappings name it by; numbers of different units are never added up."""

    ledger_kind = "round-question"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    words = CommittedText()
    answer_type = models.CharField(max_length=12, choices=AnswerType.choices)
    unit = models.CharField(max_length=12, choices=Unit.choices, default=Unit.NONE)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "key"], name="one_question_of_a_key"),
            models.UniqueConstraint(fields=["round", "number"], name="one_question_of_a_number"),
            models.CheckConstraint(
                condition=~Q(answer_type=AnswerType.COUNT) | ~Q(unit=Unit.NONE),
                name="a_number_counts_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.key}"

    @property
    def counts(self) -> bool:
        return self.answer_type == AnswerType.COUNT


class AuthorityQuerySet(RecordedQuerySet):
    def with_names(self) -> "AuthorityQuerySet":
        return self.select_related("body", "round__case_file").order_by("body__official_name")


class RoundAuthority(Recorded):
    """A body that was asked, the law that binds it and its limit of cost, and the days its clocks run from."""

    ledger_kind = "round-authority"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="authorities")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    law = models.CharField(max_length=8, choices=Law.choices)
    limit_hours = models.PositiveSmallIntegerField()
    limit_pounds = models.PositiveSmallIntegerField()
    their_reference = CommittedText(blank=True)
    received_on = models.DateField(null=True, blank=True)
    clarified_on = models.DateField(null=True, blank=True)
    extended_to = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    review_asked_on = models.DateField(null=True, blank=True)
    review_extended_to = models.DateField(null=True, blank=True)
    review_answered_on = models.DateField(null=True, blank=True)

    objects: ClassVar = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "round authorities"
        constraints = [models.UniqueConstraint(fields=["round", "body"], name="a_body_once_a_round")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.body_id}"

    def get_absolute_url(self) -> str:
        return reverse("register:round-authority", args=[self.round.reference, self.body_id])


class RoundAnswer(Recorded):
    """How one question stands with one authority; `sections` are those that a refusal cites."""

    ledger_kind = "round-answer"

    authority = models.ForeignKey(RoundAuthority, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(RoundQuestion, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=12, choices=AnswerState.choices, default=AnswerState.AWAITING)
    sections = models.JSONField(default=list, blank=True)
    note = CommittedText(blank=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "question"], name="one_answer_to_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.question_id}: {self.state}"


class RoundLetter(Recorded):
    """A letter to one authority, as it was sent: the PDF is a document of the round's case file."""

    ledger_kind = "round-letter"

    authority = models.ForeignKey(RoundAuthority, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12, choices=LetterKind.choices)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    words = CommittedText()
    dated = models.DateField()

    class Meta:
        ordering = ["dated", "kind"]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.kind}"


def days_of(authority: RoundAuthority) -> dict[str, date | None]:
    """The days that its clocks run on, by the name of the fact."""
    return {
        "request-received": authority.received_on,
        "clarification-received": authority.clarified_on,
        "public-interest-extended-to": authority.extended_to,
        "review-requested": authority.review_asked_on,
        "review-answer-extended-to": authority.review_extended_to,
    }
