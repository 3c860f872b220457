"""A published page as the lists show it, read from its frozen content."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min

from candour.publishing.models import Snapshot
from candour.publishing.prose import blocks_of

TEASER = 40


@dataclass(frozen=True)
class Published:
    """`published_on` is the day of the first version, `updated_on` that of the one that stands."""

    kind: str
    path: str
    title: str
    published_on: date
    updated_on: date
    version: int
    content: dict[str, Any]
    content_sha256: str
    page_sha256: str

    @classmethod
    def of(cls, snapshot: Snapshot, first: date | None = None) -> "Published":
        content = json.loads(snapshot.content)
        first_on = first or date.fromisoformat(content["history"][0]["published_on"])
        return cls(
            kind=snapshot.kind,
            path=snapshot.path,
            title=content["title"],
            published_on=first_on,
            updated_on=snapshot.published_on,
            version=snapshot.version,
            content=content,
            content_sha256=snapshot.content_sha256,
            page_sha256=snapshot.page_sha256,
        )

    @property
    def teaser(self) -> str:
        """The beginning of what happened, or of what is recommended."""
        blocks = blocks_of(self.content.get("happened") or self.content.get("text") or "")
        words = " ".join(blocks[0].split()).split() if blocks else []
        return " ".join(words[:TEASER]) + (" …" if len(words) > TEASER else "")

    @property
    def force_names(self) -> str:
        return ", ".join(force["name"] for force in self.content["forces"])


def published(kind: str) -> list[Published]:
    """Everything of a kind that is public, newest first."""
    begun = Snapshot.objects.filter(kind=kind).values("slug").annotate(first=Min("published_on"))
    first = {row["slug"]: row["first"] for row in begun}
    rows = Snapshot.objects.public().filter(kind=kind)
    listed = [Published.of(snapshot, first[snapshot.slug]) for snapshot in rows]
    return sorted(listed, key=lambda one: (-one.published_on.toordinal(), one.title))
