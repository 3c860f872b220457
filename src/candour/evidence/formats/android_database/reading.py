"""msgstore.db as records: the messages in the order of their rows, then what hangs on them, then what stands alone."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from candour.evidence.formats.android_database import legacy
from candour.evidence.formats.android_database.contacts import contacts_beside
from candour.evidence.formats.android_database.links import link_frames
from candour.evidence.formats.android_database.members import member_frames
from candour.evidence.formats.android_database.messages import message_frames
from candour.evidence.formats.android_database.previews import preview_frames
from candour.evidence.formats.android_database.reactions import add_on_frames
from candour.evidence.formats.android_database.receipts import receipt_frames
from candour.evidence.formats.android_database.store import Store
from candour.evidence.formats.database.opening import opened, table_names
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.sources import Source

NAME, VERSION = "whatsapp-android-database", 2
_NEW, _OLD = {"message", "chat", "jid"}, {"messages"}
_OLD_BESIDE = {"chat_list", "messages_quotes", "group_participants"}


class WhatsAppAndroid:
    name = NAME

    def recognises(self, source: Source) -> bool:
        names = table_names(source)
        return names >= _NEW or (names >= _OLD and bool(names & _OLD_BESIDE))

    def read(self, source: Source, settled: Settled = Settled()) -> Reading:  # noqa: B008
        reading = Reading(NAME, VERSION, source, iter(()))
        reading.frames = _frames(reading)
        return reading


def _frames(reading: Reading) -> Iterator[pl.DataFrame]:
    contacts, book = contacts_beside(reading.source)
    with opened(reading.source) as database:
        store = Store(database)
        reading.facts |= database.facts | {"contacts_from": book, "owner": store.owner}
        reading.facts["address_books"] = contacts
        for part in _parts(store):
            yield from (frame for frame in part if frame.height)
        reading.facts |= _said(store)
        reading.tables += store.accounts.tables()


def _parts(store: Store) -> Iterator[Iterator[pl.DataFrame]]:
    """Messages first, since all the others ask which messages there are."""
    yield message_frames(store)
    yield link_frames(store)
    yield add_on_frames(store)
    yield legacy.frames(store)
    yield receipt_frames(store)
    yield member_frames(store)
    yield preview_frames(store)


def _said(store: Store) -> dict[str, Any]:
    return store.facts() | {
        "conversations": store.addresses.conversations,
        "hidden_addresses": {
            hidden: store.addresses.by_row[row] for row, hidden in store.addresses.hidden.items()
        },
    }
