"""The conversations in which items stand: what is reckoned over all phones of each, and the copies of what is left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

import polars as pl
from django.utils.translation import gettext as _

from candour.evidence.exposure.findings import Cell
from candour.evidence.exposure.items import rows_of
from candour.evidence.joined import Reckoned, joining_of, parts_of, reckoned
from candour.evidence.laid import Part
from candour.evidence.merging.rows import IDENTITY
from candour.evidence.models import Chat, Exhibit, Joining
from candour.evidence.schedules.exhibits import ExhibitRead
from candour.evidence.schedules.rows import Rest, Withheld, grouped
from candour.look.dates import day_in_words

Told = TypeVar("Told")


@dataclass(frozen=True)
class Conversation:
    """`exposure` by the identity of an item; `withheld` what is left out of messages, by the identities of all their copies;
    `sensitive` marks of items that are kept back, by the identities of their copies on other phones."""

    rests: tuple[Rest, ...]
    words: str
    exposure: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    sensitive: Mapping[str, str] = field(default_factory=dict)


class Conversations:
    """Each is reckoned once, with the items of all its phones that are relied on."""

    def __init__(self, read: Iterable[ExhibitRead]) -> None:
        self.read = {one.exhibit.pk: one for one in read}
        self.known: dict[UUID | int, Conversation] = {}

    def of(self, exhibit: Exhibit, chat: Chat) -> Conversation:
        joining = joining_of(exhibit, chat.key)
        key = joining.pk if joining else chat.pk
        if key not in self.known:
            self.known[key] = self._joined(joining) if joining else self._alone(exhibit, chat)
        return self.known[key]

    def _alone(self, exhibit: Exhibit, chat: Chat) -> Conversation:
        one = self.read[exhibit.pk]
        part = Part(exhibit, chat, one.folder, one.reach)
        return _conversation(reckoned([part], None, one.used(chat.key)), one.withheld(chat.key), {})

    def _joined(self, joining: Joining) -> Conversation:
        parts, left_out = parts_of(joining)
        own = [one for one in parts if one.exhibit.pk in self.read]
        items = [item for one in own for item in self.read[one.exhibit.pk].used(one.chat.key)]
        withheld = [pair for one in own for pair in self.read[one.exhibit.pk].withheld(one.chat.key).items()]
        kept_back = [
            pair for one in own for pair in self.read[one.exhibit.pk].sensitive(one.chat.key).items()
        ]
        return _conversation(reckoned(parts, joining, items, left_out), dict(withheld), dict(kept_back))


def _conversation(
    found: Reckoned, withheld: Mapping[str, Withheld], sensitive: Mapping[str, str]
) -> Conversation:
    cells = list(found.exposed.reckoner.cells())
    bearing = found.bearing(cells)
    by_item: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_item[cell.item].append(cell)
    exposure = {item: grouped(own, bearing) for item, own in by_item.items()}
    rests = tuple(Rest(one.exhibit, found.joining) for one in found.parts)
    return Conversation(
        rests,
        _rests_in_words(found),
        exposure,
        {**_of_copies(found, withheld), **withheld},
        _of_copies(found, sensitive),
    )


def _rests_in_words(found: Reckoned) -> str:
    marks = ", ".join(sorted(str(one.exhibit.reference) for one in found.parts))
    told = _("From exhibit %(marks)s alone.") % {"marks": marks}
    if found.joining is not None:
        told = _("From exhibits %(marks)s as one conversation, which is on the record since %(day)s.") % {
            "marks": marks,
            "day": day_in_words(found.joining.made_at),
        }
    if not found.left_out:
        return told
    left_out = _(
        "Nothing came from %(marks)s, which belong to it: they do not open, or hold nothing within the scope."
    )
    return f"{told} {left_out % {'marks': ', '.join(found.left_out)}}"


def _of_copies(found: Reckoned, told: Mapping[str, Told]) -> dict[str, Told]:
    """What is said of messages, by the identities of their copies: what is kept back on one phone is so on another."""
    if found.joining is None or not told:
        return {}
    timeline = found.exposed.timeline
    own = rows_of(timeline, told).select("identity", "place")
    at = {place: told[identity] for identity, place in own.iter_rows()}
    rows = timeline.placed.filter(pl.col("place").is_in(list(at))).select(IDENTITY.alias("cite"), "place")
    return {cite: at[place] for cite, place in rows.iter_rows() if cite not in told}
