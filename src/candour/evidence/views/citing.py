"""Where the records behind a card lead: to the page of the message or event, in the exhibit that holds it."""

from collections import defaultdict

from django.urls import reverse

from candour.evidence.chats.lines import select
from candour.evidence.chats.within import at_places
from candour.evidence.exposure.bearing import cites_of_cells
from candour.evidence.imports.folders import LINES
from candour.evidence.imports.schema import looking
from candour.evidence.joined import Reckoned
from candour.evidence.laid import Part


def addresses_of_records(found: Reckoned) -> dict[str, str]:
    """By identity. A receipt or a list of members has no page of its own, and stays what it is: a place in a file."""
    places: dict[str, set[str]] = defaultdict(set)
    for cite in cites_of_cells(found.exposed.reckoner.cells()):
        source, colon, place = cite.partition(":")
        if colon:
            places[source].add(place)
    return {
        f"{part.chat.source}:{place}": reverse(
            "evidence:message", args=[part.exhibit.pk, part.chat.source, place]
        )
        for part in found.parts
        for place in _with_a_page(part, places[part.chat.source])
    }


def _with_a_page(part: Part, places: set[str]) -> list[str]:
    with looking(part.folder / LINES) as lines:
        return [line.place for line in select(lines, at_places(places, part.chat.key))]
