"""Both registers as CSV and JSON, each row with the hash of its snapshot; and the index that scripts may search."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from candour.publishing.codes import PageKind
from candour.publishing.published import Published

SHARED = (
    "kind",
    "address",
    "title",
    "published",
    "updated",
    "version",
    "fictional",
    "content_sha256",
    "page_sha256",
)
COLUMNS: dict[str, tuple[str, ...]] = {
    "investigations": (
        *SHARED,
        "forces",
        "references",
        "month",
        "began",
        "began_on",
        "concluded_on",
        "people",
        "outcomes",
        "behaviours",
        "platforms",
        "standards",
    ),
    "recommendations": (
        *SHARED,
        "addressee",
        "maker",
        "power",
        "made_on",
        "announced_last_day",
        "statutory_last_day",
        "answer",
        "response_received_on",
        "text",
    ),
}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(kind: str, rows: Iterable[Published]) -> bytes:
    """RFC 4180 in UTF-8. Lists within a cell are parted by `|`."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS[kind])
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row_of(one).items()} for one in rows)
    return written.getvalue().encode("utf-8")


def as_json(kind: str, rows: Iterable[Published]) -> bytes:
    """The same rows, with their whole frozen content."""
    listed = [{**row_of(one), "content": one.content} for one in rows]
    return json.dumps({kind: listed}, ensure_ascii=False, indent=1).encode("utf-8")


def search_index(rows: Iterable[Published]) -> bytes:
    listed = [
        {
            "path": one.path,
            "title": one.title,
            "published": one.published_on.isoformat(),
            "words": searched_in(one),
        }
        for one in rows
    ]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def searched_in(one: Published) -> str:
    names = ("happened", "found", "followed", "text", "rationale", "reference")
    texts = [
        one.title,
        one.force_names,
        *one.content.get("references", []),
        *(one.content.get(name, "") for name in names),
    ]
    return " ".join(" ".join(texts).split()).casefold()


def row_of(one: Published) -> dict[str, Any]:
    shared = {
        "kind": one.kind,
        "address": f"{settings.PUBLIC_ADDRESS}{one.path}",
        "title": one.title,
        "published": one.published_on.isoformat(),
        "updated": one.updated_on.isoformat(),
        "version": one.version,
        "fictional": "yes" if one.content.get("fiction") else "no",
        "content_sha256": one.content_sha256,
        "page_sha256": one.page_sha256,
    }
    more = _of_investigation if one.kind == PageKind.INVESTIGATION else _of_recommendation
    return {**shared, **more(one.content)}


def _of_investigation(content: dict[str, Any]) -> dict[str, Any]:
    people = content["people"]
    counted = [group["count"] for group in people]
    return {
        "forces": [force["name"] for force in content["forces"]],
        **{name: content[name] for name in ("references", "month", "began", "began_on", "concluded_on")},
        "people": None if None in counted else sum(counted),
        "outcomes": sorted({code for group in people for code in group["outcomes"]}),
        **{name: content[name] for name in ("behaviours", "platforms", "standards")},
    }


def _of_recommendation(content: dict[str, Any]) -> dict[str, Any]:
    return {
        "addressee": content["forces"][0]["name"],
        **{name: content[name] for name in ("maker", "power", "made_on")},
        "announced_last_day": content["last_day"]["announced"],
        "statutory_last_day": content["last_day"]["lawful"],
        "answer": content["answer"],
        "response_received_on": (content["response"] or {}).get("received_on", ""),
        "text": content["text"],
    }


def harmless(value: Any) -> Any:
    """A spreadsheet must not take a text for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


def _cell(value: Any) -> Any:
    return harmless("|".join(value) if isinstance(value, list) else value)
