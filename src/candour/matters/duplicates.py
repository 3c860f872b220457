"""People and matters that may be the same as those being entered: suggestions with their reasons, never a merge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, utils

from candour.accounts.models import Person, User
from candour.accounts.models.case_files import opens
from candour.accounts.models.people import PersonQuerySet
from candour.accounts.models.words import FEWEST_FIGURES, words_of
from candour.bodies.models import Body
from candour.look.dates import partial_date_in_words
from candour.matters.models import Matter, Party, PartyRole
from candour.matters.models.matter import MatterQuerySet

MOST_READ = 400
MOST_SHOWN = 5
WORTH_SHOWING = 40
NAMES_ALIKE = 80.0
WORDS_ALIKE = 50
LONG_WORD = 5
FEWEST_WORDS = 6
LOOKS_BACK = timedelta(days=365)
START_OF_NAME = 3

Points = tuple[int, str]


@dataclass(frozen=True)
class Asked:
    """Who asks, and on which day: only what that person may open is looked at."""

    user: User
    on: date

    def matters(self) -> MatterQuerySet:
        return Matter.objects.open_to(self.user, on=self.on)

    def people(self) -> PersonQuerySet:
        seen = Party.objects.filter(
            opens(self.user, on=self.on, path="matter__case_file"), person=OuterRef("pk")
        )
        found: PersonQuerySet = Person.objects.filter(Exists(seen))
        return found


@dataclass(frozen=True)
class Suggestion:
    """A person who may be the one meant. `score` runs to 100; each reason is a sentence."""

    person: Person
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Alike:
    matter: Matter
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Described:
    """A complaint as it is being entered."""

    force: Body
    words: str
    happened_on: str
    received_on: date
    complainant: str


def similar_people(
    *, name: str, email: str, telephone: str, date_of_birth: str, asked: Asked
) -> list[Suggestion]:
    """People of the files open to whoever asks, most alike first."""
    wanted = Person(name=name, email=email, telephone=telephone, date_of_birth=date_of_birth)
    found = (_suggestion(person, wanted) for person in _worth_reading(wanted, asked))
    worth = [one for one in found if one.score >= WORTH_SHOWING]
    return sorted(worth, key=lambda one: (-one.score, one.person.name))[:MOST_SHOWN]


def _worth_reading(wanted: Person, asked: Asked) -> Iterable[Person]:
    """Rows that could score at all, the likeliest first: the same address or number, all names beginning alike, then one."""
    starts = [word[:START_OF_NAME] for word in words_of(wanted.name) if len(word) >= START_OF_NAME]
    seen: dict[object, Person] = {}
    for rows in (
        asked.people().reached_by(wanted.email, wanted.telephone),
        asked.people().named(" ".join(starts)),
        *(asked.people().named(start) for start in starts),
    ):
        seen |= {person.pk: person for person in rows.exclude(pk__in=[*seen])[: MOST_READ - len(seen)]}
    return seen.values()


def _suggestion(person: Person, wanted: Person) -> Suggestion:
    score, reasons = _added(_points(person, wanted))
    return Suggestion(person, score, reasons)


def _points(person: Person, wanted: Person) -> Iterable[Points]:
    yield from _name_points(person.name, wanted.name)
    if wanted.email and person.email.casefold() == wanted.email.casefold():
        yield 45, _("The e-mail address is the same.")
    if _same_number(person.telephone, wanted.telephone):
        yield 35, _("The telephone number is the same.")
    yield from _birth_points(person.date_of_birth, wanted.date_of_birth)


def _name_points(name: str, wanted: str) -> Iterable[Points]:
    """The order of the names does not count, nor do capitals and dots."""
    alike = fuzz.token_sort_ratio(name, wanted, processor=utils.default_process)
    if not (name and wanted) or alike < NAMES_ALIKE:
        return
    if alike == 100:
        yield 45, _("The name is the same.")
    else:
        yield 40, _("The names are alike: %(score)d of 100.") % {"score": alike}


def _same_number(number: str, wanted: str) -> bool:
    """The last ten figures decide, so that +44 and a leading 0 are the same."""
    mine, theirs = digits(number)[-10:], digits(wanted)[-10:]
    return len(theirs) >= FEWEST_FIGURES and mine == theirs


def _birth_points(born: str, wanted: str) -> Iterable[Points]:
    if not (born and wanted):
        return
    known = min(len(born), len(wanted))
    if born == wanted:
        yield 30, _("The date of birth is the same.")
    elif born[:known] == wanted[:known]:
        yield 15, _("The dates of birth agree as far as they are known.")
    else:
        yield -40, _("The dates of birth differ.")


def digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())


def similar_matters(described: Described, *, asked: Asked) -> list[Alike]:
    """Matters about the same force within a year before it was received, most alike first."""
    since = described.received_on - LOOKS_BACK
    rows = asked.matters().filter(expressed_to=described.force, received_on__gte=since).with_names()
    newest = list(rows.order_by("-received_on")[:MOST_READ])
    names = _complainants(newest)
    found = (_alike(matter, described, names.get(matter.pk, ())) for matter in newest)
    worth = [one for one in found if one.score >= WORTH_SHOWING]
    return sorted(worth, key=lambda one: (-one.score, one.matter.reference))[:MOST_SHOWN]


def _complainants(matters: Sequence[Matter]) -> dict[object, list[str]]:
    rows = Party.objects.filter(matter__in=matters, role=PartyRole.COMPLAINANT, person__isnull=False)
    gathered: dict[object, list[str]] = {}
    for matter, name in rows.values_list("matter", "person__name"):
        gathered.setdefault(matter, []).append(name)
    return gathered


def _alike(matter: Matter, described: Described, names: Iterable[str]) -> Alike:
    score, reasons = _added(_matter_points(matter, described, names))
    return Alike(matter, score, reasons)


def _matter_points(matter: Matter, described: Described, names: Iterable[str]) -> Iterable[Points]:
    if any(True for name in names for _point in _name_points(name, described.complainant)):
        yield 35, _("The complainant’s name is the same or nearly so.")
    if described.happened_on and matter.happened_on == described.happened_on:
        shown = partial_date_in_words(described.happened_on)
        whole = len(described.happened_on) == len("2026-01-01")
        yield 35 if whole else 15, _("It is about the same time: %(when)s.") % {"when": shown}
    shared = shared_words(matter.words_used, described.words)
    if shared >= WORDS_ALIKE:
        yield (
            round(shared / 2),
            _("Of 100 longer words in the shorter account, %(n)d are in the other.") % {"n": shared},
        )


def shared_words(one: str, other: str) -> int:
    """Of 100 different longer words in the shorter account, how many the other has too; 0 where there are too few.

    Ratios over all the letters or words find any two accounts of a page half alike: everybody writes "the officer".
    """
    mine, theirs = longer_words(one), longer_words(other)
    fewest = min(len(mine), len(theirs))
    return round(100 * len(mine & theirs) / fewest) if fewest >= FEWEST_WORDS else 0


def longer_words(text: str) -> set[str]:
    return {word for word in utils.default_process(text).split() if len(word) >= LONG_WORD}


def _added(points: Iterable[Points]) -> tuple[int, tuple[str, ...]]:
    counted = list(points)
    return max(0, min(100, sum(each for each, _reason in counted))), tuple(
        reason for _each, reason in counted
    )
