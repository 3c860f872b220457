"""Documents and letters of a case file, and how far each e-mail has got."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from candour.accounts.models import CaseFile, Person, User
from candour.bodies.models import Body
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.papers.codes import (
    FileKind,
    LetterKind,
    LetterState,
    Marking,
    Method,
    ProvidedBasis,
    Source,
    Trouble,
)

TITLE_LENGTH = 200


class DocumentQuerySet(RecordedQuerySet):
    def of(self, case_file: CaseFile) -> Self:
        """What came in or was written for the file; the PDFs of letters are found through their letters."""
        return (
            self.filter(case_file=case_file)
            .exclude(source=Source.LETTER)
            .order_by("-received_on", "id")
            .select_related("uploaded_by")
        )


class Document(Recorded):
    """A file that is never altered. Its content lies in the store under its hash."""

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="documents")
    title = CommittedText()
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.NOT_MARKED)
    file_kind = models.CharField(max_length=8, choices=FileKind)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    received_on = models.DateField()
    source = models.CharField(max_length=32, choices=Source)
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["case_file", "received_on"], name="document_of_case_file")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="document_is_not_empty"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_hash_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"


class LetterQuerySet(RecordedQuerySet):
    def of(self, case_file: CaseFile) -> Self:
        """Newest first: drafts by the day they were begun, the others by their date."""
        return (
            self.filter(case_file=case_file)
            .select_related("recipient", "recipient_body", "sender", "document")
            .order_by("-drafted_on", "-dated", "id")
        )

    def addressed_to(self, user: User) -> Self:
        """The letters that a person with a sign-in has been sent."""
        return self.filter(recipient__user=user, state=LetterState.SENT)


class Letter(Recorded):
    """A letter of a case file: written, approved as a PDF that no longer changes, then sent once.

    `body` may be edited; `fixed` is what the law requires it to say, and comes from the letter's text only.
    """

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="letters")
    sender = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    recipient_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=24, choices=LetterKind)
    method = models.CharField(max_length=8, choices=Method)
    state = models.CharField(max_length=12, choices=LetterState, default=LetterState.DRAFT)
    subject = CommittedText()
    body = CommittedText()
    fixed = CommittedText(blank=True)
    signatory = CommittedText(blank=True)
    drafted_on = models.DateField()
    drafted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    dated = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="letter"
    )
    sent_to = CommittedText(blank=True)
    sent_on = models.DateField(null=True, blank=True)
    provided_on = models.DateField(null=True, blank=True)
    provided_basis = models.CharField(max_length=16, choices=ProvidedBasis, null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["case_file", "drafted_on"], name="letter_of_case_file")]
        constraints = [
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, recipient_body__isnull=True)
                | Q(recipient__isnull=True, recipient_body__isnull=False),
                name="letter_has_one_recipient",
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.DRAFT, document__isnull=True, dated__isnull=True)
                | Q(document__isnull=False, dated__isnull=False, approved_by__isnull=False)
                & ~Q(state=LetterState.DRAFT),
                name="letter_beyond_draft_is_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[LetterState.SENT, LetterState.RETURNED]) | Q(sent_on__isnull=False),
                name="letter_sent_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(provided_on__isnull=True, provided_basis__isnull=True)
                | Q(provided_on__isnull=False, provided_basis__isnull=False, state=LetterState.SENT),
                name="letter_provided_has_its_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def is_editable(self) -> bool:
        return self.state in {LetterState.DRAFT, LetterState.APPROVED}

    def is_late_to_change(self, on: date) -> bool:
        """An approved letter carries its date; sent on a later day it would say something untrue."""
        return self.dated is not None and self.dated != on


class Delivery(models.Model):
    """How far the sending of one letter by e-mail has got; working state, not part of the record.

    `handed_over_at` is written before the message is given to the mail server: until then a killed
    worker may try again, from then on nobody but a person may.
    """

    letter = models.OneToOneField(Letter, primary_key=True, on_delete=models.CASCADE, related_name="delivery")
    message_id = models.CharField(max_length=320, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=16, choices=Trouble, null=True, blank=True)

    def __str__(self) -> str:
        return f"delivery of letter {self.letter_id}"
