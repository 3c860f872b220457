"""What stands in the way of publishing a case file: a checklist, each line with its evidence."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from candour.accounts.codes import CaseFileKind
from candour.accounts.models import CaseFile
from candour.deadlines.models import Deadline
from candour.look.dates import partial_date_in_words
from candour.matters.models import Matter
from candour.publishing.codes import FOR_A_RECOMMENDATION, BlockerKind
from candour.publishing.models import Blocker, Summary

CONCLUDED = frozenset({"none", "determined"})
FINISHED = frozenset({"outcome-sent", "closed", "ceased", "converted"})


@dataclass(frozen=True)
class Check:
    """One line of the checklist. `met` None: nobody has considered it yet, which holds publication up as well."""

    kind: str
    title: str
    met: bool | None
    evidence: str
    blocker: Blocker | None = None

    @property
    def in_words(self) -> str:
        return f"{self.title}: {self.evidence}"


class NotYet(Exception):
    """Publication is refused; `checks` is everything that stands in its way."""

    def __init__(self, checks: tuple[Check, ...]) -> None:
        listed = " ".join(f"({number}) {check.title}." for number, check in enumerate(checks, 1))
        super().__init__(_("This cannot be published yet. %(listed)s") % {"listed": listed})
        self.checks = checks


def may_publish(case_file: CaseFile, *, on: date) -> tuple[Check, ...]:
    """Everything that stands in the way, all of it at once; empty where the file may be published."""
    return tuple(check for check in checklist(case_file, on=on) if not check.met)


def checklist(case_file: CaseFile, *, on: date) -> list[Check]:
    checks = [_something_to_publish(case_file)]
    matter = Matter.objects.filter(case_file=case_file).first()
    if matter is not None:
        checks += _of_the_matter(matter, on)
    held = list(Blocker.objects.filter(case_file=case_file).order_by("opened", "id"))
    for kind in kinds_for(case_file):
        of_kind = [blocker for blocker in held if blocker.kind == kind]
        checks += [_of_blocker(blocker) for blocker in of_kind] or [_not_considered(kind)]
    return checks


def kinds_for(case_file: CaseFile) -> tuple[BlockerKind, ...]:
    return FOR_A_RECOMMENDATION if case_file.kind == CaseFileKind.RECOMMENDATION else tuple(BlockerKind)


def _something_to_publish(case_file: CaseFile) -> Check:
    title = _("The page is written")
    if case_file.kind == CaseFileKind.RECOMMENDATION:
        return Check("content", title, True, _("The recommendation as it was made."))
    summary = Summary.objects.filter(case_file=case_file).first()
    missing = [name for name, text in _parts(summary) if not text]
    if missing:
        return Check("content", title, False, _("Missing: %(parts)s.") % {"parts": ", ".join(missing)})
    return Check("content", title, True, _("Title, what happened, what was found and what followed."))


def _parts(summary: Summary | None) -> list[tuple[str, object]]:
    return [
        (_("what it is about"), summary and summary.what.strip()),
        (_("the month"), summary and summary.month),
        (_("the force"), summary and summary.forces.exists()),
        (_("what happened"), summary and summary.happened.strip()),
        (_("what was found"), summary and summary.found.strip()),
        (_("what followed"), summary and summary.followed.strip()),
    ]


def _of_the_matter(matter: Matter, on: date) -> list[Check]:
    """What the record of the matter itself shows; it needs no statement by anybody."""
    running = Deadline.objects.for_subject(matter.pk).owed().filter(rule="review.application")
    last = running.values_list("due", flat=True).first()
    in_time = running.exists() and (last is None or last >= on)
    return [
        Check(
            "investigation",
            _("The investigation is concluded"),
            matter.investigation in CONCLUDED,
            _("The record shows it as: %(state)s.") % {"state": matter.investigation.replace("-", " ")},
        ),
        Check(
            "handling",
            _("The outcome has been given to the people of the matter"),
            matter.handling in FINISHED,
            _("The record shows handling as: %(state)s.") % {"state": matter.handling.replace("-", " ")},
        ),
        Check(
            "review-time",
            _("No time to apply for a review is running"),
            not in_time,
            _("It runs until %(day)s.") % {"day": partial_date_in_words(last.isoformat())}
            if in_time and last
            else _("None runs on the record."),
        ),
    ]


def _of_blocker(blocker: Blocker) -> Check:
    title = blocker.get_kind_display()
    if not blocker.applies:
        said = _("Does not apply: %(evidence)s") % {"evidence": blocker.evidence}
        return Check(blocker.kind, title, True, said, blocker)
    if blocker.closed:
        terms = {"day": partial_date_in_words(blocker.closed), "evidence": blocker.closing_evidence}
        return Check(blocker.kind, title, True, _("Ended %(day)s: %(evidence)s") % terms, blocker)
    return Check(blocker.kind, title, False, _open_words(blocker), blocker)


def _open_words(blocker: Blocker) -> str:
    words = [blocker.evidence]
    if blocker.opened:
        words.append(_("Since %(day)s.") % {"day": partial_date_in_words(blocker.opened)})
    if blocker.expected:
        words.append(_("Expected to end %(day)s.") % {"day": partial_date_in_words(blocker.expected)})
    return " ".join(words)


def _not_considered(kind: BlockerKind) -> Check:
    return Check(kind, str(kind.label), None, _("Nobody has said yet whether publication must wait for it."))
