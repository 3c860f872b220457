"""My cases: what each party to a matter may see of it. What is not named here is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from candour.accounts.access import open_case_file_or_404, roles_on
from candour.accounts.codes import PARTIES, Role
from candour.accounts.models import CaseFile, Person, User
from candour.deadlines.law import the_law
from candour.look.fiction import fiction_among
from candour.matters.facts import facts_of
from candour.matters.guided.citing import Citation, cite_all
from candour.matters.guided.what_next import RELATED, governing
from candour.matters.models import Disclosure, Matter, Party, PartyRole
from candour.matters.stages import stage
from candour.matters.tracking.progress import Progress, progress
from candour.matters.views.opening import fiction_words
from candour.papers.letter_paper import markdown_of
from candour.papers.models import Letter
from candour.papers.prose import as_html
from candour.papers.views.documents import given_out

INFORMED = frozenset({Role.COMPLAINANT, Role.INTERESTED_PERSON})
CONCERNED = frozenset({Role.OFFICER_CONCERNED, Role.POLICE_FRIEND})


@dataclass(frozen=True)
class Right:
    """Something the law entitles the person to; `figure` is the rule's own sentence, where it has one."""

    words: str | Promise
    figure: str
    citations: Sequence[Citation]
    confidence: str
    confidence_note: str


@dataclass(frozen=True)
class Mine:
    """A file in the list. The stage is for those who are kept informed of it, and empty for others."""

    matter: Matter
    roles: str
    stage: str


COMPLAINANTS_RIGHTS: tuple[tuple[str, str, str | Promise], ...] = (
    (
        "step",
        "complaint.record",
        _("You may ask at any time for your complaint to be recorded. You then get a copy of the record."),
    ),
    ("rule", "keeping-informed.progress", _("You are told how it is getting on.")),
    ("rule", "keeping-informed.outcome", _("You are told the outcome, with reasons.")),
    ("rule", "review.application", _("If it was recorded, you may apply for a review of the outcome.")),
    ("step", "withdrawal.signed-notice", _("You may withdraw your complaint, in writing and signed.")),
)
INTERESTED_RIGHTS = (
    ("rule", "keeping-informed.progress", _("You are told how it is getting on, as you have consented to.")),
    ("rule", "keeping-informed.outcome", _("You are told the outcome, with reasons.")),
)
OFFICERS_RIGHTS = (
    (
        "step",
        "complaint.record",
        _("You get a copy of the complaint when it is recorded, unless it is lawfully withheld for now."),
    ),
    (
        "rule",
        "notices.investigation",
        _(
            "If you are under investigation with special procedures, you get a written notice that says what is alleged."
        ),
    ),
    ("rule", "notices.response", _("You may answer that notice, and a police friend may help you.")),
    ("rule", "notices.progress", _("You are told how the investigation is getting on.")),
    (
        "rule",
        "interview.alternative-date",
        _("If you or your police friend cannot come to an interview, you may propose another time."),
    ),
)


FRIENDS_RIGHTS = (
    _("You may advise the officer throughout."),
    _("You may represent them at proceedings, unless a lawyer does, and speak for them to the authority."),
)


@never_cache
@require_safe
def my_complaints(request: HttpRequest) -> HttpResponse:
    user, today = cast(User, request.user), timezone.localdate()
    files = CaseFile.objects.open_to(user, on=today, roles=PARTIES)
    matters = Matter.objects.filter(case_file__in=files).with_names().order_by("-received_on")
    mine = [_listed(matter, user, today) for matter in matters]
    fiction = fiction_among(matter.case_file.fictional for matter in matters)
    return render(request, "matters/parties/list.html", {"mine": mine, "fiction": fiction})


def _listed(matter: Matter, user: User, on: date) -> Mine:
    roles = roles_on(user, matter.case_file, on=on) & PARTIES
    words = ", ".join(str(role.label) for role in Role if role in roles)
    return Mine(matter, words, stage(matter) if is_kept_informed(matter, user, roles) else "")


def is_kept_informed(matter: Matter, user: User, roles: frozenset[Role]) -> bool:
    """A complainant is; an interested person once their consent to it is recorded (section 21); nobody else is."""
    if Role.COMPLAINANT in roles:
        return True
    consented = Party.objects.filter(matter=matter, person__user=user, role=PartyRole.INTERESTED_PERSON)
    return (
        Role.INTERESTED_PERSON in roles
        and consented.filter(consented_on__isnull=False, left_on__isnull=True).exists()
    )


@never_cache
@require_safe
def my_complaint(request: HttpRequest, reference: str) -> HttpResponse:
    user, today = cast(User, request.user), timezone.localdate()
    matter = _opened(request, reference, "party.progress")
    roles = roles_on(user, matter.case_file, on=today) & PARTIES
    shown: dict[str, Any] = {
        "matter": matter,
        "today": today,
        "roles": ", ".join(str(role.label) for role in Role if role in roles),
        "progress": _progress(matter, user, roles, today),
        "awaits_consent": Role.INTERESTED_PERSON in roles and not is_kept_informed(matter, user, roles),
        "letters": letters_to(user, matter),
        "disclosed": Disclosure.objects.to(user, matter) if roles & CONCERNED else [],
        "concerned": bool(roles & CONCERNED),
        "rights": rights_of(matter, roles, on=today),
        "friends_rights": _friends_rights() if roles == {Role.POLICE_FRIEND} else [],
        "fiction": _fiction(matter),
    }
    return render(request, "matters/parties/complaint.html", shown)


def _opened(request: HttpRequest, reference: str, what: str) -> Matter:
    """Through the one door, for parties only, with the look logged; a stranger learns nothing, not even that it exists."""
    case_file = open_case_file_or_404(request, reference, what, roles=PARTIES)
    return get_object_or_404(Matter.objects.with_names(), case_file=case_file)


def _fiction(matter: Matter) -> str:
    return fiction_words(matter) if matter.case_file.fictional else ""


def _progress(matter: Matter, user: User, roles: frozenset[Role], on: date) -> Progress | None:
    if not is_kept_informed(matter, user, roles):
        return None
    me = Person.objects.filter(parties__matter=matter, user=user)
    return progress(matter, on=on, people=list(me))


def letters_to(user: User, matter: Matter) -> list[Letter]:
    """Letters that were sent to this person on this matter."""
    rows = Letter.objects.addressed_to(user).filter(case_file=matter.case_file)
    return list(rows.select_related("document", "sender").order_by("-sent_on", "id"))


def rights_of(matter: Matter, roles: frozenset[Role], *, on: date) -> list[Right]:
    # Until logging settles it, the new law is taken to govern, as it does unless an older matter is still open.
    facts = {RELATED: False, **facts_of(matter, on=on)}
    named: list[tuple[str, str, str | Promise]] = []
    if Role.COMPLAINANT in roles:
        named += COMPLAINANTS_RIGHTS
    elif Role.INTERESTED_PERSON in roles:
        named += INTERESTED_RIGHTS
    if roles & CONCERNED:
        named += OFFICERS_RIGHTS
    found = [_right(kind, key, words, facts) for kind, key, words in named]
    return [right for right in found if right is not None]


def _friends_rights() -> list[Right]:
    """What a friend may do, beside the rights of the officer whom they help."""
    note = gettext("read in second-hand copies of the regulation")
    cited = cite_all(("uksi/2020/4/regulation/7",))
    return [Right(words, "", cited, "secondary", note) for words in FRIENDS_RIGHTS]


def _right(kind: str, key: str, words: str | Promise, facts: Any) -> Right | None:
    if kind == "step":
        step = the_law().steps[key]
        return Right(words, "", cite_all(step.source), step.confidence, step.confidence_note)
    version = governing(key, facts)
    if version is None:
        return None
    return Right(words, version.gist, cite_all(version.source), version.confidence, version.confidence_note)


@never_cache
@require_safe
def my_letter(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    matter = _opened(request, reference, "party.letter")
    letter = _letter(request, matter, pk)
    shown = {
        "matter": matter,
        "letter": letter,
        "html": as_html(markdown_of(letter)),
        "fiction": _fiction(matter),
    }
    return render(request, "matters/parties/letter.html", shown)


@never_cache
@require_safe
def my_letter_pdf(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    matter = _opened(request, reference, "party.letter-pdf")
    letter = _letter(request, matter, pk)
    if letter.document is None:
        raise Http404
    return given_out(request, letter.document)


def _letter(request: HttpRequest, matter: Matter, pk: UUID) -> Letter:
    mine = {letter.pk: letter for letter in letters_to(cast(User, request.user), matter)}
    if pk not in mine:
        raise Http404
    return mine[pk]


@never_cache
@require_safe
def my_paper(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """A paper that was disclosed to this person, as it stands in the file; no other exists for them."""
    matter = _opened(request, reference, "party.disclosed-paper")
    mine = Disclosure.objects.to(cast(User, request.user), matter)
    return given_out(request, get_object_or_404(mine, pk=pk).document)
