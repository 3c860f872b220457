"""Finds matters by reference, by the people in them and by words of their summary, among the files somebody may open.

What words find is first looked up by its index alone (`_found`), the rows that are shown are read after: at national
size the rows of what has a common word lie all over the disk, and only a few of them are shown.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.codes import Capacity
from candour.accounts.models import User
from candour.accounts.models.reach import Number, Reach, reach_of
from candour.accounts.models.words import Beginning, as_places, longest_first, places_of_words
from candour.accounts.models.written_once import ON, Questions, key
from candour.matters.models import Matter, MatterWord, Party, PartyWord
from candour.matters.models.matter_words import SHORTEST

A_FEW, MANY = 10, 50
"""Of each kind so many are shown, and so many where one kind is asked for alone."""
COMMON = 5_000
AS_AUTHORITY = frozenset({Capacity.APPROPRIATE_AUTHORITY})
SHOWN = ("received_on", "case_file__reference", "case_file__fictional", "expressed_to__official_name")

Words = type[PartyWord] | type[MatterWord]
Bodies = tuple[str, ...]
"""The authorities among whose words is looked; none of them stands for the whole country."""
Some = tuple[list["Hit"], bool]


class Kind(StrEnum):
    REFERENCES = "references"
    PEOPLE = "people"
    SUMMARIES = "summaries"


LABELS: dict[Kind, Promise] = {
    Kind.REFERENCES: gettext_lazy("References"),
    Kind.PEOPLE: gettext_lazy("People"),
    Kind.SUMMARIES: gettext_lazy("Words of the complaint"),
}


@dataclass(frozen=True)
class Hit:
    matter: Matter
    why: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more` says that there is more than that."""

    kind: Kind
    hits: Sequence[Hit]
    more: bool

    @property
    def label(self) -> Promise:
        return LABELS[self.kind]


@dataclass(frozen=True)
class Asker:
    """Whose search it is: what opens files to them, what does so otherwise than through their authority, and how much
    of each kind is wanted."""

    reach: Reach
    otherwise: Reach
    on: date
    most: int


def find(
    text: str, user: User, *, on: date, kinds: Collection[Kind] = tuple(Kind), most: int = A_FEW
) -> list[Group]:
    """Only among the files this person may open; a kind of which nothing is found is left out."""
    asker = Asker(reach_of(user, on=on), reach_of(user, on=on, but_as=AS_AUTHORITY), on, most)
    found = ((kind, FINDERS[kind](text, asker)) for kind in Kind if kind in kinds)
    return [Group(kind, hits, more) for kind, (hits, more) in found if hits]


def _matters() -> QuerySet[Matter]:
    shown: QuerySet[Matter] = Matter.objects.select_related("case_file", "expressed_to").only(
        "summary", *SHOWN
    )
    return shown


def _parties() -> QuerySet[Party]:
    shown = ("role", "description", "person__name", *(f"matter__{name}" for name in SHOWN))
    return Party.objects.select_related("person", "matter__case_file", "matter__expressed_to").only(*shown)


def _of_reference(reach: Reach, most: int) -> QuerySet[Matter]:
    opened = reach.opens(on=ON, path="case_file", authority="appropriate_authority")
    return _matters().filter(opened, case_file__reference__begins=Beginning("reference"))[: most + 1]


def _keys(number: int) -> list[Any]:
    return [key(f"key{place}") for place in range(number)]


OF_REFERENCE = Questions(_of_reference)
MATTERS = Questions(lambda number: _matters().filter(case_file__id__in=_keys(number)))
PARTIES = Questions(lambda number: _parties().filter(pk__in=_keys(number)))


def _by_reference(text: str, asker: Asker) -> Some:
    rows = OF_REFERENCE(asker.reach, asker.most, on=asker.on, reference=text.upper())
    why = _("The reference begins with what you typed")
    hits = [Hit(row, why) for row in rows[: asker.most]]
    return sorted(hits, key=lambda hit: hit.matter.reference), len(rows) > asker.most


def _by_person(text: str, asker: Asker) -> Some:
    """Each word typed must begin a word of the name, in any order."""
    found = _found(PartyWord, longest_first(text), asker)
    parties = _rows(PARTIES, found[: asker.most], asker.most)
    hits = [Hit(party.matter, _what_they_are(party)) for party in parties]
    return _newest_first(hits), len(found) > asker.most


def _what_they_are(party: Party) -> str:
    said = {"name": party.shown_name, "role": party.get_role_display().lower()}
    return _("%(name)s is the %(role)s") % said


def _by_summary(text: str, asker: Asker) -> Some:
    """Words so short that no summary is found under them are passed over."""
    found = _found(MatterWord, [word for word in longest_first(text) if len(word) >= SHORTEST], asker)
    matters = _rows(MATTERS, found[: asker.most], asker.most)
    hits = [Hit(row, _("In the summary: %(part)s") % {"part": around(row.summary, text)}) for row in matters]
    return _newest_first(hits), len(found) > asker.most


FINDERS: dict[Kind, Callable[[str, Asker], Some]] = {
    Kind.REFERENCES: _by_reference,
    Kind.PEOPLE: _by_person,
    Kind.SUMMARIES: _by_summary,
}


def _rows(question: Questions, found: Sequence[UUID], most: int) -> list[Any]:
    """One statement for any number: the last key is asked for again in the places that are left."""
    if not found:
        return []
    every = [*found, *[found[-1]] * (most - len(found))]
    return question(most, **{f"key{place}": one for place, one in enumerate(every)})


def _newest_first(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (hit.matter.received_on, hit.matter.reference), reverse=True)


def _found(kept: Words, words: list[str], asker: Asker) -> list[UUID]:
    """Keys of what has all of these words, one more than is shown where there are more.

    The reader's own forces first, by their own index; then what opens otherwise: files held in another right, and those
    that somebody was appointed to.
    """
    if not words:
        return []
    own = tuple(asker.reach.authorities)
    found = _owners(kept, words, asker.reach, own, asker) if own else []
    if len(found) <= asker.most and _opens_anything(asker.otherwise):
        found = [*found, *_owners(kept, words, asker.otherwise, (), asker)]
    return list(dict.fromkeys(found))


def _opens_anything(reach: Reach) -> bool:
    return bool(reach.appointed_to or reach.party_to or reach.number_otherwise is not Number.NONE)


def _owners(kept: Words, words: list[str], reach: Reach, among: Bodies, asker: Asker) -> list[UUID]:
    """What has two words that begin alike comes twice: then more rows are asked for, until enough are different."""
    ordered, rare = _rare_first(kept, words, among) if words[1:] else (words, 1)
    asked, last = asker.most + 1, False
    found: dict[UUID, None] = {}
    while not last and len(found) <= asker.most:
        rows = OWNERS(kept, reach, among, rare, len(ordered), asked, on=asker.on, **as_places(ordered))
        found = dict.fromkeys(owner for (owner,) in rows)
        last, asked = len(rows) < asked, asked * 4
    return list(found)


def _rare_first(kept: Words, words: list[str], among: Bodies) -> tuple[list[str], int]:
    """Words that so few rows begin with that these are gathered at once, then the common ones; and how many are rare."""
    common = [word for word in words if BEYOND(kept, among, COMMON, word=word)]
    rare = [word for word in words if word not in common]
    return [*rare, *common], len(rare)


def _begin(kept: Words, among: Bodies, word: Beginning) -> QuerySet[Any]:
    rows: QuerySet[Any] = kept.objects.filter(word__begins=word)
    return rows.filter(authority__in=among) if among else rows


BEYOND = Questions(
    lambda kept, among, many: _begin(kept, among, Beginning("word")).values_list("word")[many : many + 1]
)


def _with_all(
    kept: Words, reach: Reach, among: Bodies, rare: int, number: int, most: int
) -> QuerySet[Any, Any]:
    """Walks from the first word; of the others, what has a rare one is gathered first, a common one is looked up for each."""
    first, *others = places_of_words(number)
    found = _begin(kept, among, first)
    for place, word in enumerate(others, start=1):
        found = found.filter(_gathered(kept, among, word) if place < rare else _looked_up(kept, word))
    opened = reach.opens(on=ON, path="case_file", authority="authority")
    return found.filter(opened).values_list(kept.owner)[:most]


OWNERS = Questions(_with_all)


def _gathered(kept: Words, among: Bodies, word: Beginning) -> Q:
    return Q(**{f"{kept.owner}__in": _begin(kept, among, word).values(kept.owner)})


def _looked_up(kept: Words, word: Beginning) -> Exists:
    return Exists(_begin(kept, (), word).filter(**{kept.owner: OuterRef(kept.owner)}))


def around(text: str, words: str, reach: int = 40) -> str:
    """The words with a little of what stands on either side."""
    at = text.lower().find(words.lower())
    start, end = max(0, at - reach), at + len(words) + reach
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
