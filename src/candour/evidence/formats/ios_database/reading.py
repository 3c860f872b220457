"""ChatStorage.sqlite as records: the messages in the order of their rows, then what hangs on them, then the members."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.database.opening import opened, table_names
from candour.evidence.formats.ios_database.contacts import contacts_beside
from candour.evidence.formats.ios_database.media import link_frames, media_of
from candour.evidence.formats.ios_database.members import member_frames
from candour.evidence.formats.ios_database.messages import message_frames
from candour.evidence.formats.ios_database.receipts import receipt_frames
from candour.evidence.formats.ios_database.store import Store
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.sources import Source

NAME, VERSION = "whatsapp-ios-database", 2


class WhatsAppIos:
    name = NAME

    def recognises(self, source: Source) -> bool:
        return table_names(source) >= {"ZWAMESSAGE", "ZWACHATSESSION"}

    def read(self, source: Source, settled: Settled = Settled()) -> Reading:  # noqa: B008
        reading = Reading(NAME, VERSION, source, iter(()))
        reading.frames = _frames(reading)
        return reading


def _frames(reading: Reading) -> Iterator[pl.DataFrame]:
    contacts, book = contacts_beside(reading.source)
    with opened(reading.source) as database:
        store = Store(database)
        reading.facts |= database.facts | {"contacts_from": book, "owner": store.owner}
        names = store.names()
        reading.facts["address_books"] = {
            one: names.get(one, {}) | contacts.get(one, {}) for one in {**names, **contacts}
        }
        media = media_of(store)
        for part in (
            message_frames(store, media),
            link_frames(store, media),
            receipt_frames(store),
            member_frames(store),
        ):
            yield from (frame for frame in part if frame.height)
        reading.facts |= store.facts() | {"conversations": store.conversations()}
        reading.tables += store.accounts.tables()
