"""What holds publication up, what is drafted, what was published, and the stored bytes of the public pages."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from candour.accounts.models import CaseFile, User
from candour.bodies.models import Body
from candour.learning.models import KnownDay, Recommendation
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet
from candour.publishing.codes import Began, BlockerKind, PageKind, PublicRole, Serving
from candour.register.models import RegisterEntry

FOLDERS = {
    PageKind.INVESTIGATION: "investigations",
    PageKind.RECOMMENDATION: "recommendations",
    PageKind.ENTRY: "register",
    PageKind.ROUND: "rounds",
}


class Codes(models.JSONField):
    """A list of codes of a closed list, in order."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **options})  # type: ignore[arg-type]


class Blocker(Recorded):
    """One thing publication waits for, or that was considered and does not apply; each with its evidence."""

    ledger_kind = "blocker"

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="blockers")
    kind = models.CharField(max_length=40, choices=BlockerKind.choices)
    applies = models.BooleanField(default=True)
    opened = KnownDay()
    expected = KnownDay()
    closed = KnownDay()
    evidence = CommittedText()
    closing_evidence = CommittedText(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case_file", "kind"], name="blocker_of_case_file")]

    def __str__(self) -> str:
        return f"{self.kind} {self.standing}"

    @property
    def is_open(self) -> bool:
        return self.applies and not self.closed

    @property
    def standing(self) -> str:
        if not self.applies:
            return "does-not-apply"
        return "closed" if self.closed else "open"


class Summary(Recorded):
    """The draft of one investigation's public page: what happened, what was found, what followed. No names."""

    ledger_kind = "summary"

    case_file = models.OneToOneField(CaseFile, on_delete=models.PROTECT, related_name="summary")
    what = CommittedText()
    month = KnownDay()
    began = models.CharField(max_length=12, choices=Began.choices, default=Began.UNKNOWN)
    began_on = KnownDay()
    concluded_on = KnownDay()
    happened = CommittedText(blank=True)
    found = CommittedText(blank=True)
    followed = CommittedText(blank=True)
    learning = CommittedText(blank=True)
    references = Codes()
    themes = Codes()
    behaviours = Codes()
    platforms = Codes()
    standards = Codes()
    source = CommittedText(blank=True)
    source_published = KnownDay()

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return f"summary of {self.case_file_id}"


class SummaryForce(Recorded):
    """A force whose people the investigation was about; the first names the page."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="forces")
    force = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["summary", "force"], name="a_force_once_a_summary")]


class SummaryPeople(Recorded):
    """A person, or people treated alike, by role; `count` None: how many is not stated."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="people")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=24, choices=PublicRole.choices, default=PublicRole.OFFICER)
    count = models.PositiveSmallIntegerField(null=True, blank=True)
    serving = models.CharField(max_length=12, choices=Serving.choices, default=Serving.UNSTATED)
    decisions = Codes()
    proceedings = Codes()
    outcomes = Codes()
    outcome_on = KnownDay()
    sentence = models.CharField(max_length=12, blank=True)
    barred = models.BooleanField(null=True, blank=True)
    note = CommittedText(blank=True)

    class Meta:
        ordering = ["number"]


class SummaryEvent(Recorded):
    """Something on the page's timeline, its date as precise as it is known."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveSmallIntegerField()
    day = KnownDay()
    title = CommittedText()
    note = CommittedText(blank=True)

    class Meta:
        ordering = ["day", "number"]


class SummaryRecommendation(Recorded):
    """A recommendation that came of the investigation."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="recommendations")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="summaries")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "recommendation"], name="a_recommendation_once_a_summary"
            )
        ]


class SnapshotQuerySet(RecordedQuerySet):
    def public(self) -> "SnapshotQuerySet":
        """The newest version of each page, unless it was withdrawn."""
        newer = Snapshot.objects.filter(
            kind=models.OuterRef("kind"), slug=models.OuterRef("slug"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(newer), withdrawn_on__isnull=True)

    def newest_first(self) -> "SnapshotQuerySet":
        return self.order_by("-published_on", "kind", "slug")


class Snapshot(Recorded):
    """What was published, frozen: the content is committed by hash, the page it was rendered to by its SHA-256."""

    ledger_kind = "snapshot"

    case_file = models.ForeignKey(
        CaseFile, null=True, blank=True, on_delete=models.PROTECT, related_name="snapshots"
    )
    entry = models.ForeignKey(
        RegisterEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="snapshots"
    )
    kind = models.CharField(max_length=16, choices=PageKind.choices)
    slug = models.SlugField(max_length=120)
    version = models.PositiveSmallIntegerField()
    published_on = models.DateField()
    content = CommittedText()
    content_sha256 = models.CharField(max_length=64)
    page_sha256 = models.CharField(max_length=64)
    change = CommittedText(blank=True)
    overridden = Codes()
    override_reasons = CommittedText(blank=True)
    warnings_answered = CommittedText(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_reason = CommittedText(blank=True)

    objects: ClassVar = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "version"], name="one_version_of_a_page"),
            models.CheckConstraint(
                condition=Q(case_file__isnull=False, entry__isnull=True)
                | Q(case_file__isnull=True, entry__isnull=False, kind=PageKind.ENTRY),
                name="a_snapshot_is_of_a_case_file_or_an_entry",
            ),
        ]
        indexes = [models.Index(fields=["case_file", "version"], name="snapshot_of_case_file")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} {self.version}"

    @property
    def path(self) -> str:
        return path_of(self.kind, self.slug)

    def is_public(self) -> bool:
        return bool(Snapshot.objects.public().filter(pk=self.pk).exists())


class PublicPage(models.Model):
    """The bytes that the public is sent for one address: of a snapshot, its tombstone, or a list made of them.

    Not part of the record: what a snapshot's page must be is its `page_sha256`, lists can be made again.
    """

    path = models.CharField(max_length=200, unique=True)
    status = models.PositiveSmallIntegerField(default=200)
    content_type = models.CharField(max_length=60)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="pages"
    )

    def __str__(self) -> str:
        return self.path


def path_of(kind: str, slug: str) -> str:
    return f"/publications/{FOLDERS[PageKind(kind)]}/{slug}/"
