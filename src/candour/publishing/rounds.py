"""A round of requests for the public: its frozen content, what stands in the way, its page, and its cells as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from candour.publishing.codes import PageKind
from candour.publishing.content import LONGEST_SLUG, Content, Frame
from candour.publishing.gate import Check
from candour.publishing.models import Snapshot
from candour.publishing.naming import WordingWarning, wording_warnings
from candour.publishing.published import Published
from candour.register.models import Reply, Round
from candour.register.round_cells import as_csv, cells_of
from candour.register.round_codes import ReplyStanding
from candour.register.round_content import round_content

CSV = "text/csv; charset=utf-8"


def content_of_round(round_: Round, frame: Frame) -> Content:
    """What the page and the file say, and nothing that is read anew later."""
    return {
        "kind": PageKind.ROUND.value,
        "slug": slug_of_round(round_),
        "forces": [],
        **round_content(round_, on=frame.published_on),
        "cells": list(cells_of(round_, on=frame.published_on)),
        "published_on": frame.published_on.isoformat(),
        "version": frame.version,
        "history": [dict(one) for one in frame.history],
    }


def slug_of_round(round_: Round) -> str:
    """Title and reference; settled at the first publication and kept from then on."""
    earlier = Snapshot.objects.filter(case_file=round_.case_file).values_list("slug", flat=True).first()
    titled = slugify(round_.title)[:LONGEST_SLUG].rstrip("-")
    return str(earlier) if earlier else f"{titled}-{slugify(round_.reference)}"


def checks_of_round(round_: Round) -> list[Check]:
    """A reply that nobody has looked at may hold what must go back; nothing is published over it."""
    held = Reply.objects.filter(authority__round=round_, standing=ReplyStanding.HELD).count()
    said = _("%(n)s wait for a person.") % {"n": held} if held else _("None is held.")
    return [Check("held", _("Every reply has been looked at"), not held, said)]


def warnings_of_round(round_: Round, change: str = "") -> list[WordingWarning]:
    words = " ".join(one.words for one in round_.statements.all())
    return wording_warnings(
        {"title": round_.title, "purpose": round_.purpose, "statements": words, "change": change}
    )


def round_page(content: Content, fingerprint: str) -> dict[str, Any]:
    """`about` is what the foot of every public page is made from; the round's own source stands in its body."""
    about = {name: content[name] for name in ("version", "history")}
    return {
        "path": f"/publications/rounds/{content['slug']}/",
        "content": content,
        "about": about,
        "fingerprint": fingerprint,
        "fiction": content["fiction"] and _("The authorities and everything on this page are made up."),
        "cells_at": reverse("round-public-csv", args=[content["slug"]]),
    }


def cells_files(rows: list[Published]) -> Iterator[tuple[str, bytes]]:
    """The address and bytes of each round's table of cells, from its frozen content."""
    for one in rows:
        yield reverse("round-public-csv", args=[one.content["slug"]]), as_csv(one.content["cells"])


def frame_of_round(round_: Round, *, on: date, change: str) -> Frame:
    earlier = Snapshot.objects.filter(case_file=round_.case_file).order_by("version")
    history = [_version(one.version, one.published_on, one.change) for one in earlier]
    version = len(history) + 1
    return Frame(on, version, (*history, _version(version, on, change)))


def _version(number: int, on: date, change: str) -> dict[str, Any]:
    return {"version": number, "published_on": on.isoformat(), "change": change}
