"""The values behind the parts of a page: stages, links to pages of a list, confidence in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Stage:
    """One stage of a stage bar; `state` is `done`, `current` or `to-come`."""

    name: str
    state: str
    words: str


@dataclass(frozen=True)
class PageStep:
    """A link of the pagination, or the gap between two."""

    number: int = 0
    href: str = ""
    current: bool = False
    gap: bool = False


class Confidence(NamedTuple):
    colour: str
    name: Promise
    words: Promise


CONFIDENCE = {
    "read": Confidence("green", gettext_lazy("Read"), gettext_lazy("Checked against the text of the law.")),
    "secondary": Confidence(
        "yellow", gettext_lazy("Secondary"), gettext_lazy("Taken from a source that reports the law.")
    ),
    "unconfirmed": Confidence(
        "orange", gettext_lazy("Unconfirmed"), gettext_lazy("Not yet checked against the text of the law.")
    ),
}


def stages_of(names: Iterable[str], current: str | None) -> list[Stage]:
    """The stages in order, those before `current` done; None means that none has begun."""
    ordered = list(names)
    if current is not None and current not in ordered:
        raise ValueError(f"The stage '{current}' is not one of: {', '.join(ordered)}.")
    reached = ordered.index(current) if current is not None else -1
    return [_stage(name, position - reached, begun=reached >= 0) for position, name in enumerate(ordered)]


def _stage(name: str, offset: int, *, begun: bool) -> Stage:
    if begun and offset < 0:
        return Stage(name, "done", _("Done"))
    if begun and offset == 0:
        return Stage(name, "current", _("Now"))
    return Stage(name, "to-come", _("To come"))


def page_steps(page: Page[Any], query: QueryDict, name: str = "page") -> list[PageStep]:
    """The page links to show, gaps included; each keeps the rest of the query."""
    return [
        PageStep(number, page_href(query, number, name), number == page.number)
        if isinstance(number, int)
        else PageStep(gap=True)
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]


def page_href(query: QueryDict, number: int, name: str = "page") -> str:
    altered = query.copy()
    altered[name] = str(number)
    return f"?{altered.urlencode()}"


def cells_of(row: Sequence[object], numbers: Sequence[bool]) -> list[dict[str, object]]:
    return [{"text": value, "number": number} for value, number in zip(row, numbers, strict=True)]
