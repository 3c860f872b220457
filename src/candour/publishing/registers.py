"""The lists made of what is published: registers from A to Z, by force and by year, the glossary, and the files."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import translation

from candour.learning.codes import Answer
from candour.publishing.codes import PageKind
from candour.publishing.feeds import atom_feed
from candour.publishing.models import Snapshot
from candour.publishing.national_register import COLUMNS as REGISTER_COLUMNS
from candour.publishing.national_register import register_lists
from candour.publishing.open_data import COLUMNS, as_csv, as_json, search_index
from candour.publishing.pages import Made, keep_made
from candour.publishing.published import Published, published
from candour.publishing.rendering import HTML, LANGUAGE, render
from candour.publishing.rounds import CSV, cells_files
from candour.publishing.terms import Term, the_glossary

LATEST = 10
Grouped = list[tuple[str, list[Published]]]


@dataclass(frozen=True)
class Shelf:
    """Everything public, parted by kind in the order of PageKind, newest first."""

    investigations: list[Published]
    recommendations: list[Published]
    entries: list[Published]
    rounds: list[Published]

    @property
    def everything(self) -> list[Published]:
        both = [*self.investigations, *self.recommendations]
        return sorted(both, key=lambda one: (-one.published_on.toordinal(), one.kind, one.title))

    @property
    def changed(self) -> list[Published]:
        """Pages of every kind, the one that changed last first."""
        all_kinds = [*self.investigations, *self.recommendations, *self.entries, *self.rounds]
        return sorted(all_kinds, key=lambda one: (-one.updated_on.toordinal(), one.kind, one.title))


def rebuild() -> int:
    """Makes every list anew and stores those that changed; how many did."""
    with translation.override(LANGUAGE):
        return keep_made(make_all())


def make_all() -> Iterator[Made]:
    shelf = Shelf(*(published(kind) for kind in PageKind))
    for builder in BUILDERS:
        yield from builder(shelf)


def made_at(path: str) -> Made | None:
    """One list, made now: for an installation whose lists have not been stored yet."""
    with translation.override(LANGUAGE):
        return next((page for page in make_all() if page.path == path), None)


def _home(shelf: Shelf) -> Iterator[Made]:
    context = {
        "latest": shelf.everything[:LATEST],
        "investigations": len(shelf.investigations),
        "recommendations": len(shelf.recommendations),
        "entries": len(shelf.entries),
        "rounds": len(shelf.rounds),
        "years": years_of(shelf.everything),
    }
    yield _page(reverse("publications"), "home", context)
    yield _page(reverse("search-publications"), "search_export", {"years": years_of(shelf.everything)})


def _investigations(shelf: Shelf) -> Iterator[Made]:
    rows = shelf.investigations
    context = {"rows": rows, "years": years_of(rows)}
    yield _page(reverse("investigations"), "investigations", context)
    yield _page(reverse("investigations-a-to-z"), "a_to_z", {"letters": by_letter(rows)})


def _recommendations(shelf: Shelf) -> Iterator[Made]:
    rows = shelf.recommendations
    yield _page(
        reverse("recommendations-public"), "recommendations", {"rows": rows, "counts": counts_of(rows)}
    )


def _forces(shelf: Shelf) -> Iterator[Made]:
    named: dict[str, str] = {}
    of_force: dict[str, list[Published]] = defaultdict(list)
    for one in shelf.everything:
        for force in one.content["forces"]:
            named[force["key"]] = force["name"]
            of_force[force["key"]].append(one)
    ordered = sorted(named.items(), key=lambda pair: pair[1])
    listed = [
        {"href": reverse("force-publications", args=[key]), "name": name, "count": len(of_force[key])}
        for key, name in ordered
    ]
    yield _page(reverse("publication-forces"), "forces", {"forces": listed})
    for key, name in ordered:
        context = {"name": name, **_parted(of_force[key])}
        yield _page(reverse("force-publications", args=[key]), "force", context)


def _years(shelf: Shelf) -> Iterator[Made]:
    years = years_of(shelf.everything)
    for year in years:
        rows = [one for one in shelf.everything if one.published_on.year == year["year"]]
        context = {"year": year["year"], "years": years, **_parted(rows)}
        yield _page(year["href"], "year", context)


def _register(shelf: Shelf) -> Iterator[Made]:
    yield from register_lists(shelf.entries)


def _rounds(shelf: Shelf) -> Iterator[Made]:
    yield _page(reverse("rounds-public"), "rounds", {"rows": shelf.rounds})
    for path, body in cells_files(shelf.rounds):
        yield Made(path, CSV, body)


def _files(shelf: Shelf) -> Iterator[Made]:
    for kind, rows in (("investigations", shelf.investigations), ("recommendations", shelf.recommendations)):
        yield Made(f"/publications/{kind}.csv", "text/csv; charset=utf-8", as_csv(kind, rows))
        yield Made(f"/publications/{kind}.json", "application/json", as_json(kind, rows))
    yield Made(reverse("feed"), "application/atom+xml; charset=utf-8", atom_feed(shelf.changed))
    yield Made("/publications/index.json", "application/json", search_index(shelf.everything))
    context = {
        "columns": COLUMNS,
        "counts": {
            "investigations": len(shelf.investigations),
            "recommendations": len(shelf.recommendations),
            "entries": len(shelf.entries),
        },
        "register_columns": REGISTER_COLUMNS,
    }
    yield _page(reverse("open-data"), "open_data", context)


def _glossary(shelf: Shelf) -> Iterator[Made]:
    terms = list(the_glossary().values())
    groups = [(letter, list(some)) for letter, some in groupby(terms, key=lambda term: term.term[0].upper())]
    yield _page(reverse("glossary"), "glossary", {"letters": groups, "number": len(terms)})
    for term in terms:
        yield _page(reverse("term", args=[term.key]), "term", _of_term(term))


def _of_term(term: Term) -> dict[str, Any]:
    named = {
        link: the_glossary().get(getattr(term, link)) for link in ("replaces", "replaced_by", "see_also")
    }
    return {"term": term, **named}


BUILDERS: tuple[Callable[[Shelf], Iterable[Made]], ...] = (
    _home,
    _investigations,
    _recommendations,
    _forces,
    _years,
    _register,
    _rounds,
    _files,
    _glossary,
)


def by_letter(rows: Iterable[Published]) -> Grouped:
    ordered = sorted(rows, key=lambda one: one.title.casefold())
    return [(letter, list(some)) for letter, some in groupby(ordered, key=lambda one: one.title[0].upper())]


def years_of(rows: Iterable[Published]) -> list[dict[str, Any]]:
    years = sorted({one.published_on.year for one in rows}, reverse=True)
    return [{"year": year, "href": reverse("publications-of-year", args=[year])} for year in years]


def counts_of(rows: Iterable[Published]) -> dict[str, int]:
    answers = [one.content["answer"] for one in rows]
    return {
        "all": len(answers),
        "accepted": sum(answer in {Answer.YES, Answer.IN_PART} for answer in answers),
        "refused": answers.count(Answer.NO),
        "awaiting": answers.count(Answer.AWAITING),
    }


def latest(number: int = 5) -> list[Published]:
    """The newest publications, for a home page."""
    newest = (
        Snapshot.objects.public().exclude(kind__in=(PageKind.ENTRY, PageKind.ROUND)).newest_first()[:number]
    )
    return [Published.of(snapshot) for snapshot in newest]


def _parted(rows: list[Published]) -> dict[str, Any]:
    recommendations = [one for one in rows if one.kind == PageKind.RECOMMENDATION]
    return {
        "investigations": [one for one in rows if one.kind == PageKind.INVESTIGATION],
        "recommendations": recommendations,
        "counts": counts_of(recommendations),
    }


def _page(path: str, template: str, context: dict[str, Any]) -> Made:
    return Made(path, HTML, render(f"publishing/public/{template}.html", {"path": path, **context}))
