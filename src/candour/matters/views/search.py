"""One box: reference, name or words; results grouped by kind, with why they match."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.codes import Capacity
from candour.accounts.models import PersonWord, User
from candour.accounts.models.reach import Reach, reach_of
from candour.accounts.models.words import Beginning, as_places, longest_first, places_of_words
from candour.accounts.models.written_once import ON, Questions
from candour.accounts.requests import SignedInRequest
from candour.look.fiction import fiction_among
from candour.matters.models import Matter, Party, PartyWord
from candour.matters.models.matter import MatterQuerySet

MOST = 25
SHORTEST = 3
AS_AUTHORITY = frozenset({Capacity.APPROPRIATE_AUTHORITY})
SHOWN = ("case_file__reference", "case_file__fictional", "expressed_to__official_name")


@dataclass(frozen=True)
class Hit:
    matter: Matter
    why: str


class SearchForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Reference, name or words"),
        max_length=100,
        min_length=SHORTEST,
        error_messages={
            "required": gettext_lazy("Enter a reference, a name or some words"),
            "min_length": gettext_lazy("Enter at least 3 letters"),
        },
    )


def search(request: SignedInRequest) -> HttpResponse:
    form = SearchForm(request.GET if "words" in request.GET else None)
    groups: list[tuple[str, list[Hit]]] = []
    if form.is_bound and form.is_valid():
        groups = find(form.cleaned_data["words"].strip(), request.user, on=timezone.localdate())
    context = {
        "form": form,
        "groups": [group for group in groups if group[1]],
        "most": MOST,
        "asked": form.is_bound and form.is_valid(),
        "fiction": fiction_among(hit.matter.case_file.fictional for _, hits in groups for hit in hits),
    }
    return render(request, "matters/search.html", context)


def find(words: str, user: User, *, on: date) -> list[tuple[str, list[Hit]]]:
    """Only among the files this person may open."""
    reach = reach_of(user, on=on)
    return [
        (_("References"), _by_reference(words, reach, on)),
        (_("People"), _by_person(words, reach, reach_of(user, on=on, but_as=AS_AUTHORITY), on)),
        (_("Words of the complaint"), _by_words(words, reach, on)),
    ]


def _matters(reach: Reach) -> MatterQuerySet:
    opened = reach.opens(on=ON, path="case_file", authority="appropriate_authority")
    shown = Matter.objects.filter(opened).select_related("case_file", "expressed_to")
    found: MatterQuerySet = shown.only("summary", *SHOWN)
    return found


def _parties(reach: Reach) -> QuerySet[Party]:
    opened = reach.opens(on=ON, path="matter__case_file", authority="matter__appropriate_authority")
    shown = ("role", "description", "person__name", *(f"matter__{name}" for name in SHOWN))
    found = Party.objects.filter(opened).select_related("person", "matter__case_file", "matter__expressed_to")
    return found.only(*shown)


OF_REFERENCE = Questions(
    lambda reach: _matters(reach).filter(case_file__reference__begins=Beginning("reference"))[:MOST]
)
OF_WORDS = Questions(lambda reach, number: _matters(reach).about_words(places_of_words(number))[:MOST])
OF_OUR_NAMES = Questions(
    lambda reach, number: PartyWord.objects.led_by(
        _parties(reach), places_of_words(number), path="", authority__in=reach.authorities
    )[: 2 * MOST]
)
OF_NAMES = Questions(
    lambda reach, number: PersonWord.objects.led_by(
        _parties(reach), places_of_words(number), path="person__"
    )[: 2 * MOST]
)


def _by_reference(words: str, reach: Reach, on: date) -> list[Hit]:
    rows = OF_REFERENCE(reach, on=on, reference=words.upper())
    return [Hit(row, _("The reference begins with what you typed")) for row in rows]


def _by_person(words: str, reach: Reach, beside: Reach, on: date) -> list[Hit]:
    """Each word typed must begin a word of the name, in any order. The reader's own forces first, by their own index;
    then what opens otherwise (`beside`): files held in another right, and those that somebody was appointed to."""
    asked = longest_first(words)
    parties = _different(OF_OUR_NAMES(reach, len(asked), on=on, **as_places(asked)))
    if len(parties) < MOST:
        parties |= _different(OF_NAMES(beside, len(asked), on=on, **as_places(asked)))
    return [
        Hit(
            party.matter,
            _("%(name)s is the %(role)s")
            % {"name": party.shown_name, "role": party.get_role_display().lower()},
        )
        for party in list(parties.values())[:MOST]
    ]


def _different(found: list[Party]) -> dict[UUID, Party]:
    """A party comes once for each word that begins so."""
    return {party.pk: party for party in found}


def _by_words(words: str, reach: Reach, on: date) -> list[Hit]:
    asked = longest_first(words)
    rows = OF_WORDS(reach, len(asked), on=on, **as_places(asked))
    return [Hit(row, _("In the summary: %(part)s") % {"part": around(row.summary, words)}) for row in rows]


def around(text: str, words: str, reach: int = 40) -> str:
    """The words with a little of what stands on either side."""
    at = text.lower().find(words.lower())
    start, end = max(0, at - reach), at + len(words) + reach
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
