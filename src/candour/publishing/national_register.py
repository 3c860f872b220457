"""The national register in lists: all entries, by force and by year, its search, and the files of every value."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from candour.publishing.entry_content import cited_values
from candour.publishing.open_data import harmless
from candour.publishing.pages import Made
from candour.publishing.published import Published
from candour.publishing.rendering import HTML, render
from candour.register.wording import value_in_words

COLUMNS = (
    "entry",
    "entry_address",
    "title",
    "published",
    "version",
    "fictional",
    "subject",
    "field",
    "value",
    "stands",
    "source",
    "source_publisher",
    "source_address",
    "source_sha256",
    "source_licence",
    "start",
    "end",
    "sheet",
    "cell",
    "quote",
    "reader",
    "reader_version",
    "decision",
    "decided_on",
    "content_sha256",
)
OF_A_CITATION = ("start", "end", "sheet", "cell", "quote", "reader", "reader_version")


def register_lists(rows: list[Published]) -> Iterator[Made]:
    """The front of the register, a page for each force and each year, what stands in for the search, and both files."""
    shown = [listed(one) for one in rows]
    ways = {"forces": by_force(rows), "years": by_year(rows)}
    yield _page(reverse("register-public"), "register", {"rows": shown, **ways})
    yield _page(reverse("search-register"), "register_search_export", ways)
    for force in ways["forces"]:
        yield _page(force["href"], "register_part", {"heading": force["name"], "rows": force["rows"], **ways})
    for year in ways["years"]:
        yield _page(year["href"], "register_part", {"heading": year["year"], "rows": year["rows"], **ways})
    yield Made(reverse("register-csv"), "text/csv; charset=utf-8", as_csv(rows))
    yield Made(reverse("register-json"), "application/json", as_json(rows))


def listed(one: Published) -> dict[str, Any]:
    """As the lists show an entry: its title, when it was published, on how many sources it rests, and the outcomes."""
    return {
        "one": one,
        "sources": len(one.content["sources"]),
        "outcomes": [value_in_words(value) for value in outcomes_of(one)],
    }


def outcomes_of(one: Published) -> list[str]:
    return sorted(
        {
            str(told["value"])
            for _subject, field, told, stands in cited_values(one.content)
            if field["name"] == "outcome" and stands
        }
    )


def by_force(rows: Iterable[Published]) -> list[dict[str, Any]]:
    named: dict[str, str] = {}
    held: dict[str, list[Published]] = defaultdict(list)
    for one in rows:
        for force in one.content["forces"]:
            named[force["key"]] = force["name"]
            held[force["key"]].append(one)
    return [
        {
            "key": key,
            "name": name,
            "href": reverse("register-of-force", args=[key]),
            "rows": [listed(one) for one in held[key]],
        }
        for key, name in sorted(named.items(), key=lambda pair: pair[1])
    ]


def by_year(rows: Iterable[Published]) -> list[dict[str, Any]]:
    """By the year of the case, newest first; an entry without one is in the lists by force only."""
    held: dict[str, list[Published]] = defaultdict(list)
    for one in rows:
        if one.content["year"]:
            held[one.content["year"]].append(one)
    return [
        {
            "year": year,
            "href": reverse("register-of-year", args=[year]),
            "rows": [listed(one) for one in held[year]],
        }
        for year in sorted(held, reverse=True)
    ]


def as_csv(rows: Iterable[Published]) -> bytes:
    """One line for each value and each source that gives it."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    for one in rows:
        writer.writerows({name: harmless(value) for name, value in row.items()} for row in values_of(one))
    return written.getvalue().encode("utf-8")


def as_json(rows: Iterable[Published]) -> bytes:
    """The whole frozen content of each entry."""
    listed_rows = [
        {
            "address": f"{settings.PUBLIC_ADDRESS}{one.path}",
            "content_sha256": one.content_sha256,
            "page_sha256": one.page_sha256,
            "content": one.content,
        }
        for one in rows
    ]
    return json.dumps({"entries": listed_rows}, ensure_ascii=False, indent=1).encode("utf-8")


def values_of(one: Published) -> Iterator[dict[str, Any]]:
    sources = {source["number"]: source for source in one.content["sources"]}
    for subject, field, told, stands in cited_values(one.content):
        for cited in told["cited"]:
            yield {
                **_of_entry(one),
                "subject": subject,
                "field": field["name"],
                "value": told["value"],
                "stands": "yes" if stands else "no",
                **_of_source(sources[cited["source"]]),
                **{name: cited[name] for name in OF_A_CITATION},
                "decision": cited["standing"],
                "decided_on": cited["judged_on"],
            }


def _of_entry(one: Published) -> dict[str, Any]:
    return {
        "entry": one.content["reference"],
        "entry_address": f"{settings.PUBLIC_ADDRESS}{one.path}",
        "title": one.title,
        "published": one.published_on.isoformat(),
        "version": one.version,
        "fictional": "yes" if one.content["fiction"] else "no",
        "content_sha256": one.content_sha256,
    }


def _of_source(source: dict[str, Any]) -> dict[str, Any]:
    return {
        "source": source["reference"],
        "source_publisher": source["publisher"],
        "source_address": source["address"],
        "source_sha256": source["sha256"],
        "source_licence": source["licence"],
    }


def _page(path: str, template: str, context: dict[str, Any]) -> Made:
    return Made(path, HTML, render(f"publishing/public/{template}.html", {"path": path, **context}))
